import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  faqs,
  keptStops,
  leads,
  messages,
  people,
  settings,
  unansweredQuestions,
} from '../../db/schema/bot.js';
import { auditLogs, holidays } from '../../db/schema/school.js';
import { studentId } from '../conversations/attendance-tables.js';
import { MATHEW, STRANGER, VIVEK } from '../conversations/schedule-tables.js';
import { useWorld } from '../support/world.js';
import { office } from './support.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const admin = () => office(world, 'admin');
const audits = async () =>
  (await db().select().from(auditLogs).orderBy(auditLogs.at, auditLogs.id)).map((l) => [l.action, l.payload]);

async function enquiry(who = STRANGER, name = 'Anika', instrument = 'Piano') {
  const chat = world.chat(who);
  await chat.says('hello');
  for (const tap of ['Join a class', instrument, 'For my child']) await chat.taps(tap);
  await chat.says('8');
  await chat.taps('Complete beginner');
  await chat.taps('Weekend');
  await chat.says(name);
  await chat.taps(1);
}

describe('enquiries', () => {
  test('are listed page by page, changed with notes that outlive the family’s next wish, and off the office’s list', async () => {
    await enquiry(STRANGER, 'Anika');
    world.clock.set(1);
    await enquiry('919000000101', 'Ravi');
    const first = await admin().asks('GET', '/api/leads?limit=1');
    expect(first.body.leads).toMatchObject([
      { name: 'Ravi', status: 'new', phone: '919000000101', call_back: true },
    ]);
    const second = await admin().asks('GET', `/api/leads?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body).toMatchObject({
      leads: [{ name: 'Anika', instrument: 'Piano', age: 8 }],
      next_cursor: null,
    });
    const reference = second.body.leads[0].reference;
    const changed = await admin().asks('PATCH', `/api/leads/${reference}`, {
      status: 'taken_up',
      notes: 'Calls back on Friday',
    });
    expect(changed.body).toMatchObject({ status: 'taken_up', notes: 'Calls back on Friday', name: 'Anika' });
    expect((await admin().asks('GET', '/api/leads?status=new')).body.leads).toHaveLength(1);
    expect(await world.chat('919000000006').says('leads')).not.toContain('Anika');
    expect(await audits()).toContainEqual([
      'lead_changed',
      expect.objectContaining({
        channel: 'http',
        staff_id: 'staff-1',
        before: { status: 'new', notes: null },
      }),
    ]);
    const twice = await admin().asks('PATCH', `/api/leads/${reference}`, { status: 'taken_up' });
    expect(twice.status).toBe(200);
    expect((await audits()).filter(([action]) => action === 'lead_changed')).toHaveLength(1);
    world.clock.set(60);
    await enquiry(STRANGER, 'Anika', 'Guitar');
    const again = (await admin().asks('GET', '/api/leads?status=new')).body.leads;
    expect(again.find((l: { name: string }) => l.name === 'Anika')).toMatchObject({
      reference,
      instrument: 'Guitar',
      notes: 'Calls back on Friday',
    });
  });

  test.each([
    ['/api/leads/E-9999', { status: 'lost' }, 404],
    ['/api/leads/anything', { status: 'lost' }, 400],
    ['/api/leads/E-1001', { status: 'won' }, 400],
    ['/api/leads/E-1001', {}, 400],
    ['/api/leads/E-1001', { reference: 'E-1' }, 400],
  ])('PATCH %s with %o is refused', async (path, body, status) => {
    expect((await admin().asks('PATCH', path, body)).status).toBe(status);
  });

  test('go into a spreadsheet as they were written, and run nothing there', async () => {
    await enquiry(STRANGER, 'అనిక');
    await db().update(leads).set({
      details: sql`details || '{"guardian": "=HYPERLINK(\\"http://x\\")", "notes": "says \\"hi\\",\\nand bye"}'::jsonb`,
    });
    const { status, body, headers } = await admin().asks('GET', '/api/leads.csv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(
      await (
        await world.call('staff', '/api/leads.csv', {
          headers: { authorization: `Bearer ${await (await import('./support.js')).token(world, 'admin')}` },
        })
      ).arrayBuffer(),
    );
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(body).toContain('"reference","status","created_at"');
    expect(body).toContain('"అనిక"');
    expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(body).toContain('"says ""hi"",\nand bye"');
    expect(body).toContain('"919000000100"');
  });
});

describe('people', () => {
  test('are found by part of a number, by their name and by a pupil’s', async () => {
    await world.chat(MATHEW).says('hello');
    await world.chat(STRANGER).says('hello');
    const names = async (find: string) =>
      (await admin().asks('GET', `/api/people?find=${encodeURIComponent(find)}`)).body.people.map(
        (p: { phone: string }) => p.phone,
      );
    expect(await names('90000 00009')).toEqual([MATHEW]);
    expect(await names('sarah')).toEqual([MATHEW]);
    expect(await names('100% nobody')).toEqual([]);
    const all = (await admin().asks('GET', '/api/people?limit=2')).body;
    const next = (await admin().asks('GET', `/api/people?limit=200&cursor=${all.next_cursor}`)).body;
    const ids = [...all.people, ...next.people].map((p: { id: string }) => p.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await db().select().from(people)).length);
    const one = (await admin().asks('GET', `/api/people/${MATHEW}`)).body;
    expect(one.on_file).toContainEqual({ type: 'student', id: expect.any(String), name: 'Sarah Thomas' });
    expect((await admin().asks('GET', '/api/people/919000000163')).status).toBe(404);
  });

  test('get rights by a link of the office’s, and lose them again', async () => {
    const stranger = world.chat(STRANGER);
    await stranger.says('hello');
    const sarah = await studentId(db(), 'Sarah Thomas');
    const made = await admin().asks('POST', `/api/people/${STRANGER}/links`, {
      type: 'student',
      subject_id: sarah,
    });
    expect(made).toMatchObject({ status: 201, body: { linked: true } });
    expect(await stranger.says('how many classes left for Sarah?')).toContain('Sarah Thomas');
    const { links } = (await admin().asks('GET', `/api/people/${STRANGER}`)).body;
    const link = links.find((l: { source: string }) => l.source === 'admin');
    expect(link).toMatchObject({ name: 'Sarah Thomas', revoked_at: null });
    expect((await admin().asks('DELETE', `/api/people/${STRANGER}/links/${link.id}`)).status).toBe(200);
    expect((await admin().asks('DELETE', `/api/people/${STRANGER}/links/${link.id}`)).status).toBe(404);
    expect(await stranger.says('how many classes left for Sarah?')).not.toContain('*Sarah Thomas*');
    const nobody = { type: 'teacher', subject_id: sarah };
    expect((await admin().asks('POST', `/api/people/${STRANGER}/links`, nobody)).status).toBe(404);
    expect((await audits()).map(([action]) => action)).toEqual(
      expect.arrayContaining(['person_linked', 'person_unlinked']),
    );
  });

  test('who asked the office not to be written to are not, and it is kept how they said it', async () => {
    await world.chat(MATHEW).says('hello');
    const stop = () => admin().asks('POST', `/api/people/${MATHEW}/opt-out`, { wording: 'please no more' });
    expect((await stop()).body).toEqual({ opted_out: true, already: false });
    expect((await stop()).body).toEqual({ opted_out: true, already: true });
    const person = (await admin().asks('GET', `/api/people/${MATHEW}`)).body;
    expect(person).toMatchObject({
      opted_out_at: world.clock.now().toISOString(),
      consent_wording: 'to the office: please no more',
    });
  });

  test('see all that is kept of them, and nothing that is a secret', async () => {
    await enquiry();
    const { body } = await admin().asks('GET', `/api/people/${STRANGER}/export`);
    expect(body.data.person).toMatchObject([{ phone_number: STRANGER }]);
    expect(body.data.messages.length).toBeGreaterThan(10);
    expect(body.data.enquiries).toMatchObject([{ details: { name: 'Anika' } }]);
    expect(JSON.stringify(body)).not.toMatch(/lease_id|code_hash/);
    expect(JSON.stringify(body)).not.toContain(MATHEW);
  });

  test('are forgotten with everything that is theirs; what the school holds stays', async () => {
    await enquiry();
    await world.chat(MATHEW).says('hello');
    const before = await db().select().from(messages).where(eq(messages.phoneNumber, STRANGER));
    const pupils = await db().execute(sql`select * from students order by id`);
    const { body } = await admin().asks('DELETE', `/api/people/${STRANGER}`);
    expect(body).toMatchObject({ erased: true, deleted: { messages: before.length, enquiries: 1 } });
    expect(await db().select().from(people).where(eq(people.phoneNumber, STRANGER))).toEqual([]);
    expect(await db().select().from(leads)).toEqual([]);
    expect(await db().select().from(messages).where(eq(messages.phoneNumber, STRANGER))).toEqual([]);
    expect((await db().execute(sql`select * from students order by id`)).rows).toEqual(pupils.rows);
    expect((await admin().asks('DELETE', `/api/people/${STRANGER}`)).status).toBe(404);
    expect((await admin().asks('GET', `/api/people/${MATHEW}`)).status).toBe(200);
    expect(await world.chat(STRANGER).says('hello')).toContain('Hello');
    const log = JSON.stringify((await audits()).filter(([action]) => action === 'person_erased'));
    expect(log).toContain('"messages"');
    expect(log).not.toContain(STRANGER);
  });

  test('who said STOP stay stopped when their number comes back, until they say START', async () => {
    const stopped = async () =>
      (
        await db().select().from(people).where(eq(people.phoneNumber, STRANGER))
      )[0]?.optedOutAt?.toISOString();
    await world.chat(STRANGER).says('STOP');
    const at = await stopped();
    await admin().asks('DELETE', `/api/people/${STRANGER}`);
    expect(JSON.stringify(await db().select().from(keptStops))).not.toContain(STRANGER.slice(-10));

    await db()
      .insert(people)
      .values({ phoneNumber: STRANGER, optedInAt: new Date(), consentSource: 'a list' });
    expect(at).toBeDefined();
    expect(await stopped()).toBe(at);
    await admin().asks('DELETE', `/api/people/${STRANGER}`);
    await world.chat(STRANGER).says('hello');
    expect(await stopped()).toBe(at);

    await world.chat(STRANGER).says('START');
    await admin().asks('DELETE', `/api/people/${STRANGER}`);
    await world.chat(STRANGER).says('hello');
    expect(await stopped()).toBeUndefined();
    expect(await db().select().from(keptStops)).toEqual([]);
  });

  test('of the office are not forgotten by mistake, nor somebody who is being answered', async () => {
    expect((await admin().asks('DELETE', '/api/people/919000000006')).status).toBe(409);
    await world.chat(MATHEW).says('hello');
    await db()
      .update(people)
      .set({ leaseUntil: sql`now() + interval '15 seconds'` })
      .where(eq(people.phoneNumber, MATHEW));
    expect((await admin().asks('DELETE', `/api/people/${MATHEW}`)).status).toBe(409);
    await db().update(people).set({ leaseUntil: null });
  });
});

describe('dead letters', () => {
  async function deadLetter() {
    await world.chat(VIVEK).says('hello');
    const [row] = await db()
      .update(messages)
      .set({ status: 'dead', reason: 'failed three times', content: 'When is class?' })
      .where(eq(messages.direction, 'inbound'))
      .returning();
    world.meta.outbox.clear();
    return row?.id ?? '';
  }

  test('are answered in the office’s own words, once', async () => {
    const id = await deadLetter();
    const agent = office(world, 'agent');
    expect((await agent.asks('GET', '/api/dead-letters')).body.letters).toMatchObject([
      { id, phone: VIVEK, content: 'When is class?', reason: 'failed three times' },
    ]);
    const sent = await agent.asks('POST', `/api/dead-letters/${id}/answer`, { text: 'At five.' });
    expect(sent).toMatchObject({ status: 201, body: { status: 'sent', reason: null } });
    expect(world.chat(VIVEK).heard()).toEqual(['At five.']);
    expect((await agent.asks('POST', `/api/dead-letters/${id}/answer`, { text: 'At five.' })).status).toBe(
      404,
    );
    expect(world.chat(VIVEK).heard()).toHaveLength(1);
    expect((await agent.asks('GET', '/api/dead-letters')).body.letters).toEqual([]);
  });

  test('are tried once more by the bot, but not a day later', async () => {
    const id = await deadLetter();
    expect((await office(world, 'agent').asks('POST', `/api/dead-letters/${id}/retry`)).status).toBe(403);
    expect((await admin().asks('POST', `/api/dead-letters/${id}/retry`)).status).toBe(202);
    await world.idle();
    expect(world.chat(VIVEK).heard()).toHaveLength(1);
    const late = await deadLetter();
    world.clock.set(25 * 60);
    expect((await admin().asks('POST', `/api/dead-letters/${late}/retry`)).status).toBe(409);
    expect((await admin().asks('POST', `/api/dead-letters/${late}/answer`, { text: 'Hello' })).status).toBe(
      409,
    );
  });
});

describe('settings', () => {
  const setting = async (key: string) =>
    (await admin().asks('GET', '/api/settings')).body.settings.find((s: { key: string }) => s.key === key);

  test('say where each comes from, are changed from the next message on, and go back', async () => {
    expect(await setting('QUIET_HOURS')).toMatchObject({
      value: '21:00-08:00',
      from: 'default',
      changeable: true,
    });
    expect(await setting('SCHOOL_NAME')).toMatchObject({ from: 'office' });
    const changed = await admin().asks('PATCH', '/api/settings', {
      QUIET_HOURS: '22:00-07:30',
      BOT_OFF: true,
    });
    expect(changed.status).toBe(200);
    expect(await setting('QUIET_HOURS')).toMatchObject({ value: '22:00-07:30', from: 'office' });
    expect(await world.chat(MATHEW).says('how many classes left')).toContain(
      'is not answering here just now',
    );
    await admin().asks('PATCH', '/api/settings', { QUIET_HOURS: null, BOT_OFF: false });
    expect(await setting('QUIET_HOURS')).toMatchObject({ value: '21:00-08:00', from: 'default' });
    expect(await world.chat(MATHEW).says('how many classes left')).toContain('Sarah Thomas');
    expect(await audits()).toContainEqual([
      'setting_changed',
      expect.objectContaining({
        key: 'QUIET_HOURS',
        before: '22:00-07:30',
        after: null,
        staff_id: 'staff-1',
      }),
    ]);
    const all = JSON.stringify((await admin().asks('GET', '/api/settings')).body);
    for (const secret of [world.env.JWT_SECRET, world.env.CRON_SECRET, world.env.WHATSAPP_ACCESS_TOKEN])
      expect(all).not.toContain(secret);
  });

  test('that a pilot is made of are numbers in any form', async () => {
    await admin().asks('PATCH', '/api/settings', { PILOT_NUMBERS: ['+91 90000-00009', '9000000009'] });
    expect(await setting('PILOT_NUMBERS')).toMatchObject({ value: ['919000000009'] });
    const stranger = world.chat(STRANGER);
    await stranger.says('hello');
    expect(stranger.heard()).toEqual([]);
  });

  test.each([
    [{ QUIET_HOURS: '25:00-08:00' }, 'QUIET_HOURS: must look like 21:00-08:00'],
    [{ QUIET_HOURS: 'at night' }, 'QUIET_HOURS: must look like'],
    [{ OFFICE_HOURS: 'whenever' }, 'OFFICE_HOURS: must say days and hours'],
    [{ OFFICE_HOURS: 'Mon-Sat 18:00-09:00' }, 'OFFICE_HOURS: must say days and hours'],
    [{ OFFICE_HOURS: 'Mon-Fri 09:00-18:00 and Sat' }, 'OFFICE_HOURS: must say days and hours'],
    [{ HANDOVER_HOURS: 100 }, 'HANDOVER_HOURS: must be a whole number from 0 to 72'],
    [{ LOW_BALANCE: 1.5 }, 'LOW_BALANCE: must be a whole number'],
    [{ BOT_OFF: 'yes' }, 'BOT_OFF: must be true or false'],
    [{ PILOT_NUMBERS: ['12345'] }, 'is no phone number'],
    [{ SCHOOL_TIMEZONE: 'Hyderabad' }, 'must be a time zone'],
    [{ JWT_SECRET: 'x'.repeat(40) }, 'JWT_SECRET'],
    [{ OPENAI_MODEL: 'other' }, 'OPENAI_MODEL'],
  ])('%o is refused in a sentence, and nothing of it is kept', async (body, words) => {
    const answer = await admin().asks('PATCH', '/api/settings', { ...body, AI_OFF: true });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(words);
    expect(await db().select().from(settings).where(eq(settings.key, 'AI_OFF'))).toEqual([]);
  });
});

describe('the school’s own answers', () => {
  test('are added, said, changed and taken away, each language by itself', async () => {
    const faq = { question: 'Do you rent out violins?', answer: 'Yes, for ₹500 a month.' };
    const added = await admin().asks('POST', '/api/faqs', faq);
    expect(added).toMatchObject({ status: 201, body: { ...faq, language: 'en' } });
    expect((await admin().asks('POST', '/api/faqs', faq)).status).toBe(409);
    const telugu = { question: faq.question, answer: 'అవును, నెలకు ₹500.', language: 'te' };
    expect((await admin().asks('POST', '/api/faqs', telugu)).status).toBe(201);
    expect(await world.chat(MATHEW).says('do you rent out violins?')).toContain('₹500 a month');
    const path = `/api/faqs/${added.body.id}`;
    await admin().asks('PATCH', path, { answer: 'Not any more.' });
    expect(await world.chat(MATHEW).says('do you rent out violins?')).toContain('Not any more');
    expect((await admin().asks('PATCH', path, { language: 'te' })).status).toBe(409);
    expect((await admin().asks('GET', '/api/faqs?language=te')).body.faqs).toMatchObject([telugu]);
    expect((await admin().asks('DELETE', path)).status).toBe(200);
    expect((await admin().asks('DELETE', path)).status).toBe(404);
    expect((await admin().asks('PATCH', path, { answer: 'x' })).status).toBe(404);
    expect(await db().select().from(faqs).where(eq(faqs.id, added.body.id))).toEqual([]);
    expect((await audits()).map(([action]) => action).sort()).toEqual([
      'faq_added',
      'faq_added',
      'faq_changed',
      'faq_removed',
    ]);
  });

  test('that are missing are listed with who asked, until they are answered', async () => {
    await world.chat(MATHEW).says('hello');
    const [mathew] = await db().select().from(people).where(eq(people.phoneNumber, MATHEW));
    for (const question of ['Is there parking?', 'May dogs come along?'])
      await db()
        .insert(unansweredQuestions)
        .values({ personId: mathew?.id ?? '', question });
    const page = (await admin().asks('GET', '/api/questions?limit=1')).body;
    const rest = (await admin().asks('GET', `/api/questions?limit=1&cursor=${page.next_cursor}`)).body;
    const asked = [...page.questions, ...rest.questions].map((q: { question: string }) => q.question);
    expect(asked.sort()).toEqual(['Is there parking?', 'May dogs come along?']);
    const path = `/api/questions/${page.questions[0].id}/answered`;
    expect((await admin().asks('POST', path)).body).toEqual({ answered: true, already: false });
    expect((await admin().asks('POST', path)).body).toEqual({ answered: true, already: true });
    expect((await admin().asks('GET', '/api/questions')).body.questions).toHaveLength(1);
  });
});

describe('days off', () => {
  test('close the school in every timetable, once each, and are taken back', async () => {
    const day = { date: '2026-11-26', reason: 'Founders’ day' };
    const added = await admin().asks('POST', '/api/holidays', day);
    expect(added).toMatchObject({ status: 201, body: { added: true } });
    expect((await admin().asks('POST', '/api/holidays', day)).body).toEqual({
      id: added.body.id,
      added: false,
    });
    const list = (await admin().asks('GET', '/api/holidays')).body.holidays;
    expect(list).toContainEqual({ id: added.body.id, ...day, scope: 'school', batch_id: null, batch: null });
    expect(await world.chat(MATHEW).says('is there class on Thursday?')).toMatch(/Founders|holiday|closed/i);
    expect((await admin().asks('DELETE', `/api/holidays/${added.body.id}`)).status).toBe(200);
    expect((await admin().asks('DELETE', `/api/holidays/${added.body.id}`)).status).toBe(404);
    expect(await db().select().from(holidays).where(eq(holidays.date, day.date))).toEqual([]);
  });

  test.each([
    [{ date: '2026-02-30' }, 400],
    [{ date: 'tomorrow' }, 400],
    [{ date: '2026-12-01', batch_id: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('%o is refused', async (body, status) => {
    expect((await admin().asks('POST', '/api/holidays', body)).status).toBe(status);
  });
});

test('the figures of each day are counted in the school’s calendar', async () => {
  await world.chat(MATHEW).says('how many classes left');
  await world.chat(STRANGER).says('thanks');
  const { body } = await admin().asks('GET', '/api/analytics?from=2026-11-23&to=2026-11-24');
  expect(body.days).toHaveLength(2);
  expect(body.days[0]).toMatchObject({ day: '2026-11-23', received: 0, people: 0, intents: {} });
  expect(body.days[1]).toMatchObject({
    day: '2026-11-24',
    received: 2,
    people: 2,
    intents: { classes_remaining: 1, thanks: 1 },
    latency_ms: { p50: expect.any(Number), p95: expect.any(Number) },
  });
  expect((await admin().asks('GET', '/api/analytics')).body.days).toHaveLength(7);
  for (const query of ['from=2026-11-24&to=2026-11-23', 'from=2026-01-01&to=2026-11-01', 'from=yesterday'])
    expect((await admin().asks('GET', `/api/analytics?${query}`)).status).toBe(400);
});

test('a conversation that the office has is listed, shown with its session, and given back', async () => {
  const mathew = world.chat(MATHEW);
  await mathew.says('talk to a human');
  if (mathew.hears().includes('[Yes')) await mathew.says('yes');
  const agent = office(world, 'agent');
  const { handovers } = (await agent.asks('GET', '/api/handovers')).body;
  expect(handovers).toMatchObject([{ phone: MATHEW, reason: 'asked' }]);
  const session = await agent.get('sessionGet', `/api/whatsapp/sessions/${MATHEW}`);
  expect(session.body.handover).toMatchObject({ reason: 'asked', until: handovers[0].until });
  expect((await agent.asks('POST', `/api/handovers/${MATHEW}/hand-back`)).body).toEqual({
    handed_back: true,
  });
  expect((await agent.asks('POST', `/api/handovers/${MATHEW}/hand-back`)).status).toBe(404);
  expect(await mathew.says('how many classes left')).toContain('Sarah Thomas');
  expect((await agent.get('sessionGet', `/api/whatsapp/sessions/${MATHEW}`)).body.handover).toBeNull();
});

test('templates are listed, looked over without a change, and brought to Meta', async () => {
  const dry = await admin().asks('POST', '/api/templates/sync', {});
  expect(dry.body).toMatchObject({ applied: false, stopped: null });
  const done = await admin().asks('POST', '/api/templates/sync', { apply: true });
  expect(done.body.applied).toBe(true);
  const { templates } = (await admin().asks('GET', '/api/templates')).body;
  expect(templates.length).toBe(done.body.lines.length);
  expect(templates[0]).toMatchObject({ synced_at: world.clock.now().toISOString() });
});
