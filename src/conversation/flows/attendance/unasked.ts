import { askedAfterClass } from '../../../outreach/prompts/asked.js';
import { latestDraft } from '../../../school/attendance/latest.js';
import { viewDraft } from '../../../school/attendance/view.js';
import type { FlowContext } from '../../flow.js';
import { resume } from './again.js';
import { receipt, takeBack } from './save.js';
import { NO_WISH, notMarking } from './start.js';
import { type AttStep, go, openClass, over, stateOf } from './steps.js';
import { tapped } from './taps.js';

const MINUTE_MS = 60_000;
/** So long a list that had no Yes, and one that was saved, are what a word out of the blue is about. */
const OPEN_FOR_MS = 12 * 60 * MINUTE_MS;
const SAVED_FOR_MS = 60 * MINUTE_MS;

/**
 * "Yes", "undo" or "2" of a teacher whom nothing was asked in this session: about the question after class, or the
 * list they were busy with before something else came between. Null when it is about neither.
 */
export async function unasked(ctx: FlowContext, said: 'yes' | 'undo' | number): Promise<AttStep | null> {
  if (notMarking(ctx)) return null;
  const { personId } = ctx.actor;
  const [draft, asked] = await Promise.all([
    latestDraft(ctx),
    askedAfterClass(ctx.db, { personId, now: ctx.now }),
  ]);
  const newer = asked && (!draft || asked.at > draft.at) ? asked : null;
  if (typeof said === 'number') {
    const tap = newer?.taps[said - 1];
    return tap ? tapped(ctx, tap, null) : null;
  }
  if (newer && said === 'yes') return cameAll(ctx, newer);
  return draft ? aboutList(ctx, { ...draft, said }) : null;
}

/** "Yes" to "who came?" may mean that all did: asked, since it says nothing of anybody. */
async function cameAll(ctx: FlowContext, klass: { batchId: string; date: string }): Promise<AttStep> {
  const step = await openClass(ctx, klass, NO_WISH);
  return step.kind === 'go' && step.state.step === 'names'
    ? { ...step, say: ctx.copy.attendance.ifAllCame }
    : step;
}

interface Latest {
  id: string;
  status: 'draft' | 'confirmed' | 'rejected' | 'undone';
  at: Date;
  confirmedAt: Date | null;
  said: 'yes' | 'undo';
}

async function aboutList(
  ctx: FlowContext,
  { id, status, at, confirmedAt, said }: Latest,
): Promise<AttStep | null> {
  const ago = ctx.now.getTime() - at.getTime();
  const justSaved = confirmedAt !== null && ctx.now.getTime() - confirmedAt.getTime() < SAVED_FOR_MS;
  if (said === 'undo') {
    if (!justSaved) return null;
    const { body, writes } = await takeBack(ctx, id);
    return over(body, writes);
  }
  const open = status === 'draft' && ago < OPEN_FOR_MS;
  const draft = open || (status === 'confirmed' && justSaved) ? await viewDraft(ctx, id) : null;
  if (!draft) return null;
  const { attendance: words } = ctx.copy;
  if (!open) return { kind: 'done', reply: receipt(ctx, draft, words.alreadySaved) };
  return go(stateOf(await resume(ctx, draft)), { say: words.notSavedYet });
}
