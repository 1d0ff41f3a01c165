import type { SchoolContext } from '../context.js';
import { daysBetween, localDate } from '../dates.js';
import type { Actor } from '../people.js';
import type { Register } from './types.js';

/** Of an actor, what marking looks at. */
export type Marker = Pick<Actor, 'personId' | 'teacher' | 'isAdmin'>;

export interface MarkContext extends SchoolContext {
  actor: Marker;
  settings: { attendanceDaysBack: number };
}

export type Refusal = 'not_yours' | 'too_old' | 'not_yet';

/** A teacher: own batches, today and so many days back. An admin: any batch, any day that has come. */
export function refusal(ctx: MarkContext, of: Pick<Register, 'teacherId' | 'date'>): Refusal | null {
  if (!teaches(ctx, of) && !ctx.actor.isAdmin) return 'not_yours';
  const ago = daysBetween(of.date, localDate(ctx.now, ctx.timezone));
  if (ago < 0) return 'not_yet';
  return ago > ctx.settings.attendanceDaysBack && !ctx.actor.isAdmin ? 'too_old' : null;
}

/** Whose right it is used by: an admin who teaches the batch marks it as its teacher. */
export function roleIn(ctx: MarkContext, of: Pick<Register, 'teacherId'>): 'teacher' | 'admin' {
  return teaches(ctx, of) ? 'teacher' : 'admin';
}

function teaches({ actor }: MarkContext, of: Pick<Register, 'teacherId'>): boolean {
  return actor.teacher !== null && actor.teacher.id === of.teacherId;
}
