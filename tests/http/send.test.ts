import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { MATHEW, STRANGER } from '../conversations/schedule-tables.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { office } from './support.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const PATH = '/api/whatsapp/send';
const send = (body: object, headers?: Record<string, string>) =>
  office(world, 'agent').asks('POST', PATH, { to: `+${MATHEW}`, ...body }, headers);
const heard = () => world.chat(MATHEW).heard();

async function mathewWrote() {
  await world.chat(MATHEW).says('hello');
  world.meta.outbox.clear();
}

const interactive = (action: object, type = 'button') => ({
  type: 'interactive',
  interactive: { type, body: { text: 'Shall we call you?' }, action },
});
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });

describe('buttons, lists and links of the office', () => {
  test('go out as Meta wants them, and the tap comes back as what it says', async () => {
    await mathewWrote();
    const sent = await send(
      interactive({ buttons: [reply('call-yes', 'Please call'), reply('call-no', 'No')] }),
    );
    expect(sent).toMatchObject({ status: 201, body: { status: 'sent', reason: null } });
    expect(heard()).toEqual(['Shall we call you?\n[Please call]\n[No]']);
    const sections = [
      {
        rows: [
          { id: 'a', title: 'Morning' },
          { id: 'b', title: 'Evening', description: 'from 5' },
        ],
      },
    ];
    expect((await send(interactive({ button: 'When?', sections }, 'list'))).body.status).toBe('sent');
    const parameters = { display_text: 'Our page', url: 'https://school.example/fees' };
    expect((await send(interactive({ name: 'cta_url', parameters }, 'cta_url'))).body.status).toBe('sent');
    expect(heard()).toHaveLength(3);
  });

  test.each([
    [
      'four buttons',
      interactive({ buttons: ['1', '2', '3', '4'].map((n) => reply(n, n)) }),
      'at most 3 buttons',
    ],
    ['two buttons alike', interactive({ buttons: [reply('a', 'Yes'), reply('b', 'Yes')] }), 'one title'],
    ['a title too long', interactive({ buttons: [reply('a', 'x'.repeat(21))] }), '20 letters'],
    [
      'eleven rows',
      interactive(
        {
          button: 'When?',
          sections: [{ rows: Array.from({ length: 11 }, (_, i) => ({ id: `${i}`, title: `${i}` })) }],
        },
        'list',
      ),
      'at most 10 rows',
    ],
    [
      'no web address',
      interactive(
        { name: 'cta_url', parameters: { display_text: 'x', url: 'javascript:alert(1)' } },
        'cta_url',
      ),
      'web address',
    ],
    ['another kind', interactive({}, 'flow'), 'interactive'],
  ])('with %s are refused before they are sent', async (_what, body, words) => {
    await mathewWrote();
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(words);
    expect(heard()).toEqual([]);
  });

  test('are refused outside the window, as every free word is', async () => {
    await mathewWrote();
    world.clock.set(25 * 60);
    expect((await send(interactive({ buttons: [reply('a', 'Yes')] }))).status).toBe(409);
  });
});

describe('a template of the office', () => {
  const reminder = (parameters: Record<string, string>, language = 'en') => ({
    type: 'template',
    template: { name: 'announcement', language: { code: language }, parameters },
  });
  const GOOD = { school: 'Sargam School of Music', message: 'Saturday is a holiday.' };
  const good = async () => {
    const { templateWords, variablesOf } = await import('../../src/outreach/templates/definitions.js');
    const names = variablesOf(templateWords('announcement', 'en').body);
    return Object.fromEntries(names.map((n) => [n, n === 'message' ? GOOD.message : GOOD.school]));
  };

  test('reaches somebody who has not written for a day, in either shape', async () => {
    await approveTemplates(world, ['announcement']);
    await mathewWrote();
    world.clock.set(25 * 60);
    const params = await good();
    const sent = await send(reminder(params));
    expect(sent).toMatchObject({ status: 201, body: { status: 'sent', reason: null } });
    const parameters = Object.entries(params).map(([parameter_name, text]) => ({
      type: 'text',
      parameter_name,
      text,
    }));
    const meta = {
      type: 'template',
      template: {
        name: 'announcement',
        language: { code: 'te' },
        components: [{ type: 'body', parameters }],
      },
    };
    expect((await send(meta)).body.status).toBe('sent');
    expect(heard()).toHaveLength(2);
  });

  test('is refused by name of what is wrong with it, or where it may not go', async () => {
    await mathewWrote();
    const params = await good();
    const none = await send(reminder(params));
    expect(none).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('not approved') } },
    });
    await approveTemplates(world, ['announcement']);
    const [name = ''] = Object.keys(params);
    const missing = await send(reminder({ ...params, [name]: '' }));
    expect(missing).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining(name) } },
    });
    expect((await send(reminder({ ...params, more: 'x' }))).status).toBe(422);
    const code = {
      type: 'template',
      template: { name: 'one_time_code', language: { code: 'en' }, parameters: { code: '123456' } },
    };
    expect((await send(code)).status).toBe(422);
    expect(
      (await send({ type: 'template', template: { name: 'nothing', language: { code: 'en' } } })).status,
    ).toBe(400);
    await world.chat(MATHEW).says('stop');
    world.meta.outbox.clear();
    const stopped = await send(reminder(params));
    expect(stopped).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('not to write') } },
    });
    expect((await send({ ...reminder(params), to: '+919000000199' })).status).toBe(409);
    expect(heard()).toEqual([]);
  });
});

