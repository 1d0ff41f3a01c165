import { correctWords } from './lexicon/misspelt.js';
import type { Concept } from './lexicon/tables.js';
import { tagAt } from './lexicon/tagger.js';
import { TOPIC_OF, type Topic, topicPhrases } from './questions/topics.js';
import { type Word, splitWords } from './text/words.js';

export type { Topic } from './questions/topics.js';

/** What a text is about: its topics, and its other words by how much they say (0 to 2). */
export interface Gist {
  topics: ReadonlySet<Topic>;
  words: ReadonlyMap<string, number>;
  /** It speaks of what is none of the school's business. */
  offTopic: boolean;
}

/** A question that the school has an answer to. */
export interface Entry {
  question: string;
  answer: string;
  language: string;
}

export interface Match<E extends Entry> {
  entry: E;
  /** False where the entry is only near to what was asked. */
  sure: boolean;
  score: number;
}

const SURE = 2.5;
const NEAR = 1.2;
/** A word that no table knows is most likely the point of the question. */
const UNKNOWN = 1.5;
// Words that say nothing about what is asked.
const PLAIN: ReadonlySet<Concept> = new Set<Concept>([
  'ask_when',
  'ask_many',
  'ask_what',
  'ask_how',
  'ask_who',
  'ask_why',
  'ask_if',
  'i',
  'my',
  'want',
  'will',
  'future',
  'past',
  'day',
  'show',
  'send',
  'give',
  'class',
  'child',
  'student',
  'office',
  'greeting',
  'thanks',
  'help',
]);

export function gistOf(text: string): Gist {
  const typed = splitWords(text).filter((w) => w.kind === 'word');
  const read = correctWords(typed);
  const topics = new Set<Topic>();
  const words = new Map<string, number>();
  let offTopic = false;
  for (let at = 0; at < read.length; ) {
    const phrase = topicAt(typed, at) ?? topicAt(read, at);
    if (phrase) topics.add(phrase.topic);
    const tag = phrase ? null : tagAt(read, at);
    const concepts = [...(tag?.concepts ?? [])];
    const named = concepts.flatMap((c) => TOPIC_OF[c] ?? []);
    for (const topic of named) topics.add(topic);
    if (concepts.includes('off_topic')) offTopic = true;
    const length = phrase?.length ?? tag?.length ?? 1;
    const says = tag ? weightOf(concepts) : UNKNOWN;
    if (!phrase && named.length === 0 && says > 0)
      for (const w of read.slice(at, at + length)) words.set(stem(w.key), says);
    at += length;
  }
  return { topics, words, offTopic };
}

function topicAt(words: readonly Word[], at: number): { topic: Topic; length: number } | null {
  const { phrases, longest } = topicPhrases();
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    const key = words
      .slice(at, at + length)
      .map((w) => w.key)
      .join(' ');
    const topic = phrases.get(key);
    if (topic) return { topic, length };
  }
  return null;
}

/** Filler words say nothing, words of business something. */
function weightOf(concepts: readonly Concept[]): number {
  return concepts.length === 0 || concepts.some((c) => PLAIN.has(c)) ? 0 : 0.5;
}

function stem(key: string): string {
  return key.length > 3 ? key.replace(/s$/, '') : key;
}

/** The entries that answer a text, best first. An entry that leaves one of the text's topics untouched does not. */
export function answersTo<E extends Entry>(text: string, entries: readonly E[]): Match<E>[] {
  const asked = gistOf(text);
  if (asked.topics.size === 0 && asked.words.size === 0) return [];
  return entries
    .flatMap((entry) => {
      const score = scoreOf(asked, entry);
      return score < NEAR ? [] : [{ entry, score, sure: score >= SURE }];
    })
    .sort((a, b) => b.score - a.score);
}

function scoreOf(asked: Gist, entry: Entry): number {
  const question = gistOf(entry.question);
  const answer = gistOf(entry.answer);
  const met = [...asked.topics].filter((t) => question.topics.has(t));
  const mentioned = [...asked.topics].filter((t) => !question.topics.has(t) && answer.topics.has(t));
  if (met.length + mentioned.length < asked.topics.size) return 0;
  let score = 3 * met.length + mentioned.length + (asked.offTopic ? -3 : 0);
  let said = met.length;
  for (const [word, says] of asked.words) {
    if (question.words.has(word)) score += says * 2;
    else if (answer.words.has(word)) score += says / 2;
    else score -= says;
    if (question.words.has(word) && says >= UNKNOWN) said++;
  }
  const beside = [...question.topics].filter((t) => !asked.topics.has(t)).length;
  return said === 0 ? 0 : score - beside * 0.5;
}
