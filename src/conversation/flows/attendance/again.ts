import type { Confirmed } from '../../../school/attendance/confirm.js';
import type { Question } from '../../../school/attendance/draft.js';
import { makeupPupils } from '../../../school/attendance/pool.js';
import type { DraftView } from '../../../school/attendance/view.js';
import type { FlowContext } from '../../flow.js';
import { facts, sheetOf } from './sheet.js';
import type { Sheet, State } from './state.js';
import { type AttStep, go, keep, stateOf } from './steps.js';

type NotSaved = Extract<Confirmed, { kind: 'stale' | 'incomplete' | 'roster_changed' | 'already_marked' }>;

/** Nothing was saved: says why, and asks again of what stands now. */
export async function again(
  ctx: FlowContext,
  { kind, draft }: NotSaved,
  open: State | null,
): Promise<AttStep> {
  const { attendance: words } = ctx.copy;
  switch (kind) {
    case 'stale':
      return stale(ctx, draft, open);
    case 'incomplete':
      return go(stateOf(await resume(ctx, draft)), { say: words.stillToAsk });
    case 'already_marked':
      return keep(ctx, asItIsNow(await resume(ctx, draft), draft), { say: words.markedMeanwhile });
    case 'roster_changed': {
      const { sheet, change } = withRoster(draft);
      return keep(ctx, sheet, { say: words.rosterChanged(change) });
    }
  }
}

/** An old button: whatever is open stays open; with nothing open, that list comes back as it stands. */
export async function stale(ctx: FlowContext, draft: DraftView, open: State | null): Promise<AttStep> {
  const { attendance: words } = ctx.copy;
  if (open && open.step !== 'choose' && open.sheet.ref) {
    const wentBack = open.sheet.ref.id === draft.id && open.sheet.ref.version !== draft.version;
    return wentBack ? keep(ctx, open.sheet, { say: words.stale }) : go(open, { say: words.stale });
  }
  const sheet = await resume(ctx, draft);
  if (draft.status === 'draft') return go(stateOf(sheet), { say: words.stale });
  const current = sheet.kind === 'register' ? withRoster(draft).sheet : asItIsNow(sheet, draft);
  return keep(ctx, { ...current, ref: null }, { say: words.putAway });
}

/** A stored draft, to go on with. Of a makeup, with everybody it may be for. */
export async function resume(ctx: FlowContext, draft: DraftView): Promise<Sheet> {
  const sheet = sheetOf(draft);
  if (sheet.kind !== 'extra') return sheet;
  const pupils = await makeupPupils(ctx, draft.register);
  const others = pupils.filter((p) => !sheet.roster.some((r) => r.id === p.id));
  return { ...sheet, roster: [...sheet.roster, ...others.map((p) => ({ ...p, excused: false }))] };
}

/** The same list, held against the register as it is now. */
function asItIsNow(sheet: Sheet, { register, data }: DraftView): Sheet {
  const { roster, ...rest } = facts(register, data.kind);
  return { ...sheet, ...rest, roster: data.kind === 'extra' ? sheet.roster : roster };
}

/** The list for the class as it is now: who joined is asked about, who told us is excused. */
function withRoster(draft: DraftView) {
  const { register, data, named } = draft;
  const before = sheetOf(draft);
  const known = new Set([...data.present, ...data.absent, ...data.excused]);
  const joined = register.roster.filter((p) => !known.has(p.id) && !p.excused);
  const left = named.filter((p) => known.has(p.id) && !register.roster.some((r) => r.id === p.id));
  const concerned = (id: string) => !data.partial || known.has(id);
  const excused = register.roster.filter(
    (p) => p.excused && before.marks[p.id] !== 'excused' && concerned(p.id),
  );
  const unsure = register.roster.filter((p) => !p.excused && before.marks[p.id] === 'excused');
  const marks = { ...before.marks };
  for (const p of left) delete marks[p.id];
  for (const p of unsure) delete marks[p.id];
  for (const p of excused) marks[p.id] = 'excused';
  const asked = data.partial ? [] : [...joined, ...unsure].map((p) => p.id);
  const status: Question[] = asked.length > 0 ? [{ ask: 'status', pupils: asked, others: false }] : [];
  const open = [...before.open.filter((q) => q.ask !== 'status'), ...status];
  const names = (pupils: readonly { name: string }[]) => pupils.map((p) => p.name);
  return {
    sheet: { ...asItIsNow(before, draft), marks, open },
    change: { joined: names(joined), left: names(left), excused: names(excused) },
  };
}
