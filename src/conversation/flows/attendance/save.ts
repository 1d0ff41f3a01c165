import type { Write } from '../../../../db/client.js';
import { withdraw } from '../../../outreach/notify.js';
import { type Confirmed, confirm } from '../../../school/attendance/confirm.js';
import type { DraftRef } from '../../../school/attendance/draft.js';
import type { Told } from '../../../school/attendance/told.js';
import { UNDO_MINUTES, undo } from '../../../school/attendance/undo.js';
import type { DraftView } from '../../../school/attendance/view.js';
import { daysBetween, localDate } from '../../../school/dates.js';
import { type Reply, buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { again } from './again.js';
import { FLOW, type State } from './state.js';
import { type AttStep, refused } from './steps.js';

/** A Yes. `open` is the conversation it was said in, if that is still open. */
export async function yes(ctx: FlowContext, ref: DraftRef, open: State | null): Promise<AttStep> {
  const { outcome, writes } = await confirm(ctx, {
    ...ref,
    low: ctx.settings.lowBalance,
    charged: open && open.step !== 'choose' ? chargedIn(open) : [],
  });
  return outcome.kind === 'saved'
    ? {
        kind: 'done',
        reply: receipt(ctx, outcome.draft),
        writes: [
          ...writes,
          ...outcome.replaces.flatMap((id) => withdraw(ctx.db, originOf(id))),
          ...notices(ctx, outcome),
        ],
      }
    : notSaved(ctx, outcome, open);
}

function chargedIn({ sheet }: Exclude<State, { step: 'choose' }>): string[] {
  return [...sheet.roster.filter((p) => sheet.marks[p.id] === 'present').map((p) => p.id), ...sheet.extra];
}

async function notSaved(
  ctx: FlowContext,
  outcome: Exclude<Confirmed, { kind: 'saved' }>,
  open: State | null,
): Promise<AttStep> {
  const { attendance: words } = ctx.copy;
  switch (outcome.kind) {
    case 'already_saved':
      return { kind: 'done', reply: receipt(ctx, outcome.draft, words.alreadySaved) };
    case 'stale':
    case 'incomplete':
    case 'roster_changed':
    case 'already_marked':
      return again(ctx, outcome, open);
    case 'not_yours':
      return refused(ctx, outcome.kind, '');
    case 'too_old':
    case 'not_yet':
      return refused(ctx, outcome.kind, outcome.draft?.register.date ?? '');
  }
}

/** Exactly what was done, with its Undo while there is one. */
export function receipt(ctx: FlowContext, draft: DraftView, lead?: string): Reply {
  const { attendance: words } = ctx.copy;
  const since = draft.confirmedAt ? ctx.now.getTime() - draft.confirmedAt.getTime() : 0;
  const undoable = since <= UNDO_MINUTES * 60_000;
  const body = [
    ...(lead ? [lead] : []),
    savedWords(ctx, draft),
    ...(undoable && !lead ? [words.undoFor] : []),
  ].join('\n\n');
  const button = { id: buttonId(FLOW, 'undo', draft.id), title: words.undo };
  return undoable ? buttons(body, [button]) : text(body);
}

function savedWords(ctx: FlowContext, { data, register, named }: DraftView): string {
  const { attendance: words } = ctx.copy;
  const names = (ids: readonly string[]) => named.filter((p) => ids.includes(p.id)).map((p) => p.name);
  switch (data.kind) {
    case 'extra':
      return words.savedExtra(register, names(data.extra));
    case 'cancelled':
      return words.savedCancelled(register);
    case 'register':
      return words.saved(register, {
        present: data.present.length,
        absent: data.absent.length,
        excused: data.excused.length,
        absentNames: names(data.absent),
        excusedNames: names(data.excused),
      });
  }
}

const KIND = {
  absent: 'absence_alert',
  low: 'classes_low_alert',
  present: 'attendance_confirmation',
} as const;

/** Families hear of it once Undo has run out; of who came and who did not only while it is news. */
function notices(ctx: FlowContext, { draft, told }: { draft: DraftView; told: Told[] }): Write[] {
  const { register } = draft;
  const ago = daysBetween(register.date, localDate(ctx.now, ctx.timezone));
  const notBefore = new Date(ctx.now.getTime() + UNDO_MINUTES * 60_000);
  const news = told.filter((t) => t.why === 'low' || ago <= ctx.settings.attendanceDaysBack);
  return news.flatMap(({ why, pupil, phone, left }) =>
    ctx.notify({
      kind: KIND[why],
      phone,
      params: {
        pupil: pupil.name,
        class: register.instrument,
        date: register.date,
        left: String(Math.max(left ?? 0, 0)),
      },
      origin: originOf(draft.id),
      notBefore,
    }),
  );
}

function originOf(draftId: string): string {
  return `draft:${draftId}`;
}

/** Takes a saved register back, with whatever families have not been told yet. */
export async function takeBack(
  ctx: FlowContext,
  draftId: string,
): Promise<{ body: string; writes: Write[] }> {
  const { attendance: words } = ctx.copy;
  const { outcome, writes } = await undo(ctx, { draftId });
  switch (outcome.kind) {
    case 'undone':
      return {
        body: words.undone(outcome.draft.register),
        writes: [...writes, ...withdraw(ctx.db, originOf(draftId))],
      };
    case 'too_late':
      return { body: words.undoTooLate(outcome.draft.register), writes };
    case 'already_undone':
      return { body: words.alreadyUndone(outcome.draft.register), writes };
    case 'changed_since':
      return { body: words.changedSince(outcome.draft.register), writes };
    case 'not_saved':
      return { body: words.notSaved, writes };
    case 'not_yours':
      return { body: words.notYours, writes };
  }
}
