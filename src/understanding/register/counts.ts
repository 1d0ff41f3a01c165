import type { Item, Status, Who } from './items.js';

interface Named {
  who: Who;
  status: Status | null;
}

/**
 * Numbers that count heads and name nobody: "5 present 1 absent - Jaya" of six, "3 came: A, B, C", "total 6".
 * A number is a count where the others named with its status, or left for it, are just so many.
 */
export function headcounts(named: readonly Named[], size: number): Who[] {
  const numbers = named.filter((n) => isNumber(n.who));
  const names = named.filter((n) => !isNumber(n.who));
  if (names.length === 0) return [];
  const counts = numbers.filter(({ who, status }) => {
    const value = Number(who.word);
    const alike = names.filter((n) => n.status === status).length;
    const others = names.length - alike;
    return value === alike || (status !== null && value === size - others && others > 0);
  });
  return counts.length === numbers.length ? counts.map((n) => n.who) : [];
}

/** "5 present 1 absent" of six: two pupils by their numbers, or two counts? Nobody can know. */
export function mayBeCounts(named: readonly Named[], size: number): boolean {
  const [first, second, third] = named;
  if (!first || !second || third || !isNumber(first.who) || !isNumber(second.who)) return false;
  return first.status !== second.status && Number(first.who.word) + Number(second.who.word) === size;
}

export function withoutPeople(items: readonly Item[], people: readonly Who[]): Item[] {
  return items.filter((i) => i.kind !== 'who' || !people.includes(i));
}

function isNumber(who: Who): boolean {
  return /^\d+$/.test(who.word);
}
