import { type Frequency, frequencyIn } from '../credits.js';
import { paiseOf } from '../money.js';
import type { FeeOffer, PriceList, Pupil } from './offers.js';
import type { PackageRow } from './rows.js';

/** The branch of whoever has paid nowhere yet. */
export const MAIN = 'main';
export const BY_CLASSES: Record<number, Frequency> = {
  8: 'monthly',
  24: 'quarterly',
  48: 'half_yearly',
  96: 'yearly',
};

/** What the packages of the pupil's place come to; for each number of classes the first. */
export function fromPackages(pupil: Pupil, { packages }: PriceList): FeeOffer[] {
  const counts = new Map<number, FeeOffer>();
  for (const p of atPlace(packages, pupil)) {
    const amountPaise = paiseOf(p.price);
    if (!p.classes || p.classes < 0 || !amountPaise || counts.has(p.classes)) continue;
    counts.set(p.classes, {
      instrumentId: pupil.instrumentId,
      instrument: pupil.instrument,
      classes: p.classes,
      amountPaise,
      frequency: frequencyIn(p.name) ?? BY_CLASSES[p.classes] ?? null,
      packageId: p.id,
      feeStructureId: null,
      usual: false,
      grade: null,
    });
  }
  return [...counts.values()];
}

/** Those of the pupil's place before those of no place in particular; another place's only where there is nothing else. */
function atPlace(packages: readonly PackageRow[], pupil: Pupil): PackageRow[] {
  const mine = packages.filter((p) => p.instrumentId === pupil.instrumentId);
  const here = mine.filter((p) => same(p.location, pupil.location ?? MAIN));
  const anywhere = mine.filter((p) => p.location === null);
  return here.length + anywhere.length > 0 ? [...here, ...anywhere] : mine;
}

/** A package with as many classes of that instrument; of several the one at that price. */
export function packageFor(
  packages: readonly PackageRow[],
  pupil: Pupil,
  { classes, amountPaise }: { classes: number; amountPaise: number },
): PackageRow | undefined {
  const fitting = atPlace(packages, pupil).filter((p) => p.classes === classes);
  return fitting.find((p) => paiseOf(p.price) === amountPaise) ?? fitting[0];
}

export function same(a: string | null, b: string): boolean {
  return a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}
