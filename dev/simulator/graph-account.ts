import { GraphError, invalid } from './failures.js';
import { type Json, type JsonObject, isObject, listAt, textAt } from './json.js';
import type { Person } from './people.js';
import { type World, businessName, now, personChanged } from './world.js';

const DAY_MS = 24 * 3_600_000;

/** GET /{phone number id}: the fields asked for, or Meta's usual four. */
export async function numberFields(world: World, url: URL): Promise<Json> {
  const { phoneNumberId, displayPhoneNumber } = world.options;
  const digits = displayPhoneNumber.replace(/\D/g, '');
  const all: JsonObject = {
    id: phoneNumberId,
    display_phone_number: `+${digits.slice(0, 2)} ${digits.slice(2, 7)} ${digits.slice(7)}`,
    verified_name: await businessName(world),
    quality_rating: 'GREEN',
    status: 'CONNECTED',
    name_status: 'APPROVED',
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    whatsapp_business_manager_messaging_limit: 'TIER_250',
    health_status: {
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'PHONE_NUMBER', id: phoneNumberId, can_send_message: 'AVAILABLE' }],
    },
  };
  const asked = url.searchParams.get('fields')?.split(',') ?? [
    'verified_name',
    'display_phone_number',
    'quality_rating',
  ];
  return Object.fromEntries(['id', ...asked].filter((key) => key in all).map((key) => [key, all[key]]));
}

export function subscriptions(world: World, method: string): Json {
  if (method === 'GET') {
    const app = {
      whatsapp_business_api_data: { id: '100000000000001', name: 'School bot', link: 'https://example.com' },
    };
    return { data: world.webhooks.subscribed ? [app] : [] };
  }
  world.webhooks.subscribed = method === 'POST';
  return { success: true };
}

export function profile(world: World, method: string, body: JsonObject): Json {
  if (method === 'GET') return { data: [{ messaging_product: 'whatsapp', ...world.profile }] };
  const { messaging_product: _, ...rest } = body;
  world.profile = { ...world.profile, ...rest };
  return { success: true };
}

/** Only who wrote within a day can be blocked; who did not comes back with the error 139100. */
export function blockUsers(world: World, method: string, body: JsonObject): Json {
  if (method === 'GET') {
    const blocked = world.people.all().filter((person) => person.blockedBySchool);
    return {
      data: blocked.map((person) => ({ messaging_product: 'whatsapp', wa_id: person.phone ?? undefined })),
    };
  }
  const asked = listAt(body, 'block_users')
    .filter(isObject)
    .map((one) => textAt(one, 'user') ?? textAt(one, 'user_id'));
  if (asked.length === 0) throw invalid('(#100) The parameter block_users is required.');
  const people = asked.map((who) => ({ who: who ?? '', person: world.people.find(who ?? '') }));
  const can = people.filter(({ person }) => person && (method === 'DELETE' || wroteLately(world, person)));
  for (const { person } of can) {
    if (!person) continue;
    person.blockedBySchool = method === 'POST';
    personChanged(world, person);
  }
  const done = can.map(({ who, person }) => ({ input: who, wa_id: person?.phone ?? undefined }));
  const answer: JsonObject = { [method === 'POST' ? 'added_users' : 'removed_users']: done };
  if (can.length < people.length) {
    throw new GraphError(139100, '(#139100) Failed to block/unblock some users', {
      details: 'Failed to block some users: only users who wrote in the last 24 hours can be blocked',
    });
  }
  return { messaging_product: 'whatsapp', block_users: answer };
}

function wroteLately(world: World, person: Person): boolean {
  return person.lastWroteAt !== null && now(world) - person.lastWroteAt < DAY_MS;
}

export function debugToken(world: World): Json {
  return {
    data: {
      app_id: '100000000000001',
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
      granular_scopes: [
        { scope: 'whatsapp_business_messaging', target_ids: [world.options.businessAccountId] },
      ],
    },
  };
}

export async function phoneNumbers(world: World, url: URL): Promise<Json> {
  return { data: [await numberFields(world, url)] };
}
