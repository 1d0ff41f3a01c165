import type { Item, Status } from './items.js';

/** "John P, Mary A", "John - P", "others did", "sab hain": a status only right after somebody. */
export function shortMarks(items: readonly Item[]): Item[] {
  const held = items.some((i) => i.kind === 'rest' || i.kind === 'all');
  return items.map((item, i): Item => {
    const before = items[i - 1];
    const dash = before?.kind === 'break' && (before.strength === 'dash' || before.strength === 'colon');
    const person = dash ? items[i - 2] : before;
    const next = items[i + 1];
    const last = !next || next.kind === 'break' || next.kind === 'who';
    if (item.kind === 'known' && item.concepts.has('reason') && reasonFor(items, i)) {
      return { kind: 'status', status: 'absent', side: 'left', firm: true };
    }
    // "Ehsaan cancelled, others here": he did not come, and the class was held.
    if (item.kind === 'known' && item.concepts.has('cancelled') && before?.kind === 'who' && held)
      return { kind: 'status', status: 'absent', side: 'left' };
    const ahead = letterBefore(
      item,
      next,
      !before || (before.kind === 'break' && before.strength === 'stop'),
    );
    if (ahead) return { kind: 'status', status: ahead, side: 'right' };
    if (!person || !isSomebody(person)) return item;
    if (item.kind === 'did' && last) return { kind: 'status', status: 'present', side: 'left' };
    if (item.kind !== 'known' && item.kind !== 'unknown') return item;
    if (/^(?:p|in)$/i.test(item.word) && last) return { kind: 'status', status: 'present', side: 'left' };
    if (/^(?:ab?|out)$/i.test(item.word) && last) return { kind: 'status', status: 'absent', side: 'left' };
    return item;
  });
}

/** "P: John, Mary A: Sarah". */
function letterBefore(item: Item, next: Item | undefined, fresh: boolean): Status | null {
  if (item.kind !== 'known' && item.kind !== 'unknown') return null;
  if (next?.kind !== 'break' || (next.strength !== 'colon' && (next.strength !== 'dash' || !fresh)))
    return null;
  if (/^p$/i.test(item.word)) return 'present';
  return /^ab?$/i.test(item.word) ? 'absent' : null;
}

/** "John went to a wedding", "John - fever": a reason right after a name is as good as absent. */
function reasonFor(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast((i) => i.kind !== 'known' && !isDash(i));
  return before?.kind === 'who';
}

function isDash(item: Item): boolean {
  return item.kind === 'break' && item.strength === 'dash';
}

function isSomebody(item: Item | undefined): boolean {
  return item !== undefined && ['who', 'all', 'rest', 'unknown'].includes(item.kind);
}
