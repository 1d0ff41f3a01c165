import { el, toast } from './dom.js';
import { icon } from './icons.js';
import { openList } from './list-sheet.js';
import { tap } from './tap.js';

const OPTION_ICONS = {
  link: 'link',
  call: 'call',
  copy: 'copy',
  location_request: 'place',
  contact_request: 'person',
};

/** What can be tapped under a message. */
export function options(message) {
  const { options: offered, listButton } = message.view;
  if (offered.length === 0) return null;
  const buttons = listButton
    ? [tappable(listButton, 'list', () => openList(message))]
    : offered.map((option) => optionButton(message, option));
  return el('div', { className: 'options' }, ...buttons);
}

function optionButton(message, option) {
  const drawing = OPTION_ICONS[option.kind] ?? null;
  if (option.kind === 'link') {
    const safe = /^https?:\/\//.test(option.url) ? option.url : null;
    const props = {
      className: 'option',
      ...(safe && { href: safe, target: '_blank', rel: 'noopener noreferrer' }),
    };
    return el('a', props, icon('link'), option.title);
  }
  if (option.kind === 'copy') {
    return tappable(option.title, 'copy', () => {
      navigator.clipboard?.writeText(option.id).catch(() => undefined);
      toast(`Copied ${option.id}`);
    });
  }
  if (option.kind === 'call')
    return tappable(option.title, 'call', () => toast(`This would call ${option.id}`));
  if (option.kind === 'flow')
    return tappable(option.title, null, () => toast('Forms are not part of this simulator.'));
  return tappable(option.title, drawing ?? (option.kind === 'button' ? null : 'reply'), () =>
    tap(message, option),
  );
}

function tappable(title, drawing, onClick) {
  return el(
    'button',
    { type: 'button', className: 'option', on: { click: onClick } },
    drawing && icon(drawing),
    title,
  );
}
