import { beforeEach, describe, expect, test } from 'vitest';
import { MATHEW } from '../conversations/schedule-tables.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { office } from './support.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const admin = () => office(world, 'admin');
const HISTORY = '/api/whatsapp/messages';
const NOBODY = '5b0f9f0e-6a52-4f7e-9d50-0c5b8a1f2c3d';
const broadcast = (more: object) => ({
  recipient_type: 'all_students',
  template_name: 'announcement',
  parameters: { message: 'Saturday is a holiday.' },
  ...more,
});

beforeEach(async () => {
  await approveTemplates(world, ['announcement']);
  await world.chat(MATHEW).says('hello');
});

describe('what no database can keep is refused, and nothing breaks', () => {
  const HALVES = ['\\u0000', '\\ud800', '\\udc00'];

  test.each<[string, string, (half: string) => string]>([
    ['POST', '/api/whatsapp/send', (x) => `{"to":"${MATHEW}","type":"text","text":{"body":"a${x}b"}}`],
    ['POST', '/api/whatsapp/send', (x) => `{"to":"${MATHEW}${x}","type":"text","text":{"body":"a"}}`],
    ['POST', '/api/faqs', (x) => `{"question":"Why ${x} so?","answer":"b"}`],
    ['PATCH', '/api/settings', (x) => `{"SCHOOL_NAME":"A${x}"}`],
    ['POST', '/api/whatsapp/broadcast', (x) => JSON.stringify(broadcast({})).replace('Saturday', x)],
    ['POST', `/api/people/${MATHEW}/opt-out`, (x) => `{"wording":"no ${x}"}`],
    ['PATCH', '/api/leads/E-1001', (x) => `{"notes":"${x}"}`],
  ])('%s %s', async (method, path, body) => {
    for (const half of HALVES) expect((await admin().asks(method, path, body(half))).status).toBe(400);
  });

  test.each([
    '/api/people?find=%00',
    '/api/whatsapp/broadcast?cursor=%00',
    '/api/whatsapp/link?text=%00',
    '/api/whatsapp/link?text=a&label=%00',
    `${HISTORY}/%00`,
    '/api/people/%00',
  ])('GET %s', async (path) => {
    expect((await admin().asks('GET', path)).status).toBe(400);
  });

  test('but a whole letter outside the first plane, and a backslash, are letters', async () => {
    const body = { to: MATHEW, type: 'text', text: { body: '🎸 \\u0000 \\ud800' } };
    expect((await admin().asks('POST', '/api/whatsapp/send', body)).status).toBe(201);
    expect(world.chat(MATHEW).hears()).toBe('🎸 \\u0000 \\ud800');
  });
});

describe('an address', () => {
  test.each([
    `${HISTORY}/+${MATHEW}`,
    `${HISTORY}/${MATHEW.slice(2)}`,
    `${HISTORY}/0${MATHEW.slice(2)}`,
    `${HISTORY}/00${MATHEW}`,
    `${HISTORY}/%2B91%20${MATHEW.slice(2, 7)}%20${MATHEW.slice(7)}`,
    `${HISTORY}/${[...MATHEW.slice(2)].map((d) => encodeURIComponent(String.fromCharCode(0x966 + Number(d)))).join('')}`,
    `${HISTORY}/+${MATHEW}/`,
    `//api/whatsapp//messages/+${MATHEW}`,
    `${HISTORY}/${MATHEW}?limit=200&unknown=1`,
  ])('%s is the history of one person', async (path) => {
    const { status, body } = await admin().asks('GET', path);
    expect([status, body.messages?.at(-1)?.content]).toEqual([200, 'hello']);
  });

  test.each([
    [`${HISTORY}/%zz`, 400],
    [`${HISTORY}/+91+${MATHEW}`, 400],
    [`${HISTORY}/${'9'.repeat(400)}`, 400],
    [`${HISTORY}/IN.nobody`, 404],
    [`${HISTORY}/${MATHEW}?limit=0`, 400],
    [`${HISTORY}/${MATHEW}?limit=10000`, 400],
    [`${HISTORY}/${MATHEW}?limit=many`, 400],
    [`${HISTORY}/${MATHEW}?cursor=-1`, 400],
    [`${HISTORY}/${MATHEW}?cursor=1e400`, 400],
    ['/api/whatsapp/broadcast?cursor=zzz', 400],
    ['/api/leads?cursor=zzz', 400],
    ['/api/delivery?from=2026-13-45', 400],
    ['/api/delivery?from=9999-12-31&to=9999-12-31', 400],
    ['/api/analytics?from=0001-01-01&to=0001-01-01', 400],
    ['/api/holidays?from=9999-12-30', 400],
    [`/api/delivery/${NOBODY}`, 404],
    ['/API/settings', 404],
    [`/api/whatsapp/link?text=${'x'.repeat(301)}`, 400],
  ])('%s is answered %d', async (path, status) => {
    expect((await admin().asks('GET', path)).status).toBe(status);
  });
});

describe('a body', () => {
  test.each(['', '{', 'null', '[]', '"x"', '{"to":1}', '{"__proto__":{"type":"text"}}'])(
    'of %o is no message',
    async (body) => {
      expect((await admin().asks('POST', '/api/whatsapp/send', body)).status).toBe(400);
    },
  );

  test('of a broadcast may name what it leaves open', async () => {
    const open = { recipient_list: null, language: null, schedule_at: null };
    const asked = await admin().asks(
      'POST',
      '/api/whatsapp/broadcast',
      broadcast({ ...open, dry_run: true }),
    );
    expect(asked).toMatchObject({ status: 200, body: { preflight: { people: 25 } } });
  });

  test('with one number in three forms is to one person', async () => {
    const list = [MATHEW, `+${MATHEW}`, `0${MATHEW.slice(2)}`];
    const to = { recipient_type: 'custom', recipient_list: list, dry_run: true };
    const asked = await admin().asks('POST', '/api/whatsapp/broadcast', broadcast(to));
    expect(asked.body.preflight.people).toBe(1);
  });

  test.each(['2026-11-25 10:00', '2062-11-25T10:00:00Z', '9999-12-31T23:59:59Z'])(
    'with a broadcast for %s makes none',
    async (schedule_at) => {
      const asked = await admin().asks('POST', '/api/whatsapp/broadcast', broadcast({ schedule_at }));
      expect([400, 422]).toContain(asked.status);
      expect((await admin().asks('GET', '/api/whatsapp/broadcast')).body.broadcasts).toEqual([]);
    },
  );
});
