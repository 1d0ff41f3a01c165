import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { paymentEvents, paymentLinks, paymentPromises } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import type { Link } from '../../dev/razorpay/entities.js';
import { linkEvent } from '../../dev/razorpay/events.js';
import { balances } from '../../src/school/balance.js';
import { RAZORPAY_ENV, useRazorpay } from '../support/razorpay.js';
import { useWorld } from '../support/world.js';
import { events, VIVEK, arjunsQuarter, askFor, idOf, links, moneyNotices, paid, payer } from './support.js';

const world = useWorld({ env: RAZORPAY_ENV });
const razorpay = useRazorpay(world);
const db = () => world.database.db;

let link: Link;
beforeEach(async () => {
  await world.chat(VIVEK).says('hello');
  await askFor(await payer(world, VIVEK, ['Arjun Gupta']), await arjunsQuarter(db()));
  link = razorpay.links[0] as Link;
});

async function job() {
  world.clock.set(15);
  const headers = { authorization: `Bearer ${world.env.CRON_SECRET}` };
  const answer = await world.call('cronGet', '/api/cron/reconcile', { headers });
  await world.idle();
  return answer.json();
}

const guitar = async () => {
  const ctx = { db: db(), now: world.clock.now(), timezone: 'Asia/Kolkata' };
  const [arjun] = await balances(ctx, { studentIds: [await idOf(db(), 'Arjun Gupta')] });
  return arjun?.instruments.find((i) => i.instrument === 'Guitar');
};

describe('Vivek pays', () => {
  test('and the school has it once, as its own sums need it', async () => {
    const before = await guitar();
    const payment = await razorpay.pay(link);
    expect(await paid(db())).toEqual([
      expect.objectContaining({
        amount: '5400.00',
        method: 'upi',
        transactionId: payment.id,
        studentId: await idOf(db(), 'Arjun Gupta'),
        metadata: expect.objectContaining({
          credits_bought: 24,
          payment_frequency: 'quarterly',
          instrument_id: before?.instrumentId,
          period_end: '2027-04-28',
        }),
      }),
    ]);
    expect((await paid(db()))[0]?.packageId).not.toBeNull();
    expect(before).toMatchObject({ balance: 18, due: '2027-01-28' });
    expect(await guitar()).toMatchObject({ balance: 42, due: '2027-04-28', overdue: false });
    expect(await links(db())).toEqual(['Guitar 24 540000 paid']);
    expect(await events(db())).toEqual(['payment_link.paid booked']);
  });

  test('and hears at once what was received and how many classes there are now', async () => {
    const payment = await razorpay.pay(link);
    expect(world.chat(VIVEK).hears()).toBe(
      `Received, thank you: ₹5,400 for Arjun Gupta, Guitar, 24 classes. Arjun Gupta now has 42 Guitar classes left. Payment no. ${payment.id}. – Sargam School of Music`,
    );
    expect(await moneyNotices(db())).toEqual([`payment_received ${VIVEK} sent`]);
  });

  test('and his promise to pay is kept, the office finds it in its log', async () => {
    await db()
      .insert(paymentPromises)
      .values({ studentId: await idOf(db(), 'Arjun Gupta'), promisedFor: '2026-11-27' });
    await razorpay.pay(link);
    expect(await db().select().from(paymentPromises)).toEqual([]);
    const logs = await db().select().from(school.auditLogs);
    expect(logs.map((l) => `${l.actorRole} ${l.action}`)).toEqual(['system payment_received']);
  });

  test('for a child who has left the school meanwhile: the money is booked to him, and nobody else’s', async () => {
    const id = await idOf(db(), 'Arjun Gupta');
    await db().update(school.students).set({ isActive: false }).where(eq(school.students.id, id));
    const payment = await razorpay.pay(link);
    expect(await paid(db())).toEqual([
      expect.objectContaining({ studentId: id, amount: '5400.00', transactionId: payment.id }),
    ]);
    expect(await events(db())).toEqual(['payment_link.paid booked']);
    expect(world.chat(VIVEK).hears()).toContain('Received, thank you: ₹5,400 for Arjun Gupta');
  });

  test('late, when the period is over: the next one counts from today', async () => {
    world.clock.set('2027-02-10T12:00:00+05:30');
    link.expire_by = 0;
    await razorpay.pay(link);
    expect((await paid(db()))[0]?.metadata).not.toHaveProperty('period_end');
    expect(await guitar()).toMatchObject({ due: '2027-05-10' });
  });

  test('at night: it is booked at once, the receipt waits for the morning', async () => {
    world.clock.set('2026-11-24T22:30:00+05:30');
    await razorpay.pay(link);
    expect(await paid(db())).toHaveLength(1);
    expect(await moneyNotices(db())).toEqual([`payment_received ${VIVEK} queued`]);
  });
});

