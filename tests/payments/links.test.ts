import { describe, expect, test } from 'vitest';
import { paymentLinks } from '../../db/schema/bot.js';
import { feeStructures } from '../../db/schema/school.js';
import { RAZORPAY_ENV, useRazorpay } from '../support/razorpay.js';
import { useWorld } from '../support/world.js';
import { VIVEK, arjunsQuarter, askFor, idOf, instrumentId, links, payer } from './support.js';

const world = useWorld({ env: RAZORPAY_ENV });
const razorpay = useRazorpay(world);
const db = () => world.database.db;
const vivek = () => payer(world, VIVEK, ['Arjun Gupta', 'Ananya Gupta']);
const CREATE = 'POST /v1/payment_links';
const FIND = 'GET /v1/payment_links';

describe('a link', () => {
  test('is made for the right child, classes and amount, and tells Razorpay no number', async () => {
    const outcome = await askFor(await vivek(), await arjunsQuarter(db()));
    expect(outcome).toMatchObject({ kind: 'ready', again: false, link: { amountPaise: 540_000 } });
    expect(razorpay.links).toHaveLength(1);
    expect(razorpay.links[0]).toMatchObject({
      amount: 540_000,
      currency: 'INR',
      accept_partial: false,
      description: 'Arjun Gupta: Guitar, 24 classes',
      customer: {},
      notify: { sms: false, email: false },
    });
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
    const [row] = await db().select().from(paymentLinks);
    expect(row?.referenceId).toBe(razorpay.links[0]?.reference_id);
    expect(row?.shortUrl).toBe(razorpay.links[0]?.short_url);
  });

  test('is sent again rather than made again', async () => {
    const first = await askFor(await vivek(), await arjunsQuarter(db()));
    const second = await askFor(await vivek(), await arjunsQuarter(db()));
    expect(second).toMatchObject({ kind: 'ready', again: true });
    expect(second).toMatchObject({ link: { url: first.kind === 'ready' ? first.link.url : '' } });
    expect(razorpay.links).toHaveLength(1);
  });

  test('is one, though father and mother ask at the same moment', async () => {
    const want = await arjunsQuarter(db());
    const mother = await payer(world, '919000000100', ['Arjun Gupta']);
    const both = await Promise.all([askFor(await vivek(), want), askFor(mother, want)]);
    expect(both.map((o) => o.kind)).toEqual(['ready', 'ready']);
    expect(razorpay.links).toHaveLength(1);
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
  });

  test('of another number of classes takes the place of the open one, which is closed at Razorpay', async () => {
    const want = await arjunsQuarter(db());
    await askFor(await vivek(), want);
    const monthly = { ...want, classes: 8, amountPaise: 220_000 };
    expect(await askFor(await vivek(), monthly)).toMatchObject({ kind: 'ready', again: false });
    expect(razorpay.links.map((l) => l.status)).toEqual(['cancelled', 'created']);
    expect((await links(db())).sort()).toEqual(['Guitar 24 540000 cancelled', 'Guitar 8 220000 open']);
  });

  test('of another instrument stands beside it', async () => {
    const ctx = await vivek();
    const ananya = await idOf(db(), 'Ananya Gupta');
    const drums = {
      studentId: ananya,
      instrumentId: await instrumentId(db(), 'Drums'),
      classes: 8,
      amountPaise: 260_000,
    };
    await askFor(ctx, drums);
    const violin = { ...drums, instrumentId: await instrumentId(db(), 'Violin') };
    await askFor(ctx, violin);
    expect((await links(db())).sort()).toEqual(['Drums 8 260000 open', 'Violin 8 260000 open']);
  });

  test('that ends within the hour, or has run out, is replaced', async () => {
    await askFor(await vivek(), await arjunsQuarter(db()));
    world.clock.set(3 * 24 * 60 - 30);
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ again: false });
    world.clock.set(4 * 24 * 60);
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ again: false });
    expect((await links(db())).map((l) => l.split(' ').at(-1)).sort()).toEqual([
      'cancelled',
      'expired',
      'open',
    ]);
  });

  test('that the office cancelled in Razorpay is not sent again', async () => {
    await askFor(await vivek(), await arjunsQuarter(db()));
    Object.assign(razorpay.links[0] ?? {}, { status: 'cancelled' });
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ again: false });
    expect(razorpay.links.map((l) => l.status)).toEqual(['cancelled', 'created']);
  });

  test('that was paid already is not offered again', async () => {
    await askFor(await vivek(), await arjunsQuarter(db()));
    razorpay.deliver = false;
    await razorpay.pay(razorpay.links[0] as never);
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'paid' });
    const monthly = { ...(await arjunsQuarter(db())), classes: 8, amountPaise: 220_000 };
    expect(await askFor(await vivek(), monthly)).toMatchObject({ kind: 'paid' });
    expect(razorpay.links).toHaveLength(1);
  });
});

