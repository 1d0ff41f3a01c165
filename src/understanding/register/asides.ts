import type { Concept } from '../lexicon/tables.js';
import type { Item } from './items.js';

/**
 * Takes out what is said beside the register: "fever came", "the phone came", "practice not done", "will be away
 * tomorrow". None of it says who was in class, and each of it has a word in it that would.
 */
export function withoutAsides(items: readonly Item[]): Item[] {
  return withoutOtherDays(withoutRemarks(withoutArrivals(neitherNor(items))));
}

const has = (item: Item | undefined, ...concepts: Concept[]): boolean =>
  item?.kind === 'known' && concepts.some((c) => item.concepts.has(c));

/** "Jwaram vachindi", "call aaya", "ki shooting undi": it is the fever and the call that came, and a shooting there is. */
function withoutArrivals(items: readonly Item[]): Item[] {
  return items.flatMap((item, i): Item[] => {
    if (item.kind === 'status' && item.came && has(items[i - 1], 'reason', 'tidings', 'exam')) return [];
    if (isThere(items, i)) return [];
    return isThere(items, i + 1) && item.kind === 'unknown'
      ? [{ kind: 'known', concepts: new Set<Concept>(['reason']), word: item.word }]
      : [item];
  });
}

/** The "undi" of "Prabhas ki shooting undi". */
function isThere(items: readonly Item[], at: number): boolean {
  const [of, thing, there] = items.slice(Math.max(at - 2, 0), at + 1);
  const theirs = of?.kind === 'known' && /^(?:ki|ku|కి|కు)$/iu.test(of.word);
  return theirs && thing?.kind === 'unknown' && there?.kind === 'status' && there.there === true;
}

/** "Na Rehan aaya na Sneha": the first of two says neither, the second nor. */
function neitherNor(items: readonly Item[]): Item[] {
  const nots = items.filter(isNa);
  if (nots.length < 2) return [...items];
  return items.map((item) =>
    isNa(item) ? (item === nots[0] ? { kind: 'neither' } : { kind: 'neg', english: true }) : item,
  );
}

function isNa(item: Item): boolean {
  return item.kind === 'known' && /^(?:na|naa|न|ना)$/iu.test(item.word);
}

/** "Practice not done", "fees nahi di", "no reason given", "not prepared": a negation of something else than coming. */
function withoutRemarks(items: readonly Item[]): Item[] {
  const whole = items.some((i) => i.kind === 'all' || i.kind === 'rest' || i.kind === 'all_came');
  return clausesOf(items).flatMap((clause, at, all) => {
    const kept = clause.filter((_, i) => !deniesRemark(clause, i));
    // "All came but Vijay didn't practice" says nothing of Vijay but that.
    // Nor does "Ester's mother asked about fees"; "Ester's mother called, she won't come" does.
    const goes = all[at + 1]?.find((i) => i.kind !== 'break' && i.kind !== 'known')?.kind;
    const open = goes === 'status' || goes === 'neg';
    const beside =
      kept.length < clause.length || kept.some((i) => has(i, 'relation', 'remark') && !has(i, 'reason'));
    const aside = beside && whole && !open && !kept.some((i) => SAYS.has(i.kind) || has(i, 'reason'));
    return aside ? [] : kept;
  });
}

const SAYS: ReadonlySet<Item['kind']> = new Set(['status', 'all', 'rest', 'all_came', 'neg']);

/** A "not" or "without" that has something else than coming after it, or right before it. */
function deniesRemark(clause: readonly Item[], at: number): boolean {
  const item = clause[at];
  if (item?.kind !== 'neg' && item?.kind !== 'except_pre') return false;
  const { kind } = item;
  // "Aayegi nahi bola": what was said stands behind, what was denied before.
  if (item.kind === 'neg' && !item.english && clause[at - 1]?.kind === 'status') return false;
  const after = clause.slice(at + 1, at + 4);
  const other = after.findIndex((i) => i.kind !== 'known');
  if (after.slice(0, other < 0 ? undefined : other).some((i) => has(i, 'remark'))) return true;
  return (
    kind === 'neg' &&
    (has(clause[at - 1], 'remark') || (has(clause[at - 2], 'remark') && clause[at - 1]?.kind === 'known'))
  );
}

/** "Everyone came. Farhan will be absent tomorrow": today's register has nothing of tomorrow, if it has anything else. */
function withoutOtherDays(items: readonly Item[]): Item[] {
  const clauses = clausesOf(items);
  const isLater = (clause: readonly Item[]) => clause.some((i) => has(i, 'later'));
  const says = (clause: readonly Item[]) => clause.some((i) => i.kind === 'status' || i.kind === 'all_came');
  if (!clauses.some((c) => says(c) && !isLater(c))) return [...items];
  return clauses.flatMap((clause) => (isLater(clause) && says(clause) ? [] : clause));
}

/** Each with the joint that leads into it. */
function clausesOf(items: readonly Item[]): Item[][] {
  const out: Item[][] = [[]];
  for (const item of items) {
    if (item.kind === 'break' && item.strength !== 'and' && item.strength !== 'dash') out.push([]);
    out.at(-1)?.push(item);
  }
  return out;
}
