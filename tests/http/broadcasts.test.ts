import { eq, sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { broadcasts, messages, people, settings } from '../../db/schema/bot.js';
import { auditLogs } from '../../db/schema/school.js';
import { MATHEW, VIVEK } from '../conversations/schedule-tables.js';
import { OFFICE, crowd, personOf, planned } from '../outreach/broadcast-support.js';
import { refuses } from '../outreach/sending-support.js';
import { approveTemplates } from '../support/templates.js';
import { type World, useWorld } from '../support/world.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const PATH = '/api/whatsapp/broadcast';
const HOLIDAY = {
  recipient_type: 'all_students',
  template_name: 'announcement',
  parameters: { message: 'Saturday is a holiday.' },
};

beforeEach(() => approveTemplates(world, ['announcement']));

/** Somebody of the office at a desk of their own. */
function desk(who: string, roles = ['admin']) {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const jwt = await new SignJWT({ id: who, name: who, roles })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode((world as World).env.JWT_SECRET));
    const response = await world.call('staff', path, {
      method,
      headers: { authorization: `Bearer ${jwt}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await world.idle();
    return { status: response.status, body: await response.json() };
  };
  return {
    post: (path: string, body: unknown = {}, headers = {}) => ask('POST', path, body, headers),
    get: (path: string) => ask('GET', path),
  };
}
const asha = desk('asha');
const heard = (phone: string) => world.meta.outbox.of(`+${phone}`).map((m) => m.view.body);
const all = () => world.app.db.select().from(broadcasts);

describe('a broadcast over HTTP', () => {
  test('is counted, priced and previewed without being made', async () => {
    const { status, body } = await asha.post(PATH, { ...HOLIDAY, dry_run: true });
    expect([status, body]).toMatchObject([
      200,
      {
        preflight: {
          people: 25,
          cost: { amount: 21.58, currency: 'INR', rates_from: '2026-10-01' },
          takes: { seconds: 1, days: 1, quiet_for_minutes: 0 },
          needs_approval: false,
          preview: { language: 'en' },
          complete: true,
        },
      },
    ]);
    expect(body.preflight.preview.text).toContain('Saturday is a holiday.');
    expect(await all()).toEqual([]);
  });

  test('reaches every family once, and its progress counts what became of it and who wrote back', async () => {
    const made = await asha.post(PATH, HOLIDAY);
    expect(made).toMatchObject({
      status: 201,
      body: { planned: 25, planning: false, preflight: { people: 25 } },
    });
    await world.tick();
    expect(heard(VIVEK)).toHaveLength(1);
    expect(heard(VIVEK)[0]).toContain('Saturday is a holiday.');
    world.clock.set(60);
    await world.chat(`+${VIVEK}`).says('ok thank you');
    const { body } = await asha.get(`${PATH}/${made.body.id}`);
    const { sent, delivered, read, queued, failed, replied } = body.progress;
    expect([sent + delivered + read, queued, failed, replied]).toEqual([25, 0, 0, 1]);
    await world.tick();
    expect((await asha.get(`${PATH}/${made.body.id}`)).body).toMatchObject({
      status: 'finished',
      started_at: expect.any(String),
      left_out: {},
    });
    expect(heard(VIVEK).filter((m) => m?.includes('Saturday'))).toHaveLength(1);
  });

  test('with the same key is made once, also twice at once; another request with it is refused', async () => {
    const key = { 'idempotency-key': 'saturday' };
    const [one, two] = await Promise.all([asha.post(PATH, HOLIDAY, key), asha.post(PATH, HOLIDAY, key)]);
    const three = await asha.post(PATH, HOLIDAY, key);
    expect([one.status, two.status].sort()).toEqual([200, 201]);
    expect(three.status).toBe(200);
    expect(new Set([one, two, three].map((a) => a.body.id)).size).toBe(1);
    const other = await asha.post(PATH, { ...HOLIDAY, parameters: { message: 'Sunday too.' } }, key);
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    // The key is one person's own.
    expect((await desk('ravi').post(PATH, HOLIDAY, key)).status).toBe(201);
    expect(await all()).toHaveLength(2);
  });

  test('waits for its hour, is paused, resumed and cancelled; what is over stays as it is', async () => {
    const { body } = await asha.post(PATH, { ...HOLIDAY, schedule_at: '2026-11-24T12:00:00+05:30' });
    const at = `${PATH}/${body.id}`;
    await world.tick();
    expect(heard(VIVEK)).toEqual([]);
    expect((await asha.post(`${at}/pause`)).body.status).toBe('paused');
    world.clock.set('2026-11-24T12:01:00+05:30');
    await world.tick();
    expect(heard(VIVEK)).toEqual([]);
    const [again, twice] = await Promise.all([asha.post(`${at}/cancel`), asha.post(`${at}/cancel`)]);
    expect([again.status, twice.status].sort()).toEqual([200, 409]);
    expect(await asha.post(`${at}/resume`)).toMatchObject({ status: 409 });
    await world.tick();
    expect(heard(VIVEK)).toEqual([]);
    expect((await asha.get(at)).body).toMatchObject({
      status: 'cancelled',
      progress: {
        skipped: 25,
        reasons: [
          {
            state: 'skipped',
            reason: 'cancelled',
            words: 'The broadcast was cancelled before it was sent.',
            people: 25,
          },
        ],
      },
    });
    const audits = await world.app.db.select().from(auditLogs).orderBy(auditLogs.at);
    expect(audits.map((a) => a.action).filter((a) => a?.startsWith('broadcast'))).toEqual([
      'broadcast_created',
      'broadcast_paused',
      'broadcast_cancelled',
    ]);
  });

  test('to many is approved by somebody else before any of it goes', async () => {
    await crowd(world, 700);
    const { body } = await asha.post(PATH, HOLIDAY);
    expect(body).toMatchObject({
      status: 'awaiting_approval',
      planned: 725,
      preflight: { needs_approval: true },
    });
    await world.tick();
    expect(heard(VIVEK)).toEqual([]);
    expect(await asha.post(`${PATH}/${body.id}/approve`)).toMatchObject({ status: 403 });
    expect(await desk('ravi').post(`${PATH}/${body.id}/approve`)).toMatchObject({
      status: 200,
      body: { status: 'scheduled', approved_by: 'staff:ravi' },
    });
    expect(await desk('ravi').post(`${PATH}/${body.id}/approve`)).toMatchObject({ status: 409 });
    await world.idle();
    expect((await planned(world, body.id)).some((m) => m.status !== 'queued')).toBe(true);
  });

  test('that was stopped goes on once it is resumed: what failed before does not stop it again', async () => {
    await crowd(world, 160);
    await world.app.db.insert(settings).values({ key: 'BROADCAST_APPROVAL_ABOVE', value: 1000 });
    let refusing = true;
    refuses(world, 131009, () => refusing);
    const { body } = await asha.post(PATH, HOLIDAY);
    await world.tick();
    const at = `${PATH}/${body.id}`;
    const stopped = (await asha.get(at)).body;
    expect(stopped).toMatchObject({ status: 'stopped', progress: { failed: expect.any(Number) } });
    refusing = false;
    world.clock.set(60);
    await asha.post(`${at}/resume`);
    await world.tick();
    const { status, progress } = (await asha.get(at)).body;
    expect(status).toBe('finished');
    expect([progress.failed, progress.queued]).toEqual([stopped.progress.failed, 0]);
  });

  test('that is sent once more is not stopped by what failed before', async () => {
    await crowd(world, 160);
    await world.app.db.insert(settings).values({ key: 'BROADCAST_APPROVAL_ABOVE', value: 1000 });
    const { body } = await asha.post(PATH, HOLIDAY);
    await world.tick();
    await world.app.db.execute(sql`update bot.whatsapp_messages m set try_at = try_at - interval '12 minutes',
      status = case when m.seq > (select max(seq) - 60 from bot.whatsapp_messages) then 'failed' else 'unknown' end
      where broadcast_id = ${body.id}`);
    await world.app.db.execute(sql`update bot.whatsapp_subscriptions set bulk_after = null`);
    const at = `${PATH}/${body.id}`;
    expect(await asha.post(`${at}/retry`)).toMatchObject({ status: 200 });
    await world.tick();
    expect((await asha.get(at)).body.status).toMatch(/^(?:sending|finished)$/);
  });

  test('that was cut off is sent once more to whoever may have missed it, when the office says so, and never a third time', async () => {
    world.meta.setFaults({ answer_lost: true, statuses_missing: true });
    const { body } = await asha.post(PATH, HOLIDAY);
    const at = `${PATH}/${body.id}`;
    await world.tick();
    const later = async (minutes: number) => {
      await world.app.db.execute(
        sql`update bot.whatsapp_messages set try_at = try_at - ${minutes} * interval '1 minute'`,
      );
      await world.tick();
    };
    await later(2);
    expect((await asha.get(at)).body).toMatchObject({
      status: 'finished',
      progress: {
        unknown: 25,
        may_be_sent_again: 0,
        reasons: [{ words: expect.stringContaining('Nobody knows whether it arrived') }],
      },
    });
    expect(await asha.post(`${at}/retry`)).toMatchObject({ status: 409 });
    await later(10);
    // Of one a status comes after all: whoever has it does not get it again.
    await world.app.db.execute(
      sql`update bot.whatsapp_messages set status = 'delivered' where broadcast_id = ${body.id} and phone_number = ${VIVEK}`,
    );
    expect((await asha.get(at)).body.progress).toMatchObject({ unknown: 24, may_be_sent_again: 24 });
    await world.app.db.execute(sql`update bot.whatsapp_subscriptions set bulk_after = null`);
    const [one, two] = await Promise.all([asha.post(`${at}/retry`), asha.post(`${at}/retry`)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    await world.tick();
    expect(heard(VIVEK)).toHaveLength(1);
    expect(heard(MATHEW)).toHaveLength(2);
    await later(12);
    expect((await asha.get(at)).body).toMatchObject({
      status: 'finished',
      progress: { unknown: 24, may_be_sent_again: 0 },
    });
    expect(await asha.post(`${at}/retry`)).toMatchObject({ status: 409 });
    expect(heard(MATHEW)).toHaveLength(2);
    const audits = await world.app.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.action, 'broadcast_retried'));
    expect(audits).toHaveLength(1);
  });

  test('whoever started it by chat cannot approve it by their token', async () => {
    await crowd(world, 300);
    const staff = '5b0f9f0e-6a52-4f7e-9d50-0c5b8a1f2c3d';
    const { body } = await asha.post(PATH, HOLIDAY);
    const person = await personOf(world, OFFICE);
    await world.app.db.update(people).set({ userId: staff }).where(eq(people.id, person));
    await world.app.db.update(broadcasts).set({ personId: person, staffId: null });
    expect(await desk(staff).post(`${PATH}/${body.id}/approve`)).toMatchObject({ status: 403 });
  });

  test('is tried out on an admin alone', async () => {
    const { body } = await asha.post(PATH, { ...HOLIDAY, schedule_at: '2026-11-25T12:00:00+05:30' });
    const sent = await asha.post(`${PATH}/${body.id}/test`, { to: `+${OFFICE}` });
    expect(sent.status).toBe(202);
    await world.tick();
    expect(heard(OFFICE).at(-1)).toBe(sent.body.text);
    expect(await asha.post(`${PATH}/${body.id}/test`, { to: `+${VIVEK}` })).toMatchObject({ status: 422 });
    expect((await asha.get(`${PATH}/${body.id}`)).body.progress).toMatchObject({ queued: 25, sent: 0 });
  });

  test('lists, newest first, a page at a time', async () => {
    for (const message of ['One.', 'Two.', 'Three.'])
      await asha.post(PATH, { ...HOLIDAY, parameters: { message } });
    const first = await asha.get(`${PATH}?limit=2`);
    expect(
      first.body.broadcasts.map((b: { parameters: { message: string } }) => b.parameters.message),
    ).toHaveLength(2);
    const rest = await asha.get(`${PATH}?limit=2&cursor=${encodeURIComponent(first.body.next_cursor)}`);
    expect(rest.body).toMatchObject({ broadcasts: [{}], next_cursor: null });
  });

  test.each([
    [{ recipient_type: 'everyone' }, 400, 'recipient_type'],
    [{ schedule: 'now' }, 400, 'schedule'],
    [{ template_name: 'nonsense' }, 422, 'nonsense'],
    [{ template_name: 'absence_alert' }, 422, 'pupil is missing'],
    [{ parameters: { message: 'a\nb' } }, 422, 'message has a line break'],
    [{ recipient_type: 'batch' }, 422, 'recipient_list'],
    [{ recipient_type: 'instrument', recipient_list: ['Bagpipe'] }, 422, 'Bagpipe'],
    [{ recipient_type: 'custom', recipient_list: ['nobody'] }, 422, 'bad_number 1'],
    [{ schedule_at: '2026-11-01T12:00:00Z' }, 422, 'schedule_at'],
  ])('says what is wrong with %o', async (more, status, words) => {
    const answer = await asha.post(PATH, { ...HOLIDAY, ...more });
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(words);
    expect(await all()).toEqual([]);
  });

  test('by name of an instrument, and for admins only', async () => {
    const guitar = { ...HOLIDAY, recipient_type: 'instrument', recipient_list: ['guitar'], dry_run: true };
    expect((await asha.post(PATH, guitar)).body.preflight.people).toBeGreaterThan(2);
    expect(await desk('agent', ['agent']).post(PATH, HOLIDAY)).toMatchObject({ status: 403 });
    expect(await asha.get(`${PATH}/5b0f9f0e-6a52-4f7e-9d50-0c5b8a1f2c3d`)).toMatchObject({ status: 404 });
    expect(await asha.get(`${PATH}/42`)).toMatchObject({ status: 400 });
    expect(await world.app.db.select().from(messages).where(sql`kind = 'broadcast'`)).toEqual([]);
  });
});
