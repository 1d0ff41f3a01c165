import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  broadcasts,
  faqs,
  leads,
  messages,
  people,
  personLinks,
  unansweredQuestions,
} from '../../db/schema/bot.js';
import { holidays } from '../../db/schema/school.js';
import { ROUTES } from '../../src/http/routes.js';
import { studentId } from '../conversations/attendance-tables.js';
import { MATHEW, STRANGER, VIVEK } from '../conversations/schedule-tables.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { answered, asDescribed, token } from './support.js';

const RAZORPAY = 'a-razorpay-webhook-secret-of-the-tests';
const world = useWorld({ at: '2026-11-24T10:00:00+05:30', env: { RAZORPAY_WEBHOOK_SECRET: RAZORPAY } });
const db = () => world.database.db;

interface Example {
  method: string;
  url: string;
  headers: [string, string][];
  body: string | null;
  status: number;
}

const signed = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');

/** What the variables of an example stand for at the moment it is run. */
const VALUES: Record<string, (body: string) => Promise<string> | string> = {
  HOST: () => 'https://bot.test',
  TOKEN: () => token(world, 'admin'),
  CRON_SECRET: () => world.env.CRON_SECRET,
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: () => world.env.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
  META_SIGNATURE: (body) => signed(world.env.WHATSAPP_APP_SECRET, body),
  RAZORPAY_SIGNATURE: (body) => signed(RAZORPAY, body),
  LETTER: () => deadLetter('When is class?'),
  OTHER_LETTER: () => deadLetter('hello'),
  LEAD: async () => (await db().select().from(leads))[0]?.reference ?? '',
  PUPIL: () => studentId(db(), 'Sarah Thomas'),
  LINK: async () =>
    (await db().select().from(personLinks).where(eq(personLinks.source, 'admin')))[0]?.id ?? '',
  FAQ: async () =>
    (await db().select().from(faqs).where(eq(faqs.question, 'Do you rent out violins?')))[0]?.id ?? '',
  QUESTION: async () => (await db().select().from(unansweredQuestions))[0]?.id ?? '',
  HOLIDAY: async () =>
    (await db().select().from(holidays).where(eq(holidays.date, '2026-12-25')))[0]?.id ?? '',
  BROADCAST: async () =>
    (await db().select().from(broadcasts).where(eq(broadcasts.recipientType, 'all_students')))[0]?.id ?? '',
  WAITING_BROADCAST: async () => {
    const waiting = { recipientType: 'custom', templateName: 'announcement', category: 'marketing' };
    const [row] = await db()
      .insert(broadcasts)
      .values({ ...waiting, status: 'awaiting_approval', staffId: 'somebody-else' })
      .returning();
    return row?.id ?? '';
  },
  CUT_OFF_BROADCAST: async () => {
    const over = { recipientType: 'custom', templateName: 'announcement', category: 'marketing' };
    const [row] = await db()
      .insert(broadcasts)
      .values({ ...over, status: 'finished' })
      .returning();
    const [person] = await db().select().from(people).where(eq(people.phoneNumber, MATHEW));
    await db()
      .insert(messages)
      .values({
        ...{ personId: person?.id ?? '', broadcastId: row?.id ?? null, direction: 'outbound' as const },
        ...{ messageType: 'template', kind: 'broadcast', status: 'unknown' as const, tryAt: new Date(0) },
      });
    return row?.id ?? '';
  },
};

async function deadLetter(content: string): Promise<string> {
  const [first] = await db()
    .select()
    .from(messages)
    .where(and(eq(messages.phoneNumber, MATHEW), eq(messages.direction, 'inbound')))
    .orderBy(desc(messages.seq));
  await db()
    .update(messages)
    .set({ status: 'dead', content })
    .where(eq(messages.id, first?.id ?? ''));
  return first?.id ?? '';
}

