import type { Concept } from '../../../understanding/lexicon/tables.js';
import type { Word } from '../../../understanding/text/words.js';
import { EVERYBODY, FAMILIES, type Named, TEACHERS, type Tagged, has, named, words } from './who.js';

export interface Heard {
  to: Named;
  /** As typed; null where only the wish to tell somebody something was said. */
  message: string | null;
}

// "Tell all parents that …": words that only say that something is to be told, and to whom.
const TELLING: ReadonlySet<Concept> = new Set(['broadcast', 'send', 'message', 'show', 'give']);
const PEOPLE: ReadonlySet<Concept> = new Set(['parents', 'all', 'teacher', 'child', 'student']);
const SMALL = new RegExp(
  `^(?:to|the|a|an|this|these|our|my|of|for|in|and|every|each|one|please|pls|plz|kindly|let|know|want|need|would|like|can|you|we|should|remind|inform|alert|tell|schedule|batch|ko|ku|ki|ke|ka|kar|karo|kardo|karna|do|dena|dijiye|kijiye|bol|bolo|kaho|chey|cheyi|cheyandi|cheppandi|cheppu|andi|i|
को|के|की|का|करो|कर|दो|दीजिए|करें|कृपया|यह|इस|ये|सूचित|बता|बोलो|कहो|
కి|కు|ఈ|ఆ|చేయి|చేయండి|పంపాలి|చెప్పాలి|దయచేసి)$`.replace(/\n/g, ''),
  'iu',
);
/** After these the message begins, once it was said that something is to be told. */
const BEGINS = /^(?:that|about|saying|ki|kii|ke|कि|अनि|ani)$/iu;
/** What may stand after the message: "… ani cheppandi", "… అని పంపండి". */
const ENDS =
  /(?:\s+(?:ani|అని|ani)(?=\s|$))?(?:\s+(?:andarik[iī]\p{L}*|अందరికీ|అందరికీ|sabko|सबको|please|message|msg|మెసేజ్|cheppandi|cheppu|chepandi|pampandi|pampu|bata do|batao|bol do|bhej do|bhejo|भेज दो|भेजो|बता दो|बताओ|चेप्पंडि|చెప్పండి|చెప్పు|పంపండి|పంపు|తెలియజేయండి|చేయండి))*\s*[.!]*\s*$/iu;
const ONLY_ANI = /\s+(?:ani|అని)\s*[.!]*$/iu;

/** "brodcast holiday tmrw to all parents": the people at the end. */
const AT_END = /\s+(?:to|for)\s+((?:\S+\s*){1,5})$/iu;

/** Reads to whom and what, from the words alone: a colon or "that" divides them, else the words that only address. */
export function readWish(text: string): Heard {
  const colon = /^([^:\n]{2,80}?)\s*(?::(?!\d)|\n|\s[-–—]\s)\s*([\s\S]{2,})$/u.exec(text.trim());
  if (colon?.[1] && colon[2] && addresses(colon[1])) return { to: named(colon[1]), message: colon[2].trim() };
  const { head, rest } = divided(text.trim());
  const body = withoutEnd(rest);
  const to = named(head);
  if (to === null) {
    const end = AT_END.exec(body);
    const last = end?.[1] ? named(end[1]) : null;
    if (end && last !== null) return { to: last, message: orNull(body.slice(0, end.index)) };
  }
  return { to, message: orNull(body) };
}

function addresses(head: string): boolean {
  return named(head) !== null || words(head).tags.some((t) => has(t, TELLING));
}

/** The words at the beginning that only address, as far as they go without a break. */
function divided(text: string): { head: string; rest: string } {
  const { typed, tags } = words(text);
  let told = false;
  let who = false;
  let at = 0;
  while (at < typed.length) {
    const word = typed[at];
    const tag = tags[at] ?? null;
    if (!word) break;
    if (told && word.kind === 'word' && BEGINS.test(word.text)) return cut(text, typed, at, 1);
    if (told && who && startsAnew(typed, at, tag)) break;
    const telling = has(tag, TELLING);
    const phrase = text.slice(word.start, typed[at + (tag?.length ?? 1) - 1]?.end);
    who ||= FAMILIES.test(phrase) || TEACHERS.test(phrase);
    if (
      !telling &&
      !isPeople(word, tag) &&
      !SMALL.test(word.text) &&
      !inClass(typed, tags, at) &&
      !hangs(typed, at)
    )
      break;
    told ||= telling;
    at += tag && (telling || has(tag, PEOPLE) || has(tag, CLASS)) ? tag.length : 1;
  }
  return cut(text, typed, at, 0);
}

const CLASS: ReadonlySet<Concept> = new Set(['instrument', 'class']);

/** "Tell all teachers | students will play": people who come after those that were named belong to the message. */
function startsAnew(typed: readonly Word[], at: number, tag: Tagged): boolean {
  const word = typed[at];
  return (
    word !== undefined &&
    isPeople(word, tag) &&
    !DATIVE.test(word.text) &&
    !JOINS.test(typed[at - 1]?.text ?? '')
  );
}

const DATIVE = /(?:k[iu]|ko|కి|కు|కీ|को)$/iu;
const JOINS = /^(?:and|or|of|the|all|every|aur|mariyu|sab|sabhi|और|सभी|మరియు|,)$/iu;

const isPeople = (word: Word, tag: Tagged) =>
  has(tag, PEOPLE) || [TEACHERS, FAMILIES, EVERYBODY].some((p) => p.test(word.text));
/** A comma, or the 1 of "every1". */
const hangs = (typed: readonly Word[], at: number) =>
  typed[at]?.text === ',' || (typed[at]?.kind === 'number' && typed[at - 1]?.end === typed[at]?.start);

/** "guitar 5 pm batch": an instrument, and what stands between it and its batch. */
function inClass(typed: readonly Word[], tags: readonly Tagged[], at: number): boolean {
  if (has(tags[at] ?? null, CLASS_NAME)) return true;
  const before = tags.slice(Math.max(0, at - 4), at).some((t) => has(t, CLASS_NAME));
  if (!before) return false;
  if (has(tags[at] ?? null, CLASS_WORD)) return true;
  // A time counts only where the batch follows it.
  const next = tags.slice(at + 1, at + 4);
  return (
    (typed[at]?.kind === 'number' || TIME.test(typed[at]?.text ?? '')) && next.some((t) => has(t, CLASS_WORD))
  );
}

const CLASS_NAME: ReadonlySet<Concept> = new Set(['instrument']);
const CLASS_WORD: ReadonlySet<Concept> = new Set(['class']);
const TIME = /^(?:am|pm|baje|bje|o|clock|gantala|गंटे|बजे|గంటల|[:.])$/iu;

function cut(text: string, typed: readonly Word[], at: number, skip: number): { head: string; rest: string } {
  const end = (n: number) => (n > 0 ? (typed[n - 1]?.end ?? text.length) : 0);
  return { head: text.slice(0, end(at)), rest: text.slice(end(at + skip)) };
}

function withoutEnd(text: string): string {
  const shorter = text.replace(ENDS, '').trim();
  return (shorter === '' ? text : shorter).replace(ONLY_ANI, '').trim();
}

function orNull(text: string): string | null {
  const said = text.replace(/^[\s,:;–—-]+/, '').trim();
  return said.length > 2 ? said : null;
}
