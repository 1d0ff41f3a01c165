import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { faqs } from '../../db/schema/bot.js';
import type { SchoolContext } from './context.js';
import { localDate } from './dates.js';
import { type FeeOffer, offersFor } from './fees/offers.js';
import { FeeRow, PackageRow, feeRows, feeTables, packageRows } from './fees/rows.js';
import { schoolHolidays } from './handover.js';

/** What the school says of itself to anybody: nothing here is about a person. */
export interface Facts {
  faqs: { question: string; answer: string; language: string }[];
  /** Whole days off from today on. */
  holidays: { date: string; reason: string | null }[];
  instruments: string[];
  /** What a beginner pays for each instrument; without an offer where no price is on record. */
  fees: { instrument: string; offers: FeeOffer[] }[];
}

const Instrument = z.object({ id: z.string(), name: z.string() });

/** Read anew for every question, in one request: what the office changes is seen at once. */
export async function schoolFacts(ctx: SchoolContext): Promise<Facts> {
  const { db } = ctx;
  const today = localDate(ctx.now, ctx.timezone);
  const tables = await feeTables(db);
  const [answers, holidays, instruments, packages, fees] = await db.batch([
    db.select({ question: faqs.question, answer: faqs.answer, language: faqs.language }).from(faqs),
    schoolHolidays(db, today),
    db.execute(sql`select id, name from instruments i
      where coalesce((to_jsonb(i) ->> 'is_deprecated')::boolean, false) = false order by name`),
    packageRows(db),
    feeRows(db, tables),
  ]);
  const list = {
    fees: z.array(FeeRow).parse(fees.rows),
    packages: z.array(PackageRow).parse(packages.rows),
    today,
  };
  const taught = z.array(Instrument).parse(instruments.rows);
  return {
    faqs: answers,
    holidays: holidays.rows,
    instruments: taught.map((i) => i.name),
    fees: taught.map((i) => ({
      instrument: i.name,
      offers: offersFor(
        { instrumentId: i.id, instrument: i.name, grade: null, location: null, frequency: null },
        list,
      ),
    })),
  };
}

/** Keeps a question that nobody could answer, for the admins; the same person's same question once. */
export function keepQuestion(
  db: Db,
  { personId, question, language }: { personId: string; question: string; language: string },
): Write[] {
  const words = question.slice(0, 500);
  return [
    db.execute(sql`insert into bot.unanswered_questions (person_id, question, language)
      select ${personId}::uuid, ${words}, ${language} where not exists (
        select 1 from bot.unanswered_questions q
        where q.person_id = ${personId}::uuid and q.question = ${words} and q.answered_at is null)`),
  ];
}
