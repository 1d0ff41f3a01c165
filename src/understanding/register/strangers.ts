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
