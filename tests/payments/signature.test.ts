import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { linkEvent } from '../../dev/razorpay/events.js';
import { type News, readNews, signedByRazorpay } from '../../src/payments/webhook.js';
import { RAZORPAY_ENV, useRazorpay } from '../support/razorpay.js';
import { useWorld } from '../support/world.js';
import { events, VIVEK, arjunsQuarter, askFor, paid, payer } from './support.js';

const SECRET = RAZORPAY_ENV.RAZORPAY_WEBHOOK_SECRET;
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body).digest('hex');
const BODY = '{"event":"payment_link.paid","payload":{"note":"नमस्ते \\u20b9"}}';
const right = signed(BODY);

describe('who signs as Razorpay', () => {
  test.each([
    ['over the very bytes', right, true],
    ['in capitals', right.toUpperCase(), true],
    ['not at all', null, false],
    ['with nothing', '', false],
    ['too short', right.slice(0, -2), false],
    ['too long', `${right}00`, false],
    ['with what is no hexadecimal', 'z'.repeat(64), false],
    ['with another secret', signed(BODY, 'another'), false],
    ['with an empty secret', signed(BODY, ''), false],
    ['over other bytes that mean the same', signed(JSON.stringify(JSON.parse(BODY))), false],
    ['as Meta does', `sha256=${right}`, false],
  ])('%s', (_how, header, known) => {
    expect(signedByRazorpay(bytes(BODY), header, SECRET)).toBe(known);
  });
});

describe('a webhook', () => {
  const world = useWorld({ env: RAZORPAY_ENV });
  const razorpay = useRazorpay(world);
  const PATH = '/api/payments/razorpay/webhook';
  const post = (body: string, headers: Record<string, string> = { 'x-razorpay-signature': signed(body) }) =>
    world.call('razorpayPost', PATH, { method: 'POST', body, headers });

  test.each([
    ['without a signature', {}],
    ['with a wrong one', { 'x-razorpay-signature': signed('something else') }],
  ])('%s is refused, and nothing is booked', async (_how, headers) => {
    await askFor(await payer(world, VIVEK, ['Arjun Gupta']), await arjunsQuarter(world.database.db));
    razorpay.deliver = false;
    const [link] = razorpay.links;
    if (link) await razorpay.pay(link);
    const answer = await post(razorpay.events[0]?.body ?? '', headers as Record<string, string>);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
    expect(await paid(world.database.db)).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['an unknown event', '{"event":"order.paid","payload":{}}'],
    [
      'a payment without its link',
      '{"event":"payment_link.paid","payload":{"payment":{"entity":{"id":"pay_1","amount":1}}}}',
    ],
    [
      'amounts that are none',
      '{"event":"payment_link.paid","payload":{"payment":{"entity":{"id":"pay_1","amount":-5}},"payment_link":{"entity":{"id":"plink_1"}}}}',
    ],
    [
      'a payment of another business of the account',
      '{"event":"payment.captured","payload":{"payment":{"entity":{"id":"pay_1","amount":100,"status":"captured","notes":[]}}}}',
    ],
    [
      'a failed payment of another business',
      '{"event":"payment.failed","payload":{"payment":{"entity":{"id":"pay_1","amount":100,"status":"failed","notes":{"a":"b"}}}}}',
    ],
    [
      'a refund of a payment that is not ours',
      '{"event":"refund.processed","payload":{"refund":{"entity":{"id":"rfnd_1","payment_id":"pay_9","amount":100}}}}',
    ],
  ])('that is signed and holds %s is answered 200 and changes nothing', async (_what, body) => {
    expect((await post(body)).status).toBe(200);
    expect(await events(world.database.db)).toEqual([]);
  });

  test('is refused when it is larger than anything Razorpay sends', async () => {
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  test('is refused when it cannot be stored, so that it comes again', async () => {
    await askFor(await payer(world, VIVEK, ['Arjun Gupta']), await arjunsQuarter(world.database.db));
    razorpay.deliver = false;
    const [link] = razorpay.links;
    if (link) await razorpay.pay(link);
    const [event] = razorpay.events;
    if (!event) throw new Error('no event');
    const { db } = world.app;
    Object.assign(world.app, {
      db: {
        ...db,
        select: () => {
          throw new Error('database is away');
        },
      },
    });
    expect((await razorpay.send(event)).status).toBe(500);
    Object.assign(world.app, { db });
    expect((await razorpay.send(event)).status).toBe(200);
    expect(await paid(db)).toHaveLength(1);
  });

  test('of a payment alone is known by the notes that its link carries', () => {
    const entity = {
      id: 'pay_1',
      amount: '540000',
      status: 'captured',
      method: 'upi',
      notes: { reference_id: 'fees-1' },
    };
    const news: News = readNews({ event: 'payment.captured', payload: { payment: { entity } } }, 'evt');
    expect(news).toMatchObject({
      kind: 'paid',
      paid: { referenceId: 'fees-1', linkId: null, amountPaise: 540_000 },
    });
  });

  test('tells of a link what it is about', () => {
    const link = { id: 'plink_1', reference_id: 'fees-1', status: 'expired' };
    const { body } = linkEvent('payment_link.expired', link as never, { now: 1 });
    expect(readNews(JSON.parse(body), null)).toEqual({
      kind: 'ended',
      link: { linkId: 'plink_1', referenceId: 'fees-1' },
      as: 'expired',
    });
  });
});
