import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Db, commit } from '../../db/client.js';
import { messages, people } from '../../db/schema/bot.js';
import type { Backend } from '../../dev/database/backend.js';
import { sqlEndpoint } from '../../dev/database/endpoint.js';
import { connectInProcess } from '../../dev/database/in-process.js';
import { postgresBackend } from '../../dev/database/postgres.js';
import { holdLease, releaseLease, takeLease } from '../../src/mailbox/lease.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { urlOf } from './support/deployment.js';

const PEOPLE = 25;
const EACH = 40;
const HANDS = 5;

let database: TestDatabase;
let backends: Backend[];
let instances: Db[];

beforeAll(async () => {
  database = await openDatabase();
  const url = await urlOf(database);
  // Three instances, each with connections of its own.
  backends = [1, 2, 3].map(() => postgresBackend(url, { max: HANDS }));
  instances = backends.map((backend) => connectInProcess(sqlEndpoint(backend)));
});
beforeEach(() => database.reset());
afterAll(async () => {
  await Promise.all(backends.map((backend) => backend.close()));
  await database.close();
});

test('a thousand leases, three instances: nobody ever shares a mailbox, and none is left taken', async () => {
  const ids = await peopleWithMail();
  const left = new Map(ids.map((id) => [id, EACH]));
  const holders = new Map<string, string>();
  const shared: string[] = [];
  let held = 0;
  const hand = async (db: Db) => {
    for (let next = anyOf(left); next !== undefined; next = anyOf(left)) {
      const extra = db.select({ one: sql`1` }).from(people).limit(1);
      const { held: mailbox } = await takeLease(db, request(next), extra);
      if (!mailbox) continue;
      held++;
      if (holders.has(next)) shared.push(next);
      holders.set(next, mailbox.leaseId);
      const [first] = mailbox.inbox;
      if (first) await handle(db, next, { leaseId: mailbox.leaseId, message: first.id });
      left.set(next, mailbox.inbox.length - 1);
      if (holders.get(next) !== mailbox.leaseId) shared.push(next);
      holders.delete(next);
      await releaseLease(db, next, mailbox.leaseId);
    }
  };
  await Promise.all(instances.flatMap((db) => Array.from({ length: HANDS }, () => hand(db))));

  expect(shared).toEqual([]);
  expect(held).toBeGreaterThanOrEqual(PEOPLE * EACH);
  expect(await changesOfHands()).toEqual({ taken: held, released: held, stolen: 0 });
  expect(await leftOver(ids)).toEqual({ open: 0, leases: 0, triedTwice: 0 });
});

function request(personId: string) {
  return { personId, now: new Date(), withSession: false };
}

async function handle(db: Db, personId: string, done: { leaseId: string; message: string }): Promise<void> {
  await commit(db, [
    holdLease(db, personId, done.leaseId),
    db.update(messages).set({ status: 'handled' }).where(eq(messages.id, done.message)),
  ]);
}

/** Somebody with something open, also where somebody else is at it: the lease is to tell. */
function anyOf(left: ReadonlyMap<string, number>): string | undefined {
  const open = [...left].filter(([, n]) => n > 0);
  return open[Math.floor(Math.random() * open.length)]?.[0];
}

/** People with open messages, and a list in the database itself of every lease that changes hands. */
async function peopleWithMail(): Promise<string[]> {
  const { db } = database;
  const ids = Array.from({ length: PEOPLE }, () => randomUUID());
  const numbers = ids.map((id, i) => ({ id, phoneNumber: `9190000001${String(i).padStart(2, '0')}` }));
  await db.insert(people).values(numbers);
  const letters = ids.flatMap((personId) => Array.from({ length: EACH }, () => ({ personId })));
  const letter = { direction: 'inbound' as const, messageType: 'text', content: 'hi', status: 'received' };
  await db.insert(messages).values(letters.map((one) => ({ ...one, ...letter })));
  for (const statement of WATCH) await db.execute(statement);
  return ids;
}

const WATCH = [
  sql`create table kept.hands (n bigserial, kind text)`,
  sql`create function kept.watch() returns trigger language plpgsql as $$ begin
      insert into kept.hands (kind) values (case
        when new.lease_id is null then 'released'
        when old.lease_id is null then 'taken'
        when old.lease_until > now() then 'stolen' else 'taken' end);
      return new;
    end $$`,
  sql`create trigger watch after update on bot.whatsapp_subscriptions for each row
    when (old.lease_id is distinct from new.lease_id) execute function kept.watch()`,
];

async function changesOfHands() {
  const { rows } = await database.db.execute<Record<'taken' | 'released' | 'stolen', string>>(sql`
    select count(*) filter (where kind = 'taken') as taken, count(*) filter (where kind = 'released') as released,
      count(*) filter (where kind = 'stolen') as stolen from kept.hands`);
  const [row] = rows;
  return { taken: Number(row?.taken), released: Number(row?.released), stolen: Number(row?.stolen) };
}

async function leftOver(ids: readonly string[]) {
  const letters = await database.db.select().from(messages).orderBy(asc(messages.seq));
  const holders = await database.db.select().from(people).where(sql`${people.leaseId} is not null`);
  const theirs = letters.filter((m) => ids.includes(m.personId));
  return {
    open: theirs.filter((m) => m.status === 'received').length,
    leases: holders.length,
    // None at all where the one before it was handled while the lease was being taken: a crash then counts one less.
    triedTwice: theirs.filter((m) => m.attempts > 1).length,
  };
}
