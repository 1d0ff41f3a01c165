import { timingSafeEqual } from 'node:crypto';
import { create } from './create.js';
import { linkEvent } from './events.js';
import type { RazorpayStandIn, StandInOptions } from './stand-in.js';

/** /v1/payment_links: create, list, fetch and cancel, with Razorpay's own words where it refuses. */
export async function api(
  self: RazorpayStandIn,
  options: StandInOptions,
  { request, now }: { request: Request; now: number },
): Promise<Response> {
  if (!authorised(request, options)) return refusal('Authentication failed', 401);
  const { pathname, searchParams } = new URL(request.url);
  const [, , collection, id, action] = pathname.split('/');
  if (collection !== 'payment_links') return refusal('The requested URL was not found on the server.', 404);
  if (!id && request.method === 'POST') return made(self, options, { body: await bodyOf(request), now });
  if (!id) {
    const reference = searchParams.get('reference_id');
    const found = self.links.filter((l) => reference === null || l.reference_id === reference);
    return Response.json({ payment_links: found });
  }
  const link = self.links.find((l) => l.id === id);
  if (!link) return refusal('The id provided does not exist');
  if (request.method === 'GET' && !action) return Response.json(link);
  if (request.method !== 'POST' || action !== 'cancel')
    return refusal('The requested URL was not found on the server.', 404);
  if (link.status === 'paid' || link.status === 'partially_paid')
    return refusal('cannot cancel or expire an already paid/partially paid link');
  if (link.status !== 'created') return refusal('cannot cancel or expire an expired link');
  Object.assign(link, { status: 'cancelled', cancelled_at: now, updated_at: now });
  const event = linkEvent('payment_link.cancelled', link, { now });
  self.events.push(event);
  return Response.json(link);
}

function made(
  self: RazorpayStandIn,
  options: StandInOptions,
  { body, now }: { body: unknown; now: number },
): Response {
  const result = create(body, {
    links: self.links,
    now,
    testMode: options.keyId.startsWith('rzp_test_'),
    payAt: `${options.url}/pay`,
  });
  if ('refused' in result) return refusal(result.refused);
  self.links.push(result.link);
  return Response.json(result.link);
}

async function bodyOf(request: Request): Promise<unknown> {
  return request.json().catch(() => null);
}

function authorised(request: Request, { keyId, keySecret }: StandInOptions): boolean {
  const sent = Buffer.from(request.headers.get('authorization') ?? '');
  const expected = Buffer.from(`Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/** Razorpay's error body. */
function refusal(description: string, status = 400): Response {
  const error = {
    code: 'BAD_REQUEST_ERROR',
    description,
    source: 'NA',
    step: 'NA',
    reason: 'NA',
    metadata: {},
  };
  return Response.json({ error }, { status });
}
