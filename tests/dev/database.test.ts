import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../db/schema/bot.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterEach(() => database.reset());
afterAll(() => database.close());

const phones = async () => (await database.db.select().from(people)).map((p) => p.phoneNumber);

describe('a database for tests', () => {
  test('comes back to the imported school after each test', async () => {
    const { db } = database;
    const before = await phones();
    await db.insert(people).values({ phoneNumber: '919000000100' });
    await db.execute(sql`delete from public.students`);
    await database.reset();
    expect(await phones()).toEqual(before);
  });
});
