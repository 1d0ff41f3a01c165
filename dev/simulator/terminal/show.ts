import type { ChatMessage } from '../chats.js';
import type { SimulatorState } from '../control-state.js';
import { pieces } from '../page/format.js';

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[22m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;
const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

export const style = { bold, dim, green, red };

/** A message of the school, with its buttons numbered. */
export function shown(message: ChatMessage, school: string): string {
  const { view } = message;
  const file = view.media
    ? dim(clean(`[${view.kind} ${view.media.filename ?? view.media.link ?? ''}]`))
    : null;
  const place = view.location ? dim(clean(`[${view.location.name ?? 'location'}]`)) : null;
  const options = view.options.map((option, index) => {
    const section =
      option.section && option.section !== view.options[index - 1]?.section ? option.section : null;
    const more = option.description ?? option.url;
    const line = `  ${green(`/${index + 1}`)} ${clean(option.title)}${more ? dim(` (${clean(more)})`) : ''}`;
    return section ? `  ${bold(clean(section))}\n${line}` : line;
  });
  const parts = [
    view.header && bold(formatted(view.header)),
    file,
    place,
    formatted(view.body),
    view.footer && dim(formatted(view.footer)),
  ];
  const text = parts.filter(Boolean).join('\n');
  return [`${green(bold(clean(school)))}`, text, ...options].join('\n');
}

/** `Not delivered: 131047 …` */
export function failed(message: ChatMessage): string {
  const { code, title, details } = message.failure ?? { code: 0, title: '', details: '' };
  return red(`Not delivered: ${code} ${title}${details === title ? '' : ` ${details}`}`);
}

/** Everybody one can be, numbered: people of the school first, then who has a chat already. */
export function choices(state: SimulatorState): { who: string; line: string }[] {
  const known = state.directory.map(({ phone, name, role, note }) => ({
    who: `+${phone}`,
    line: choice(name, [role, note, `+${phone}`]),
  }));
  const phones = new Set(state.directory.map((one) => one.phone));
  const others = state.people
    .filter((one) => !one.phone || !phones.has(one.phone))
    .map((one) => ({
      who: one.id,
      line: choice(one.name, [one.phone ? `+${one.phone}` : (one.userId ?? '')]),
    }));
  return [...known, ...others];
}

function choice(name: string, about: string[]): string {
  return `${clean(name)} ${dim(clean(about.filter(Boolean).join(' · ')))}`;
}

function formatted(text: string): string {
  return pieces(text)
    .map((piece) => (piece.bold ? bold(clean(piece.text)) : clean(piece.text)))
    .join('');
}

/** Names and texts come from strangers: none of their control characters reaches the terminal. */
export function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === '\n' ? character : ''));
}
