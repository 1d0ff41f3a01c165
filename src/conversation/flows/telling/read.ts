import { addDays, localDate } from '../../../school/dates.js';
import { readDateRange } from '../../../understanding/dates.js';
import { readMonth } from '../../../understanding/dates/month.js';
import type { Intent, Understood } from '../../../understanding/intent.js';
import { correctWords } from '../../../understanding/lexicon/misspelt.js';
import type { Concept } from '../../../understanding/lexicon/tables.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { splitWords } from '../../../understanding/text/words.js';
import type { FlowContext, Input } from '../../flow.js';
import type { Topic, Wish } from './state.js';

/** A question as it was typed or tapped. */
export interface Said {
  text: string;
  /** What the words mean, one by one. */
  means: ReadonlySet<Concept>;
  /** The name in it, as typed. */
  student: string | null;
  /** The model read the name; the plain rules may take any word for one. */
  byModel: boolean;
}

export const NOTHING_SAID: Said = { text: '', means: new Set(), student: null, byModel: false };

export function blankWish(topic: Topic): Wish {
  return { topic, from: null, to: null, instrument: null, teacher: null, page: 0 };
}

/** Everything that the words of a text may mean. */
export function meaningsIn(text: string): ReadonlySet<Concept> {
  const words = correctWords(splitWords(text));
  const means = new Set<Concept>();
  for (let at = 0; at < words.length; ) {
    const tag = tagAt(words, at);
    for (const concept of tag?.concepts ?? []) means.add(concept);
    at += tag?.length ?? 1;
  }
  return means;
}

/** What a first message asks. A row of the menu says its topic by itself. */
export async function readQuestion(ctx: FlowContext, input: Input): Promise<{ said: Said; wish: Wish }> {
  if (input.text === '') {
    const topic = topicOf((input.tap?.action as Intent | undefined) ?? 'check_schedule', NOTHING_SAID);
    return { said: NOTHING_SAID, wish: blankWish(topic) };
  }
  const understood = await input.understood();
  const said = saidOf(input.text, understood);
  const asked = topicOf(understood.intent, said);
  const { instrument = null } = understood.entities;
  const days = daysIn(ctx, asked, understood, input.text);
  // What is over is no timetable: "how many classes last month" asks who came.
  const past = asked === 'schedule' && days.to !== null && days.to < localDate(ctx.now, ctx.timezone);
  const topic = past ? 'history' : asked;
  return { said, wish: { ...blankWish(topic), ...days, instrument } };
}

function saidOf(text: string, { entities, by }: Understood): Said {
  return { text, means: meaningsIn(text), student: entities.student ?? null, byModel: by === 'model' };
}

/** "When does Sarah come?" asks for what is ahead, also where it is taken for a question about who came. */
function topicOf(intent: Intent, { means, text }: Said): Topic {
  if (intent === 'classes_remaining') return means.has('ask_why') || ASKS_WHY.test(text) ? 'why' : 'balance';
  const came = means.has('ask_many') && (means.has('came') || means.has('present'));
  if (intent !== 'attendance_history') return came ? 'history' : 'schedule';
  return means.has('ask_when') && !means.has('attendance') && !means.has('past') ? 'schedule' : 'history';
}

const ASKS_WHY = /deduct|charged|breakup|break up|entries|statement|\bdetails?\b|kat (?:gay|li)|कट ग|తగ్గిం/iu;

function daysIn(ctx: FlowContext, topic: Topic, { entities }: Understood, text: string) {
  return daysOf(ctx, topic, entities.date ?? '') ?? monthOf(ctx, text) ?? { from: null, to: null };
}

/** The days that are named in these words. */
export function daysOf(ctx: FlowContext, topic: Topic, words: string): Pick<Wish, 'from' | 'to'> | null {
  const today = localDate(ctx.now, ctx.timezone);
  const tense = topic === 'schedule' ? 'future' : 'past';
  const range = readDateRange(words, today, { tense });
  if (!range) return null;
  // A week without its number means, of what was, the days until today.
  const whole = range.from === today && range.to > today && topic !== 'schedule';
  return whole ? { from: addDays(today, -6), to: today } : { from: range.from, to: range.to };
}

export function monthOf(ctx: FlowContext, text: string): Pick<Wish, 'from' | 'to'> | null {
  return readMonth(text, localDate(ctx.now, ctx.timezone));
}
