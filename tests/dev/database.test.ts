import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GuardFailed, commit, databaseError, guard } from '../../db/client.js';
import { messages, people } from '../../db/schema/bot.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterEach(() => database.reset());
afterAll(() => database.close());

const phones = async () => (await database.db.select().from(people)).map((p) => p.phoneNumber).sort();
const count = async (table: string) => {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.raw(table)}`,
  );
  return rows[0]?.n;
};

/** One request as the driver sends it. */
function ask(body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return database.endpoint(
    new Request('http://127.0.0.1/sql', {
      method: 'POST',
      body: text,
      headers: { 'neon-connection-string': 'postgresql://a:b@c/d', 'neon-array-mode': 'true', ...headers },
    }),
  );
}

describe('a database for tests', () => {
  test('holds the demo school and comes back to it after each test', async () => {
    const [office, pupils] = [await phones(), await count('public.students')];
    expect(office).toContain('919000000006');
    expect(pupils).toBeGreaterThan(10);
    await database.db.insert(people).values({ phoneNumber: '919000000100' });
    await database.db.execute(sql`delete from public.attendance_records`);
    await database.reset();
    expect(await phones()).toEqual(office);
    expect(await count('public.students')).toBe(pupils);
    expect(await count('public.attendance_records')).toBeGreaterThan(10);
  });

  test('begins to count messages anew after each test', async () => {
    const write = async () => {
      const [person] = await database.db.select().from(people).limit(1);
      const [row] = await database.db
        .insert(messages)
        .values({ personId: person?.id ?? '', direction: 'inbound', messageType: 'text', status: 'received' })
        .returning();
      return row?.seq;
    };
    const first = await write();
    await database.reset();
    expect(await write()).toBe(first);
  });

  test('says how many requests and statements it was sent since then', async () => {
    const { db } = database;
    await db.execute(sql`select 1`);
    await commit(db, [db.execute(sql`select 1`), db.execute(sql`select 2`)]);
    expect(database.counts).toEqual({ requests: 2, statements: 3 });
  });

  test('can be empty', async () => {
    const empty = await openDatabase({ empty: true });
    const { rows } = await empty.db.execute(sql`select to_regclass('bot.migrations') as journal`);
    expect(rows).toEqual([{ journal: null }]);
    expect(await count('public.students')).toBeGreaterThan(10);
    await empty.close();
  });
});

describe("Neon's endpoint", () => {
  test('gives one row the shape that Neon gives it', async () => {
    const response = await ask({ query: 'select $1::int as n, null as nothing', params: ['7'] });
    expect(await response.json()).toEqual({
      command: 'SELECT',
      rowCount: 1,
      rowAsArray: true,
      fields: [
        expect.objectContaining({ name: 'n', dataTypeID: 23, format: 'text' }),
        expect.objectContaining({ name: 'nothing', dataTypeID: 25 }),
      ],
      rows: [['7', null]],
    });
  });

  test('counts the rows of a change, and none where there is no count', async () => {
    const changed = await ask({ query: "update bot.settings set value = '1'", params: [] });
    expect(await changed.json()).toMatchObject({ command: 'UPDATE', rowCount: expect.any(Number) });
    const made = await ask({ query: 'create table if not exists bot.settings (a int)' });
    expect(await made.json()).toMatchObject({ command: 'CREATE', rowCount: null });
  });

  test('takes back the whole batch when one statement fails', async () => {
    const { db } = database;
    const broken = commit(db, [
      db.insert(people).values({ phoneNumber: '919000000100' }),
      guard(db, 'the sky is green', sql`false`),
    ]);
    await expect(broken).rejects.toEqual(new GuardFailed('the sky is green'));
    expect(await phones()).not.toContain('919000000100');
  });

  test("gives an error PostgreSQL's own fields", async () => {
    const { db } = database;
    const [known = null] = await phones();
    const failed = await db
      .insert(people)
      .values({ phoneNumber: known })
      .catch((error: unknown) => databaseError(error));
    expect(failed).toMatchObject({
      code: '23505',
      constraint: 'whatsapp_subscriptions_phone_number_unique',
      schema: 'bot',
      table: 'whatsapp_subscriptions',
    });
  });

  test('runs one statement a string and no more', async () => {
    const response = await ask({ query: 'select 1; select 2' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: '42601' });
  });

  test('keeps a read-only batch from writing', async () => {
    const body = { queries: [{ query: 'delete from bot.settings', params: [] }] };
    const headers = { 'neon-batch-read-only': 'true', 'neon-batch-isolation-level': 'Serializable' };
    expect(await (await ask(body, headers)).json()).toMatchObject({ code: '25006' });
  });

  test.each([
    ['no JSON at all', '{', {}, 400, 'could not parse the HTTP request body'],
    [
      'an isolation level that does not exist',
      { queries: [] },
      { 'neon-batch-isolation-level': 'Total' },
      400,
      'invalid isolation level',
    ],
    [
      'a connection string that is none',
      { query: '' },
      { 'neon-connection-string': 'nowhere' },
      400,
      'invalid connection string',
    ],
    [
      'more than it takes',
      { query: 'x'.repeat(10 * 1024 * 1024) },
      {},
      413,
      'request is too large (max is 10485760 bytes)',
    ],
    [
      'for more than it gives',
      { query: "select repeat('x', 10485760)" },
      {},
      507,
      'response is too large (max is 10485760 bytes)',
    ],
  ])('refuses %s', async (_, body, headers, status, message) => {
    const response = await ask(body, headers);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });
});