describe('nobody gets a link', () => {
  test('for another family’s child', async () => {
    const stranger = await payer(world, '919000000009', ['Sarah Thomas']);
    expect(await askFor(stranger, await arjunsQuarter(db()))).toEqual({ kind: 'not_yours' });
    expect(razorpay.calls).toEqual([]);
  });

  test('at a price that is no more', async () => {
    const want = await arjunsQuarter(db());
    await db()
      .insert(feeStructures)
      .values({
        branchId: (await db().select().from(feeStructures))[0]?.branchId ?? null,
        instrumentId: want.instrumentId,
        trinityGrade: 'Initial',
        classesCount: 24,
        feeAmount: '5600.00',
        effectiveFrom: '2026-11-01',
      });
    expect(await askFor(await vivek(), want)).toMatchObject({ kind: 'changed' });
    expect(await askFor(await vivek(), { ...want, amountPaise: 560_000 })).toMatchObject({ kind: 'ready' });
    expect(razorpay.links).toHaveLength(1);
  });

  test('where payments are not set up', async () => {
    const ctx = { ...(await vivek()), razorpay: null };
    expect(await askFor(ctx, await arjunsQuarter(db()))).toEqual({ kind: 'not_set_up' });
    expect(await links(db())).toEqual([]);
  });
});

describe('when Razorpay', () => {
  test('loses its answer, the link it made is found and used', async () => {
    razorpay.trouble.push('lost');
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'ready' });
    expect(razorpay.calls).toEqual([CREATE, FIND]);
    expect(razorpay.links).toHaveLength(1);
  });

  test.each(['down', 'busy', 'html'] as const)(
    'is %s, nothing is promised, and asking again makes one link',
    async (how) => {
      razorpay.trouble.push(how, how);
      expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'unavailable' });
      expect(await links(db())).toEqual(['Guitar 24 540000 creating']);
      razorpay.calls.length = 0;
      expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'ready' });
      expect(razorpay.calls).toEqual([FIND, CREATE]);
      expect(await links(db())).toEqual(['Guitar 24 540000 open']);
    },
  );

  test('makes it and cannot say so at all, the next try finds it', async () => {
    razorpay.trouble.push('lost', 'down');
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'unavailable' });
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'ready' });
    expect(razorpay.links).toHaveLength(1);
    expect(await links(db())).toEqual(['Guitar 24 540000 open']);
  });

  test('made it in a try that was never saved, and it has run out since, another is made', async () => {
    const { makeLink } = await import('../../src/payments/links.js');
    await makeLink(await vivek(), await arjunsQuarter(db()));
    world.clock.set(4 * 24 * 60);
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'ready' });
    expect(razorpay.links.map((l) => l.status)).toEqual(['expired', 'created']);
  });

  test('cannot be asked about an open link, that link is sent all the same', async () => {
    await askFor(await vivek(), await arjunsQuarter(db()));
    razorpay.trouble.push('down');
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({
      kind: 'ready',
      again: true,
    });
  });

  test.each([
    ['another amount', (l: object) => ({ ...l, amount: 1 })],
    ['another reference', (l: object) => ({ ...l, reference_id: 'somebody-elses' })],
    ['another currency', (l: object) => ({ ...l, currency: 'USD' })],
    ['an address that is none', (l: object) => ({ ...l, short_url: 'javascript:alert(1)' })],
    ['no link at all', () => ({ hello: 'there' })],
  ])('answers with %s, nobody is sent that', async (_what, lie) => {
    razorpay.trouble.push(lie as never);
    expect(await askFor(await vivek(), await arjunsQuarter(db()))).toMatchObject({ kind: 'unavailable' });
    expect((await links(db())).filter((l) => l.endsWith('open'))).toEqual([]);
  });

  test('refuses our keys, that is said as it is', async () => {
    const { createRazorpay } = await import('../../src/payments/razorpay.js');
    const { RAZORPAY_API_URL: url } = RAZORPAY_ENV;
    const wrong = createRazorpay({ url, keyId: 'rzp_test_x', keySecret: 'wrong', currency: 'INR' });
    await expect(wrong.fetch('plink_1')).rejects.toMatchObject({
      details: { status: 401, retryable: false },
    });
  });

  test('never answers, the call ends at its deadline', async () => {
    const { http, HttpResponse, delay } = await import('msw');
    const { server } = await import('../support/network.js');
    server.use(
      http.all('https://slow.test/*', async () => {
        await delay(3000);
        return HttpResponse.json({});
      }),
    );
    const { createRazorpay } = await import('../../src/payments/razorpay.js');
    const slow = createRazorpay({
      url: 'https://slow.test',
      keyId: 'k',
      keySecret: 's',
      currency: 'INR',
      deadlineMs: 100,
    });
    await expect(slow.fetch('plink_1')).rejects.toMatchObject({
      details: { code: 'no_answer', retryable: true },
    });
  });
});
