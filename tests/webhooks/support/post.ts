import { sign } from '../../../dev/simulator/webhooks.js';
import type { World } from '../../support/world.js';

const PATH = '/api/whatsapp/webhook';

/** Sends this to the webhook, signed as Meta signs unless another header is given, and waits for what comes of it. */
export async function post(
  world: World,
  body: unknown,
  headers?: Record<string, string>,
): Promise<{ status: number; answer: unknown }> {
  const wire = typeof body === 'string' ? body : JSON.stringify(body);
  const signed = { 'x-hub-signature-256': sign(wire, world.env.WHATSAPP_APP_SECRET) };
  const init = { method: 'POST', body: wire, headers: headers ?? signed };
  const response = await world.call('webhookPost', PATH, init);
  const text = await response.text();
  await world.idle();
  return { status: response.status, answer: JSON.parse(text) };
}

/** One change of one entry, as most of Meta's webhooks are. */
export function change(value: unknown, field = 'messages') {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '101000000000001', changes: [{ field, value }] }],
  };
}

export function value(world: World, more: object): object {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '914000000000', phone_number_id: world.env.WHATSAPP_PHONE_NUMBER_ID },
    ...more,
  };
}

let count = 0;

/** A text of somebody, now by the world's clock unless told. */
export function said(world: World, phone: string, body: string, more: object = {}) {
  count += 1;
  return {
    from: phone,
    id: `wamid.said.${count}`,
    timestamp: String(Math.floor(world.clock.now().getTime() / 1000)),
    type: 'text',
    text: { body },
    ...more,
  };
}
