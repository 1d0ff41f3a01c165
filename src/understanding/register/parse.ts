import type { Concept } from '../lexicon/tables.js';
import type { Roster } from '../names.js';
import { type Group, assign } from './assign.js';
import type { Item, Status, Who } from './items.js';
import { readItems } from './read.js';
import { nobody, opposite, settle, shortMarks } from './settle.js';
import { byInitial, markNames, partsOfClass } from './strangers.js';

/** A sentence about a class, taken apart: who is said to be what, and what is said of all or of the rest. */
export interface Parsed {
  items: readonly Item[];
  named: readonly { who: Who; status: Status | null; clear: boolean }[];
  all: Status | null;
  /** "All except …": those excepted are among the named, with the opposite status. */
  excepted: boolean;
  rest: Status | null;
  /** True where any status word was said at all. */
  stated: boolean;
  /** "No absentees", "nil absent": a status of nobody. */
  nobodyMissing: boolean;
  /** "Sarah was not absent" says nothing of the others. */
  denied: boolean;
  unread: readonly string[];
  mentions: (concept: Concept) => boolean;
}

export function parseRegister(text: string, roster: Roster): Parsed {
  const raw = partsOfClass(readItems(text, roster));
  const items = byInitial(bothAsAll(settle(markNames(shortMarks(nobody(raw)))), roster), roster);
  const { exceptions, others } = takeExceptions(items);
  const groups = assign(others);
  const all = onlyOthers(items, groups) ?? statusOf(groups, 'all', exceptions.length > 0);
  const named = groups.flatMap((g) =>
    typeof g.who === 'string' ? [] : [{ who: g.who, status: g.status, clear: g.clear }],
  );
  const apart = exceptions.map((who) => ({ who, status: opposite(all ?? 'present'), clear: true }));
  return {
    items,
    named: [...named, ...apart],
    all,
    excepted: exceptions.length > 0,
    rest: statusOf(groups, 'rest', true),
    stated: items.some((i) => i.kind === 'status'),
    nobodyMissing: raw.some((i) => i.kind === 'neg' || i.kind === 'none'),
    denied: items.some((i) => i.kind === 'status' && i.denied === true),
    unread: items.flatMap((i) => (i.kind === 'unknown' ? [i.word] : [])),
    mentions: (concept) => items.some((i) => i.kind === 'known' && i.concepts.has(concept)),
  };
}

/** "Mark all, only Tara was absent": the one status is Tara's, so all the others are the opposite. */
function onlyOthers(items: readonly Item[], groups: readonly Group[]): Status | null {
  const statuses = items.filter((i) => i.kind === 'status');
  const named = groups.filter((g) => typeof g.who !== 'string');
  const all = groups.find((g) => g.who === 'all')?.status ?? null;
  const only = items.some((i) => i.kind === 'only') && statuses.length === 1 && named.length > 0;
  return only && all && named.every((g) => g.status === all) ? opposite(all) : null;
}

/** Without a status of their own, "all" and "the rest" are present: "all except Sarah". */
function statusOf(groups: readonly Group[], kind: 'all' | 'rest', orPresent: boolean): Status | null {
  const group = groups.find((g) => g.who === kind);
  return group ? (group.status ?? (orPresent ? 'present' : null)) : null;
}

/** "Both" means everybody only in a class of two, and only when no names were said. */
function bothAsAll(items: readonly Item[], roster: Roster): Item[] {
  const everybody = roster.length === 2 && !items.some((i) => i.kind === 'who');
  return items.flatMap((item): Item[] =>
    item.kind === 'both' ? (everybody ? [{ kind: 'all' }] : []) : [item],
  );
}

interface Excepted {
  exceptions: Who[];
  others: Item[];
}

/** Takes the names out that an "except" governs: those after an English one, those before chhodkar or tappa. */
function takeExceptions(items: readonly Item[]): Excepted {
  const butAt = butAsExcept(items);
  const rows = items.map((item, i): Item => (i === butAt ? { kind: 'except_pre' } : item));
  const at = rows.findIndex((i) => i.kind === 'except_pre' || i.kind === 'except_post');
  if (at < 0) return { exceptions: [], others: rows };
  const before = rows[at]?.kind === 'except_post' ? namesBefore(rows, at) : [];
  const taken = before.length > 0 ? before : namesAfter(rows, at);
  const exceptions = taken.flatMap((i) => (rows[i]?.kind === 'who' ? [rows[i] as Who] : []));
  const hasAll = rows.some((i) => i.kind === 'all' || i.kind === 'rest');
  const others = rows.flatMap((item, i): Item[] => {
    if (i === at) return hasAll ? [] : [{ kind: 'all' }];
    if (item.kind === 'rest' && !rows.some((r) => r.kind === 'all')) return [{ kind: 'all' }];
    return taken.includes(i) ? [] : [item];
  });
  return { exceptions, others };
}

/** "Everyone but Sarah came", "all came but Sarah": an exception. "All came but Sarah was late": a new sentence. */
function butAsExcept(items: readonly Item[]): number {
  if (items.some((i) => i.kind === 'except_pre' || i.kind === 'except_post')) return -1;
  const hasAll = items.some((i) => i.kind === 'all');
  return items.findIndex((item, i) => {
    if (item.kind !== 'break' || item.strength !== 'but' || !hasAll || items[i + 1]?.kind !== 'who')
      return false;
    return items[i - 1]?.kind === 'all' || !items.slice(i).some((later) => later.kind === 'status');
  });
}

function namesBefore(items: readonly Item[], at: number): number[] {
  const out: number[] = [];
  for (let i = at - 1; i >= 0; i--) {
    const item = items[i];
    if (item?.kind === 'who') out.unshift(i);
    else if (!item || !passes(item)) break;
  }
  return out;
}

/** Up to the next status; after a comma only while no status follows that would claim the name: "except John, Mary late". */
function namesAfter(items: readonly Item[], at: number): number[] {
  const said = items.slice(0, at).some((i) => i.kind === 'status');
  const out: number[] = [];
  for (let i = at + 1; i < items.length; i++) {
    const item = items[i];
    if (item?.kind === 'who') out.push(i);
    else if (item?.kind === 'status' && said) return beforeLastComma(items, out);
    else if (!item || (!passes(item) && item.kind !== 'only')) break;
  }
  return out;
}

function beforeLastComma(items: readonly Item[], taken: readonly number[]): number[] {
  const comma = items.findLastIndex(
    (i, at) => i.kind === 'break' && i.strength !== 'and' && at < (taken.at(-1) ?? 0),
  );
  const kept = taken.filter((i) => i < comma);
  return kept.length > 0 ? kept : [...taken];
}

function passes(item: Item): boolean {
  if (item.kind === 'break')
    return item.strength === 'and' || item.strength === 'comma' || item.strength === 'dash';
  return item.kind === 'known' || item.kind === 'also' || item.kind === 'unknown';
}
