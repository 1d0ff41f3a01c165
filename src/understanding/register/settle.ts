import type { Item, Status } from './items.js';

type StatusItem = Extract<Item, { kind: 'status' }>;

/** Joins what belongs together: "did not come" is absent, "not absent" present, "Sarah nahi" absent. */
export function settle(items: readonly Item[]): Item[] {
  return corrected(oneStatus(loneNegations(withNegations(items))));
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
  return items.flatMap((item, i): Item[] => {
    if (item.kind === 'neither') {
      // "Neither could Vijay": nothing is said after him, so the not is his.
      const end = items.findIndex(
        (later, at) => at > i && later.kind === 'break' && later.strength === 'stop',
      );
      neither = items.slice(i, end < 0 ? undefined : end).some((later) => later.kind === 'status');
      return neither ? [] : [{ kind: 'neg', english: true }];
    }
    if (item.kind === 'status' && neither) {
      neither = false;
      return [not, item];
    }
    if (item.kind === 'none') return [{ kind: 'all' }, not];
    if (item.kind === 'all_came')
      return [{ kind: 'all' }, { kind: 'status', status: 'present', side: 'any' }];
    // "Baki koi nahi": the rest, and not one of them.
    if (item.kind === 'any') return items[i - 1]?.kind === 'rest' ? [] : [{ kind: 'all' }];
    // "Priya came in place of Ananya": Ananya did not.
    if (item.kind === 'instead')
      return items[i + 1]?.kind === 'who' ? [item, { kind: 'neg', english: true }] : [item];
    if (item.kind === 'none_else') return [{ kind: 'rest' }, { kind: 'neg', english: false }];
    return [item];
  });
}

/** A negation turns the nearest status around; at most two words without meaning may stand between. */
function withNegations(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let at = 0; at < out.length; at++) {
    const not = out[at];
    // "Came, not Sarah" denies Sarah, and not that somebody came.
    if (not?.kind !== 'neg' || (not.english && out[at + 1]?.kind === 'who')) continue;
    // "Koi absent nahi, sab aaye": in Hindi it is the status right before, else the one that follows.
    const next = out[at - 1];
    const back = not.after || (!not.english && next?.kind === 'status' && out[at + 1]?.kind !== 'status');
    const sides: (1 | -1)[] = not.after ? [-1] : back ? [-1, 1] : [1, -1];
    const near = sides.map((side) => nearestStatus(out, at, side)).find((i) => i !== null);
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
  const turned: StatusItem = { ...item, status, turned: true };
  return status === 'present' ? { ...turned, denied: true } : turned;
}

function nearestStatus(items: readonly Item[], from: number, step: 1 | -1): number | null {
  for (let i = from + step, passed = 0; passed <= 2; i += step, passed++) {
    const item = items[i];
    if (item?.kind === 'status') return item.firm ? null : i;
    if (!item || !['known', 'did', 'also', 'all', 'only'].includes(item.kind)) return null;
    if (item.kind === 'all' && step === -1) return null;
  }
  return null;
}

/** What is left alone means absent: "not John" looks ahead, "John nahi", "Mary didn't" look back. */
function loneNegations(items: readonly Item[]): Item[] {
  return items.map((item, i): Item => {
    if (item.kind !== 'neg') return item;
    const next = items.slice(i + 1).find((later) => later.kind !== 'known' && later.kind !== 'did');
    const ahead = item.english && (next?.kind === 'who' || next?.kind === 'unknown');
    return { kind: 'status', status: 'absent', side: ahead ? 'right' : 'left' };
  });
}

/** "Was to be late but didn't come at all": after a "but", a status without anybody takes the place of the last one. */
function corrected(items: readonly Item[]): Item[] {
  return items.filter((item, at) => {
    if (item.kind !== 'status' || item.side !== 'any') return true;
    const rest = items.slice(at + 1);
    const but = rest.findIndex((i) => i.kind !== 'known' && i.kind !== 'did' && i.kind !== 'also');
    const joint = rest[but];
    if (joint?.kind !== 'break' || joint.strength !== 'but') return true;
    const next = rest.slice(but + 1).findIndex((i) => i.kind !== 'known' && i.kind !== 'also');
    const after = rest.slice(but + next + 2).find((i) => i.kind !== 'known' && i.kind !== 'did');
    return !(rest[but + next + 1]?.kind === 'status' && (!after || after.kind === 'break'));
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
