import { directory } from '../../../school/directory.js';
import type { Understood } from '../../../understanding/intent.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext, Input } from '../../flow.js';
import { namedStranger } from '../strangers.js';
import { takeLeaveBack } from './back.js';
import { comesAfterAll } from './comes.js';
import { pupilAway } from './pupil.js';
import { namedIn, takesBack, whoseIs } from './read.js';
import type { Saying } from './state.js';
import { type LeaveStep, go, over } from './steps.js';
import { ownLeave } from './teacher.js';

export async function start(ctx: FlowContext, input: Input): Promise<LeaveStep> {
  const { teacher, children, isAdmin } = ctx.actor;
  const understood = input.text === '' ? null : await input.understood();
  const saying = sayingOf(input.text, understood);
  const stranger = namedStranger(input.text, understood, children);
  if (teacher && children.length > 0) {
    const whose = whoseIs(input.text, children);
    if (whose === null) return go({ step: 'whose', saying });
    return whose === 'own' ? own(ctx, teacher.id, saying) : ofChildren(ctx, saying, stranger);
  }
  if (teacher) return own(ctx, teacher.id, saying);
  if (children.length > 0) return ofChildren(ctx, saying, stranger);
  return isAdmin ? byAdmin(ctx, saying, understood) : over(ctx.copy.leave.notKnown);
}

function sayingOf(said: string, understood: Understood | null): Saying {
  const { time, instrument, reason } = understood?.entities ?? {};
  return {
    said,
    back: takesBack(said),
    time: time ?? null,
    instrument: instrument ?? null,
    reason: reason ?? null,
  };
}

/** A teacher's own days off, or their end. */
export function own(
  ctx: FlowContext,
  teacherId: string,
  { said, back, time, reason }: Saying,
): Promise<LeaveStep> {
  return back ? takeLeaveBack(ctx, { teacherId, said }) : ownLeave(ctx, { teacherId, said, time, reason });
}

/** A family's children: who is named, the only one, or to be asked; also where `stranger` is named instead. */
export async function ofChildren(
  ctx: FlowContext,
  saying: Saying,
  stranger: string | null = null,
): Promise<LeaveStep> {
  const { children } = ctx.actor;
  if (stranger) return go({ step: 'child', saying }, ctx.copy.leave.notAmong(stranger));
  const named = children.length > 1 ? namedIn(saying.said, children) : children;
  if (named.length > 0) return ofPupils(ctx, named, saying);
  // Whoever comes after all was said to be absent before: that tells which child.
  if (saying.back) return ofPupils(ctx, children, saying);
  return go({ step: 'child', saying });
}

export function ofPupils(
  ctx: FlowContext,
  pupils: readonly { id: string; name: string }[],
  { said, back, time, instrument, reason }: Saying,
): Promise<LeaveStep> {
  if (back) return comesAfterAll(ctx, { pupils, said });
  return pupilAway(ctx, { pupils, said, reason, time, instrument });
}

/** The office may say it for any teacher and any pupil, by name. */
async function byAdmin(ctx: FlowContext, saying: Saying, understood: Understood | null): Promise<LeaveStep> {
  const all = await directory(ctx);
  const name = understood?.entities.student;
  const match = name === undefined ? null : matchName(name, all);
  const ids = match?.kind === 'one' ? [match.id] : namedIn(saying.said, all).map((p) => p.id);
  const [found, ...others] = all.filter((p) => ids.includes(p.id));
  if (!found || others.length > 0) return over(ctx.copy.leave.adminHow);
  return found.kind === 'teacher' ? own(ctx, found.id, saying) : ofPupils(ctx, [found], saying);
}
