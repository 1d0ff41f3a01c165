import { addDays } from '../../../school/dates.js';
import type { Reply } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, over } from './answers.js';
import { tellClasses } from './classes.js';
import { tellHistory } from './history.js';
import { tellLeft, tellWhy } from './left.js';
import type { Said } from './read.js';
import { tellRegisters } from './registers.js';
import type { Choice, Subject, Wish } from './state.js';
import { tellTimetable } from './timetable.js';
import { type Found, choiceOfChild, whoIsMeant } from './who.js';

/** More children than this are asked about, and so is an answer that would be longer. */
const TOGETHER = 3;
const LONG = 900;
/** No answer looks at more days than this. */
const DAYS = 62;

/** Answers a question, or asks of whom. */
export async function answerQuestion(ctx: FlowContext, said: Said, wish: Wish): Promise<TellStep> {
  return answerFound(ctx, await whoIsMeant(ctx, wish.topic, said), wish);
}

function answerFound(ctx: FlowContext, found: Found, wish: Wish): Promise<TellStep> | TellStep {
  const { schedule: words, balance, attendance } = ctx.copy;
  switch (found.kind) {
    case 'subject':
      return tell(ctx, found.subject, wish);
    case 'several':
      return ask(wish, found.choices, found.word);
    case 'unnamed':
      return ctx.actor.isAdmin ? { kind: 'go', state: { step: 'name', wish } } : over(balance.teacherAsks);
    case 'unknown':
      return unknown(ctx, found.word, wish);
    case 'no_rights':
      return over(ctx.actor.sharedByTeachers ? attendance.sharedNumber : words.notKnown);
  }
}

/** "Rahul sir's class": a family may name the teacher. Who is meant by any other name is not said. */
function unknown(ctx: FlowContext, word: string, wish: Wish): Promise<TellStep> | TellStep {
  const { schedule: words } = ctx.copy;
  const { children, teacher, isAdmin } = ctx.actor;
  const family = children.length > 0 && !teacher && !isAdmin;
  if (!family) return over(words.unknownHere(word));
  if (wish.topic === 'schedule')
    return tell(ctx, { kind: 'pupils', ids: children.map((c) => c.id) }, { ...wish, teacher: word });
  return over(
    words.notYourChild(
      word,
      children.map((c) => c.name),
    ),
  );
}

function ask(wish: Wish, choices: Choice[], word: string | null): TellStep {
  return { kind: 'go', state: { step: 'who', wish, word, choices, page: 0 } };
}

/** Tells what is asked about these; several children together, unless that would be too long. */
export async function tell(ctx: FlowContext, subject: Subject, wish: Wish): Promise<TellStep> {
  const several = subject.kind === 'pupils' && subject.ids.length > 1 ? subject.ids : null;
  const choices = ctx.actor.children.filter((c) => several?.includes(c.id)).map(choiceOfChild);
  if (several && (several.length > TOGETHER || wish.topic === 'why')) return ask(wish, choices, null);
  const step = await told(ctx, subject, bounded(wish));
  if (step === 'not_yours') return over(refusal(ctx, wish));
  const long = several && step.kind === 'done' && lengthOf(step.reply) > LONG;
  return long ? ask(wish, choices, null) : step;
}

function bounded(wish: Wish): Wish {
  if (wish.from === null) return wish;
  const [to, last] = [wish.to ?? wish.from, addDays(wish.from, DAYS)];
  return { ...wish, to: to < last ? to : last };
}

function refusal({ actor, copy }: FlowContext, { topic }: Wish): string {
  const money = topic === 'balance' || topic === 'why';
  return money && actor.teacher !== null ? copy.balance.teacherAsks : copy.schedule.notYours;
}

function lengthOf({ body }: Reply): number {
  return body.length;
}

async function told(ctx: FlowContext, subject: Subject, wish: Wish): Promise<TellStep | 'not_yours'> {
  if (subject.kind !== 'pupils') {
    if (wish.topic === 'schedule') return tellTimetable(ctx, subject, wish);
    return wish.topic === 'history' ? tellRegisters(ctx, subject, wish) : 'not_yours';
  }
  switch (wish.topic) {
    case 'schedule':
      return tellClasses(ctx, subject, wish);
    case 'balance':
      return tellLeft(ctx, subject, wish);
    case 'why':
      return tellWhy(ctx, subject, wish);
    case 'history':
      return tellHistory(ctx, subject, wish);
  }
}
