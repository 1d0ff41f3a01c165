import type { Break, Status, Who } from './items.js';

/** Somebody of whom something is said: one name, all, or the rest. */
export interface Group {
  who: Who | 'all' | 'rest';
  /** "Mary too" goes with what was said before. */
  also: boolean;
  only: boolean;
  status: Status | null;
  /** Which of the statuses of the sentence is theirs, and whether it stands before them. */
  by: { index: number; before: boolean } | null;
  /** False where the sentence leaves open which status is meant. */
  clear: boolean;
}

export interface Node {
  group?: Group;
  status?: { status: Status; side: 'left' | 'right' | 'any' };
  /** The strongest joint between this node and the one before. */
  joint: Break | 'none';
}

/** What it costs to reach over a joint from a name to its status. */
const REACH: Readonly<Record<Break | 'none', number>> = {
  none: 0,
  and: 1,
  dash: 0,
  comma: 2,
  colon: 0,
  stop: 3,
  but: 4,
};
/** What it costs to part two names that stand side by side. */
const PART: Readonly<Record<Break | 'none', number>> = {
  none: 2,
  and: 3,
  dash: 1,
  comma: 1,
  colon: 1,
  stop: 0,
  but: 0,
};
const UNUSED = 4;
const AGAINST = 20;

/** For every gap, how many of its groups belong to the status on their left. */
export function bestSplits(gaps: readonly Node[][], statuses: readonly Node[]): number[] {
  type Path = { cost: number; splits: number[]; used: boolean };
  // "Mary, not Sarah, came": the second status is Mary's.
  const ahead = statuses[0]?.status?.side === 'right' && (gaps[0]?.length ?? 0) > 0;
  let paths: Path[] = [{ cost: 0, splits: [], used: true }];
  gaps.forEach((gap, i) => {
    const next = new Map<boolean, Path>();
    for (const path of paths) {
      for (const split of choices(gap.length, i, statuses.length)) {
        const unused = !path.used && split === 0 && !(i === 2 && ahead) ? UNUSED : 0;
        const cost = path.cost + unused + gapCost(gap, split, [statuses[i - 1], statuses[i]]);
        const used = gap.length > split;
        const best = next.get(used);
        if (!best || cost < best.cost) next.set(used, { cost, splits: [...path.splits, split], used });
      }
    }
    paths = [...next.values()];
  });
  return paths.sort((a, b) => a.cost - b.cost)[0]?.splits ?? [];
}

function choices(groups: number, gap: number, statuses: number): number[] {
  if (gap === 0) return [0];
  if (gap === statuses) return [groups];
  return Array.from({ length: groups + 1 }, (_, k) => k);
}

function gapCost(gap: readonly Node[], split: number, [left, right]: readonly (Node | undefined)[]): number {
  let cost = 0;
  const first = gap[0];
  if (split > 0 && first) {
    cost += first.joint === 'colon' ? -3 : 1 + REACH[first.joint];
    if (left?.status?.side === 'left') cost += AGAINST;
    if (left?.status?.side === 'right') cost -= 2;
  }
  if (split < gap.length && right) {
    cost += right.joint === 'colon' ? -1 : REACH[right.joint];
    if (right.status?.side === 'right') cost += AGAINST;
    if (right.status?.side === 'left') cost -= 2;
    cost += gap
      .slice(split)
      .reduce((sum, n, i, all) => sum + (n.group?.also ? (i === all.length - 1 ? 3 : 8) : 0), 0);
  }
  const parted = gap[split];
  if (split > 0 && parted) cost += PART[parted.joint];
  return cost;
}
