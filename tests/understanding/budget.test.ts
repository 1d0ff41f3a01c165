import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aiUsage, settings } from '../../db/schema/bot.js';
import { createBudget } from '../../src/understanding/budget.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
let told: string[];
let now: Date;
const db = () => database.db;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  told = [];
});

const MODEL = 'gpt-6-luna';
const budget = (timezone = 'UTC') =>
  createBudget({
    db: db(),
    clock: { now: () => now },
    callsPerMinute: 3,
    perDayUsd: 2,
    timezone,
    model: MODEL,
    onSpent: (share) => told.push(share),
  });
const spent = (usd: number, at: string) =>
  db()
    .insert(aiUsage)
    .values({ purpose: 'understand', model: MODEL, costUsd: String(usd), createdAt: new Date(at) });

describe('the day of the model budget', () => {
  it('begins at the midnight of the school, as its settings say, not of the machine', async () => {
    const zone = { key: 'SCHOOL_TIMEZONE', value: 'Asia/Kolkata' };
    await db().insert(settings).values(zone).onConflictDoUpdate({ target: settings.key, set: zone });
    // 23:50 of the 23rd in Hyderabad; in UTC it is the same day as the next moment.
    await spent(2, '2026-11-23T23:50:00+05:30');
    now = new Date('2026-11-23T23:55:00+05:30');
    expect(await budget().reserve(null)).toEqual({ kind: 'over_budget' });
    now = new Date('2026-11-24T00:05:00+05:30');
    expect(await budget().reserve(null)).toMatchObject({ kind: 'ok' });
  });

  it('is the one of the environment where the school has said nothing', async () => {
    await db().delete(settings).where(sql`key = 'SCHOOL_TIMEZONE'`);
    await spent(2, '2026-11-23T23:50:00+05:30');
    now = new Date('2026-11-24T00:05:00+05:30');
    expect(await budget('UTC').reserve(null)).toEqual({ kind: 'over_budget' });
    expect(await budget('Asia/Kolkata').reserve(null)).toMatchObject({ kind: 'ok' });
  });

  it('is told of once when most is spent, and once when all is', async () => {
    now = new Date('2026-11-24T12:00:00+05:30');
    const kept = budget('Asia/Kolkata');
    await spent(1.7, '2026-11-24T11:00:00+05:30');
    await kept.reserve(null);
    await kept.reserve(null);
    expect(told).toEqual(['most']);
    await spent(0.5, '2026-11-24T11:30:00+05:30');
    await kept.reserve(null);
    await kept.reserve(null);
    expect(told).toEqual(['most', 'all']);
  });
});

it('so many calls a minute in all, over midnight too', async () => {
  now = new Date('2026-11-24T00:00:10+05:30');
  const kept = budget('Asia/Kolkata');
  for (const at of ['23:59:30', '23:59:40', '23:59:50']) await spent(0, `2026-11-23T${at}+05:30`);
  expect(await kept.reserve(null)).toEqual({ kind: 'limited' });
  now = new Date('2026-11-24T00:00:31+05:30');
  expect(await kept.reserve(null)).toMatchObject({ kind: 'ok' });
});

it('what a call came to is kept with it', async () => {
  now = new Date('2026-11-24T12:00:00+05:30');
  const kept = budget();
  const place = await kept.reserve(null);
  if (place.kind !== 'ok') throw new Error('no place');
  const usage = {
    model: MODEL,
    inputTokens: 800,
    cachedTokens: 0,
    outputTokens: 40,
    costUsd: 0.0001,
    latencyMs: 700,
  };
  await kept.record(place.id, usage, 'answered');
  const rows = await db().select().from(aiUsage);
  expect(rows).toMatchObject([{ inputTokens: 800, outputTokens: 40, outcome: 'answered' }]);
});
