import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { GuardFailed, commit } from '../../db/client.js';
import { messages, paymentEvents, paymentLinks } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { type LinkOutcome, type PayContext, makeLink } from '../../src/payments/links.js';
import type { Wanted } from '../../src/payments/reference.js';
import type { Result } from '../../src/school/context.js';
import type { World } from '../support/world.js';

/** Vivek Gupta, father of Ananya and Arjun. */
export const VIVEK = '919000000016';

export async function idOf(db: Db, name: string): Promise<string> {
  const [row] = await db.select().from(school.students).where(eq(school.students.name, name));
  if (!row) throw new Error(`no pupil ${name}`);
  return row.id;
}

export async function instrumentId(db: Db, name: string): Promise<string> {
  const [row] = await db.select().from(school.instruments).where(eq(school.instruments.name, name));
  if (!row) throw new Error(`no instrument ${name}`);
  return row.id;
}

/** What Arjun's family wants: a quarter of guitar. */
export async function arjunsQuarter(db: Db): Promise<Wanted> {
  return {
    studentId: await idOf(db, 'Arjun Gupta'),
    instrumentId: await instrumentId(db, 'Guitar'),
    classes: 24,
    amountPaise: 540_000,
  };
}

/** A person of this number, who speaks for these pupils. */
export async function payer(world: World, phone: string, pupils: readonly string[]): Promise<PayContext> {
  const { db } = world.database;
  const { people } = await import('../../db/schema/bot.js');
  await db.insert(people).values({ phoneNumber: phone }).onConflictDoNothing();
  const [person] = await db.select().from(people).where(eq(people.phoneNumber, phone));
  const children = await Promise.all(
    pupils.map(async (name) => ({
      id: await idOf(db, name),
      name,
      relation: 'guardian' as const,
      paused: false,
    })),
  );
  return {
    db,
    now: world.clock.now(),
    timezone: 'Asia/Kolkata',
    actor: { personId: person?.id ?? '', children },
    razorpay: world.app.razorpay,
  };
}

/** As a turn does it: again on fresh reads when a guard fails. */
export async function acted<T>(db: Db, verb: () => Promise<Result<T>>): Promise<T> {
  for (let tries = 0; ; tries++) {
    const { outcome, writes } = await verb();
    try {
      await commit(db, writes);
      return outcome;
    } catch (error) {
      if (!(error instanceof GuardFailed) || tries === 2) throw error;
    }
  }
}

export function askFor(ctx: PayContext, want: Wanted): Promise<LinkOutcome> {
  return acted(ctx.db, () => makeLink(ctx, want));
}

/** The bot's links, oldest first: `Guitar 24 540000 open`. */
export async function links(db: Db): Promise<string[]> {
  const rows = await db
    .select()
    .from(paymentLinks)
    .orderBy(asc(paymentLinks.createdAt), asc(paymentLinks.updatedAt));
  return rows.map((l) => `${l.label} ${l.classesCount} ${l.amountPaise} ${l.status}`);
}

/** The payments that were made through Razorpay, as the school has them. */
export async function paid(db: Db) {
  const rows = await db.select().from(school.payments);
  return rows.filter((p) => p.transactionId?.startsWith('pay_'));
}

/** What is known of payments: `payment_link.paid booked`. */
export async function events(db: Db): Promise<string[]> {
  const rows = await db.select().from(paymentEvents).orderBy(asc(paymentEvents.createdAt));
  return rows.map((e) => [e.kind, e.status, ...(e.reason ? [e.reason] : [])].join(' '));
}

/** Notices of money: `payment_received 919000000016 sent`. */
export async function moneyNotices(db: Db): Promise<string[]> {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.direction, 'outbound'))
    .orderBy(messages.seq);
  return rows.flatMap((m) =>
    m.kind?.startsWith('payment') ? [`${m.kind} ${m.phoneNumber} ${m.status}`] : [],
  );
}
