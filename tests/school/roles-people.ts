import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { commit } from '../../db/client.js';
import {
  handovers,
  leads,
  makeupBookings,
  messages,
  paymentEvents,
  people,
  studentAbsences,
  teacherLeaves,
} from '../../db/schema/bot.js';
import { students, teachers } from '../../db/schema/school.js';
import { confirm } from '../../src/school/attendance/confirm.js';
import { keepDraft } from '../../src/school/attendance/draft.js';
import { seenOf } from '../../src/school/attendance/fingerprint.js';
import { openRegister } from '../../src/school/attendance/register.js';
import { type Actor, identify } from '../../src/school/people.js';
import { EVENING, LATE, batchId, studentId } from '../conversations/attendance-tables.js';
import { teacherId } from '../conversations/schedule-tables.js';
import { must } from './attendance-school.js';

export const NOW = new Date('2026-11-24T12:35:00Z');
export const TUESDAY = '2026-11-24';
export const THURSDAY = '2026-11-26';

/** Everybody who may write to the school, by what they are to Arjun, a pupil of Rahul's evening class. */
export const WHO = {
  teacher: '919000000002',
  'another teacher': '919000000003',
  parent: '919000000016',
  'another parent': '919000000009',
  pupil: '919000000300',
  'former pupil': '919000000301',
  'enquired before': '919000000302',
  stranger: '919000000303',
  agent: '919000000304',
  'suspended parent': '919000000305',
  'suspended teacher': '919000000306',
  'suspended admin': '919000000307',
  admin: '919000000006',
} as const;
export type Who = keyof typeof WHO;

/** What everybody is let near, or not: all of it Arjun's, his family's, his teacher's, or the office's. */
export interface Things {
  arjun: string;
  rahul: string;
  evening: string;
  guitar: string;
  /** A draft of Rahul's that waits for Yes, and one that was saved. */
  draft: { id: string; version: number };
  saved: string;
  leave: string;
  booking: { id: string; batchId: string; date: string };
  /** What the one who enquired before has begun to ask anew. */
  enquiry: string;
  letter: string;
  money: string;
  held: string;
}

export interface Cast {
  things: Things;
  actors: Record<Who, Actor>;
}

/** The demo school with everybody in it, and something of every kind to reach for. */
export async function castOf(db: Db): Promise<Cast> {
  await numbers(db);
  const ids = {} as Record<Who, string>;
  for (const [who, phone] of Object.entries(WHO) as [Who, string][]) ids[who] = await person(db, phone, who);
  const actors = {} as Record<Who, Actor>;
  for (const [who, id] of Object.entries(ids) as [Who, string][]) actors[who] = await identify(db, id);
  return { things: await thingsOf(db, actors), actors };
}

async function numbers(db: Db): Promise<void> {
  const metadata = { guardian_phone: '+919000000016', phone: '+919000000305' };
  await db.update(students).set({ phone: '+919000000300', metadata }).where(eq(students.name, 'Arjun Gupta'));
  await db
    .update(teachers)
    .set({ phone: '9000000002 / 9000000306' })
    .where(eq(teachers.name, 'Rahul Deshpande'));
  await db.insert(students).values([
    { name: 'Farah Khan', phone: '+919000000301', isActive: false },
    { name: 'Uma Rao', phone: '+919000000302', studentType: 'prospect' },
  ]);
}

async function person(db: Db, phone: string, who: Who): Promise<string> {
  const userType = who.endsWith('admin') ? 'admin' : who === 'agent' ? 'agent' : 'prospect';
  const row = { userType, isActive: !who.startsWith('suspended') } as const;
  const [stored] = await db
    .insert(people)
    .values({ phoneNumber: phone, ...row })
    .onConflictDoUpdate({ target: people.phoneNumber, set: row })
    .returning();
  return must(stored).id;
}

async function thingsOf(db: Db, actors: Record<Who, Actor>): Promise<Things> {
  const [arjun, rahul, evening] = [
    await studentId(db, 'Arjun Gupta'),
    await teacherId(db, 'Rahul Deshpande'),
    await batchId(db, EVENING),
  ];
  const saved = await drafted(db, actors.teacher, await batchId(db, LATE));
  const context = { db, now: NOW, timezone: 'Asia/Kolkata', settings: { attendanceDaysBack: 2 } };
  const yes = await confirm({ ...context, actor: actors.teacher }, { ...saved, low: 2 });
  await commit(db, yes.writes);
  await db.insert(studentAbsences).values({ studentId: arjun, batchId: evening, absenceDate: THURSDAY });
  const booking = { batchId: await batchId(db, 'MON 17:30'), date: '2026-11-30' };
  const [leave] = await db
    .insert(teacherLeaves)
    .values({ teacherId: rahul, fromDate: '2026-12-01', toDate: '2026-12-02' })
    .returning();
  const [booked] = await db
    .insert(makeupBookings)
    .values({ studentId: arjun, batchId: booking.batchId, sessionDate: booking.date })
    .returning();
  const asks = actors['enquired before'].personId;
  const [enquiry] = await db
    .insert(leads)
    .values({ personId: asks, reference: `draft-${asks}`, status: 'draft', details: { age: 8, version: 1 } })
    .returning();
  await db.insert(leads).values({ reference: 'E-1042', details: { name: 'Kabir' } });
  const [letter] = await db
    .insert(messages)
    .values({
      personId: actors.parent.personId,
      direction: 'inbound',
      messageType: 'text',
      status: 'dead',
      sentAt: NOW,
    })
    .returning();
  const [money] = await db
    .insert(paymentEvents)
    .values({ kind: 'payment_link.paid', status: 'unbooked', reason: 'amount', amountPaise: 100 })
    .returning();
  const until = new Date(NOW.getTime() + 3_600_000);
  await db.insert(handovers).values({ personId: actors.parent.personId, reason: 'asked', until });
  const opened = await openRegister({ ...context, actor: actors.admin }, { batchId: evening, date: TUESDAY });
  return {
    arjun,
    rahul,
    evening,
    guitar: opened.kind === 'open' ? (opened.register.instrumentId ?? '') : '',
    draft: await drafted(db, actors.teacher, evening),
    saved: saved.id,
    leave: must(leave).id,
    booking: { id: must(booked).id, ...booking },
    enquiry: must(enquiry).id,
    letter: must(letter).id,
    money: must(money).id,
    held: actors.parent.personId,
  };
}

/** A register in which nobody is marked, kept as a draft. */
async function drafted(db: Db, actor: Actor, batch: string) {
  const ctx = { db, now: NOW, timezone: 'Asia/Kolkata', actor, settings: { attendanceDaysBack: 2 } };
  const opened = await openRegister(ctx, { batchId: batch, date: TUESDAY });
  if (opened.kind !== 'open') throw new Error(`not open: ${opened.kind}`);
  const { register } = opened;
  const kept = await keepDraft(ctx, { ...DRAFT, register, seen: seenOf(register, 'register') });
  await commit(db, kept.writes);
  if (kept.outcome.kind !== 'kept') throw new Error(`not kept: ${kept.outcome.kind}`);
  return kept.outcome.ref;
}

export const DRAFT = {
  draftId: null,
  content: {
    kind: 'register' as const,
    present: [],
    absent: [],
    excused: [],
    extra: [],
    rest: null,
    open: [],
    partial: false,
    confidence: null,
  },
  originalMessage: null,
  sessionId: null,
};
