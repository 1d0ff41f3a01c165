import type { Break, Item } from './items.js';
import { opposite } from './settle.js';
import { type Group, type Node, bestSplits } from './splits.js';

export type { Group } from './splits.js';

const STRENGTH: readonly (Break | 'none')[] = ['none', 'and', 'dash', 'comma', 'colon', 'stop', 'but'];
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
      const before = k < split;
      node.group.status = (before ? left : right)?.status ?? null;
      node.group.by = { index: before ? i - 1 : i, before };
    });
  });
  ownStatus(groups);
  if (statuses[0]?.status?.side === 'right') beforeNot(gaps[0] ?? [], statuses);
  markUnclear(gaps, statuses);
  return groups;
}

/**
 * "Vijay absent, rest fine": the status is Vijay's, so the rest are the opposite; nobody says "absent" of one and
 * of the rest. "Everyone please, Vijay absent": nor of all, who are the opposite too.
 */
function ownStatus(groups: readonly Group[]): void {
  for (const group of groups) {
    const { by, status } = group;
    if (typeof group.who !== 'string' || group.also || !by || !status) continue;
    const shared = groups.filter((g) => typeof g.who !== 'string' && g.by?.index === by.index);
    const taken = by.before && shared.some((g) => g.by?.before === false);
    if (group.who === 'rest' ? taken : status === 'absent' && shared.length > 0)
      group.status = opposite(status);
    // "Prem, Joy, baki absent": one status for the rest, so those before them are the others.
    else if (group.who === 'rest' && !by.before)
      for (const other of shared) if (!other.also) other.status = opposite(status);
  }
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
  let including = false;
  for (const item of items) {
    if (item.kind === 'including') including = true;
    if (item.kind === 'break') joint = stronger(joint, item.strength);
    else if (item.kind === 'also') setAlso(out.at(-1), joint);
    else if (item.kind === 'only') only = true;
    else if (item.kind === 'status' || item.kind === 'who' || item.kind === 'all' || item.kind === 'rest') {
      const who = item.kind === 'who' ? item : item.kind === 'status' ? null : item.kind;
      out.push(
        who
          ? { group: { who, also: including, only, status: null, by: null, clear: true }, joint }
          : statusNode(item, joint),
      );
      joint = 'none';
      only = false;
      if (!who || typeof who === 'string') including = false;
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
