import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { parsePhone } from '../../school/phone.js';
import { type Recurrence, readRecurrence } from '../../school/recurrence.js';
import type { Audience } from './audience.js';

export interface Instrument {
  id: string;
  name: string;
}

export interface ClassChoice {
  id: string;
  instrumentId: string;
  instrument: string;
  teacher: string | null;
  recurrence: Recurrence;
}

const Row = z.object({
  id: z.string(),
  instrumentId: z.string(),
  instrument: z.string(),
  teacher: z.string().nullable(),
  recurrence: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
});

/** The classes that have pupils now, by instrument; what a broadcast may be for besides everybody. One request. */
export async function classChoices(db: Db): Promise<ClassChoice[]> {
  const { rows } = await db.execute(sql`
    select b.id, i.id as "instrumentId", i.name as instrument, t.name as teacher, b.recurrence,
      b.start_time as start, b.end_time as end
    from batches b join instruments i on i.id = b.instrument_id left join teachers t on t.id = b.teacher_id
    where exists (select 1 from enrollment_batches eb join enrollments e on e.id = eb.enrollment_id
      where eb.batch_id = b.id and e.status = 'active')
    order by i.name, b.start_time nulls last, b.id`);
  return z
    .array(Row)
    .parse(rows)
    .map(({ recurrence, start, end, ...row }) => ({
      ...row,
      recurrence: readRecurrence(recurrence, { start, end }),
    }));
}

/** Meta's user ids: two letters, a dot, letters and digits. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,256}$/;

/** Numbers in any common form and Meta's user ids, each once; what is neither is counted. */
export function listOf(entries: readonly string[]): Extract<Audience, { kind: 'custom' }> {
  const numbers = new Set<string>();
  const userIds = new Set<string>();
  let bad = 0;
  for (const entry of entries.map((e) => e.trim())) {
    const number = parsePhone(entry) ?? parsePhone(`+${entry.replace(/^\+/, '')}`);
    if (USER_ID.test(entry)) userIds.add(entry);
    else if (number !== null) numbers.add(number);
    else bad += 1;
  }
  return { kind: 'custom', numbers: [...numbers], userIds: [...userIds], bad };
}

/** The ids of these batches, or of these instruments by id or name; what is unknown is named. One request. */
export async function idsOf(
  db: Db,
  kind: 'batch' | 'instrument',
  entries: readonly string[],
): Promise<{ ids: string[]; unknown: string[] }> {
  const { rows } =
    kind === 'batch'
      ? await db.execute(sql`select id::text, '' as name from batches`)
      : await db.execute(sql`select id::text, name from instruments`);
  const known = z.array(z.object({ id: z.string(), name: z.string() })).parse(rows);
  const found = entries.map((entry) => {
    const word = entry.trim().toLowerCase();
    return known.find((k) => k.id === word || (k.name !== '' && k.name.toLowerCase() === word))?.id ?? null;
  });
  return {
    ids: [...new Set(found.flatMap((id) => id ?? []))],
    unknown: entries.filter((_, i) => found[i] === null),
  };
}
