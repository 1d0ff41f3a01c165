import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';

/** Where a pupil pays for an instrument: the nearest the school has to saying where its classes are. */
const Place = z.object({
  studentId: z.string(),
  instrumentId: z.string().nullable(),
  place: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

/** The location of each pupil's last payment per instrument, else of its package. `pupils`: a query for their ids. */
export function placeRows(db: Db, pupils: SQL) {
  return db.execute(sql`
    select distinct on (p.student_id, 2) p.student_id as "studentId",
      coalesce(k.instrument_id::text, p.metadata ->> 'instrument_id') as "instrumentId",
      coalesce(nullif(trim(p.metadata ->> 'location'), ''), nullif(trim(k.location), '')) as place
    from payments p left join packages k on k.id = p.package_id
    where p.student_id in (${pupils})
    order by p.student_id, 2, p.timestamp desc nulls last, p.id`);
}

/** @throws ZodError when the database answers in a shape the bot does not know. */
export function readPlaces(answer: { rows: unknown[] }): Place[] {
  return z.array(Place).parse(answer.rows);
}

/** The one place that all of these pupils' payments for an instrument name; null where none or several are. */
export function placeOf(
  places: readonly Place[],
  { pupils, instrumentId }: { pupils: readonly string[]; instrumentId: string | null },
): string | null {
  const named = places
    .filter((p) => p.instrumentId === instrumentId && pupils.includes(p.studentId))
    .flatMap(({ place }) => place ?? []);
  const [only, ...others] = new Set(named.map((place) => place.toLowerCase()));
  return only !== undefined && others.length === 0 ? (named[0] ?? null) : null;
}
