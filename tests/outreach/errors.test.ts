import { eq, sql } from 'drizzle-orm';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';
import { messages, people, settings } from '../../db/schema/bot.js';
import { server } from '../support/network.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { crowd, refuses, someone, tell } from './sending-support.js';

const world = useWorld({ simulator: { perSecond: null } });
const db = () => world.app.db;
const row = async (phone: string) => {
  const [found] = await db().select().from(messages).where(eq(messages.phoneNumber, phone));
  return found;
};
const person = async (phone: string) => {
  const [found] = await db().select().from(people).where(eq(people.phoneNumber, phone));
  return found;
};
const minutesFromNow = (at: Date | null | undefined) =>
  at ? (at.getTime() - world.clock.now().getTime()) / 60_000 : null;

/** Meta's codes by what the bot does: tried again in about so many minutes, given up, or given up with this person. */
const BACK_OFF = { 1: 0, 2: 1, 130429: 0, 131000: 0, 131016: 0, 131056: 0, 131057: 1, 133004: 0, 2494100: 1 };
const WAIT = { 4: 60, 17: 60, 341: 60, 613: 60, 80007: 60, 131049: 1440, 132015: 60, 132069: 60 };
const FIX = [
  ...[
    100, 104, 131008, 131009, 131021, 131030, 131051, 131053, 131055, 131063, 132000, 132001, 132005, 132007,
  ],
  ...[
    132008, 132012, 132016, 132018, 132068, 133000, 133005, 133006, 133008, 133009, 134011, 135000, 999_999,
  ],
];
const UNREACHABLE = [130403, 130497, 131026, 131062, 137000];
const STOP_ALL = [
  0, 3, 10, 33, 190, 200, 299, 368, 131005, 131031, 131037, 131042, 131044, 131045, 131048, 131064, 133010,
];

/** Everybody gets a notice, and Meta refuses each with a code of their own. */
async function refusedWith(codes: readonly number[]): Promise<void> {
  await crowd(db(), codes.length, { wroteAt: world.clock.now() });
  for (const n of codes.keys()) await tell(world, someone(n));
  server.use(
    http.post(`${world.env.WHATSAPP_API_URL}/*/messages`, async ({ request }) => {
      const { to = '' } = (await request.clone().json()) as { to?: string };
      const code = codes[Number(to.slice(-5))];
      if (code === undefined || !to.startsWith('+9190001')) return undefined;
      const error = { message: `(#${code}) refused`, type: 'OAuthException', code, fbtrace_id: 'A1' };
      return Response.json({ error }, { status: 400 });
    }),
  );
  await world.tick();
}

describe('a notice that Meta refuses', () => {
  test('for the moment is tried again: soon, or much later', async () => {
    const codes = { ...BACK_OFF, ...WAIT };
    await refusedWith(Object.keys(codes).map(Number));
    for (const [n, [code, minutes]] of Object.entries(codes).entries()) {
      const found = await row(someone(n));
      expect(found, code).toMatchObject({
        status: 'queued',
        attempts: 1,
        reason: `${code} (#${code}) refused`,
      });
      expect(Math.floor(minutesFromNow(found?.notBefore) ?? -1), code).toBe(minutes);
    }
  });

  test('because of what it is is given up, and its reason is kept', async () => {
    await refusedWith(FIX);
    for (const [n, code] of FIX.entries()) {
      expect(await row(someone(n)), String(code)).toMatchObject({
        status: 'failed',
        reason: `${code} (#${code}) refused`,
        attempts: 1,
      });
      expect(await person(someone(n)), String(code)).toMatchObject({
        unreachableAt: null,
        windowClosedAt: null,
      });
    }
  });

  test('because of whom it is for is given up, and that person is left alone until they write', async () => {
    await refusedWith([...UNREACHABLE, 130472, 131050]);
    for (const [n, code] of UNREACHABLE.entries()) {
      expect(await row(someone(n)), String(code)).toMatchObject({ status: 'failed' });
      expect(await person(someone(n)), String(code)).toMatchObject({
        unreachableAt: world.clock.now(),
        unreachableReason: `${code} (#${code}) refused`,
      });
    }
    // An experiment of Meta's is about this message alone; a stop is about advertisements alone.
    const [experiment, stopped] = [UNREACHABLE.length, UNREACHABLE.length + 1].map(someone);
    expect(await row(experiment ?? '')).toMatchObject({ status: 'failed' });
    expect(await person(experiment ?? '')).toMatchObject({ unreachableAt: null });
    expect(await person(stopped ?? '')).toMatchObject({
      unreachableAt: null,
      preferences: { marketing: 'stop' },
    });
  });

  test('is not tried for ever', async () => {
    await refusedWith([131000, 131049]);
    for (let n = 0; n < 4; n++) {
      world.clock.set(25 * 60);
      await db().execute(
        sql`update bot.whatsapp_subscriptions set last_inbound_at = ${world.clock.now().toISOString()}::timestamptz`,
      );
      await world.tick();
    }
    expect(await row(someone(0))).toMatchObject({ status: 'failed', attempts: 3 });
    expect(await row(someone(1))).toMatchObject({ status: 'failed', attempts: 2 });
  });

  test('because the window is closed goes once more as its template', async () => {
    await approveTemplates(world, ['absence_alert']);
    await crowd(db(), 1, { wroteAt: world.clock.now() });
    await tell(world, someone(0));
    world.meta.setFaults({ window_closed: 1 });
    await world.tick();
    await world.tick();
    expect(await row(someone(0))).toMatchObject({
      status: 'sent',
      templateName: 'absence_alert',
      attempts: 2,
    });
    expect(await person(someone(0))).toMatchObject({ windowClosedAt: world.clock.now() });
    expect(world.meta.outbox.of(`+${someone(0)}`).map((m) => m.json.type)).toEqual(['template']);
  });

  test('because nothing can be sent waits untouched, and all else with it', async () => {
    await crowd(db(), STOP_ALL.length, { wroteAt: world.clock.now() });
    for (const [n, code] of STOP_ALL.entries()) {
      await tell(world, someone(n));
      refuses(world, code, (to) => to === someone(n));
      await world.tick();
      const [halted] = await db().select().from(settings).where(eq(settings.key, 'OUTGOING_HALTED'));
      expect(halted?.value, String(code)).toMatchObject({ code, reason: `(#${code}) refused` });
      expect(await row(someone(n)), String(code)).toMatchObject({
        status: 'queued',
        attempts: 0,
        notBefore: new Date(0),
      });
      await db().delete(settings).where(eq(settings.key, 'OUTGOING_HALTED'));
      await db()
        .delete(messages)
        .where(eq(messages.phoneNumber, someone(n)));
    }
    const told = world.logged.filter((line) => line.includes('"outgoing_halted"'));
    expect(told).toHaveLength(STOP_ALL.length);
  });
});
