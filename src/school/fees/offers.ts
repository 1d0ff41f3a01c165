import { type Frequency, frequencyIn } from '../credits.js';
import { paiseOf } from '../money.js';
import { BY_CLASSES, MAIN, fromPackages, packageFor, same } from './packages.js';
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
  /** Told only where the pupil's classes are of several grades, and the family has to say which is meant. */
  grade: string | null;
}

export interface Pupil {
  instrumentId: string;
  instrument: string;
  /** Trinity grade: 'Initial', 'Grade 1' …; null counts as Initial. */
  grade: string | null;
  /** Of all their classes of this instrument: which one is paid for is asked where they differ. */
  otherGrades?: readonly string[];
  /** The fee that the office has put beside a class of theirs: its branch and grade count before all else. */
  feeStructureId?: string | null;
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
  const chosen = fees.find((f) => f.id === pupil.feeStructureId && f.instrumentId === pupil.instrumentId);
  const there = inBranch(valid, chosen ? (chosen.branchCode ?? chosen.branch) : pupil.location);
  const grades = chosen?.grade ? [chosen.grade] : gradesOf(pupil);
  const graded = grades.flatMap((grade) =>
    newestByCount(there.filter((f) => f.grade === grade)).map((fee) => ({ fee, grade })),
  );
  const fixed = newestByCount(there.filter((f) => f.grade === 'Fixed'));
  const rows = graded.length > 0 ? graded : fixed.map((fee) => ({ fee, grade: null }));
  const several = new Set(rows.map((r) => r.grade)).size > 1;
  return rows.flatMap(({ fee, grade }) => {
    const { classes } = fee;
    const amountPaise = paiseOf(fee.amount);
    if (classes === null || classes <= 0 || !amountPaise) return [];
    const fitting = packageFor(packages, pupil, { classes, amountPaise });
    return [
      {
        instrumentId: pupil.instrumentId,
        instrument: pupil.instrument,
        classes,
        amountPaise,
        frequency: BY_CLASSES[classes] ?? frequencyIn(fitting?.name),
        packageId: fitting?.id ?? null,
        feeStructureId: fee.id,
        usual: false,
        grade: several ? grade : null,
      },
    ];
  });
}

/** The newest class's grade first. */
function gradesOf({ grade, otherGrades = [] }: Pupil): string[] {
  const known = [...new Set([...(grade === null ? [] : [grade]), ...otherGrades])];
  return known.length > 0 ? known : ['Initial'];
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
