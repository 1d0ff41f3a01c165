import { createBroadcast, wasStarted } from '../../../outreach/broadcast/create.js';
import { tryOut } from '../../../outreach/broadcast/try-out.js';
import type { FlowContext } from '../../flow.js';
import { spokenAt } from './prompts.js';
import type { State } from './state.js';
import { type BroadcastStep, go, letterFor, officeOf, over, previewed, quietEnd } from './steps.js';

type Preview = Extract<State, { step: 'preview' }>;
const keyOf = (key: string) => `chat:${key}`;

/** Send was said to the open preview. The list is made now: whoever said STOP since then gets nothing. */
export async function sent(ctx: FlowContext, { key, to, words, at, facts }: Preview): Promise<BroadcastStep> {
  const { broadcast: copy } = ctx.copy;
  const scheduleAt = at === null ? null : new Date(at);
  // It lay too long: it goes neither late nor at once without another Send.
  if (scheduleAt && scheduleAt <= ctx.now) {
    const again = await previewed(ctx, to, { words, at: null });
    return again.kind === 'go' ? { ...again, say: copy.timeOver } : again;
  }
  const wish = { letter: letterFor(to, words), scheduleAt, key: keyOf(key) };
  const { outcome, writes } = await createBroadcast(officeOf(ctx), wish);
  switch (outcome.kind) {
    case 'office_only':
      return over(copy.officeOnly);
    case 'same':
    case 'key_used':
      return over(copy.already);
    case 'nobody': {
      const leftOut = Object.entries(outcome.leftOut).map(([why, people]) => ({ why, people }));
      return over(copy.nobody(leftOut));
    }
    case 'unfit':
      return go({ step: 'text', to, at }, copy.badPlaceholder);
    case 'no_template':
      return over(copy.noTemplate);
    case 'created': {
      const { people, more, needsApproval } = outcome;
      const above = ctx.settings.approvalAbove;
      const quiet = facts.quietUntil === null ? null : quietEnd(ctx);
      const said = more
        ? copy.preparing(to.whom)
        : needsApproval
          ? copy.waits(people, above)
          : scheduleAt
            ? copy.scheduled(to.whom, people, spokenAt(ctx, scheduleAt))
            : copy.started(to.whom, people, quiet);
      return { ...over(said), writes } as BroadcastStep;
    }
  }
}

/** One to whoever asks, and the preview stays open. */
export async function tried(ctx: FlowContext, state: Preview): Promise<BroadcastStep> {
  const { broadcast: copy } = ctx.copy;
  const { outcome, writes } = await tryOut(officeOf(ctx), {
    letter: letterFor(state.to, state.words),
    to: { personId: ctx.actor.personId },
    broadcastId: null,
  });
  switch (outcome.kind) {
    case 'on_its_way':
      return { kind: 'go', state, say: copy.tested, writes };
    case 'no_template':
      return over(copy.noTemplate);
    case 'nobody':
      return over(copy.nobody([]));
    case 'unfit':
      return go({ step: 'text', to: state.to, at: state.at }, copy.badPlaceholder);
    case 'office_only':
    case 'not_office':
      return over(copy.officeOnly);
  }
}

/** A Send whose question is not open any more. */
export async function sentBefore(ctx: FlowContext, key: string): Promise<string> {
  const { broadcast: copy } = ctx.copy;
  return (await wasStarted(officeOf(ctx), keyOf(key))) ? copy.already : copy.over;
}
