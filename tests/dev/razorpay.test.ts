import { beforeEach, describe, expect, test } from 'vitest';
import { readLocalSettings } from '../../dev/local/settings.js';
import { type RazorpayStandIn, createRazorpayStandIn } from '../../dev/razorpay/stand-in.js';
import { signedByRazorpay } from '../../src/payments/webhook.js';

const URL_OF = 'http://127.0.0.1:3000/razorpay';
let now: Date;
let sent: { body: string; signature: string | null; id: string | null }[];
let razorpay: RazorpayStandIn;

beforeEach(() => {
  now = new Date('2026-11-24T12:00:00Z');
  sent = [];
  razorpay = createRazorpayStandIn({
    keyId: 'rzp_test_1',
    keySecret: 'secret',
    webhookSecret: 'hook',
    webhookUrl: 'http://127.0.0.1:3000/api/payments/razorpay/webhook',
    url: URL_OF,
    schoolName: 'A <School>',
    clock: { now: () => now },
    fetch: async (request) => {
      const header = (name: string) => request.headers.get(name);
      sent.push({
        body: await request.text(),
        signature: header('x-razorpay-signature'),
        id: header('x-razorpay-event-id'),
      });
      return new Response();
    },
  });
});

const basic = `Basic ${btoa('rzp_test_1:secret')}`;
async function call(method: string, path: string, body?: unknown, authorization = basic) {
  const headers = { authorization, 'content-type': 'application/json' };
  const request = new Request(`http://127.0.0.1:3000/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await razorpay.handle(request);
  return { status: answer?.status, body: await answer?.json() };
}
const soon = () => Math.floor(now.getTime() / 1000) + 3600;
const ASKED = { amount: 220_000, currency: 'INR', reference_id: 'fees-1' };

describe('Razorpay’s stand-in', () => {
  test('makes a link, finds it by its id and by its reference, and cancels it', async () => {
    const { body: link } = await call('POST', '/payment_links', ASKED);
    expect(link).toMatchObject({ status: 'created', amount: 220_000, payments: null });
    expect(link.short_url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/razorpay\/pay\/\w{14}$/);
    expect((await call('GET', `/payment_links/${link.id}`)).body.id).toBe(link.id);
    const found = await call('GET', '/payment_links?reference_id=fees-1&count=10&skip=0');
    expect(found.body.payment_links).toHaveLength(1);
    expect((await call('GET', '/payment_links?reference_id=other')).body.payment_links).toEqual([]);
    expect((await call('POST', `/payment_links/${link.id}/cancel`)).body.status).toBe('cancelled');
    expect((await call('POST', `/payment_links/${link.id}/cancel`)).status).toBe(400);
  });

  test.each([
    ['no amount', { amount: undefined }, 'The amount field is required.'],
    ['less than a rupee', { amount: 99 }, 'The amount must be atleast INR 1.00'],
    ['a part of a paisa', { amount: 100.5 }, 'The amount must be an integer.'],
    [
      'a long reference',
      { reference_id: 'x'.repeat(41) },
      'reference_id: the length must be no more than 40.',
    ],
    ['an end too soon', { expire_by: 1_795_521_600 }, 'timestamp must be atleast 15 minutes in future'],
    ['an end too late', { expire_by: 1_895_521_600 }, 'expire_by cannot be more than 6 months in future'],
    ['a long note', { notes: { a: 'x'.repeat(256) } }, 'value: the length must not be greater than 255.'],
    ['a field that is none', { colour: 'red' }, 'colour is/are not required and should not be sent'],
    [
      'a UPI link in test mode',
      { upi_link: true },
      'UPI Payment Links is not supported in Test Mode. Please experience the product in Live Mode.',
    ],
  ])('refuses %s in Razorpay’s words', async (_what, change, description) => {
    const { status, body } = await call('POST', '/payment_links', { ...ASKED, ...change });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BAD_REQUEST_ERROR', description });
    expect(razorpay.links).toEqual([]);
  });

  test('refuses a reference that it has seen, and keys that are not its', async () => {
    await call('POST', '/payment_links', ASKED);
    const again = await call('POST', '/payment_links', ASKED);
    expect(again.body.error.description).toBe('payment link creation with reference ID already attempted');
    expect((await call('GET', '/payment_links', undefined, 'Basic eDp5')).status).toBe(401);
    expect((await call('GET', '/payment_links/plink_none')).body.error.description).toBe(
      'The id provided does not exist',
    );
  });

  test('lets one pay, fail to pay and let it run out on a page, and tells of it under its signature', async () => {
    const links = [];
    for (const reference_id of ['a', 'b', 'c'])
      links.push((await call('POST', '/payment_links', { ...ASKED, reference_id, expire_by: soon() })).body);
    const page = (link: { short_url: string }, action = '', init: RequestInit = {}) =>
      razorpay.handle(new Request(`${link.short_url.replace('/razorpay', '')}${action}`, init));
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const shown = await (await page(links[0]))?.text();
    expect(shown).toContain('Pay ₹2,200');
    expect(shown).not.toContain('<School>');
    expect((await page(links[0], '/pay', { method: 'POST', body: 'x' }))?.status).toBe(403);
    await page(links[0], '/pay', json);
    expect((await page(links[0], '/pay', json))?.status).toBe(409);
    await page(links[1], '/fail', json);
    now = new Date(now.getTime() + 2 * 3_600_000);
    expect((await call('GET', `/payment_links/${links[2].id}`)).body.status).toBe('expired');
    const events = sent.map((s) => JSON.parse(s.body).event);
    expect(events).toEqual([
      'payment_link.paid',
      'payment.failed',
      'payment_link.expired',
      'payment_link.expired',
    ]);
    for (const { body, signature } of sent)
      expect(signedByRazorpay(new TextEncoder().encode(body), signature, 'hook')).toBe(true);
    expect(new Set(sent.map((s) => s.id)).size).toBe(sent.length);
  });

  test('belongs to the simulator: where people are real there is no play money', () => {
    expect(readLocalSettings({})).toMatchObject({ razorpay: 'stand-in' });
    expect(readLocalSettings({ RAZORPAY_KEY_ID: 'rzp_live_1' })).toMatchObject({ razorpay: 'given' });
    expect(readLocalSettings({ WHATSAPP_ACCESS_TOKEN: 'a token' })).toMatchObject({ razorpay: 'given' });
  });
});
