import { localDate } from '../../../school/dates.js';
import { type DeadLetter, deadLetters, retryLetter, settleLetter } from '../../../school/office/letters.js';
import { usageToday } from '../../../school/office/usage.js';
import { type Reply, buttonId, buttons, list, prefixed, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import { oneLine, toOffice } from './desk.js';
import type { State } from './state.js';

/** How many letters one message shows: two rows each, and the way to the office's menu. */
const LETTERS = 4;

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

/** "Try again": the bot has another go at an answer. */
export async function retry(ctx: FlowContext, id: string): Promise<Step<State>> {
  const { admin: words, desk } = ctx.copy;
  const { outcome, writes } = await retryLetter(ctx, { id });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already_settled':
      return { kind: 'done', reply: prefixed(lettersReply(ctx, outcome.left), words.alreadySettled) };
    case 'too_old':
      return { kind: 'done', reply: text(desk.tooOld(outcome.letter)) };
    case 'retried': {
      const reply = prefixed(lettersReply(ctx, outcome.left), desk.retried(outcome.letter));
      return { kind: 'done', reply, writes };
    }
  }
}

function lettersReply(ctx: FlowContext, letters: readonly DeadLetter[]): Reply {
  const { admin: words, desk, general } = ctx.copy;
  if (letters.length === 0) return buttons(words.noLetters, [toOffice(ctx)]);
  const shown = letters.slice(0, LETTERS);
  const lines = shown.map((l, i) => words.letter(i + 1, { ...l, words: l.words && oneLine(l.words) }));
  const more = letters.length > LETTERS ? [desk.heldMore(letters.length - LETTERS)] : [];
  const rows = shown.flatMap((l, i) => {
    const description = words.answeredHint(i + 1, l.name);
    return [
      { id: buttonId('admin', 'settle', l.id), title: words.answered, description },
      { id: buttonId('admin', 'retry', l.id), title: desk.retry, description },
    ];
  });
  const body = [words.lettersHead(letters.length), ...lines, ...more].join('\n\n');
  return list(body, general.menuButton, [{ title: words.letters, rows: [...rows, toOffice(ctx)] }]);
}

export async function showUsage(ctx: FlowContext): Promise<Step<State>> {
  const found = await usageToday(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const day = { ...found.usage, budget: ctx.settings.aiBudgetUsd };
  return { kind: 'done', reply: text(ctx.copy.admin.today(localDate(ctx.now, ctx.timezone), day)) };
}