test('a grandmother pays for him: she and the number on file both hear of it', async () => {
  const grandmother = '919000000101';
  const monthly = { ...(await arjunsQuarter(db())), classes: 8, amountPaise: 220_000 };
  await world.chat(grandmother).says('hello');
  await askFor(await payer(world, grandmother, ['Arjun Gupta']), monthly);
  await razorpay.pay(razorpay.links.at(-1) as Link);
  expect(await moneyNotices(db())).toEqual([
    `payment_received ${grandmother} sent`,
    `payment_received ${VIVEK} sent`,
  ]);
});

describe('whatever comes, however often', () => {
  test('the same event again changes nothing', async () => {
    await razorpay.pay(link);
    const [event] = razorpay.events;
    if (!event) throw new Error('no event');
    for (const _ of [1, 2]) expect((await razorpay.send(event)).status).toBe(200);
    expect(await paid(db())).toHaveLength(1);
    expect(await moneyNotices(db())).toHaveLength(1);
  });

  test('the job books what the webhook missed, and the webhook that comes after it nothing more', async () => {
    razorpay.deliver = false;
    await razorpay.pay(link);
    expect(await paid(db())).toEqual([]);
    expect(await job()).toMatchObject({ links: 1, booked: 1 });
    expect(await events(db())).toEqual(['reconcile booked']);
    const [event] = razorpay.events;
    if (event) expect((await razorpay.send(event)).status).toBe(200);
    expect(await paid(db())).toHaveLength(1);
    expect(await moneyNotices(db())).toEqual([`payment_received ${VIVEK} sent`]);
    expect(await job()).toMatchObject({ links: 0 });
  });

  test('in any order and at the same moment it is paid once', async () => {
    razorpay.deliver = false;
    await razorpay.pay(link);
    const payment = razorpay.payments[0];
    if (!payment) throw new Error('no payment');
    const now = payment.created_at;
    const news = [
      razorpay.events[0],
      linkEvent('payment_link.paid', link, { now, payment }),
      linkEvent('payment_link.expired', { ...link, status: 'expired' }, { now }),
      linkEvent('payment_link.cancelled', { ...link, status: 'cancelled' }, { now }),
    ].flatMap((e) => e ?? []);
    const acts = [...news.map((e) => () => razorpay.send(e)), job];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 0, 1, 2, 3, 4, 4], { minLength: 3, maxLength: 7 }),
        fc.scheduler(),
        async (order, scheduler) => {
          await world.database.reset();
          link.status = 'paid';
          await db()
            .insert(paymentLinks)
            .values({ ...stored, razorpayLinkId: link.id });
          const running = order.map((i) => scheduler.schedule(Promise.resolve(i)).then((n) => acts[n]?.()));
          await scheduler.waitAll();
          await Promise.all(running);
          await world.idle();
          const [row] = await db().select().from(paymentLinks);
          const tells = order.some((i) => i !== 2 && i !== 3);
          const rows = await paid(db());
          // The job does not look at a link that was ended: its own webhook brings the money then.
          if (order.includes(0) || order.includes(1)) expect(rows).toHaveLength(1);
          else expect(rows.length).toBeLessThanOrEqual(tells ? 1 : 0);
          if (rows.length === 1) expect(row?.status).toBe('paid');
          const receipts = (await moneyNotices(db())).filter((n) => n.startsWith('payment_received'));
          expect(receipts).toHaveLength(rows.length);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  let stored: typeof paymentLinks.$inferInsert;
  beforeEach(async () => {
    const [row] = await db().select().from(paymentLinks);
    if (!row) throw new Error('no link');
    stored = { ...row, personId: null };
  });

  test('the office that wrote the payment itself is not doubled', async () => {
    razorpay.deliver = false;
    const payment = await razorpay.pay(link);
    const studentId = await idOf(db(), 'Arjun Gupta');
    await db()
      .insert(school.payments)
      .values({ studentId, amount: '5400.00', method: 'upi', transactionId: payment.id });
    await job();
    expect(await paid(db())).toHaveLength(1);
    expect((await events(db()))[0]).toContain('noted');
    expect(await links(db())).toEqual(['Guitar 24 540000 paid']);
  });

  test('money on a link that was closed meanwhile is booked all the same', async () => {
    await razorpay.expire(link);
    expect(await links(db())).toEqual(['Guitar 24 540000 expired']);
    await razorpay.pay(link);
    expect(await links(db())).toEqual(['Guitar 24 540000 paid']);
    expect(await paid(db())).toHaveLength(1);
  });

  test('an end that is told after the payment changes nothing', async () => {
    await razorpay.pay(link);
    const now = link.updated_at;
    await razorpay.send(linkEvent('payment_link.expired', { ...link, status: 'expired' }, { now }));
    await razorpay.send(linkEvent('payment_link.cancelled', { ...link, status: 'cancelled' }, { now }));
    expect(await links(db())).toEqual(['Guitar 24 540000 paid']);
    expect(await moneyNotices(db())).toHaveLength(1);
  });
});

describe('money that cannot be booked is kept for the office, never dropped', () => {
  const reasons = async () => {
    const rows = await db().select().from(paymentEvents).orderBy(asc(paymentEvents.createdAt));
    return rows.map((e) => `${e.status} ${e.reason} ${e.amountPaise}`);
  };

  test('another amount than was asked for', async () => {
    link.amount = 100_000;
    await razorpay.pay(link);
    expect(await paid(db())).toEqual([]);
    expect(await reasons()).toEqual(['unbooked amount 100000']);
    expect(world.logged.join()).toContain('payment_unbooked');
  });

  test('a part', async () => {
    await razorpay.pay(link, { amount: 200_000 });
    await razorpay.pay(link, { amount: 340_000 });
    expect(await paid(db())).toEqual([]);
    expect(await reasons()).toEqual(['unbooked partial 200000', 'unbooked amount 340000']);
  });

  test('a link that nobody here made', async () => {
    await db().delete(paymentLinks);
    await razorpay.pay(link);
    expect(await reasons()).toEqual(['unbooked unknown_link 540000']);
  });

  test('a second payment on one link', async () => {
    await razorpay.pay(link);
    await razorpay.pay(link);
    expect(await paid(db())).toHaveLength(1);
    expect(await reasons()).toEqual(['booked null 540000', 'unbooked paid_twice 540000']);
  });

  test('a pupil who is there no more', async () => {
    await db().update(paymentLinks).set({ studentId: '00000000-0000-4000-8000-000000000000' });
    await razorpay.pay(link);
    expect(await reasons()).toEqual(['unbooked no_pupil 540000']);
    expect(await moneyNotices(db())).toEqual([]);
  });

  test('and a refund is noted beside its payment; what becomes of the classes the office decides', async () => {
    const payment = await razorpay.pay(link);
    await razorpay.refund(payment, 540_000);
    expect(await paid(db())).toHaveLength(1);
    expect((await events(db()))[1]).toMatch(/^refund\.processed noted rfnd_\w+ of pay_/);
    expect(world.logged.join()).toContain('payment_refunded');
  });
});

describe('what went wrong is told', () => {
  test('a payment that failed: once, however often it is tried', async () => {
    await razorpay.fail(link);
    expect(world.chat(VIVEK).hears()).toContain(
      'The payment of ₹5,400 for Arjun Gupta, Guitar, did not go through.',
    );
    await razorpay.fail(link);
    expect(await moneyNotices(db())).toEqual([`payment_failed ${VIVEK} sent`]);
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
    await razorpay.pay(link);
    expect(await paid(db())).toHaveLength(1);
  });

  test('a link that ran out', async () => {
    await razorpay.expire(link);
    expect(world.chat(VIVEK).hears()).toContain(
      'The payment link of ₹5,400 for Arjun Gupta, Guitar, has run out',
    );
    expect(await links(db())).toEqual(['Guitar 24 540000 expired']);
  });

  test('a link that ran out while nobody could tell us', async () => {
    razorpay.deliver = false;
    await razorpay.expire(link);
    expect(await job()).toMatchObject({ ended: 1 });
    expect(await links(db())).toEqual(['Guitar 24 540000 expired']);
  });
});

test('the job goes on though Razorpay fails over one link, and looks at so many at a time', async () => {
  const want = await arjunsQuarter(db());
  const ananya = { ...want, studentId: await idOf(db(), 'Ananya Gupta'), classes: 8, amountPaise: 260_000 };
  const [drums] = await db().select().from(school.instruments);
  const other = razorpay.links.length;
  expect(drums).toBeDefined();
  const ctx = await payer(world, VIVEK, ['Ananya Gupta']);
  for (const name of ['Drums', 'Violin']) {
    const [row] = (await db().select().from(school.instruments)).filter((i) => i.name === name);
    await askFor(ctx, { ...ananya, instrumentId: row?.id ?? '' });
  }
  expect(razorpay.links.length).toBe(other + 2);
  razorpay.deliver = false;
  for (const l of razorpay.links) await razorpay.pay(l);
  razorpay.trouble.push('down');
  expect(await job()).toMatchObject({ links: 3, booked: 2, missed: 1 });
  expect(await job()).toMatchObject({ links: 1, booked: 1, missed: 0 });
  expect(await paid(db())).toHaveLength(3);
});
