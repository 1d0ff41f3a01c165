import { asksWhy } from '../../../understanding/commands.js';
import { readDates } from '../../../understanding/dates.js';
import { isMonth, readMonth } from '../../../understanding/dates/month.js';
import { correctWords } from '../../../understanding/lexicon/misspelt.js';
import type { Concept } from '../../../understanding/lexicon/tables.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { commonNames } from '../../../understanding/names/table.js';
import { instrumentIn } from '../../../understanding/offline/words.js';
import { type Word, splitWords } from '../../../understanding/text/words.js';
import type { FlowContext, Input } from '../../flow.js';
import type { TellStep } from './answers.js';
import { daysOf, meaningsIn, monthOf } from './read.js';
import { type Subject, Told, type Wish } from './state.js';
import { tell } from './tell.js';
import { idsOf, listedAs, subjectOf } from './who.js';

/** More words than this are a question of their own. */
const MOST = 7;

/** Words that may stand beside a name, a day or an instrument and change nothing of what was asked. */
const BESIDE: ReadonlySet<Concept> = new Set([
  ...([
    'also',
    'and',
    'but',
    'my',
    'i',
    'day',
    'future',
    'past',
    'instrument',
    'ask_what',
    'ask_how',
  ] as const),
  ...(['both', 'all', 'child', 'ask_why', 'did'] as const),
]);
/** "Is there any?", in the words of three languages. */
const THERE = /^(?:is|there|any|hai|kya|unda|undaa|unnay?aa?|है|हैं|क्या|ఉందా|ఉన్నాయా|ఉంది)$/iu;
const LEADS = /^\s*(?:and|also|what about|how about|aur|mari|inka|और|మరి|ఇంకా)(?!\p{L})/iu;

/** "And for Meera?", "and tomorrow?", "why?": the last question, of somebody else, of another day, or its reason. */
export async function follow(ctx: FlowContext, input: Input): Promise<TellStep | null> {
  const last = Told.safeParse(ctx.about?.wish);
  const words = splitWords(input.text);
  if (!last.success || words.length > MOST || input.attachment !== null) return null;
  const { wish, subject } = last.data;
  if (asksWhy(input.text))
    return wish.topic === 'balance' ? tell(ctx, subject, { ...wish, topic: 'why' }) : null;
  const rest = restOf(input.text, words);
  if (rest === null) return null;
  const means = meaningsIn(input.text);
  const who = rest === '' ? null : await whoElse(ctx, rest, LEADS.test(input.text));
  if (rest !== '' && who === null) return null;
  if (means.has('ask_why'))
    return wish.topic === 'balance' ? tell(ctx, who ?? subject, { ...wish, topic: 'why' }) : null;
  const all = means.has('both') || means.has('all') ? everyChild(ctx) : null;
  const changed = changeOf(ctx, wish, input.text);
  return who || all || changed ? tell(ctx, who ?? all ?? subject, { ...wish, ...changed, page: 0 }) : null;
}

/** What is neither a day nor a word of no account: a name, or nothing. Null when the text says something else. */
function restOf(text: string, words: readonly Word[]): string | null {
  const dates = readDates(text, '2000-01-01');
  const month = readMonth(text, '2000-01-01') !== null;
  const read = correctWords(words);
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const inDate = word && dates.some((d) => d.start <= word.start && word.end <= d.end);
    const tag = inDate ? null : tagAt(read, at);
    if (word && !inDate && word.kind !== 'mark' && !THERE.test(word.text) && !(month && isMonth(word))) {
      const name = !tag || (commonNames.has(word.key) && /^\p{Lu}/u.test(word.text));
      if (word.kind === 'number') return null;
      if (name) rest.push(word.text);
      else if ([...tag.concepts].some((c) => !BESIDE.has(c)) && ![...tag.concepts].some((c) => BESIDE.has(c)))
        return null;
    }
    at += tag?.length ?? 1;
  }
  return rest.join(' ').replace(/['’`]s$/i, '');
}

/** A child of one's own; for the others a name counts only where the words lead on from the last answer. */
async function whoElse(ctx: FlowContext, name: string, leads: boolean): Promise<Subject | null> {
  const { children, teacher, isAdmin } = ctx.actor;
  const ids = idsOf(name, children);
  if (ids.length > 0) return { kind: 'pupils', ids };
  if (!leads || (!teacher && !isAdmin)) return null;
  const [only, ...others] = await listedAs(ctx, name);
  return only && others.length === 0 ? subjectOf(only) : null;
}

function everyChild({ actor }: FlowContext): Subject | null {
  return actor.children.length > 0 ? { kind: 'pupils', ids: actor.children.map((c) => c.id) } : null;
}

function changeOf(ctx: FlowContext, wish: Wish, text: string): Partial<Wish> | null {
  const dated = wish.topic === 'schedule' || wish.topic === 'history';
  const days = dated
    ? (daysOf(ctx, wish.topic, text) ?? (wish.topic === 'history' ? monthOf(ctx, text) : null))
    : null;
  const instrument = instrumentIn(text, []);
  return days || instrument ? { ...days, ...(instrument ? { instrument } : {}) } : null;
}
