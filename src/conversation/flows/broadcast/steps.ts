import { randomUUID } from 'node:crypto';
import { type ClassChoice, classChoices } from '../../../outreach/broadcast/choices.js';
import { problemsOf, withSchool } from '../../../outreach/broadcast/letter.js';
import type { Letter } from '../../../outreach/broadcast/page.js';
import { preflight } from '../../../outreach/broadcast/preflight.js';
import type { BroadcastContext } from '../../../outreach/broadcast/rights.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { meant } from './classes.js';
import { asParagraph } from './paragraph.js';
import type { Heard } from './reading.js';
import type { Facts, State, To, Words } from './state.js';
import { type TimedWish, instantFor } from './when.js';

export type BroadcastStep = Step<State>;

export const go = (state: State, say?: string): BroadcastStep => ({
  kind: 'go',
  state,
  ...(say ? { say } : {}),
});
export const over = (words: string): BroadcastStep => ({ kind: 'done', reply: text(words) });

/** WhatsApp takes 1,024 letters in all; the template's own words and the school's name need theirs. */
const MOST_LETTERS = 800;

export function officeOf(ctx: FlowContext): BroadcastContext {
  const { db, now, timezone, actor, settings } = ctx;
  return { db, now, timezone, actor, rules: settings };
}

export function letterFor({ audience }: To, { message }: Words): Letter {
  return { audience, template: 'announcement', language: null, parameters: { message } };
}

/** What is known of it before it is shown: the words, and when it is to go. */
export interface Draft {
  words: Words | null;
  at: string | null;
}

/** From what was said to the next thing that is not known, or to the preview. */
export async function begun(ctx: FlowContext, heard: TimedWish): Promise<BroadcastStep> {
  const words = heard.message === null ? null : asParagraph(heard.message);
  const classes = await classChoices(ctx.db);
  const at = instantFor(ctx, heard.when);
  const step = await addressed(ctx, {
    heard: heard.to,
    draft: { words, at: at === 'bad' ? null : at },
    classes,
  });
  return at === 'bad' && step.kind === 'go' ? { ...step, say: ctx.copy.broadcast.badTime } : step;
}

/** Whom is meant, asked where that is not clear. */
export async function addressed(
  ctx: FlowContext,
  { heard, draft, classes }: { heard: Heard['to']; draft: Draft; classes: readonly ClassChoice[] },
): Promise<BroadcastStep> {
  const found = meant(heard, classes);
  switch (found.kind) {
    case 'to':
      return onward(ctx, found.to, draft);
    case 'which':
      return go({ step: 'which', ...draft, classes: found.classes, whole: found.whole });
    case 'unclear':
      return go({ step: 'to', ...draft, instruments: found.instruments });
    case 'unknown':
      return go({ step: 'to', ...draft, instruments: found.instruments }, ctx.copy.broadcast.notFound);
  }
}

export async function onward(ctx: FlowContext, to: To, { words, at }: Draft): Promise<BroadcastStep> {
  if (words === null) return go({ step: 'text', to, at });
  return previewed(ctx, to, { words, at });
}

/** With numbers and the very text; nothing is written. */
export async function previewed(
  ctx: FlowContext,
  to: To,
  { words, at }: { words: Words; at: string | null },
): Promise<BroadcastStep> {
  const { broadcast: copy } = ctx.copy;
  if (words.message.length > MOST_LETTERS) return go({ step: 'text', to, at }, copy.tooLong(MOST_LETTERS));
  const letter = letterFor(to, words);
  if (problemsOf(withSchool(letter, ctx.settings.schoolName)).length > 0)
    return go({ step: 'text', to, at }, copy.badPlaceholder);
  const found = await preflight(officeOf(ctx), { letter, startsAt: at === null ? undefined : new Date(at) });
  switch (found.kind) {
    case 'office_only':
      return over(copy.officeOnly);
    case 'unfit':
      return go({ step: 'text', to, at }, copy.badPlaceholder);
    case 'no_template':
      return over(copy.noTemplate);
    case 'preflight': {
      const leftOut = Object.entries(found.leftOut).map(([why, people]) => ({ why, people }));
      if (!found.preview) return over(copy.nobody(leftOut));
      const { people, cost, seconds, days, preview } = found;
      const quietUntil = found.quietFor > 0 ? quietEnd(ctx) : null;
      const approvalAbove = found.needsApproval ? ctx.settings.approvalAbove : null;
      const facts: Facts = {
        people,
        leftOut,
        cost,
        seconds,
        days,
        quietUntil,
        approvalAbove,
        text: preview.text,
      };
      return go({ step: 'preview', key: randomUUID(), to, words, at, facts });
    }
  }
}

/** HH:MM. */
export function quietEnd({ settings }: FlowContext): string {
  return settings.quietHours.split('-')[1] ?? '';
}
