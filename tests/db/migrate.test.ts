import { is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Db, GuardFailed, commit, guard } from '../../db/client.js';
import { migrate, rollback } from '../../db/migrate.js';
import { migrationNames } from '../../db/migration-files.js';
import * as botSchema from '../../db/schema/bot.js';
import * as schoolSchema from '../../db/schema/school.js';
import { openDatabase } from '../support/database.js';

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openDatabase({ empty: true }));
});
afterAll(() => close());

const { people } = botSchema;
const { students } = schoolSchema;
const run = (statement: string) => db.execute(sql.raw(statement));
const tables = async (schema: string) => {
  const found = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = ${schema} order by 1`,
  );
  return found.rows.map((r) => r.name);
};

afterEach(async () => {
  await run('drop schema if exists bot cascade');
  await run('drop schema public cascade');
  await run('create schema public');
});

describe('a new school with an empty database', () => {
  test('gets the tables of the bot and of the school from one command', async () => {
    const { done, notes } = await migrate(db);
    expect(done).toEqual([
      ...(await migrationNames()).map((n) => `applied ${n}`),
      "made the school's tables",
    ]);
    expect(notes).toEqual([]);
    expect(await tables('public')).toContain('attendance_records');
    expect(await tables('bot')).toContain('whatsapp_messages');
  });

  test('finds every column that the code knows', async () => {
    await migrate(db);
    const mapped: unknown[] = [...Object.values(botSchema), ...Object.values(schoolSchema)];
    const tables = mapped.filter((t) => is(t, PgTable));
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables) await db.select().from(table).limit(1);
  });

  test('hears that nothing was to do when the command runs again', async () => {
    await migrate(db);
    expect(await migrate(db)).toEqual({ done: [], notes: [] });
  });

  test('can go back and come again, and keeps its own data', async () => {
    await migrate(db);
    await db.insert(students).values({ name: 'Sarah Thomas' });
    const before = await shapeOf('bot');
    await rollback(db, { to: null });
    expect(await shapeOf('bot')).toEqual([]);
    expect((await db.select().from(students)).map((s) => s.name)).toEqual(['Sarah Thomas']);
    await migrate(db);
    expect(await shapeOf('bot')).toEqual(before);
  });

  test('goes back one step, to a named step, and forward to a named step', async () => {
    const names = await migrationNames();
    const [first = ''] = names;
    await migrate(db, { to: '0000' });
    expect(await tables('bot')).toContain('whatsapp_subscriptions');
    await migrate(db);
    await rollback(db, { to: first });
    expect((await rollback(db)).done).toEqual([`took back ${first}`]);
    expect(await rollback(db)).toEqual({ done: [], notes: [] });
    await expect(migrate(db, { to: '9999' })).rejects.toThrow('There is no migration 9999');
  });

  test('is built once when two deploys start together', async () => {
    const [one, two] = await Promise.all([migrate(db), migrate(db)]);
    const done = [...one.done, ...two.done];
    expect(new Set(done).size).toBe(done.length);
    expect(done).toHaveLength((await migrationNames()).length + 1);
  });

  test('is taken down once when two deploys go back together', async () => {
    await migrate(db);
    const back = await Promise.all([rollback(db, { to: null }), rollback(db, { to: null })]);
    expect(back.flatMap((b) => b.done)).toHaveLength((await migrationNames()).length);
    expect(await shapeOf('bot')).toEqual([]);
  });
});

describe('a school that has its tables', () => {
  test('keeps them as they are, and hears what the bot goes without', async () => {
    await migrate(db);
    await rollback(db, { to: null });
    await run('drop table fee_structures cascade');
    await run('drop table branches');
    await run('alter table students drop column email');
    await run('alter table instruments drop column is_deprecated');
    const before = await shapeOf('public');
    expect(await migrate(db)).toMatchObject({
      notes: [
        'goes without table public.branches',
        'goes without table public.fee_structures',
        'goes without column public.students.email',
        'goes without column public.instruments.is_deprecated',
      ],
    });
    expect(await shapeOf('public')).toEqual(before);
    await db.insert(students).values({ name: 'A lead from WhatsApp', studentType: 'prospect' });
  });

  test('is told every missing table, column and value, and nothing is changed', async () => {
    await migrate(db);
    await rollback(db, { to: null });
    await run('drop table holidays');
    await run('alter table students drop column phone');
    await run('alter table attendance_records drop column is_extra, drop column source');
    await run("create type short_source as enum ('web', 'manual')");
    await run('alter table attendance_records add column source short_source');
    const refusal = await migrate(db).catch((error: Error) => error.message);
    for (const words of [
      'table public.holidays',
      'column public.students.phone',
      'column public.attendance_records.is_extra',
      "value 'whatsapp' of public.attendance_records.source",
    ])
      expect(refusal).toContain(words);
    expect(await tables('bot')).toEqual([]);
  });

  test('never gets school tables beside tables that are not a school', async () => {
    await run('create table something_else (id int)');
    await expect(migrate(db)).rejects.toThrow('table public.students');
    expect(await tables('public')).toEqual(['something_else']);
  });
});

test('a guard that does not hold undoes the batch it stands in, and names itself', async () => {
  await migrate(db);
  const batch = [
    db.insert(people).values({ phoneNumber: '919000000101' }),
    guard(db, 'lease', sql`null::boolean`),
  ];
  await expect(commit(db, batch)).rejects.toThrow(new GuardFailed('lease'));
  expect(await db.select().from(people)).toEqual([]);
  await commit(db, [guard(db, 'lease', sql`true`)]);
});

/** Every column and index of a schema, so that two states can be compared. */
async function shapeOf(schema: string): Promise<unknown[]> {
  const found = await db.execute(sql`
    select table_name || '.' || column_name as what, data_type || coalesce(column_default, '') as how
    from information_schema.columns where table_schema = ${schema}
    union all select indexname, indexdef from pg_indexes where schemaname = ${schema} order by 1, 2`);
  return found.rows.filter((r) => !String(r.what).startsWith('migrations'));
}
