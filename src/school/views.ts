import type { SchoolContext } from './context.js';
import type { Actor } from './people.js';

/** Of an actor, what looking at pupils depends on. */
export type Viewer = Pick<Actor, 'teacher' | 'children' | 'isAdmin'>;

export interface ViewContext extends SchoolContext {
  actor: Viewer;
}

/**
 * By which right somebody looks at a pupil: the office at any, a family at its own children. A teacher's pupils are
 * those of the teacher's own batches, and only in them: `teacherId` says whose.
 */
export type View = { as: 'admin' | 'family' } | { as: 'teacher'; teacherId: string };

/** Null for who may see none of these pupils. Whether a teacher has such pupils is settled by the query. */
export function viewOf({ isAdmin, children, teacher }: Viewer, studentIds: readonly string[]): View | null {
  if (isAdmin) return { as: 'admin' };
  if (studentIds.every((id) => children.some((c) => c.id === id))) return { as: 'family' };
  return teacher ? { as: 'teacher', teacherId: teacher.id } : null;
}
