import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountRows, Attendance, Enrolment, Payment } from '../../src/school/account.js';
import { balanceOf } from '../../src/school/balance.js';
import { entriesOf } from '../../src/school/entries.js';

const GUITAR = 'g';
const PIANO = 'p';
const rules = { today: '2026-11-21', timezone: 'Asia/Kolkata', low: 2 };
let next = 0;

const paid = (of: Partial<Payment> = {}): Payment => ({
  id: `pay${next++}`,
  at: new Date('2026-11-01T06:00:00Z'),
  amount: 2100,
  method: 'upi',
  hasPackage: true,
  packageName: 'Guitar',
  packageClasses: 8,
  packageInstrumentId: GUITAR,
  metadata: null,
  ...of,
});
const withoutPackage = (metadata: Record<string, unknown>): Payment =>
  paid({ hasPackage: false, packageName: null, packageClasses: null, packageInstrumentId: null, metadata });
const came = (of: Partial<Attendance> = {}): Attendance => ({
  id: `att${next++}`,
  date: '2026-11-10',
  batchId: 'b',
  instrumentId: GUITAR,
  status: 'present',
  isExtra: false,
  ...of,
});
const inClass = (of: Partial<Enrolment> = {}): Enrolment => ({
  instrumentId: GUITAR,
  status: 'active',
  frequency: 'monthly',
  ...of,
});
const account = (of: Partial<AccountRows> = {}): AccountRows => ({
  studentId: 's',
  name: 'Sarah Thomas',
  instruments: { [GUITAR]: 'Guitar', [PIANO]: 'Piano' },
  payments: [],
  attendance: [],
  enrolments: [inClass()],
  ...of,
});
const of = (rows: Partial<AccountRows>) => balanceOf(account(rows), rules);
const guitar = (rows: Partial<AccountRows>) => of(rows).instruments.find((i) => i.instrumentId === GUITAR);

describe('what Sarah has bought', () => {
  test('a package gives its classes, unless the payment says how many', () => {
    expect(guitar({ payments: [paid()] })?.balance).toBe(8);
    expect(guitar({ payments: [paid({ metadata: { credits_bought: 10 } })] })?.balance).toBe(10);
    expect(guitar({ payments: [paid({ metadata: { credits_bought: '10' } })] })?.balance).toBe(10);
    expect(guitar({ payments: [paid({ metadata: { credits_bought: 0 } })] })?.balance).toBe(8);
    expect(guitar({ payments: [paid({ packageClasses: null })] })?.balance).toBe(0);
  });

  test('without a package the payment names classes and instrument', () => {
    const metadata = { credits_bought: 2, instrument_id: PIANO };
    const { instruments } = of({ payments: [withoutPackage(metadata)] });
    expect(instruments.map((i) => [i.instrument, i.balance])).toEqual([
      ['Guitar', 0],
      ['Piano', 2],
    ]);
  });

  test('with neither it counts for her only instrument, and for the total alone when she has two', () => {
    const payments = [withoutPackage({ credits_bought: 3 })];
    expect(guitar({ payments })?.balance).toBe(3);
    const two = of({ payments, enrolments: [inClass(), inClass({ instrumentId: PIANO })] });
    expect(two.instruments.map((i) => i.balance)).toEqual([0, 0]);
    expect([two.total.balance, two.unassigned]).toEqual([3, 3]);
    const onlyNow = of({
      payments,
      enrolments: [inClass(), inClass({ instrumentId: PIANO, status: 'completed' })],
    });
    expect(onlyNow.instruments.map((i) => [i.instrument, i.balance, i.enrolled])).toEqual([
      ['Guitar', 3, true],
      ['Piano', 0, false],
    ]);
  });

  test('a payment that is pending counts like any other, one without classes counts none', () => {
    expect(guitar({ payments: [paid({ method: 'pending' })] })?.balance).toBe(8);
    expect(guitar({ payments: [withoutPackage({ note: 'exam fee' })] })?.balance).toBe(0);
    expect(guitar({ payments: [withoutPackage({ credits_bought: 'many' })] })?.balance).toBe(0);
  });
});

describe('what Sarah has attended', () => {
  test('only being present costs a class, a makeup too', () => {
    const attendance = [
      came(),
      came({ isExtra: true }),
      came({ status: 'absent' }),
      came({ status: 'excused' }),
      came({ status: null }),
    ];
    expect(guitar({ payments: [paid()], attendance })).toMatchObject({ bought: 8, attended: 2, balance: 6 });
  });

  test('classes beyond what was paid are owed', () => {
    expect(guitar({ attendance: [came(), came()] })).toMatchObject({ balance: -2, low: true });
  });

  test('two or fewer left is low, three is not', () => {
    const left = (n: number) => guitar({ payments: [withoutPackage({ credits_bought: n })] })?.low;
    expect([left(3), left(2), left(0)]).toEqual([false, true, true]);
  });
});

