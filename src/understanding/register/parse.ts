import type { Concept } from '../lexicon/tables.js';
import type { Roster } from '../names.js';
import { withoutAsides } from './asides.js';
import { type Group, assign } from './assign.js';
import { headcounts, mayBeCounts, withoutPeople } from './counts.js';
import { takeExceptions } from './exceptions.js';
import type { Item, Status, Who } from './items.js';
import { shortMarks } from './marks.js';
import { readItems } from './read.js';
import { nobody, opposite, settle } from './settle.js';
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
  const raw = withoutAsides(partsOfClass(readItems(text, roster)));
  const parsed = parseItems(raw, roster);
  const counts = headcounts(parsed.named, roster.length);
  if (counts.length > 0) return parseItems(withoutPeople(raw, counts), roster);
  if (!mayBeCounts(parsed.named, roster.length)) return parsed;
  return { ...parsed, named: parsed.named.map((n) => ({ ...n, clear: false })) };
}

function parseItems(raw: readonly Item[], roster: Roster): Parsed {
  const items = byInitial(allOfThem(settle(markNames(shortMarks(nobody(raw)))), roster), roster);
  const { exceptions, others } = takeExceptions(items);
  const groups = assign(others);
  if (items.some((i) => i.kind === 'only')) onlyThese(groups);
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

/** "Om and Sunny only": with no status at all, only those came. */
function onlyThese(groups: readonly Group[]): void {
  if (groups.some((g) => g.status !== null || g.who === 'all')) return;
  for (const group of groups) group.status = group.who === 'rest' ? 'absent' : 'present';
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

/**
 * "Both" means everybody only in a class of two, and only when no names were said. "A, B and C all came" means those
 * three: an "all" right after two names or more.
 */
function allOfThem(items: readonly Item[], roster: Roster): Item[] {
  const everybody = roster.length === 2 && !items.some((i) => i.kind === 'who');
  const names = items.filter((i) => i.kind === 'who').length;
  return items.flatMap((item, at): Item[] => {
    if (item.kind === 'both') return everybody ? [{ kind: 'all' }] : [];
    const theirs = item.kind === 'all' && names > 1 && isList(items, at) && items[at + 1]?.kind === 'status';
    return theirs ? [] : [item];
  });
}

/** Two names, with at most a joint between them, end right here. */
function isList(items: readonly Item[], end: number): boolean {
  const before = items[end - 2]?.kind === 'break' ? items[end - 3] : items[end - 2];
  return items[end - 1]?.kind === 'who' && before?.kind === 'who';
}
