import { createHash } from 'node:crypto';

export interface Wanted {
  studentId: string;
  instrumentId: string;
  classes: number;
  /** What the person was shown and said Yes to. */
  amountPaise: number;
}

/** One open link per pupil and purpose: the fees of one instrument. */
export function purposeOf({ instrumentId }: Pick<Wanted, 'instrumentId'>): string {
  return `fees:${instrumentId}`;
}

/**
 * The reference a wish leads to, always the same one while nothing has come of it: `generation` counts the links
 * there have been for this purpose, so that a repeat after a crash, or two parents at once, name the same link, and
 * the next payment another. `again` tells apart the tries of one generation whose link had ended already.
 */
export function referenceFor(want: Wanted, generation: number, again = 0): string {
  const parts = [want.studentId, purposeOf(want), want.classes, want.amountPaise, generation, again];
  return `fees-${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32)}`;
}
