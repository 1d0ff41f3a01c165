import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PriceList, type Pupil, offersFor } from '../../src/school/fees/offers.js';
import type { FeeRow, PackageRow } from '../../src/school/fees/rows.js';
import { paiseOf, rupeesOf } from '../../src/school/money.js';

let next = 0;
const fee = (of: Partial<FeeRow> = {}): FeeRow => ({
  id: `f${next++}`,
  instrumentId: 'g',
  branch: 'Main',
  branchCode: 'main',
  grade: 'Initial',
  classes: 8,
  amount: '2200.00',
  isTrial: false,
  from: '2026-01-01',
  ...of,
});
const pack = (of: Partial<PackageRow> = {}): PackageRow => ({
  id: `p${next++}`,
  instrumentId: 'g',
  name: 'Guitar - Monthly (8)',
  classes: 8,
  price: '2100.00',
  location: null,
  ...of,
});
const PUPIL: Pupil = {
  instrumentId: 'g',
  instrument: 'Guitar',
  grade: 'Initial',
  location: null,
  frequency: null,
};
const offers = (list: Partial<PriceList>, of: Partial<Pupil> = {}) =>
  offersFor({ ...PUPIL, ...of }, { fees: [], packages: [], today: '2026-11-24', ...list });
const prices = (list: Partial<PriceList>, of: Partial<Pupil> = {}) =>
  offers(list, of).map((o) => `${o.classes} ${o.amountPaise}`);

describe('what can be bought for Arjun’s guitar', () => {
  test('is the newest fee of his branch and grade for each number of classes', () => {
    const fees = [
      fee({ amount: '2000.00', from: '2025-01-01' }),
      fee({ amount: '2200.00', from: '2026-01-01' }),
      fee({ amount: '2600.00', from: '2027-01-01' }),
      fee({ classes: 24, amount: '5400.00', from: null }),
      fee({ grade: 'Grade 1', amount: '2400.00' }),
      fee({ branch: 'Lake View', branchCode: 'lake', amount: '1900.00' }),
      fee({ instrumentId: 'p', amount: '1.00' }),
      fee({ isTrial: true, amount: '1.00' }),
    ];
    expect(prices({ fees })).toEqual(['8 220000', '24 540000']);
    expect(prices({ fees }, { grade: 'Grade 1' })).toEqual(['8 240000']);
    expect(prices({ fees }, { location: 'lake view' })).toEqual(['8 190000']);
    expect(prices({ fees }, { location: 'LAKE' })).toEqual(['8 190000']);
    expect(prices({ fees }, { location: 'Moon' })).toEqual(['8 220000', '24 540000']);
  });

  test('is a fixed fee where his grade has none, and packages where there are no fees', () => {
    expect(prices({ fees: [fee({ grade: 'Fixed' })] }, { grade: 'Grade 3' })).toEqual(['8 220000']);
    const packages = [pack(), pack({ name: 'Guitar - Quarterly (24)', classes: 24, price: '4900.00' })];
    expect(prices({ fees: [fee({ grade: 'Grade 8' })], packages })).toEqual(['8 210000', '24 490000']);
    expect(prices({ packages })).toEqual(['8 210000', '24 490000']);
    expect(prices({})).toEqual([]);
  });

  test('is of every grade his classes have, each told, where they differ', () => {
    const fees = [
      fee(),
      fee({ grade: 'Grade 1', amount: '2400.00' }),
      fee({ grade: 'Grade 2', amount: '2600.00' }),
    ];
    const of = { grade: 'Grade 1', otherGrades: ['Grade 1', 'Initial'] };
    expect(offers({ fees }, of).map((o) => `${o.grade} ${o.amountPaise}`)).toEqual([
      'Grade 1 240000',
      'Initial 220000',
    ]);
    expect(offers({ fees }, { grade: 'Grade 1', otherGrades: ['Grade 1'] })[0]?.grade).toBeNull();
  });

  test('is of the branch and grade of the fee that the office put beside his class', () => {
    const fees = [
      fee(),
      fee({ grade: 'Grade 1', amount: '2400.00' }),
      fee({
        id: 'old',
        branch: 'Lake View',
        branchCode: 'lake',
        grade: 'Grade 1',
        amount: '1.00',
        from: '2020-01-01',
      }),
      fee({ branch: 'Lake View', branchCode: 'lake', grade: 'Grade 1', amount: '1900.00' }),
    ];
    expect(prices({ fees }, { feeStructureId: 'old' })).toEqual(['8 190000']);
    expect(prices({ fees }, { feeStructureId: 'gone', location: 'main' })).toEqual(['8 220000']);
  });

  test('is at his place before it is anywhere', () => {
    const packages = [pack({ price: '2100.00' }), pack({ price: '1800.00', location: 'Lake View' })];
    expect(prices({ packages }, { location: 'lake view' })).toEqual(['8 180000']);
    expect(prices({ packages })).toEqual(['8 210000']);
  });

  test('begins with what the family pays as a rule', () => {
    const fees = [fee(), fee({ classes: 24, amount: '5400.00' })];
    expect(prices({ fees }, { frequency: 'quarterly' })).toEqual(['24 540000', '8 220000']);
    expect(offers({ fees }, { frequency: 'quarterly' }).map((o) => o.usual)).toEqual([true, false]);
    expect(offers({ fees }, { frequency: 'yearly' }).map((o) => o.usual)).toEqual([false, false]);
  });

  test('is booked under the package with as many classes, the one at that price if there is one', () => {
    const packages = [
      pack({ id: 'other' }),
      pack({ id: 'same', price: '2200.00' }),
      pack({ id: 'p', classes: 12 }),
    ];
    expect(offers({ fees: [fee()], packages })[0]?.packageId).toBe('same');
    expect(offers({ fees: [fee({ classes: 4 })], packages })[0]?.packageId).toBeNull();
  });

  test('is nothing that costs nothing or holds no classes', () => {
    const fees = [
      fee({ amount: '0.00' }),
      fee({ classes: 0 }),
      fee({ classes: null }),
      fee({ amount: null }),
    ];
    expect(prices({ fees })).toEqual([]);
  });
});

describe('money', () => {
  test('is whole paise', () => {
    expect(['2200.00', '2200.5', '0.07', '19.99', 2100, '2100'].map(paiseOf)).toEqual([
      220_000, 220_050, 7, 1999, 210_000, 210_000,
    ]);
    expect(['', null, 'abc', '-5', '1e3', '1,000'].map(paiseOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('comes back as it went', () => {
    fc.assert(fc.property(fc.nat({ max: 2_000_000_000 }), (paise) => paiseOf(rupeesOf(paise)) === paise));
  });
});
