import type { Item, Status } from './items.js';

type StatusItem = Extract<Item, { kind: 'status' }>;

/** Joins what belongs together: "did not come" is absent, "not absent" present, "Sarah nahi" absent. */
export function settle(items: readonly Item[]): Item[] {
  return oneStatus(loneNegations(withNegations(items)));
}

export function opposite(status: Status): Status {
  return status === 'present' ? 'absent' : 'present';
}

/**
 * "Nobody came" is: all, not, came; a full house is: all, present; "neither A nor B came" is: A, B, not, came.
 * "Koi" and "evaru" are "all" too, their "not" is said separately.
 */
export function nobody(items: readonly Item[]): Item[] {
  const not: Item = { kind: 'neg', english: false };
  let neither = false;
  return items.flatMap((item): Item[] => {
    if (item.kind === 'neither') {
      neither = true;
      return [];
    }
    if (item.kind === 'status' && neither) {
      neither = false;
      return [not, item];
    }
    if (item.kind === 'none') return [{ kind: 'all' }, not];
    if (item.kind === 'all_came')
      return [{ kind: 'all' }, { kind: 'status', status: 'present', side: 'any' }];
    return [item.kind === 'any' ? { kind: 'all' } : item];
  });
}

/** "John P, Mary A", "John - P", "others did", "sab hain": a status only right after somebody. */
export function shortMarks(items: readonly Item[]): Item[] {
  return items.map((item, i): Item => {
    const before = items[i - 1];
    const dash = before?.kind === 'break' && (before.strength === 'dash' || before.strength === 'colon');
    const person = dash ? items[i - 2] : before;
    const next = items[i + 1];
    const last = !next || next.kind === 'break' || next.kind === 'who';
    if (item.kind === 'known' && item.concepts.has('reason') && reasonFor(items, i)) {
      return { kind: 'status', status: 'absent', side: 'left' };
    }
    const ahead = letterBefore(item, next);
    if (ahead) return { kind: 'status', status: ahead, side: 'right' };
    if (!person || !isSomebody(person)) return item;
    if (item.kind === 'did' && last) return { kind: 'status', status: 'present', side: 'left' };
    if (item.kind !== 'known' && item.kind !== 'unknown') return item;
    if (/^p$/i.test(item.word) && last) return { kind: 'status', status: 'present', side: 'left' };
    if (/^ab?$/i.test(item.word) && last) return { kind: 'status', status: 'absent', side: 'left' };
    return item;
  });
}

/** "P: John, Mary A: Sarah". */
function letterBefore(item: Item, next: Item | undefined): Status | null {
  if (
    (item.kind !== 'known' && item.kind !== 'unknown') ||
    next?.kind !== 'break' ||
    next.strength !== 'colon'
  )
    return null;
  if (/^p$/i.test(item.word)) return 'present';
  return /^ab?$/i.test(item.word) ? 'absent' : null;
}

/** "John went to a wedding": a reason right after a name is as good as absent. */
function reasonFor(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast((i) => i.kind !== 'known');
  return before?.kind === 'who';
}

export function isSomebody(item: Item | undefined): boolean {
  return item !== undefined && ['who', 'all', 'rest', 'unknown'].includes(item.kind);
}

/** A negation turns the nearest status around; at most two words without meaning may stand between. */
function withNegations(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let at = 0; at < out.length; at++) {
    if (out[at]?.kind !== 'neg') continue;
    const near = [nearestStatus(out, at, 1), nearestStatus(out, at, -1)].find((i) => i !== null);
    const status = near === undefined || near === null ? undefined : out[near];
    if (near === undefined || near === null || status?.kind !== 'status') continue;
    out[near] = turned(status);
    out.splice(at, 1);
    at--;
  }
  return out;
}

function turned(item: StatusItem): StatusItem {
  const status = opposite(item.status);
  return status === 'present' ? { ...item, status, denied: true } : { ...item, status };
}

function nearestStatus(items: readonly Item[], from: number, step: 1 | -1): number | null {
  for (let i = from + step, passed = 0; passed <= 2; i += step, passed++) {
    const item = items[i];
    if (item?.kind === 'status') return i;
    if (!item || !['known', 'did', 'also', 'all', 'only'].includes(item.kind)) return null;
    if (item.kind === 'all' && step === -1) return null;
  }
  return null;
}

/** What is left alone means absent: "not John" looks ahead, "John nahi", "Mary didn't" look back. */
function loneNegations(items: readonly Item[]): Item[] {
  return items.map((item, i): Item => {
    if (item.kind !== 'neg') return item;
    const ahead = item.english && (items[i + 1]?.kind === 'who' || items[i + 1]?.kind === 'unknown');
    return { kind: 'status', status: 'absent', side: ahead ? 'right' : 'left', lone: true };
  });
}

/** "absent the", "leave lo unnaru": two statuses with nobody between are one, and absence is the stronger word. */
function oneStatus(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  let last: { at: number; item: StatusItem } | null = null;
  for (const item of items) {
    if (item.kind === 'status' && last && last.item.side === 'any' && item.side === 'any') {
      if (item.status === 'absent') out[last.at] = item;
      continue;
    }
    out.push(item);
    if (item.kind === 'status') last = { at: out.length - 1, item };
    else if (item.kind !== 'known' && item.kind !== 'did') last = null;
  }
  return out;
}
