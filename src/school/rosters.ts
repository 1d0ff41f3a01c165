import { type SQL, and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/client.js';
import { batches, enrollmentBatches, enrollments, students } from '../../db/schema/school.js';
import { IS_PUPIL } from './people.js';

/** A pupil as a class list names one. */
export interface RosterPupil {
  id: string;
  name: string;
}

/** Which batches are meant: a condition on `batches`; none means all. */
export type BatchScope = SQL | undefined;

/** The ids of the batches meant, to look things of theirs up in the same request. */
export function batchIdsIn(db: Db, scope: BatchScope) {
  return db.select({ id: batches.id }).from(batches).where(scope);
}

/**
 * Class lists, by name: active pupils with an active enrolment, each once however often they stand in a batch.
 * A statement that a batch of statements can hold.
 */
export function rosterRows(db: Db, scope: BatchScope) {
  const s = alias(students, 's');
  return db
    .selectDistinct({ batchId: enrollmentBatches.batchId, id: s.id, name: s.name })
    .from(enrollmentBatches)
    .innerJoin(
      enrollments,
      and(eq(enrollments.id, enrollmentBatches.enrollmentId), eq(enrollments.status, 'active')),
    )
    .innerJoin(s, and(eq(s.id, enrollments.studentId), IS_PUPIL))
    .where(inArray(enrollmentBatches.batchId, batchIdsIn(db, scope)))
    .orderBy(s.name, s.id);
}
