import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { faqs } from '../../../db/schema/bot.js';
import { batches, instruments, teachers } from '../../../db/schema/school.js';
import type { SchoolContext } from '../context.js';
import { localDate } from '../dates.js';
import { type FeeOffer, offersFor } from '../fees/offers.js';
import { FeeRow, PackageRow, feeRows, feeTables, packageRows } from '../fees/rows.js';
import { paiseOf } from '../money.js';
import { placeOf, placeRows, readPlaces } from '../places.js';
import { type Recurrence, readRecurrence } from '../recurrence.js';
import { rosterRows } from '../rosters.js';
import type { Instrument } from './open.js';

/** A class of the week that a newcomer may join. */
export interface OpenClass {
  batchId: string;
  recurrence: Recurrence;
  teacher: string | null;
  /** Only where it is known. */
  place: string | null;
  /** Seats that nobody has; never below one. */
  free: number;
}

export interface Seats {
  open: OpenClass[];
  /** Classes of this instrument without a free seat. */
  full: number;
  /** Empty where the school has none on file: no fee is ever made up. */
  fees: FeeOffer[];
  /** What a trial class costs in paise, where the school's fees say so. */
  trialPaise: number | null;
  /** What the school says about trial classes, in its own words. */
  trialWords: string | null;
}

export interface SeatsInput {
  instrument: Instrument;
  /** The language in which the school's own words are looked for first. */
  language: string;
}

/** What the management system assumes where a batch names no capacity. */
const USUAL_CAPACITY = 8;

/** The classes of one instrument that have a free seat, and what they cost. One request. */
export async function seatsOf(ctx: SchoolContext, { instrument, language }: SeatsInput): Promise<Seats> {
  const scope = and(eq(batches.instrumentId, instrument.id), sql`${batches.isMakeup} is not true`);
  const pupils = sql`select e.student_id from enrollments e
    join enrollment_batches eb on eb.enrollment_id = e.id
    join ${batches} on ${batches.id} = eb.batch_id where ${scope}`;
  const tables = await feeTables(ctx.db);
  const [rows, roster, places, packages, fees, trials] = await ctx.db.batch([
    batchRows(ctx.db, instrument.id),
    rosterRows(ctx.db, scope),
    placeRows(ctx.db, pupils),
    packageRows(ctx.db),
    feeRows(ctx.db, tables),
    trialWords(ctx.db),
  ] as const);
  const known = readPlaces(places);
  const classes = rows.map((row) => {
    const taken = roster.filter((p) => p.batchId === row.id).map((p) => p.id);
    return {
      batchId: row.id,
      recurrence: readRecurrence(row.recurrence, { start: row.start, end: row.end }),
      teacher: row.teacher,
      place: placeOf(known, { pupils: taken, instrumentId: instrument.id }),
      free: (row.capacity ?? USUAL_CAPACITY) - taken.length,
    };
  });
  const prices = pricesOf(ctx, instrument, { packages, fees });
  const words = trials.find((t) => t.language === language) ?? trials.find((t) => t.language === 'en');
  const open = classes.filter((c) => c.free > 0);
  return { open, full: classes.length - open.length, ...prices, trialWords: words?.answer ?? null };
}

function batchRows(db: Db, instrumentId: string) {
  return db
    .select({
      id: batches.id,
      recurrence: batches.recurrence,
      start: batches.startTime,
      end: batches.endTime,
      capacity: batches.capacity,
      teacher: teachers.name,
    })
    .from(batches)
    .innerJoin(instruments, eq(instruments.id, batches.instrumentId))
    .leftJoin(teachers, and(eq(teachers.id, batches.teacherId), sql`${teachers.isActive} is not false`))
    .where(and(eq(batches.instrumentId, instrumentId), sql`${batches.isMakeup} is not true`))
    .orderBy(batches.recurrence, batches.id);
}

function trialWords(db: Db) {
  return db
    .select({ answer: faqs.answer, language: faqs.language })
    .from(faqs)
    .where(sql`${faqs.question} ~* '(trial|demo|ट्रायल|डेमो|ట్రయల్|డెమో)'`)
    .orderBy(faqs.question);
}

interface Answers {
  packages: { rows: unknown[] };
  fees: { rows: unknown[] };
}

/** What a newcomer pays: the first grade's fees of the main branch. */
function pricesOf(ctx: SchoolContext, { id, name }: Instrument, answers: Answers) {
  const fees = z.array(FeeRow).parse(answers.fees.rows);
  const packages = z.array(PackageRow).parse(answers.packages.rows);
  const today = localDate(ctx.now, ctx.timezone);
  const newcomer = { instrumentId: id, instrument: name, grade: null, location: null, frequency: null };
  return {
    fees: offersFor(newcomer, { fees, packages, today }),
    trialPaise: trialFee(
      fees.filter((f) => f.instrumentId === id && f.isTrial === true && (f.from ?? '') <= today),
    ),
  };
}

/** The newest; where branches ask different ones, none can be told. */
function trialFee(trials: readonly FeeRow[]): number | null {
  const newest = trials.reduce((latest, { from }) => ((from ?? '') > latest ? (from ?? '') : latest), '');
  const amounts = new Set(trials.filter((f) => (f.from ?? '') === newest).map((f) => paiseOf(f.amount)));
  const [only, ...others] = amounts;
  return others.length === 0 ? (only ?? null) : null;
}
