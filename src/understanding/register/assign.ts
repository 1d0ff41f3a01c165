import type { Break, Item, Status, Who } from './items.js';

/** Somebody of whom something is said: one name, all, or the rest. */
export interface Group {
  who: Who | 'all' | 'rest';
  /** "Mary too" goes with what was said before. */
  also: boolean;
  only: boolean;
  status: Status | null;
  /** False where the sentence leaves open which status is meant. */
  clear: boolean;
}

interface Node {
  group?: Group;
  status?: { status: Status; side: 'left' | 'right' | 'any' };
  /** The strongest joint between this node and the one before. */
  joint: Break | 'none';
}

const STRENGTH: readonly (Break | 'none')[] = ['none', 'and', 'dash', 'comma', 'colon', 'stop', 'but'];
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

/**
 * Gives every group the status that is said of it: names before their status ("John came") or after it
 * ("Absent: John"), whichever reading of the whole sentence is cheapest.
 */
export function assign(items: readonly Item[]): Group[] {
  const nodes = nodesOf(items);
  const statuses = nodes.filter((n) => n.status);
  const groups = nodes.flatMap((n) => n.group ?? []);
  if (statuses.length === 0) return groups;
  const gaps = gapsOf(nodes);
  bestSplits(gaps, statuses).forEach((split, i) => {
    const [left, right] = [statuses[i - 1]?.status, statuses[i]?.status];
    gaps[i]?.forEach((node, k) => {
      if (!node.group) return;
      node.group.status = (k < split ? left : right)?.status ?? null;
    });
  });
  if (statuses[0]?.status?.side === 'right') beforeNot(gaps[0] ?? [], statuses);
  markUnclear(gaps, statuses);
  return groups;
}

/** "Mary, not Sarah, came": what stands before "not" belongs to the next plain status, or to none. */
function beforeNot(gap: readonly Node[], statuses: readonly Node[]): void {
  const plain = statuses.find((n) => n.status?.side !== 'right')?.status?.status ?? null;
  for (const node of gap) if (node.group) node.group.status = plain;
}

function nodesOf(items: readonly Item[]): Node[] {
  const out: Node[] = [];
  let joint: Break | 'none' = 'none';
  let only = false;
  for (const item of items) {
    if (item.kind === 'break') joint = stronger(joint, item.strength);
    else if (item.kind === 'also') setAlso(out.at(-1), joint);
    else if (item.kind === 'only') only = true;
    else if (item.kind === 'status' || item.kind === 'who' || item.kind === 'all' || item.kind === 'rest') {
      const who = item.kind === 'who' ? item : item.kind === 'status' ? null : item.kind;
      out.push(
        who
          ? { group: { who, also: false, only, status: null, clear: true }, joint }
          : statusNode(item, joint),
      );
      joint = 'none';
      only = false;
    }
  }
  return out;
}

function statusNode(item: Item, joint: Break | 'none'): Node {
  return item.kind === 'status' ? { status: item, joint } : { joint };
}

function setAlso(node: Node | undefined, joint: Break | 'none'): void {
  if (node?.group && joint === 'none') node.group.also = true;
}

function stronger(a: Break | 'none', b: Break): Break | 'none' {
  return STRENGTH.indexOf(b) > STRENGTH.indexOf(a) ? b : a;
}

/** The groups before the first status, between each two, and after the last. */
function gapsOf(nodes: readonly Node[]): Node[][] {
  const gaps: Node[][] = [[]];
  for (const node of nodes) {
    if (node.status) gaps.push([]);
    else gaps.at(-1)?.push(node);
  }
  return gaps;
}

/** For every gap, how many of its groups belong to the status on their left. */
function bestSplits(gaps: readonly Node[][], statuses: readonly Node[]): number[] {
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

/** "John came, Mary": whether Mary came too is not said. "Absent: John, Mary" and "Mary too" are clear. */
function markUnclear(gaps: readonly Node[][], statuses: readonly Node[]): void {
  const trailing = gaps.at(-1) ?? [];
  const first = trailing[0];
  const before = gaps.at(-2) ?? [];
  const last = statuses.at(-1)?.status;
  const taken = before.some((n) => n.group?.status === last?.status);
  if (!first || !taken || first.joint === 'colon' || last?.side === 'right') return;
  // "All there - Sarah": she was counted already, so something else is meant.
  const counted = before.some((n) => n.group?.who === 'all');
  const apart = counted || first.joint === 'comma' || first.joint === 'stop' || first.joint === 'but';
  for (const node of apart ? trailing : []) {
    if (node.group && !node.group.also && trailing.every((n) => !n.group?.also)) node.group.clear = false;
  }
}
