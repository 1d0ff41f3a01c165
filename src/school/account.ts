import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';

/** A payment with what its package says. `at` is the instant it was made. */
const Payment = z.object({
  id: z.string(),
  at: z.coerce.date(),
  amount: z.coerce.number().nullable(),
  method: z.string().nullable(),
  hasPackage: z.boolean(),
  packageName: z.string().nullable(),
  packageClasses: z.number().nullable(),
  packageInstrumentId: z.string().nullable(),
  /** Written by the management system in many shapes: what does not fit counts as absent. */
  metadata: z.record(z.string(), z.unknown()).nullable().catch(null),
});
export type Payment = z.infer<typeof Payment>;

const Attendance = z.object({
  id: z.string(),
  date: z.string(),
  batchId: z.string().nullable(),
  instrumentId: z.string().nullable(),
  status: z.enum(['present', 'absent', 'excused']).nullable(),
  isExtra: z.boolean(),
});
export type Attendance = z.infer<typeof Attendance>;

/** One class slot a pupil is enrolled in. */
const Enrolment = z.object({
  instrumentId: z.string().nullable(),
  status: z.enum(['active', 'paused', 'completed']).nullable(),
  frequency: z.string().nullable(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** Everything a pupil's balance is made of. */
export const AccountRows = z.object({
  studentId: z.string(),
  name: z.string(),
  /** Names by id, of all instruments of the school. */
  instruments: z.record(z.string(), z.string()),
  payments: z.array(Payment),
  attendance: z.array(Attendance),
  enrolments: z.array(Enrolment),
});
export type AccountRows = z.infer<typeof AccountRows>;

const PAYMENTS = sql`(select coalesce(json_agg(json_build_object(
    'id', p.id, 'at', coalesce(p.timestamp, 'epoch'), 'amount', p.amount, 'method', p.method, 'metadata', p.metadata,
    'hasPackage', p.package_id is not null, 'packageName', k.name, 'packageClasses', k.classes_count,
    'packageInstrumentId', k.instrument_id) order by p.timestamp, p.id), '[]')
  from payments p left join packages k on k.id = p.package_id where p.student_id = s.id)`;

const ATTENDANCE = sql`(select coalesce(json_agg(json_build_object(
    'id', a.id, 'date', a.session_date, 'batchId', a.batch_id, 'instrumentId', b.instrument_id,
    'status', a.status, 'isExtra', coalesce(a.is_extra, false)) order by a.session_date, a.id), '[]')
  from attendance_records a left join batches b on b.id = a.batch_id where a.student_id = s.id)`;

const ENROLMENTS = sql`(select coalesce(json_agg(json_build_object(
    'instrumentId', b.instrument_id, 'status', e.status, 'frequency', eb.payment_frequency)
    order by eb.assigned_on desc nulls last, eb.id), '[]')
  from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id join batches b on b.id = eb.batch_id
  where e.student_id = s.id)`;

/** The accounts of these pupils, in one statement that a batch can hold. Read what it answers with `readAccounts`. */
export function accountRows(db: Db, studentIds: readonly string[]) {
  return db.execute(sql`
    select s.id as "studentId", s.name, ${PAYMENTS} as payments, ${ATTENDANCE} as attendance,
      ${ENROLMENTS} as enrolments,
      (select coalesce(json_object_agg(i.id, i.name), '{}') from instruments i) as instruments
    from students s where s.id = any(${sql.param([...studentIds])}::uuid[]) order by s.name, s.id`);
}

/** @throws ZodError when the database answers in a shape the bot does not know. */
export function readAccounts(answer: { rows: unknown[] }): AccountRows[] {
  return z.array(AccountRows).parse(answer.rows);
}
