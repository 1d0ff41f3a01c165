import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';

const Slot = z.object({
  instrumentId: z.string().nullable(),
  grade: z.string().nullable(),
  frequency: z.string().nullable(),
  /** The very fee that the office chose for this class; a school's table may lack the column. */
  feeStructureId: z.string().nullable(),
});

/** Where a pupil learns what, the newest class first, and where they paid last. */
export const PupilFeeRow = z.object({
  studentId: z.string(),
  slots: z.array(Slot),
  location: z.string().nullable(),
});
export type PupilFeeRow = z.infer<typeof PupilFeeRow>;

export const PackageRow = z.object({
  id: z.string(),
  instrumentId: z.string().nullable(),
  name: z.string(),
  classes: z.number().nullable(),
  /** As the numeric column has it: never read as a floating-point number. */
  price: z.string().nullable(),
  location: z.string().nullable(),
});
export type PackageRow = z.infer<typeof PackageRow>;

export const FeeRow = z.object({
  id: z.string(),
  instrumentId: z.string().nullable(),
  branch: z.string().nullable(),
  branchCode: z.string().nullable(),
  grade: z.string().nullable(),
  classes: z.number().nullable(),
  amount: z.string().nullable(),
  isTrial: z.boolean().nullable(),
  /** YYYY-MM-DD; null has always been so. */
  from: z.string().nullable(),
});
export type FeeRow = z.infer<typeof FeeRow>;

const SLOTS = sql`(select coalesce(json_agg(json_build_object('instrumentId', b.instrument_id,
    'grade', eb.trinity_grade, 'frequency', eb.payment_frequency,
    'feeStructureId', to_jsonb(eb) ->> 'fee_structure_id') order by eb.assigned_on desc nulls last, eb.id), '[]')
  from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id join batches b on b.id = eb.batch_id
  where e.student_id = s.id and coalesce(e.status::text, 'active') <> 'completed')`;

const LOCATION = sql`(select coalesce(p.metadata ->> 'location', k.location)
  from payments p left join packages k on k.id = p.package_id
  where p.student_id = s.id and coalesce(p.metadata ->> 'location', k.location) is not null
  order by p.timestamp desc nulls last, p.id limit 1)`;

export function pupilFeeRows(db: Db, studentIds: readonly string[]) {
  return db.execute(sql`select s.id as "studentId", ${SLOTS} as slots, ${LOCATION} as location
    from students s where s.id = any(${sql.param([...studentIds])}::uuid[])`);
}

export function packageRows(db: Db) {
  return db.execute(sql`select id, instrument_id as "instrumentId", name, classes_count as classes,
    price::text as price, location from packages order by name, id`);
}

/** Fees by branch and grade; nothing where the school's database has no such table. */
export function feeRows(db: Db, tables: FeeTables) {
  if (!tables.fees) return db.execute(sql`select 1 where false`);
  const branch = tables.branches
    ? sql`(select n.name from branches n where n.id = f.branch_id) as branch,
        (select n.code from branches n where n.id = f.branch_id) as "branchCode"`
    : sql`null as branch, null as "branchCode"`;
  return db.execute(sql`select f.id, f.instrument_id as "instrumentId", ${branch}, f.trinity_grade as grade,
    f.classes_count as classes, f.fee_amount::text as amount, f.is_trial as "isTrial",
    f.effective_from::text as from from fee_structures f`);
}

export interface FeeTables {
  fees: boolean;
  branches: boolean;
}

const KEEP_MS = 10 * 60_000;
const known = new WeakMap<Db, { tables: FeeTables; until: number }>();

/** Which of the tables that a school may lack are there; asked once in ten minutes. */
export async function feeTables(db: Db): Promise<FeeTables> {
  const kept = known.get(db);
  if (kept && kept.until > Date.now()) return kept.tables;
  const { rows } = await db.execute<{ fees: boolean; branches: boolean }>(sql`
    select to_regclass('public.fee_structures') is not null as fees,
      to_regclass('public.branches') is not null as branches`);
  const tables = { fees: rows[0]?.fees ?? false, branches: rows[0]?.branches ?? false };
  known.set(db, { tables, until: Date.now() + KEEP_MS });
  return tables;
}
