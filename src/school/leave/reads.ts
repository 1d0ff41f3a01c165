import { type SQL, and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { teacherLeaves } from '../../../db/schema/bot.js';
import { batches } from '../../../db/schema/school.js';
import type { SchoolContext } from '../context.js';
import { IS_PUPIL } from '../people.js';
import { adminRows, knownNumbers } from '../reach.js';
import { scheduleReads } from '../schedule-rows.js';
import type { Contact } from './classes.js';
import type { Days } from './types.js';

/** Everything a leave touches: statements for one batch of reads, in a fixed order. */
export function leaveReads({ db, now }: SchoolContext, teacherId: string, days: Days) {
  return [
    db
      .select({ name: sql<string | null>`t.name` })
      .from(sql`teachers t`)
      .where(sql`t.id = ${teacherId}::uuid`),
    ownLeaves(db, teacherId, days),
    contactRows(db, teacherId, days),
    knownNumbers(db, fieldsOf(teacherId, days), {
      kind: 'class_cancelled',
      template: 'class_cancelled',
      now,
    }),
    adminRows(db),
    ...scheduleReads(db, eq(batches.teacherId, teacherId), days),
  ] as const;
}

/** Leaves of a teacher that touch these days and were not taken back. */
export function ownLeaves(db: Db, teacherId: string, { from, to }: Days) {
  const l = teacherLeaves;
  return db
    .select({ id: l.id, from: l.fromDate, to: l.toDate, reason: l.reason })
    .from(l)
    .where(and(eq(l.teacherId, teacherId), lte(l.fromDate, to), gte(l.toDate, from), isNull(l.withdrawnAt)))
    .orderBy(asc(l.fromDate), asc(l.id));
}

/** Who is in a class of the teacher's, by enrolment or for a makeup on one of these days. */
function pupilsOf(teacherId: string, { from, to }: Days): SQL {
  return sql`select e.student_id from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
      join batches b on b.id = eb.batch_id where e.status = 'active' and b.teacher_id = ${teacherId}::uuid
    union select m.student_id from bot.makeup_bookings m join batches b on b.id = m.batch_id
      where m.withdrawn_at is null and b.teacher_id = ${teacherId}::uuid
        and m.session_date between ${from}::date and ${to}::date`;
}

function contactRows(db: Db, teacherId: string, days: Days) {
  return db
    .select({
      id: sql<Contact['id']>`s.id`,
      name: sql<Contact['name']>`s.name`,
      phone: sql<Contact['phone']>`s.phone`,
      metadata: sql<Contact['metadata']>`s.metadata`,
    })
    .from(sql`students s`)
    .where(sql`${IS_PUPIL} and s.id in (${pupilsOf(teacherId, days)})`)
    .orderBy(sql`s.name, s.id`);
}

function fieldsOf(teacherId: string, days: Days): SQL {
  return sql`select f.words from students s, lateral (values (s.phone), (s.metadata ->> 'phone'),
      (s.metadata ->> 'guardian_phone')) f(words)
    where f.words is not null and s.id in (${pupilsOf(teacherId, days)})`;
}
