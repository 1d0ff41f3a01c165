import type { Item, Who } from './items.js';

interface Excepted {
  exceptions: Who[];
  others: Item[];
}

/** Takes the names out that an "except" governs: those after an English one, those before chhodkar or tappa. */
export function takeExceptions(items: readonly Item[]): Excepted {
  const butAt = butAsExcept(items);
  const rows = items.map((item, i): Item => (i === butAt ? { kind: 'except_pre' } : item));
  const at = rows.findIndex((i) => i.kind === 'except_pre' || i.kind === 'except_post');
  if (at < 0) return { exceptions: [], others: rows };
  const before = rows[at]?.kind === 'except_post' ? namesBefore(rows, at) : [];
  const after = before.length > 0 ? before : namesAfter(rows, at);
  const taken = after.length > 0 ? after : namesBefore(rows, at);
  const exceptions = taken.flatMap((i) => (rows[i]?.kind === 'who' ? [rows[i] as Who] : []));
  const remark = remarkAfter(rows, taken.at(-1) ?? at);
  const hasAll = rows.some((i) => i.kind === 'all' || i.kind === 'rest');
  const stop = rows.findIndex((item, i) => i > at && item.kind === 'break' && item.strength === 'stop');
  const end = rows.slice(0, stop < 0 ? undefined : stop).some((i) => i.kind === 'status') ? -1 : stop;
  const others = rows.flatMap((item, i): Item[] => {
    // "Everyone but Farhan. Farhan is unwell": what follows in a new sentence is not said of everyone.
    if (i === end) return [{ kind: 'status', status: 'present', side: 'left' }, item];
    if (i === remark) return hasAll && end < 0 ? [{ kind: 'status', status: 'present', side: 'left' }] : [];
    if (i === at) return hasAll ? [] : [{ kind: 'all' }];
    if (item.kind === 'rest' && !rows.some((r) => r.kind === 'all')) return [{ kind: 'all' }];
    return taken.includes(i) ? [] : [item];
  });
  return { exceptions, others };
}

/** "Except Karthik who's in hospital": why he is excepted is not said of everyone. */
function remarkAfter(items: readonly Item[], last: number): number {
  const next = items.findIndex((i, at) => at > last && i.kind !== 'known' && i.kind !== 'did');
  const item = items[next];
  const of = items
    .slice(last + 1, next)
    .some(
      (i) => i.kind === 'known' && /^(?:who|whos|who's|he|she|they|as|because|bcoz|kyunki)$/i.test(i.word),
    );
  return item?.kind === 'status' && item.status === 'absent' && (item.firm === true || of) ? next : -1;
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
