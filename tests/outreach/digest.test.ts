import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { aiUsage, leads, messages, people, unansweredQuestions } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { studentId } from '../conversations/attendance-tables.js';
import { marks } from '../conversations/schedule-tables.js';
import { useWorld } from '../support/world.js';
import { allWroteJustNow, at, job, notices } from './reminders-world.js';

const world = useWorld({ reminders: ['REMINDER_DIGEST'], simulator: { windowsOpen: true } });
const OFFICE = '919000000006';
const digests = async (who = OFFICE) => (await notices(world, who)).filter((n) => n.kind === 'digest');
const GUITAR = 'TUE 17:00-18:00, THU 17:00-18:00, SAT 17:00-18:00';

/** A week of the school: from Monday 23 to Sunday 29 November 2026. */
async function aWeek() {
  const { db } = world.app;
  const within = new Date('2026-11-25T10:00:00+05:30');
  const justAfter = new Date('2026-11-30T00:00:01+05:30');
  await db.delete(school.payments);
  await marks(db, { name: 'Sarah Thomas', recurrence: GUITAR, date: '2026-11-24', status: 'present' });
  await marks(db, { name: 'Sarah Thomas', recurrence: GUITAR, date: '2026-11-26', status: 'absent' });
  await db.insert(leads).values([
    { reference: 'E-2001', createdAt: within },
    { reference: 'E-2002', createdAt: justAfter },
    { reference: 'draft-x', status: 'draft', createdAt: within },
  ]);
  const pupil = await studentId(db, 'Sarah Thomas');
  await db.insert(school.payments).values([
    { studentId: pupil, amount: '2100', method: 'upi', paidAt: within },
    { studentId: pupil, amount: '1900.50', method: 'cash', paidAt: new Date('2026-11-29T23:59:00+05:30') },
    { studentId: pupil, amount: '9999', method: 'pending', paidAt: within },
    { studentId: pupil, amount: '5000', method: 'upi', paidAt: justAfter },
  ]);
  const [office] = await db.select().from(people).where(eq(people.phoneNumber, OFFICE));
  const of = { personId: office?.id ?? '', messageType: 'text' } as const;
  await db.insert(messages).values([
    { ...of, direction: 'outbound', status: 'failed', kind: 'digest', acceptedAt: within },
    { ...of, direction: 'inbound', status: 'dead', sentAt: within },
    { ...of, direction: 'inbound', status: 'dead', sentAt: justAfter },
  ]);
  await db.insert(unansweredQuestions).values([
    { question: 'Do you teach the sitar?', createdAt: within },
    { question: 'And the flute?', createdAt: within, answeredAt: within },
  ]);
  await db.insert(aiUsage).values({ purpose: 'read', model: 'm', costUsd: '0.125', createdAt: within });
}

test('on Monday morning the office hears what the week came to, once', async () => {
  await aWeek();
  at(world, '11-30T08:59');
  await allWroteJustNow(world);
  await world.tick();
  expect(await digests()).toHaveLength(0);
  at(world, '11-30T09:00');
  await Promise.all([world.tick(), world.tick(), job(world, 'digest')]);
  for (const day of ['11-30T12:00', '12-01T09:00', '12-05T09:00']) {
    at(world, day);
    await world.tick();
  }
  const [digest, ...more] = (await digests()).filter((d) => d.params.from !== undefined);
  expect(more).toEqual([]);
  expect(digest?.content?.split('\n')).toEqual([
    'The week from Mon 23 Nov to Sun 29 Nov',
    'Classes marked: 3, not marked: 14',
    'New enquiries: 1',
    'Payments received: 2 (₹4,000.50)',
    'Messages that failed: 1, left without an answer: 1',
    'Questions without an answer: 1',
    'Understanding messages cost: $0.13',
    '– Sargam School of Music',
  ]);
});

test('every admin hears it, each in their own language; nobody else does', async () => {
  const { db } = world.app;
  await db
    .insert(people)
    .values({ phoneNumber: '919000000155', userType: 'admin', language: 'hi', optedInAt: new Date() });
  at(world, '11-30T09:00');
  await allWroteJustNow(world);
  await world.tick();
  expect((await notices(world)).map((n) => [n.kind, n.phone]).sort()).toEqual([
    ['digest', OFFICE],
    ['digest', '919000000155'],
  ]);
  expect((await digests('919000000155'))[0]?.params.from).toBe('सोम 23 नवंबर');
});

test('a Monday on which nothing ran is made up for on Tuesday', async () => {
  at(world, '12-01T09:30');
  await world.tick();
  expect((await digests()).map((d) => d.params.to)).toEqual(['Sun 29 Nov']);
});