/** What of a shell's language the examples use: words, quotes of both kinds, variables. */
function words(command: string): string[] {
  const pieces = command.replace(/\\\n/g, ' ').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return pieces.map((piece) =>
    piece.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
}

async function read(block: string): Promise<Example | null> {
  const status = /^# (\d{3})$/m.exec(block)?.[1];
  const command = /(?:^|\n)(curl [\s\S]*?)\n# /.exec(block)?.[1];
  if (!command || !status) return null;
  const given = words(command).slice(1);
  const example: Example = { method: 'GET', url: '', headers: [], body: null, status: Number(status) };
  const query: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const next = () => given[++i] ?? '';
    const word = given[i] ?? '';
    if (word === '-X') example.method = next();
    else if (word === '-H') example.headers.push(headerOf(next()));
    else if (word === '-d') example.body = next();
    else if (word === '-o') next();
    else if (word === '--data-urlencode') query.push(encoded(next()));
    else if (word !== '-G') example.url = word;
  }
  const body = example.body === null ? '' : await filled(example.body, '');
  const url = await filled([example.url, ...(query.length > 0 ? [query.join('&')] : [])].join('?'), body);
  const headers = await Promise.all(
    example.headers.map(async ([k, v]): Promise<[string, string]> => [k, await filled(v, body)]),
  );
  return { ...example, url, headers, body: example.body === null ? null : body };
}

function headerOf(text: string): [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1).trim()];
}

function encoded(text: string): string {
  const at = text.indexOf('=');
  return `${text.slice(0, at)}=${encodeURIComponent(text.slice(at + 1))}`;
}

async function filled(text: string, body: string): Promise<string> {
  let out = text;
  for (const [, name = ''] of text.matchAll(/\$([A-Z_]+)/g)) {
    const value = VALUES[name];
    if (!value) throw new Error(`nobody knows what $${name} is`);
    out = out.replace(`$${name}`, await value(body));
  }
  return out;
}

/** What the examples speak of: a family and a newcomer that wrote, and a conversation that the office has. */
async function aMorning(): Promise<void> {
  await approveTemplates(world, ['announcement']);
  for (const who of [MATHEW, STRANGER]) await world.chat(who).says('hello');
  const vivek = world.chat(VIVEK);
  await vivek.says('talk to a human');
  if (vivek.hears().includes('[Yes')) await vivek.says('yes');
  await world.chat(MATHEW).says('how many classes left');
  const [stranger] = await db().select().from(people).where(eq(people.phoneNumber, STRANGER));
  const personId = stranger?.id ?? '';
  await db()
    .insert(leads)
    .values({ personId, reference: 'E-1001', status: 'new', details: { name: 'Anika' } });
  await db().insert(unansweredQuestions).values({ question: 'Is there parking?' });
}

// One long story of some seventy requests.
test('every example of docs/api.md is answered as it says, and there is one for every endpoint', async () => {
  await aMorning();
  const doc = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const blocks = [...doc.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const shown = new Set<string>();
  const wrong: unknown[] = [];
  for (const block of blocks) {
    const example = await read(block);
    if (!example) continue;
    const { method, url, headers, body, status } = example;
    const { pathname } = new URL(url);
    const route = [...ROUTES]
      .sort((a, b) => a.path.split(':').length - b.path.split(':').length)
      .find(
        (r) =>
          r.method === method &&
          new RegExp(`^${r.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(pathname),
      );
    if (!route) throw new Error(`${method} ${pathname} is no endpoint`);
    const response = await world.handlers.staff(
      new Request(url, { method, headers, ...(body === null ? {} : { body }) }),
    );
    const answer = await answered(response);
    if (answer.status !== status) wrong.push([block, answer.status, answer.body]);
    asDescribed(method, url, answer);
    await world.idle();
    shown.add(`${route.method} ${route.path}`);
  }
  expect(wrong).toEqual([]);
  expect([...shown].sort()).toEqual([...new Set(ROUTES.map((r) => `${r.method} ${r.path}`))].sort());
}, 60_000);
