import { eq, sql } from 'drizzle-orm';
import { commit } from '../../db/client.js';
import { broadcasts, messages, people, templates } from '../../db/schema/bot.js';
import type { Letter } from '../../src/outreach/broadcast/page.js';
import type { BroadcastContext } from '../../src/outreach/broadcast/rights.js';
import type { Language } from '../../src/understanding/intent.js';
import type { World } from '../support/world.js';

export const OFFICE = '919000000006';
/** A second admin, whom each test makes that needs one. */
export const SECOND = '919000000140';

/** The families of the demo school who agreed, and Meta's yes to the announcement. */
export async function approved(world: World, languages: readonly Language[] = ['en', 'hi', 'te']) {
  for (const language of languages) {
    const row = { templateName: 'announcement', language, templateType: 'notification', content: 'x' };
    await world.app.db
      .insert(templates)
      .values({ ...row, category: 'marketing', status: 'approved' })
      .onConflictDoUpdate({
        target: [templates.templateName, templates.language],
        set: { status: 'approved', category: 'marketing' },
      });
  }
}

export async function personOf(world: World, phone: string): Promise<string> {
  const [row] = await world.app.db.select().from(people).where(eq(people.phoneNumber, phone));
  if (!row) throw new Error(`nobody has ${phone}`);
  return row.id;
}

export async function anotherAdmin(world: World, phone = SECOND): Promise<string> {
  const [row] = await world.app.db
    .insert(people)
    .values({ phoneNumber: phone, userType: 'admin', optedInAt: world.clock.now() })
    .onConflictDoUpdate({ target: people.phoneNumber, set: { userType: 'admin' } })
    .returning();
  return row?.id ?? '';
}

/** Somebody of the office at the chat. */
export function officeContext(world: World, personId: string, more: Partial<BroadcastContext['rules']> = {}) {
  const ctx: BroadcastContext = {
    db: world.app.db,
    now: world.clock.now(),
    timezone: 'Asia/Kolkata',
    actor: { personId, isAdmin: true },
    rules: {
      schoolName: 'Sargam School of Music',
      quietHours: '21:00-08:00',
      approvalAbove: 200,
      peopleADay: 250,
      ...more,
    },
  };
  return ctx;
}

export const everybody = (message: string, more: Partial<Letter> = {}): Letter => ({
  audience: { kind: 'all_students' },
  template: 'announcement',
  language: null,
  parameters: { message },
  ...more,
});

export const planned = (world: World, id: string) =>
  world.app.db.select().from(messages).where(eq(messages.broadcastId, id)).orderBy(messages.seq);

export async function broadcastOf(world: World, id: string) {
  const [row] = await world.app.db.select().from(broadcasts).where(eq(broadcasts.id, id));
  if (!row) throw new Error('no such broadcast');
  return row;
}

/** Invented pupils with a family number each, all of whom agreed: 91 70000 00000 and on. */
export async function crowd(world: World, size: number): Promise<void> {
  const { db } = world.app;
  await commit(db, [
    db.execute(sql`insert into students (id, name, phone, student_type, is_active, metadata)
      select gen_random_uuid(), 'Pupil ' || n, null, 'permanent', true,
        jsonb_build_object('guardian_phone', '+91 ' || (7000000000 + n)) from generate_series(1, ${size}) n`),
    db.execute(sql`insert into bot.whatsapp_subscriptions (phone_number, opted_in_at)
      select '91' || (7000000000 + n), now() from generate_series(1, ${size}) n`),
  ]);
}
