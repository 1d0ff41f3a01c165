import { type Frequency, frequencyIn } from '../credits.js';
import { paiseOf } from '../money.js';
import type { FeeRow, PackageRow } from './rows.js';

/** So many classes of an instrument at a price: what a family can buy. */
export interface FeeOffer {
  instrumentId: string;
  instrument: string;
  classes: number;
  amountPaise: number;
  frequency: Frequency | null;
  /** The package that a payment for it can be booked under, where one fits. */
  packageId: string | null;
  feeStructureId: string | null;
  /** What this family pays as a rule. */
  usual: boolean;
}

export interface Pupil {
  instrumentId: string;
  instrument: string;
  /** Trinity grade: 'Initial', 'Grade 1' …; null counts as Initial. */
  grade: string | null;
  /** Where they paid last: a branch's name or code. */
  location: string | null;
  frequency: Frequency | null;
}

export interface PriceList {
  fees: readonly FeeRow[];
  packages: readonly PackageRow[];
  /** School-local date: what comes into force later is not charged yet. */
  today: string;
}

const MAIN = 'main';
const BY_CLASSES: Record<number, Frequency> = {
  8: 'monthly',
  24: 'quarterly',
  48: 'half_yearly',
  96: 'yearly',
};

/** What can be bought for a pupil's instrument: from the fees where there are any, else the packages. Usual first. */
export function offersFor(pupil: Pupil, list: PriceList): FeeOffer[] {
  const fees = fromFees(pupil, list);
  const offers = fees.length > 0 ? fees : fromPackages(pupil, list);
  const usual = offers.some((o) => o.frequency === pupil.frequency) ? pupil.frequency : null;
  return offers
    .map((o) => ({ ...o, usual: usual !== null && o.frequency === usual }))
    .sort((a, b) => Number(b.usual) - Number(a.usual) || a.classes - b.classes);
}

function fromFees(pupil: Pupil, { fees, packages, today }: PriceList): FeeOffer[] {
  const valid = fees.filter(
    (f) => f.instrumentId === pupil.instrumentId && f.isTrial !== true && (f.from ?? '') <= today,
  );
  const there = inBranch(valid, pupil.location);
  const grade = pupil.grade ?? 'Initial';
  const graded = there.filter((f) => f.grade === grade);
  const rows = graded.length > 0 ? graded : there.filter((f) => f.grade === 'Fixed');
  return newestByCount(rows).flatMap((fee) => {
    const { classes } = fee;
    const amountPaise = paiseOf(fee.amount);
    if (classes === null || classes <= 0 || !amountPaise) return [];
    const fitting = packageFor(packages, pupil, { classes, amountPaise });
    return [
      {
        ...ofPupil(pupil),
        classes,
        amountPaise,
        frequency: BY_CLASSES[classes] ?? frequencyIn(fitting?.name),
        packageId: fitting?.id ?? null,
        feeStructureId: fee.id,
        usual: false,
      },
    ];
  });
}

/** The pupil's branch; where it has no fees of its own, those of the main one; else those of no branch at all. */
function inBranch(fees: readonly FeeRow[], location: string | null): FeeRow[] {
  const at = (place: string) => fees.filter((f) => same(f.branchCode, place) || same(f.branch, place));
  for (const place of [location ?? MAIN, MAIN]) {
    const there = at(place);
    if (there.length > 0) return there;
  }
  return fees.filter((f) => f.branch === null && f.branchCode === null);
}

function newestByCount(fees: readonly FeeRow[]): FeeRow[] {
  const newest = new Map<number | null, FeeRow>();
  for (const fee of fees) {
    const known = newest.get(fee.classes);
    if (!known || orderOf(fee) > orderOf(known)) newest.set(fee.classes, fee);
  }
  return [...newest.values()];
}

/** Of two that came into force on one day always the same one. */
function orderOf({ from, id }: FeeRow): string {
  return `${from ?? ''} ${id}`;
}

function fromPackages(pupil: Pupil, { packages }: PriceList): FeeOffer[] {
  const counts = new Map<number, FeeOffer>();
  for (const p of atPlace(packages, pupil)) {
    const amountPaise = paiseOf(p.price);
    if (!p.classes || p.classes < 0 || !amountPaise || counts.has(p.classes)) continue;
    counts.set(p.classes, {
      ...ofPupil(pupil),
      classes: p.classes,
      amountPaise,
      frequency: frequencyIn(p.name) ?? BY_CLASSES[p.classes] ?? null,
      packageId: p.id,
      feeStructureId: null,
      usual: false,
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
function packageFor(
  packages: readonly PackageRow[],
  pupil: Pupil,
  { classes, amountPaise }: { classes: number; amountPaise: number },
): PackageRow | undefined {
  const fitting = atPlace(packages, pupil).filter((p) => p.classes === classes);
  return fitting.find((p) => paiseOf(p.price) === amountPaise) ?? fitting[0];
}

function ofPupil({ instrumentId, instrument }: Pupil) {
  return { instrumentId, instrument };
}

function same(a: string | null, b: string): boolean {
  return a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}
