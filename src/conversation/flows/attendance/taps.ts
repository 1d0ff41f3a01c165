import * as z from 'zod';
import type { DraftRef } from '../../../school/attendance/draft.js';
import { rejectDraft } from '../../../school/attendance/draft.js';
import { openRegister } from '../../../school/attendance/register.js';
import { viewDraft } from '../../../school/attendance/view.js';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { resume, stale } from './again.js';
import { answerStatus, answerWho, markAll, toggle } from './marking.js';
import { receipt, takeBack, yes } from './save.js';
import { blankSheet } from './sheet.js';
import { NO_WISH, otherClasses } from './start.js';
import type { Sheet, State } from './state.js';
import { type AttStep, go, keep, openClass, over, refused, stateOf } from './steps.js';

const Id = z.uuid();
const Day = z.iso.date();
/** Buttons that lead to nothing but a question. */
const ASKING = new Set(['class', 'all', 'off', 'other', 'more']);

/** Any button of this conversation; `open` is the state it is tapped in, null when it is not the open one. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<AttStep> {
  const [first = '', second = ''] = tap.args;
  switch (tap.action) {
    case 'more':
      return open?.step === 'choose' ? go({ ...open, page: Number(first) || 0 }) : otherClasses(ctx, NO_WISH);
    case 'other':
      return otherClasses(ctx, open?.step === 'choose' ? open.wish : NO_WISH);
    case 'class':
    case 'all':
    case 'off':
      return Id.safeParse(first).success && Day.safeParse(second).success
        ? ofClass(ctx, tap, open)
        : { kind: 'unclear' };
    case 'undo':
      return Id.safeParse(first).success ? undoTapped(ctx, first, open) : { kind: 'unclear' };
    default:
      return Id.safeParse(first).success ? ofDraft(ctx, tap, open) : { kind: 'unclear' };
  }
}

async function ofClass(ctx: FlowContext, tap: Tap, open: State | null): Promise<AttStep> {
  const [batchId = '', date = ''] = tap.args;
  const wish = open?.step === 'choose' ? open.wish : NO_WISH;
  if (tap.action === 'class') return openClass(ctx, { batchId, date }, wish);
  if (tap.action === 'off') return openClass(ctx, { batchId, date }, { ...NO_WISH, kind: 'cancelled' });
  const opened = await openRegister(ctx, { batchId, date });
  if (opened.kind !== 'open') return refused(ctx, opened.kind, date);
  return keep(ctx, markAll(blankSheet(opened.register, 'register'), 'present'));
}

async function undoTapped(ctx: FlowContext, draftId: string, open: State | null): Promise<AttStep> {
  const { body, writes } = await takeBack(ctx, draftId);
  return open ? go(open, { say: body, writes }) : over(body, writes);
}

/** A button of a list: it counts only for the list as it was when it was shown. */
async function ofDraft(ctx: FlowContext, tap: Tap, open: State | null): Promise<AttStep> {
  const ref: DraftRef = { id: tap.args[0] ?? '', version: Number(tap.args[1]) };
  const state = open && open.step !== 'choose' && isAt(open.sheet, ref) ? open : null;
  if (tap.action === 'yes' && state?.step !== 'ask') return aside(await yes(ctx, ref, open), ref, open);
  if (state) return onSheet(ctx, tap, state);
  const draft = await viewDraft(ctx, ref.id);
  if (!draft) return refused(ctx, 'not_yours', '');
  const current = draft.status === 'draft' && draft.version === ref.version;
  if (!current || open) return stale(ctx, draft, open);
  const resumed = stateOf(await resume(ctx, draft));
  return resumed.step === 'choose' ? { kind: 'unclear' } : onSheet(ctx, tap, resumed);
}

/** What a Yes to another list comes to does not close the list that is open. */
function aside(step: AttStep, { id }: DraftRef, open: State | null): AttStep {
  const another = open !== null && open.step !== 'choose' && open.sheet.ref && open.sheet.ref.id !== id;
  return another && step.kind === 'done'
    ? go(open, { say: step.reply.body, writes: step.writes ?? [] })
    : step;
}

function isAt(sheet: Sheet, { id, version }: DraftRef): boolean {
  return sheet.ref?.id === id && sheet.ref.version === version;
}

async function onSheet(
  ctx: FlowContext,
  tap: Tap,
  state: Exclude<State, { step: 'choose' }>,
): Promise<AttStep> {
  const { sheet } = state;
  const [, , what = ''] = tap.args;
  const page = state.step === 'change' ? state.page : 0;
  switch (tap.action) {
    case 'no':
      return state.step === 'ask'
        ? keep(ctx, answerWho(sheet, null))
        : go({ step: 'change', sheet, page: 0 });
    case 'yes':
    case 'who':
      return keep(ctx, answerWho(sheet, what === 'none' ? null : what));
    case 'came':
      return keep(ctx, answerStatus(sheet, what === 'absent' ? 'absent' : 'present'));
    case 'flip':
      return keep(ctx, toggle(sheet, what), { page });
    case 'page':
      return go({ step: 'change', sheet, page: Number(what) || 0 });
    case 'list':
      return go(stateOf(sheet));
    case 'cancel':
      return over(ctx.copy.attendance.cancelledDraft, sheet.ref ? rejectDraft(ctx, sheet.ref.id) : []);
    default:
      return { kind: 'unclear' };
  }
}

/** A tap that came late only shows what it was about. */
export async function lateTap(ctx: FlowContext, tap: Tap): Promise<AttStep> {
  const say = ctx.copy.general.late;
  const [id = ''] = tap.args;
  if (!Id.safeParse(id).success || ASKING.has(tap.action)) return tapped(ctx, tap, null);
  const draft = await viewDraft(ctx, id);
  if (!draft) return refused(ctx, 'not_yours', '');
  if (draft.status === 'confirmed') return { kind: 'done', reply: receipt(ctx, draft, say) };
  return draft.status === 'draft' ? go(stateOf(await resume(ctx, draft)), { say }) : stale(ctx, draft, null);
}
