import * as z from 'zod';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { noteReturn, offerReturn, takeLeaveBack } from './back.js';
import { comesAfterAll, noteComing } from './comes.js';
import { noteAbsence } from './pupil.js';
import { ofPupils, own } from './start.js';
import type { Away, On, Saying, State } from './state.js';
import { type LeaveStep, go, over, printOf } from './steps.js';
import { noteLeave, planned } from './teacher.js';

const Id = z.uuid();
const Day = z.iso.date();

const NOTHING_SAID: Saying = { said: '', back: false, time: null, instrument: null, reason: null };

/** Any button of this conversation; `open` is the state it is tapped in, null when it is not the open one. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<LeaveStep> {
  const [first = '', second = '', third = ''] = tap.args;
  const dated = Id.safeParse(first).success && Day.safeParse(second).success && Day.safeParse(third).success;
  const days = { teacherId: first, from: second, to: third };
  switch (tap.action) {
    case 'yes':
      return yes(ctx, tap, open);
    case 'no':
      return over(ctx.copy.leave.nothingNoted);
    case 'days':
      return dated ? planned(ctx, { ...days, reason: reasonIn(open) }) : { kind: 'unclear' };
    case 'names':
      if (open?.step === 'plan' && open.shown.from === second) return go({ ...open, names: true });
      return dated ? planned(ctx, { ...days, reason: null }) : { kind: 'unclear' };
    case 'other':
      return Id.safeParse(first).success
        ? go({ step: 'days', teacherId: first, whole: null, reason: reasonIn(open) })
        : { kind: 'unclear' };
    case 'back':
      return Id.safeParse(first).success ? offerReturn(ctx, first) : { kind: 'unclear' };
    case 'leaves':
      return ctx.actor.teacher
        ? takeLeaveBack(ctx, { teacherId: ctx.actor.teacher.id, said: '' })
        : over(ctx.copy.leave.over);
    case 'away': {
      const child = ctx.actor.children.find((c) => c.id === first);
      return child ? ofPupils(ctx, [child], NOTHING_SAID) : { kind: 'unclear' };
    }
    case 'come':
      return comesAfterAll(ctx, {
        pupils: Id.safeParse(first).success ? [{ id: first }] : ctx.actor.children,
        said: '',
      });
    default:
      return open ? chosen(ctx, tap, open) : over(ctx.copy.leave.over);
  }
}

function reasonIn(open: State | null): string | null {
  return open && 'reason' in open ? open.reason : null;
}

/** A Yes counts only for the question that is open, as it was shown. */
async function yes(ctx: FlowContext, tap: Tap, open: State | null): Promise<LeaveStep> {
  const [what, first = '', from = '', to = '', seen = ''] = tap.args;
  const { leave: words } = ctx.copy;
  const known = Id.safeParse(first).success;
  const dated = known && Day.safeParse(from).success && Day.safeParse(to).success;
  switch (what) {
    case 'plan':
      if (!dated) return { kind: 'unclear' };
      if (open?.step === 'plan' && open.shown.seen === seen && open.shown.teacherId === first)
        return noteLeave(ctx, open);
      return planned(ctx, { teacherId: first, from, to, reason: reasonIn(open) }, words.stale);
    case 'back':
      if (!known) return { kind: 'unclear' };
      return open?.step === 'back' && open.leaveId === first
        ? noteReturn(ctx, open)
        : offerReturn(ctx, first);
    case 'absent':
      if (open?.step === 'absent' && printOf(open.pupils) === first) return noteAbsence(ctx, open);
      break;
    case 'comes':
      if (open?.step === 'comes' && printOf(open.pupils) === first) return noteComing(ctx, open);
  }
  return open ? go(open, words.stale) : over(words.over);
}

/** Buttons that only mean something in the question they were shown with. */
async function chosen(ctx: FlowContext, tap: Tap, open: State): Promise<LeaveStep> {
  const [first = '', batchId = '', date = ''] = tap.args;
  const { teacher, children } = ctx.actor;
  if (open.step === 'whose' || open.step === 'child') {
    const { saying } = open;
    if (tap.action === 'own' && teacher) return own(ctx, teacher.id, saying);
    const pupils = children.filter((c) => first === 'all' || c.id === first);
    return pupils.length > 0 ? ofPupils(ctx, pupils, saying) : { kind: 'unclear' };
  }
  if (open.step !== 'classes') return go(open, ctx.copy.leave.stale);
  if (tap.action === 'more') return go({ ...open, page: Number(first) || 0 });
  if (tap.action === 'all') return picked(open, open.pupils);
  const pupil = open.pupils.find((p) => p.id === first);
  const klass = pupil?.classes.find((c) => c.batchId === batchId && c.date === date);
  return pupil && klass ? picked(open, [{ ...pupil, classes: [klass] }]) : { kind: 'unclear' };
}

/** From the classes to the question that ends in Yes. */
export function picked({ back, reason }: On<'classes'>, pupils: Away[]): LeaveStep {
  return back ? go({ step: 'comes', pupils }) : go({ step: 'absent', pupils, reason });
}
