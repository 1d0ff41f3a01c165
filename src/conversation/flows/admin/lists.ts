import { localDate } from '../../../school/dates.js';
import { LEADS_PAGE, leadsWaiting } from '../../../school/office/leads.js';
import { type DeadLetter, deadLetters, settleLetter } from '../../../school/office/letters.js';
import { usageToday } from '../../../school/office/usage.js';
import {
  type Option,
  type Reply,
  buttonId,
  buttons,
  clip,
  list,
  prefixed,
  text,
} from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import type { State } from './state.js';

/** How many letters one message shows, and how much of each. */
const LETTERS = 8;
const WORDS = 160;

export async function showLeads(ctx: FlowContext, page: number): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const found = await leadsWaiting(ctx, { page });
  if (found.kind === 'office_only') return officeOnly(ctx);
  if (found.leads.length === 0) return { kind: 'done', reply: buttons(words.noLeads, [toOffice(ctx)]) };
  const lines = found.leads.map(({ reference, since, facts }) => words.lead({ ...facts, reference, since }));
  const more = (page + 1) * LEADS_PAGE < found.all;
  const options = [
    ...(more ? [{ id: buttonId('admin', 'leads', page + 1), title: words.more }] : []),
    toOffice(ctx),
  ];
  return { kind: 'done', reply: buttons([words.leadsHead(found.all), ...lines].join('\n\n'), options) };
}

export async function showLetters(ctx: FlowContext, say?: string): Promise<Step<State>> {
  const found = await deadLetters(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  return { kind: 'done', reply: prefixed(lettersReply(ctx, found.letters), say) };
}

/** "Answer was given": off the list, and the rest of it. */
export async function settle(ctx: FlowContext, id: string): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const { outcome, writes } = await settleLetter(ctx, { id });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already_settled':
      return { kind: 'done', reply: prefixed(lettersReply(ctx, outcome.left), words.alreadySettled) };
    case 'settled': {
      const reply = prefixed(lettersReply(ctx, outcome.left), words.settled(outcome.letter));
      return { kind: 'done', reply, writes };
    }
  }
}

function lettersReply(ctx: FlowContext, letters: readonly DeadLetter[]): Reply {
  const { admin: words, general } = ctx.copy;
  if (letters.length === 0) return buttons(words.noLetters, [toOffice(ctx)]);
  const shown = letters.slice(0, LETTERS);
  const lines = shown.map((l, i) => words.letter(i + 1, { ...l, words: l.words && oneLine(l.words) }));
  const rows = shown.map((l, i) => ({
    id: buttonId('admin', 'settle', l.id),
    title: words.answered,
    description: words.answeredHint(i + 1, l.name),
  }));
  const body = [words.lettersHead(letters.length), ...lines].join('\n\n');
  return list(body, general.menuButton, [{ title: words.letters, rows: [...rows, toOffice(ctx)] }]);
}

export async function showUsage(ctx: FlowContext): Promise<Step<State>> {
  const found = await usageToday(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const day = { ...found.usage, budget: ctx.settings.aiBudgetUsd };
  return { kind: 'done', reply: text(ctx.copy.admin.today(localDate(ctx.now, ctx.timezone), day)) };
}

export function toOffice({ copy }: FlowContext): Option {
  return { id: buttonId('admin', 'office'), title: copy.admin.menu };
}

/** What somebody wrote stands in one line, so that it cannot look like more than one sentence of ours. */
function oneLine(said: string): string {
  return clip(said.replace(/\s+/g, ' ').trim(), WORDS);
}
