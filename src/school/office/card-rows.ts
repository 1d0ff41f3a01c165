import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { STANDING, Standing } from './list.js';

const Person = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
  standing: Standing,
  guardian: z.string().nullable(),
  wish: z.string().nullable(),
});
export type PersonRow = z.infer<typeof Person>;

export function personRows(db: Db, studentId: string) {
  return db.execute(sql`
    select s.id, s.name, s.phone, s.metadata, ${STANDING} as standing,
      coalesce(nullif(trim(s.guardian_contact), ''), s.metadata ->> 'guardian_name') as guardian,
      s.metadata ->> 'interested_instrument' as wish
    from students s where s.id = ${studentId}::uuid`);
}

const Slot = z.object({
  recurrence: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  instrument: z.string().nullable(),
  teacher: z.string().nullable(),
  status: z.enum(['active', 'paused']),
});
export type SlotRow = z.infer<typeof Slot>;

/** The batches a pupil is in, or rests from. */
export function slotRows(db: Db, studentId: string) {
  return db.execute(sql`
    select distinct b.id, b.recurrence, b.start_time::text as start, b.end_time::text as end,
      i.name as instrument, t.name as teacher, e.status
    from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
      join batches b on b.id = eb.batch_id left join instruments i on i.id = b.instrument_id
      left join teachers t on t.id = b.teacher_id
    where e.student_id = ${studentId}::uuid and e.status in ('active', 'paused')
    order by i.name, b.recurrence, b.id`);
}

const Absence = z.object({
  date: z.string(),
  instrument: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AbsenceRow = z.infer<typeof Absence>;

export function absenceRows(db: Db, of: { studentId: string; today: string; back: number }) {
  return db.execute(sql`
    select a.absence_date::text as date, i.name as instrument, a.reason
    from bot.student_absences a left join batches b on b.id = a.batch_id
      left join instruments i on i.id = b.instrument_id
    where a.student_id = ${of.studentId}::uuid and a.withdrawn_at is null
      and a.absence_date >= ${of.today}::date - ${of.back}::int
    order by 1, 2 limit 6`);
}

const Lead = z.object({
  reference: z.string(),
  status: z.string(),
  date: z.string(),
  instrument: z.string().nullable(),
});
export type LeadRow = z.infer<typeof Lead>;

/** What was asked for this pupil before or beside their classes; unfinished enquiries are nobody's yet. */
export function leadRows(db: Db, of: { studentId: string; timezone: string }) {
  return db.execute(sql`
    select l.reference, l.status, l.details ->> 'instrument' as instrument,
      (l.created_at at time zone ${of.timezone})::date::text as date
    from bot.leads l where l.student_id = ${of.studentId}::uuid and l.status <> 'draft'
    order by l.created_at desc, l.id limit 3`);
}

type Answer = { rows: unknown[] };
export const readPeople = ({ rows }: Answer): PersonRow[] => z.array(Person).parse(rows);
export const readSlots = ({ rows }: Answer): SlotRow[] => z.array(Slot).parse(rows);
export const readAbsences = ({ rows }: Answer): AbsenceRow[] => z.array(Absence).parse(rows);
export const readLeads = ({ rows }: Answer): LeadRow[] => z.array(Lead).parse(rows);