describe('when the next payment is due', () => {
  const due = (payment: Partial<Payment>, frequency: string | null = null) =>
    guitar({ payments: [paid(payment)], enrolments: [inClass({ frequency })] });

  test.each([
    [
      'the end of the period that the payment names',
      { metadata: { period_end: '2026-12-05' } },
      '2026-12-05',
    ],
    ['that end as an instant', { metadata: { period_end: '2026-12-04T18:30:00.000Z' } }, '2026-12-05'],
    ['the payment’s frequency', { metadata: { payment_frequency: 'quarterly' } }, '2027-02-01'],
    ['the package’s name', { packageName: 'Guitar - Half Yearly (48)' }, '2027-05-01'],
    ['the package’s name', { packageName: 'Guitar - Half-yearly' }, '2027-05-01'],
    ['the package’s name', { packageName: 'Yearly' }, '2027-11-01'],
    ['the package’s name', { packageName: 'Guitar - Monthly (8)' }, '2026-12-01'],
    [
      'an end nobody can read, then the frequency',
      { metadata: { period_end: '?', payment_frequency: 'monthly' } },
      '2026-12-01',
    ],
    ['nothing that can be told', { packageName: 'Ten classes' }, null],
  ])('is %s', (_, payment, date) => expect(due(payment)?.due).toBe(date));

  test('is by the enrolment where the payment says nothing, before the package’s name', () => {
    expect(due({ packageName: 'Guitar - Monthly (8)' }, 'quarterly')?.due).toBe('2027-02-01');
    expect(due({ metadata: { payment_frequency: 'monthly' } }, 'yearly')?.due).toBe('2026-12-01');
  });

  test('counts from the last payment, on the school’s date, and is overdue the day after', () => {
    const payments = [
      paid({ at: new Date('2026-10-20T18:30:00Z') }),
      paid({ at: new Date('2026-09-01T06:00:00Z') }),
    ];
    expect(guitar({ payments })).toMatchObject({ due: '2026-11-21', overdue: false });
    const tomorrow = balanceOf(account({ payments }), { ...rules, today: '2026-11-22' });
    expect(tomorrow.instruments[0]).toMatchObject({ overdue: true, lastPayment: { date: '2026-10-21' } });
  });

  test('is unknown where nothing was paid', () => {
    expect(guitar({})).toMatchObject({ due: null, overdue: false, lastPayment: null, balance: 0 });
  });
});

const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-01'), noInvalidDate: true });
const credits = fc.constantFrom<unknown>(undefined, 0, 1, 5, '4', 'many', null);
const instrument = fc.constantFrom<string | null>(GUITAR, PIANO, null);
const somePayment = fc.record({
  at,
  credits,
  instrument,
  classes: fc.constantFrom(8, 24, null),
  hasPackage: fc.boolean(),
});
const someClass = fc.record({
  instrument: fc.constantFrom(GUITAR, PIANO),
  status: fc.constantFrom<Attendance['status']>('present', 'absent', 'excused', null),
  isExtra: fc.boolean(),
});
const someAccount = fc
  .tuple(
    fc.array(somePayment),
    fc.array(someClass),
    fc.array(
      fc.record({
        instrument,
        status: fc.constantFrom<Enrolment['status']>('active', 'paused', 'completed'),
      }),
    ),
  )
  .map(([payments, attendance, enrolments]) =>
    account({
      payments: payments.map((p) =>
        p.hasPackage
          ? paid({
              at: p.at,
              packageClasses: p.classes,
              packageInstrumentId: p.instrument,
              metadata: { credits_bought: p.credits },
            })
          : { ...withoutPackage({ credits_bought: p.credits, instrument_id: p.instrument }), at: p.at },
      ),
      attendance: attendance.map((a) => came({ ...a, instrumentId: a.instrument })),
      enrolments: enrolments.map((e) => inClass({ instrumentId: e.instrument, status: e.status })),
    }),
  );

test('whatever happened, in whatever order, the balance is what was bought less what was attended', () => {
  fc.assert(
    fc.property(someAccount, fc.infiniteStream(fc.nat()), (rows, dice) => {
      const one = balanceOf(rows, rules);
      const present = rows.attendance.filter((a) => a.status === 'present').length;
      const left = one.instruments.reduce((sum, i) => sum + i.balance, one.unassigned);
      expect(one.total.attended).toBe(present);
      expect(one.total.balance).toBe(one.total.bought - present);
      expect(left).toBe(one.total.balance);
      expect(entriesOf(rows, rules.timezone).reduce((sum, e) => sum + e.change, 0)).toBe(one.total.balance);
      const shuffle = <T>(list: T[]) =>
        list
          .map((v) => ({ v, n: dice.next().value ?? 0 }))
          .sort((a, b) => a.n - b.n)
          .map(({ v }) => v);
      const again = balanceOf(
        { ...rows, payments: shuffle(rows.payments), attendance: shuffle(rows.attendance) },
        rules,
      );
      expect(again.total).toEqual(one.total);
      expect(again.instruments.map((i) => [i.instrument, i.balance])).toEqual(
        one.instruments.map((i) => [i.instrument, i.balance]),
      );
    }),
  );
});

test('why there are so many left is told newest first', () => {
  const rows = account({
    payments: [paid()],
    attendance: [came({ date: '2026-11-03' }), came({ date: '2026-11-05', status: 'excused' })],
  });
  expect(entriesOf(rows, rules.timezone).map((e) => [e.date, e.kind, e.change, e.status])).toEqual([
    ['2026-11-05', 'not_charged', 0, 'excused'],
    ['2026-11-03', 'attended', -1, null],
    ['2026-11-01', 'bought', 8, null],
  ]);
});