describe('the same request with the same key', () => {
  const text = (body: string) => ({ type: 'text', text: { body } });

  test('sends once, however often it comes and even at once', async () => {
    await mathewWrote();
    const key = { 'idempotency-key': 'call-42' };
    const [first, second] = await Promise.all([send(text('Hello'), key), send(text('Hello'), key)]);
    const third = await send(text('Hello'), key);
    expect(new Set([first.body.id, second.body.id, third.body.id]).size).toBe(1);
    expect([first.status, second.status, third.status].sort()).toEqual([200, 200, 201]);
    expect(third.body.status).toBe('sent');
    expect(heard()).toEqual(['Hello']);
    expect((await send(text('Something else'), key)).status).toBe(409);
    expect((await send(text('x'), { 'idempotency-key': 'a b' })).status).toBe(400);
    expect((await office(world, 'admin').asks('POST', PATH, { to: MATHEW, ...text('Hello') })).status).toBe(
      201,
    );
    expect(heard()).toHaveLength(2);
  });
});

test('with sending switched off a message waits, says so, and goes when it is on again', async () => {
  await mathewWrote();
  await office(world, 'admin').asks('PATCH', '/api/settings', { OUTGOING_OFF: true });
  const sent = await send({ type: 'text', text: { body: 'Hello' } });
  expect(sent.body).toMatchObject({ status: 'queued', reason: 'sending is switched off' });
  await world.tick();
  expect(heard()).toEqual([]);
  await office(world, 'admin').asks('PATCH', '/api/settings', { OUTGOING_OFF: false });
  await world.tick();
  expect(heard()).toEqual(['Hello']);
});

describe('a link to write to the school', () => {
  const link = (query: string, role = 'admin') =>
    office(world, role).asks('GET', `/api/whatsapp/link?${query}`);

  test('carries its text and a reference; the same link is the same, and the lead says where it came from', async () => {
    const text = 'నమస్తే, I want to learn guitar & piano';
    const query = `text=${encodeURIComponent(text)}&label=poster`;
    const { status, body } = await link(query);
    expect(status).toBe(200);
    expect(body.reference).toMatch(/^P-[2-9A-HJ-NP-Z]{5}$/);
    const url = new URL(body.url);
    expect(url.origin + url.pathname).toBe('https://wa.me/914000000000');
    expect(url.searchParams.get('text')).toBe(`${text} (ref ${body.reference})`);
    expect(body.qr_svg).toContain('<svg');
    expect((await link(query)).body.reference).toBe(body.reference);
    expect((await link(`${query}2`)).body.reference).not.toBe(body.reference);

    const stranger = world.chat(STRANGER);
    await stranger.says(`I want my daughter to learn piano (ref ${body.reference})`);
    expect(stranger.hears()).toContain('How old');
    await stranger.says('8');
    await stranger.taps('Complete beginner');
    await stranger.taps('Weekend');
    await stranger.says('Anika');
    await stranger.taps('Yes');
    const { leads } = (await office(world, 'admin').asks('GET', '/api/leads')).body;
    expect(leads).toMatchObject([
      { name: 'Anika', referral: { source_type: 'link', reference: body.reference, label: 'poster' } },
    ]);
  });

  test('is a picture where one is asked for', async () => {
    const svg = await link('text=Hello&format=svg');
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.body).toContain('</svg>');
    const png = await world.call('staff', '/api/whatsapp/link?text=Hello&format=png', {
      headers: { authorization: `Bearer ${await (await import('./support.js')).token(world, 'admin')}` },
    });
    const bytes = new Uint8Array(await png.arrayBuffer());
    expect([...bytes.slice(1, 4)]).toEqual([...'PNG'].map((c) => c.charCodeAt(0)));
    expect((await link('text=')).status).toBe(400);
    expect((await link(`text=${'x'.repeat(301)}`)).status).toBe(400);
    expect((await link('text=Hello', 'agent')).status).toBe(403);
  });

  test('of a family that knows the school is no question of theirs', async () => {
    const { body } = await link('text=Hello');
    expect(await world.chat(MATHEW).says(`how many classes left (ref ${body.reference})`)).toContain(
      'Sarah Thomas',
    );
    expect(await world.chat(MATHEW).says(`(ref ${body.reference})`)).toContain('Hello');
    const [kept] = await db()
      .select()
      .from(messages)
      .where(eq(messages.content, `(ref ${body.reference})`));
    expect(kept?.status).toBe('handled');
    expect(await db().select().from(people).where(eq(people.phoneNumber, MATHEW))).toHaveLength(1);
  });
});
