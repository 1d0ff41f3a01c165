import { type SQL, and, asc, eq, isNull, sql } from 'drizzle-orm';
import { guard } from '../../../db/client.js';
import { faqs, unansweredQuestions } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { type Page, type Paged, olderThan, pageOf } from './pages.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

type FaqRow = typeof faqs.$inferSelect;
export type Faq = Pick<FaqRow, 'id' | 'question' | 'answer' | 'language'>;

export type FaqsOutcome = { kind: 'faqs'; faqs: FaqRow[] } | OfficeOnly;

/** The school's answers, by question; there are never so many that they need pages. One request. */
export async function listFaqs(
  ctx: OfficeContext,
  { language }: { language?: string | undefined },
): Promise<FaqsOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await ctx.db
    .select()
    .from(faqs)
    .where(language ? eq(faqs.language, language) : undefined)
    .orderBy(asc(faqs.question), asc(faqs.language))
    .limit(1000);
  return { kind: 'faqs', faqs: rows };
}

export type FaqKept =
  | { kind: 'kept'; faq: Faq }
  /** The same question stands there in the same language. */
  | { kind: 'taken' }
  | { kind: 'gone' }
  | OfficeOnly;

/** A new answer to a question. One request. */
export async function addFaq(ctx: OfficeContext, faq: Faq): Promise<Result<FaqKept>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  if (await isTaken(ctx, faq)) return { outcome: { kind: 'taken' }, writes: [] };
  return {
    outcome: { kind: 'kept', faq },
    writes: [
      guard(db, 'faq', sql`not ${taken(faq)}`),
      db.insert(faqs).values({ ...faq, createdAt: now, updatedAt: now }),
      auditOffice(ctx, { action: 'faq_added', about: { faq_id: faq.id }, before: null, after: faq }),
    ],
  };
}

/** Other words for a question or its answer. Two requests at most. */
export async function changeFaq(
  ctx: OfficeContext,
  { id, ...change }: { id: string } & { [K in 'question' | 'answer' | 'language']?: string | undefined },
): Promise<Result<FaqKept>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const [row] = await db.select().from(faqs).where(eq(faqs.id, id));
  if (!row) return { outcome: { kind: 'gone' }, writes: [] };
  const before = wordsOf(row);
  const faq = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined)) };
  if (await isTaken(ctx, faq)) return { outcome: { kind: 'taken' }, writes: [] };
  return {
    outcome: { kind: 'kept', faq },
    writes: [
      guard(db, 'faq', sql`${stands(row)} and not ${taken(faq)}`),
      db
        .update(faqs)
        .set({ ...faq, updatedAt: now })
        .where(eq(faqs.id, id)),
      auditOffice(ctx, { action: 'faq_changed', about: { faq_id: id }, before, after: faq }),
    ],
  };
}

export type FaqRemoved = { kind: 'removed' } | { kind: 'gone' } | OfficeOnly;

/** Takes an answer away. One request. */
export async function removeFaq(ctx: OfficeContext, { id }: { id: string }): Promise<Result<FaqRemoved>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db } = ctx;
  const [row] = await db.select().from(faqs).where(eq(faqs.id, id));
  if (!row) return { outcome: { kind: 'gone' }, writes: [] };
  return {
    outcome: { kind: 'removed' },
    writes: [
      guard(db, 'faq', stands(row)),
      db.delete(faqs).where(eq(faqs.id, id)),
      auditOffice(ctx, { action: 'faq_removed', about: { faq_id: id }, before: wordsOf(row), after: null }),
    ],
  };
}

type QuestionRow = typeof unansweredQuestions.$inferSelect;
export type QuestionsOutcome = ({ kind: 'questions' } & Paged<QuestionRow>) | OfficeOnly;

/** What the bot had no answer to, the newest first. One request. */
export async function listQuestions(ctx: OfficeContext, page: Page): Promise<QuestionsOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const { createdAt, id, answeredAt } = unansweredQuestions;
  const rows = await ctx.db
    .select()
    .from(unansweredQuestions)
    .where(and(isNull(answeredAt), olderThan(unansweredQuestions, { createdAt, id }, page.cursor)))
    .orderBy(sql`${createdAt} desc, ${id} desc`)
    .limit(page.limit + 1);
  return { kind: 'questions', ...pageOf(rows, page) };
}

export type QuestionSettled = { kind: 'settled' } | { kind: 'already' } | { kind: 'gone' } | OfficeOnly;

/** A question has its answer (in the FAQ, or by a call): off the list. One request. */
export async function settleQuestion(
  ctx: OfficeContext,
  { id }: { id: string },
): Promise<Result<QuestionSettled>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const [row] = await db.select().from(unansweredQuestions).where(eq(unansweredQuestions.id, id));
  if (!row) return { outcome: { kind: 'gone' }, writes: [] };
  if (row.answeredAt) return { outcome: { kind: 'already' }, writes: [] };
  return {
    outcome: { kind: 'settled' },
    writes: [
      db
        .update(unansweredQuestions)
        .set({ answeredAt: now })
        .where(and(eq(unansweredQuestions.id, id), isNull(unansweredQuestions.answeredAt))),
      auditOffice(ctx, { action: 'question_settled', about: { question_id: id }, before: null, after: null }),
    ],
  };
}

function wordsOf({ id, question, answer, language }: FaqRow): Faq {
  return { id, question, answer, language };
}

function taken({ id, question, language }: Faq): SQL {
  return sql`exists (select 1 from ${faqs} where question = ${question} and language = ${language} and id <> ${id}::uuid)`;
}

async function isTaken({ db }: OfficeContext, faq: Faq): Promise<boolean> {
  const { rows } = await db.execute<{ taken: boolean }>(sql`select ${taken(faq)} as taken`);
  return rows[0]?.taken === true;
}

/** As it was read: whoever changed it meanwhile is not overwritten. */
function stands({ id, question, answer, language }: FaqRow): SQL {
  return sql`exists (select 1 from ${faqs} where id = ${id}::uuid and question = ${question}
    and answer = ${answer} and language = ${language})`;
}
