import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { RuleError } from '../errors.js';
import {
  type FaqKept,
  addFaq,
  changeFaq,
  listFaqs,
  listQuestions,
  removeFaq,
  settleQuestion,
} from '../school/office/faqs.js';
import type { OfficeOnly } from '../school/office/rights.js';
import { deskOf, permitted, save } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Id, Instant, Limit, NextCursor } from './shapes.js';

const Language = z.enum(['en', 'hi', 'te']);
const Question = z.string().trim().min(3, 'must have three letters or more').max(500);
const Answer = z.string().trim().min(1, 'must not be empty').max(2000);
const Faq = z.object({ id: Id, question: z.string(), answer: z.string(), language: z.string() });
const ById = z.object({ id: Id });

const list = staffRoute({
  method: 'GET',
  path: '/api/faqs',
  who: ADMIN,
  summary: 'The school’s own answers, by question.',
  query: z.object({ language: Language.optional() }),
  response: z.object({ faqs: z.array(Faq.extend({ updated_at: Instant })) }),
  async handle(call) {
    const { faqs } = permitted(await listFaqs(await deskOf(call), call.query));
    return {
      faqs: faqs.map(({ id, question, answer, language, updatedAt }) => ({
        ...{ id, question, answer, language },
        updated_at: updatedAt.toISOString(),
      })),
    };
  },
});

const add = staffRoute({
  method: 'POST',
  path: '/api/faqs',
  who: ADMIN,
  summary: 'A new answer; the same question may stand once in each language.',
  body: z.strictObject({ question: Question, answer: Answer, language: Language.default('en') }),
  response: Faq,
  status: 201,
  async handle(call) {
    const { outcome, writes } = await addFaq(await deskOf(call), { id: randomUUID(), ...call.body });
    const faq = keptOf(outcome);
    await save(call.app, writes);
    return faq;
  },
});

const change = staffRoute({
  method: 'PATCH',
  path: '/api/faqs/:id',
  who: ADMIN,
  summary: 'Other words for a question or its answer.',
  params: ById,
  body: z.strictObject({
    question: Question.optional(),
    answer: Answer.optional(),
    language: Language.optional(),
  }),
  response: Faq,
  async handle(call) {
    const { outcome, writes } = await changeFaq(await deskOf(call), { ...call.body, ...call.params });
    const faq = keptOf(outcome);
    await save(call.app, writes);
    return faq;
  },
});

const remove = staffRoute({
  method: 'DELETE',
  path: '/api/faqs/:id',
  who: ADMIN,
  summary: 'Takes an answer away.',
  params: ById,
  response: z.object({ removed: z.literal(true) }),
  async handle(call) {
    const { outcome, writes } = await removeFaq(await deskOf(call), call.params);
    if (permitted(outcome).kind === 'gone') throw gone();
    await save(call.app, writes);
    return { removed: true as const };
  },
});

const questions = staffRoute({
  method: 'GET',
  path: '/api/questions',
  who: ADMIN,
  summary: 'What the bot had no answer to, the newest first.',
  query: z.object({ limit: Limit, cursor: Id.optional() }),
  response: z.object({
    questions: z.array(
      z.object({
        id: Id,
        question: z.string(),
        language: z.string(),
        person_id: Id.nullable(),
        asked_at: Instant,
      }),
    ),
    next_cursor: NextCursor,
  }),
  async handle(call) {
    const found = permitted(await listQuestions(await deskOf(call), call.query));
    return {
      questions: found.rows.map(({ id, question, language, personId, createdAt }) => ({
        ...{ id, question, language },
        person_id: personId,
        asked_at: createdAt.toISOString(),
      })),
      next_cursor: found.next,
    };
  },
});

const settle = staffRoute({
  method: 'POST',
  path: '/api/questions/:id/answered',
  who: ADMIN,
  summary: 'Takes a question off the list: it has its answer.',
  params: ById,
  response: z.object({ answered: z.literal(true), already: z.boolean() }),
  async handle(call) {
    const { outcome, writes } = await settleQuestion(await deskOf(call), call.params);
    const done = permitted(outcome);
    if (done.kind === 'gone') throw new RuleError('not_found', 'There is no such question.');
    await save(call.app, writes);
    return { answered: true as const, already: done.kind === 'already' };
  },
});

export const faqRoutes = [list, add, change, remove, questions, settle];

function keptOf(outcome: FaqKept | OfficeOnly) {
  const done = permitted(outcome);
  switch (done.kind) {
    case 'kept':
      return done.faq;
    case 'taken':
      throw new RuleError('conflict', 'This question is there already in this language: change that one.');
    case 'gone':
      throw gone();
  }
}

function gone(): RuleError {
  return new RuleError('not_found', 'There is no such answer.');
}
