import type { Roster } from '../names.js';
import type { Item, Who } from './items.js';

/** Words nobody knows that stand where a name would: in a list of names, before a status, after "except". */
export function markNames(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let round = 0; round < 3; round++) {
    out.forEach((item, i) => {
      if (item.kind === 'unknown' && !item.nameLike && standsAsName(out, i))
        out[i] = { ...item, nameLike: true };
      if (item.kind === 'known' && item.maybe && namedAfterAll(out, i)) out[i] = item.maybe;
    });
  }
  return joinStrangers(out);
}

function standsAsName(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  const next = skipKnown(items, at + 1);
  const fresh = !before || before.kind === 'break' || before.kind === 'except_pre' || before.kind === 'only';
  if (before?.kind === 'except_pre' || (before?.kind === 'status' && before.side === 'right')) return true;
  if (next?.kind === 'except_post') return true;
  if (fresh && next?.kind === 'status') return true;
  return inList(items, at, -1) || inList(items, at, 1);
}

/** A known word is a name only in a list of names, or right before its status. */
function namedAfterAll(items: readonly Item[], at: number): boolean {
  const next = items[at + 1]?.kind;
  if (next === 'status' || next === 'neg' || next === 'except_post') return true;
  return inList(items, at, -1) || inList(items, at, 1);
}

function skipKnown(items: readonly Item[], at: number): Item | undefined {
  return items[at]?.kind === 'known' ? items[at + 1] : items[at];
}

/** Joined by a comma or "and" to a name. */
function inList(items: readonly Item[], at: number, step: 1 | -1): boolean {
  const joint = items[at + step];
  if (joint?.kind !== 'break' || !['and', 'comma'].includes(joint.strength)) return false;
  const other = items[at + 2 * step];
  return other?.kind === 'who' || (other?.kind === 'unknown' && other.nameLike);
}

/** "Aditya Kumar" where the class has an Aditya Rao: not certainly him, so he is asked about under the whole name. */
function joinStrangers(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  for (const item of items) {
    const last = out.at(-1);
    if (item.kind !== 'unknown') out.push(item);
    else if (last?.kind === 'who' && !/^\d/.test(last.word) && looksLikeName(item.word))
      out[out.length - 1] = unsure(last, item.word);
    else if (item.nameLike && last?.kind === 'unknown' && last.nameLike) {
      out[out.length - 1] = { ...last, word: `${last.word} ${item.word}` };
    } else out.push(item);
  }
  return out.map((item): Item => (item.kind === 'unknown' && item.nameLike ? stranger(item.word) : item));
}

function looksLikeName(word: string): boolean {
  return /^\p{Lu}\p{Ll}+/u.test(word);
}

function unsure(who: Who, word: string): Who {
  return { ...who, word: `${who.word} ${word}`, sure: false, score: 0 };
}

function stranger(word: string): Who {
  return { kind: 'who', word, ids: [], sure: false, score: 0 };
}

/** "J absent": whoever's name begins so is asked about, were it only one. */
export function byInitial(items: readonly Item[], roster: Roster): Item[] {
  return items.map((item): Item => {
    if (item.kind !== 'who' || item.ids.length > 0 || !/^\p{Lu}$/u.test(item.word)) return item;
    return { ...item, ids: roster.filter((p) => p.name.startsWith(item.word)).map((p) => p.id) };
  });
}

const PART =
  /^(girls?|boys?|ladies|gents|juniors?|seniors?|beginners|ladk(i|a|e|iya|iyan|iyaan|on)|ammayil\p{L}*|abbayil\p{L}*|लड़\p{L}\p{M}*\S*|అమ్మాయి\S*|అబ్బాయి\S*)$/iu;

/** "All girls absent": the roster does not say who they are, so it is asked and never taken for everybody. */
export function partsOfClass(items: readonly Item[]): Item[] {
  const isPart = (item: Item | undefined) =>
    (item?.kind === 'known' || item?.kind === 'unknown') && PART.test(item.word);
  return items.flatMap((item, i): Item[] => {
    if (item.kind === 'all' && (isPart(items[i + 1]) || isPart(items[i - 1]))) return [];
    const beside = items[i - 1]?.kind === 'all' || items[i + 1]?.kind === 'all';
    if (beside && isPart(item) && 'word' in item)
      return [{ kind: 'unknown', word: item.word, nameLike: true }];
    return [item];
  });
}
