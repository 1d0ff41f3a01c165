import type { Write } from '../../../../db/client.js';
import { keepDraft } from '../../../school/attendance/draft.js';
import { makeupPupils } from '../../../school/attendance/pool.js';
import { type Opened, openRegister } from '../../../school/attendance/register.js';
import { type Refusal, refusal, roleIn } from '../../../school/attendance/rights.js';
import type { Register } from '../../../school/attendance/types.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { begin, correct, fromStored } from './marking.js';
import { readChange, readWish, saysAlso, saysSomething, speaksOfAll } from './reading.js';
import { blankSheet, contentOf } from './sheet.js';
import type { Sheet, State, Wish } from './state.js';

export type AttStep = Step<State>;

interface Along {
  say?: string | undefined;
  writes?: Write[];
}

export function go(state: State, { say, writes }: Along = {}): AttStep {
  return { kind: 'go', state, ...(say === undefined ? {} : { say }), ...(writes ? { writes } : {}) };
}

export function over(body: string, writes: Write[] = []): AttStep {
  return { kind: 'done', reply: text(body), writes };
}

/** Why a register may not be marked, and what can be done instead. */
export function refused(ctx: FlowContext, why: Refusal | 'unknown', date: string): AttStep {
  const { attendance: words } = ctx.copy;
  switch (why) {
    case 'not_yours':
      return over(words.notYours);
    case 'too_old':
      return over(words.tooOld(date, ctx.settings.attendanceDaysBack));
    case 'not_yet':
      return over(words.notYet(date));
    case 'unknown':
      return over(words.gone);
  }
}

/** Where a sheet goes: to its open question, to the list of changes, or to its Yes. */
export function stateOf(sheet: Sheet, page?: number): State {
  if (sheet.open.length > 0) return { step: 'ask', sheet };
  if (sheet.kind === 'extra' && sheet.extra.length === 0) return { step: 'names', sheet };
  return page === undefined ? { step: 'draft', sheet } : { step: 'change', sheet, page };
}

/** Keeps the sheet as its draft's next version and goes on to what is still to be asked. */
export async function keep(
  ctx: FlowContext,
  sheet: Sheet,
  more: { say?: string | undefined; page?: number } = {},
): Promise<AttStep> {
  const { outcome, writes } = await keepDraft(ctx, {
    draftId: sheet.ref?.id ?? null,
    register: sheet.klass,
    seen: sheet.seen,
    content: contentOf(sheet),
    originalMessage: sheet.message,
    sessionId: ctx.sessionId,
  });
  if (outcome.kind !== 'kept') return refused(ctx, outcome.kind, sheet.klass.date);
  return go(stateOf({ ...sheet, ref: outcome.ref }, more.page), { say: more.say, writes });
}

/** Opens a class that was chosen. */
export async function openClass(
  ctx: FlowContext,
  { batchId, date }: { batchId: string; date: string },
  wish: Wish,
): Promise<AttStep> {
  const opened: Opened = await openRegister(ctx, { batchId, date });
  return opened.kind === 'open' ? enter(ctx, opened.register, wish) : refused(ctx, opened.kind, date);
}

/** A class and what was said of it: a list to confirm where that is enough, else the question who came. */
export async function enter(ctx: FlowContext, register: Register, wish: Wish): Promise<AttStep> {
  const why = refusal(ctx, register);
  if (why) return refused(ctx, why, register.date);
  const makeup = wish.kind === 'extra' || (register.isMakeup && register.roster.length === 0);
  if (makeup && wish.kind !== 'cancelled') return enterMakeup(ctx, register, wish);
  const message = wish.text === '' ? null : wish.text;
  const reading = readWish(wish, register.roster);
  if (wish.kind === 'cancelled' || reading.cancelled) {
    return keep(ctx, { ...blankSheet(register, 'cancelled'), message });
  }
  if (register.roster.length === 0) return over(ctx.copy.attendance.emptyClass(register));
  const sheet = { ...blankSheet(register, 'register'), message };
  if (correctsStored(ctx, register, wish)) return enterPartly(ctx, sheet, wish);
  if (saysSomething(reading)) return keep(ctx, begin(sheet, reading));
  // Something was said of somebody who is not in this class.
  const missing = reading.stated ? [...reading.unread.map((u) => u.word), ...reading.noise] : [];
  const say = missing.length > 0 ? ctx.copy.attendance.notInClass(missing) : undefined;
  return go({ step: 'names', sheet }, { say });
}

/** Of a class that is marked already, a word on some pupils leaves the others as they are stored. */
function correctsStored(ctx: FlowContext, register: Register, wish: Wish): boolean {
  if (wish.partial) return true;
  if (register.rows.length === 0 || speaksOfAll(wish.text, register.roster)) return false;
  const own = register.markedBy?.self === true;
  return own || roleIn(ctx, register) === 'admin' || saysAlso(wish.text);
}

async function enterPartly(ctx: FlowContext, blank: Sheet, wish: Wish): Promise<AttStep> {
  const sheet = fromStored({
    ...blank,
    partial: wish.partial || blank.klass.teacherId !== ctx.actor.teacher?.id,
  });
  const change = readChange(wish.text, sheet);
  if (change === 'unchanged') return keep(ctx, sheet, { say: ctx.copy.attendance.unchanged });
  return change ? keep(ctx, correct(sheet, change)) : go({ step: 'names', sheet: blank });
}

async function enterMakeup(ctx: FlowContext, register: Register, wish: Wish): Promise<AttStep> {
  const pupils = await makeupPupils(ctx, register);
  const roster = pupils.map((p) => ({ ...p, excused: false }));
  const message = wish.text === '' ? null : wish.text;
  const sheet: Sheet = { ...blankSheet(register, 'extra'), roster, message };
  const reading = readWish(wish, roster);
  const named = begin(sheet, reading);
  const nobody = named.extra.length === 0 && named.open.length === 0;
  return nobody ? go({ step: 'names', sheet }) : keep(ctx, named);
}
