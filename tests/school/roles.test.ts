import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Write, commit } from '../../db/client.js';
import { attendanceDrafts, leads } from '../../db/schema/bot.js';
import { makeLink } from '../../src/payments/links.js';
import { moneyOf } from '../../src/payments/overview.js';
import { promise } from '../../src/payments/promises.js';
import { moneyToSettle, settleMoney } from '../../src/payments/unbooked.js';
import { comingClasses } from '../../src/school/absence/coming.js';
import { reportAbsence } from '../../src/school/absence/report.js';
import { saidAbsent, withdrawAbsence } from '../../src/school/absence/withdraw.js';
import { openBook } from '../../src/school/attendance/book.js';
import { confirm } from '../../src/school/attendance/confirm.js';
import { keepDraft, rejectDraft } from '../../src/school/attendance/draft.js';
import { makeupPupils } from '../../src/school/attendance/pool.js';
import { openRegister } from '../../src/school/attendance/register.js';
import type { Register } from '../../src/school/attendance/types.js';
import { undo } from '../../src/school/attendance/undo.js';
import { viewDraft } from '../../src/school/attendance/view.js';
import { classesLeft } from '../../src/school/classes-left.js';
import { directory } from '../../src/school/directory.js';
import { dropEnquiry } from '../../src/school/enquiry/keep.js';
import { openEnquiry } from '../../src/school/enquiry/open.js';
import { submitEnquiry } from '../../src/school/enquiry/submit.js';
import { handOver } from '../../src/school/handover.js';
import { deny } from '../../src/school/identity/deny.js';
import { enterCode } from '../../src/school/identity/enter.js';
import { makeInvite, takeInvite } from '../../src/school/identity/invite.js';
import { planLeave } from '../../src/school/leave/plan.js';
import { reportLeave } from '../../src/school/leave/report.js';
import { currentLeaves, planReturn, withdrawLeave } from '../../src/school/leave/withdraw.js';
import { bookMakeup } from '../../src/school/makeup/book.js';
import { cancelMakeup, comingMakeups, viewBooking } from '../../src/school/makeup/bookings.js';
import { makeupChoice } from '../../src/school/makeup/places.js';
import { pupilCard } from '../../src/school/office/card.js';
import { giveBack, heldConversations } from '../../src/school/office/handovers.js';
import { leadsWaiting, takeUpLead } from '../../src/school/office/leads.js';
import { deadLetters, retryLetter, settleLetter } from '../../src/school/office/letters.js';
import { everybodyOnFile } from '../../src/school/office/list.js';
import { readReminders, turnReminder } from '../../src/school/office/reminders.js';
import { pilotOnly, readSwitches, turnSwitch } from '../../src/school/office/switches.js';
import { usageToday } from '../../src/school/office/usage.js';
import type { Actor } from '../../src/school/people.js';
import { pupilHistories } from '../../src/school/pupil-history.js';
import { pupilSchedules } from '../../src/school/pupil-schedule.js';
import { timetable } from '../../src/school/timetable.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { withinReachOfChat } from './reach-of-chat.js';
import {
  type Cast,
  DRAFT,
  NOW,
  THURSDAY,
  TUESDAY,
  type Things,
  WHO,
  type Who,
  castOf,
} from './roles-people.js';

let database: TestDatabase;
let cast: Cast;
let register: Register;

beforeAll(async () => {
  database = await openDatabase();
  cast = await castOf(database.db);
  const { evening } = cast.things;
  const opened = await openRegister(contextOf(cast.actors.admin), { batchId: evening, date: TUESDAY });
  if (opened.kind !== 'open') throw new Error('the office cannot open a register');
  register = opened.register;
});
afterAll(() => database.close());

function contextOf(actor: Actor) {
  const settings = { attendanceDaysBack: 2 };
  const identity = { key: () => Buffer.alloc(32, 1), mail: false };
  return { db: database.db, now: NOW, timezone: 'Asia/Kolkata', actor, settings, identity, razorpay: null };
}
type Context = ReturnType<typeof contextOf>;

const WEEK = { from: TUESDAY, to: '2026-11-30' };
const LEAVE = { from: '2026-12-10', to: '2026-12-11' };
const HANDED = { reason: 'asked', context: {}, hours: 1, officeHours: 'Mon-Sat 09:00-18:00' } as const;

/** One's own child's classes, money and makeups; a pupil's own as well. */
const FAMILY: Who[] = ['parent', 'pupil'];
const FAMILY_OR_OFFICE: Who[] = [...FAMILY, 'admin'];
const ALL_WHO_KNOW: Who[] = [...FAMILY_OR_OFFICE, 'teacher'];
const TEACHER: Who[] = ['teacher', 'admin'];
const OFFICE: Who[] = ['admin'];
/** Whoever made it. */
const AUTHOR: Who[] = ['teacher'];
const ENQUIRER: Who[] = ['enquired before'];
/** Without the very code or link there is nothing to be had, whoever asks. */
const NOBODY: Who[] = [];
const NOT_OFFICE = (Object.keys(WHO) as Who[]).filter((w) => w !== 'admin' && w !== 'agent');

type Row = [verb: string, may: Who[], act: (ctx: Context, x: Things) => unknown];

const VERBS: Row[] = [
  ['pupilSchedules', ALL_WHO_KNOW, (ctx, x) => pupilSchedules(ctx, { studentIds: [x.arjun], ...WEEK })],
  [
    'pupilHistories',
    ALL_WHO_KNOW,
    (ctx, x) => pupilHistories(ctx, { studentIds: [x.arjun], from: null, to: null }),
  ],
  ['classesLeft', FAMILY_OR_OFFICE, (ctx, x) => classesLeft(ctx, { studentIds: [x.arjun], low: 2 })],
  ['directory', ALL_WHO_KNOW, async (ctx, x) => (await directory(ctx)).filter((l) => l.id === x.arjun)],
  ['timetable', TEACHER, (ctx, x) => timetable(ctx, { of: { teacherId: x.rahul }, ...WEEK })],
  ['timetable', OFFICE, (ctx) => timetable(ctx, { of: 'school', ...WEEK })],

  [
    'openBook',
    AUTHOR,
    async (ctx, x) =>
      (await openBook(ctx, { of: 'own', ...WEEK })).batches.filter((b) => b.batchId === x.evening),
  ],
  [
    'openBook',
    [...TEACHER],
    async (ctx, x) =>
      (await openBook(ctx, { of: 'school', ...WEEK })).batches.filter((b) => b.batchId === x.evening),
  ],
  ['openRegister', TEACHER, (ctx, x) => openRegister(ctx, { batchId: x.evening, date: TUESDAY })],
  ['makeupPupils', TEACHER, (ctx) => makeupPupils(ctx, register)],
  ['keepDraft', TEACHER, (ctx) => keepDraft(ctx, { ...DRAFT, register, seen: { roster: '', rows: '' } })],
  ['viewDraft', AUTHOR, (ctx, x) => viewDraft(ctx, x.draft.id)],
  ['confirm', AUTHOR, (ctx, x) => confirm(ctx, { ...x.draft, low: 2 })],
  ['undo', AUTHOR, (ctx, x) => undo(ctx, { draftId: x.saved })],
  ['rejectDraft', AUTHOR, (ctx, x) => changesDraft(rejectDraft(ctx, x.draft.id), x)],

  ['comingClasses', FAMILY_OR_OFFICE, (ctx, x) => comingClasses(ctx, { studentIds: [x.arjun], ...WEEK })],
  [
    'reportAbsence',
    FAMILY_OR_OFFICE,
    (ctx, x) =>
      reportAbsence(ctx, {
        studentId: x.arjun,
        classes: [{ batchId: x.evening, date: THURSDAY }],
        reason: null,
      }),
  ],
  ['saidAbsent', FAMILY_OR_OFFICE, (ctx, x) => saidAbsent(ctx, [x.arjun])],
  [
    'withdrawAbsence',
    FAMILY_OR_OFFICE,
    (ctx, x) =>
      withdrawAbsence(ctx, { studentId: x.arjun, classes: [{ batchId: x.evening, date: THURSDAY }] }),
  ],
  ['makeupChoice', FAMILY_OR_OFFICE, (ctx, x) => makeupChoice(ctx, { studentId: x.arjun })],
  [
    'bookMakeup',
    FAMILY_OR_OFFICE,
    (ctx, x) => bookMakeup(ctx, { studentId: x.arjun, ...x.booking, missedDate: null }),
  ],
  ['comingMakeups', FAMILY_OR_OFFICE, (ctx, x) => comingMakeups(ctx, [x.arjun])],
  ['viewBooking', FAMILY_OR_OFFICE, (ctx, x) => viewBooking(ctx, { bookingId: x.booking.id })],
  ['cancelMakeup', FAMILY_OR_OFFICE, (ctx, x) => cancelMakeup(ctx, { bookingId: x.booking.id })],

  ['planLeave', TEACHER, (ctx, x) => planLeave(ctx, { teacherId: x.rahul, ...LEAVE })],
  [
    'reportLeave',
    TEACHER,
    (ctx, x) => reportLeave(ctx, { teacherId: x.rahul, ...LEAVE, reason: null, seen: '' }),
  ],
  ['currentLeaves', TEACHER, (ctx, x) => currentLeaves(ctx, x.rahul)],
  ['planReturn', TEACHER, (ctx, x) => planReturn(ctx, { leaveId: x.leave })],
  ['withdrawLeave', TEACHER, (ctx, x) => withdrawLeave(ctx, { leaveId: x.leave })],

  ['moneyOf', FAMILY, async (ctx, x) => (await moneyOf(ctx)).filter((m) => m.studentId === x.arjun)],
  [
    'makeLink',
    FAMILY,
    (ctx, x) =>
      makeLink(ctx, { studentId: x.arjun, instrumentId: x.guitar, classes: 24, amountPaise: 540_000 }),
  ],
  [
    'promise',
    FAMILY,
    (ctx, x) => promise(ctx, { studentIds: [x.arjun], date: '2026-11-27', wording: 'Friday' }),
  ],

  ['openEnquiry', ENQUIRER, async (ctx) => (await openEnquiry(ctx)).draft],
  [
    'submitEnquiry',
    ENQUIRER,
    (ctx, x) => submitEnquiry(ctx, { id: x.enquiry, version: 1, notesOf: () => '' }),
  ],
  ['dropEnquiry', ENQUIRER, (ctx, x) => dropsEnquiry(dropEnquiry(ctx, x.enquiry), x)],
  ['handOver', NOT_OFFICE, (ctx) => handOver(ctx, HANDED)],

  ['pupilCard', OFFICE, (ctx, x) => pupilCard(ctx, { studentId: x.arjun, low: 2 })],
  ['everybodyOnFile', OFFICE, (ctx) => everybodyOnFile(ctx)],
  ['heldConversations', OFFICE, (ctx) => heldConversations(ctx)],
  ['giveBack', OFFICE, (ctx, x) => giveBack(ctx, { personId: x.held })],
  ['leadsWaiting', OFFICE, (ctx) => leadsWaiting(ctx, { page: 0 })],
  ['takeUpLead', OFFICE, (ctx) => takeUpLead(ctx, { reference: 'E-1042' })],
  ['deadLetters', OFFICE, (ctx) => deadLetters(ctx)],
  ['settleLetter', OFFICE, (ctx, x) => settleLetter(ctx, { id: x.letter })],
  ['retryLetter', OFFICE, (ctx, x) => retryLetter(ctx, { id: x.letter })],
  ['moneyToSettle', OFFICE, (ctx) => moneyToSettle(ctx)],
  ['settleMoney', OFFICE, (ctx, x) => settleMoney(ctx, { id: x.money })],
  ['usageToday', OFFICE, (ctx) => usageToday(ctx)],
  ['readSwitches', OFFICE, (ctx) => readSwitches(ctx)],
  ['pilotOnly', OFFICE, (ctx) => pilotOnly(ctx, { numbers: ['919000000303'] })],
  ['readReminders', OFFICE, (ctx) => readReminders(ctx)],
  ['turnReminder', OFFICE, (ctx) => turnReminder(ctx, { key: 'REMINDER_CLASS', off: true })],
  ['makeInvite', OFFICE, (ctx, x) => makeInvite(ctx, [{ type: 'student', id: x.arjun }])],

  ['deny', FAMILY, (ctx, x) => deny(ctx, [x.arjun])],
  ['enterCode', NOBODY, (ctx) => enterCode(ctx, '123456')],
  ['takeInvite', NOBODY, (ctx) => takeInvite(ctx, 'ABCD-EFGH-JKMN-PQRS')],
  ['turnSwitch', OFFICE, (ctx) => turnSwitch(ctx, { key: 'AI_OFF', off: true })],
  ['readReminders', OFFICE, (ctx) => readReminders(ctx)],
  ['turnReminder', OFFICE, (ctx) => turnReminder(ctx, { key: 'REMINDER_PAYMENT', off: true })],
];

/** Within reach of a conversation, and nobody's in particular: why each needs no right. */
const OPEN_TO_ALL: Record<string, string> = {
  adminRows: 'whom of the office to tell',
  claim: 'gives no right: a code goes to the number on file',
  claimFacts: 'what a claim is decided by, and shown to nobody',
  heldBy: 'whom one is linked to oneself',
  linkTo: 'one’s own link: the caller holds the code or the number',
  suspend: 'takes rights away, on WhatsApp’s own word',
  identityRows: 'says who somebody is, before anything is asked',
  schoolFacts: 'what the school says of itself',
  seatsOf: 'free seats and fees, without a pupil’s name',
  keepEnquiry: 'one’s own enquiry: the row bears the person’s id',
  keepQuestion: 'one’s own question: the row bears the person’s id',
  latestDraft: 'one’s own list: the row bears the person’s id',
  handBack: 'ends one’s own; for somebody else it is giveBack',
  bookFound: 'books what Razorpay says it received, whoever asked',
  refusal: 'is the right to mark itself',
  roleIn: 'says by which right a register is marked',
};

test('every verb that a conversation can reach is in this table, or needs no right', () => {
  const listed = new Set([...VERBS.map(([verb]) => verb), ...Object.keys(OPEN_TO_ALL)]);
  expect([...listed].sort()).toEqual(withinReachOfChat());
});

describe('who is let near Arjun, his family’s money, his teacher’s classes and the office’s errands', () => {
  test.each(VERBS)('%s is for %s alone', async (_verb, may, act) => {
    const let_in: Who[] = [];
    for (const who of Object.keys(WHO) as Who[]) {
      const found = await act(contextOf(cast.actors[who]), cast.things);
      if (letIn(found)) let_in.push(who);
      else expect(writesOf(found), `${who} is refused and would write all the same`).toEqual([]);
    }
    expect(let_in.sort()).toEqual([...may].sort());
  });
});

const REFUSED = new Set(['not_yours', 'office_only', 'is_office', 'gone', 'unknown', 'not_linked', 'over']);

/** Whether a verb told or did anything. */
function letIn(found: unknown): boolean {
  const outcome = isObject(found) && 'outcome' in found ? found.outcome : found;
  if (outcome === null || outcome === undefined || outcome === false) return false;
  if (Array.isArray(outcome)) return outcome.length > 0;
  return !(isObject(outcome) && REFUSED.has(String(outcome.kind)));
}

function writesOf(found: unknown): unknown {
  return isObject(found) && 'writes' in found ? found.writes : [];
}

function isObject(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null;
}

/** Does it, sees whether the draft is put away now, and takes it out again. */
async function changesDraft(writes: Write[], { draft }: Things): Promise<boolean> {
  const { db } = database;
  const d = attendanceDrafts;
  await commit(db, writes);
  const away = and(eq(d.id, draft.id), eq(d.status, 'rejected'));
  const back = await db.update(d).set({ status: 'draft' }).where(away).returning({ id: d.id });
  return back.length > 0;
}

/** Does it, sees whether the enquiry is gone, and puts it back. */
async function dropsEnquiry(writes: Write[], { enquiry }: Things): Promise<boolean> {
  const { db } = database;
  const [before] = await db.select().from(leads).where(eq(leads.id, enquiry));
  await commit(db, writes);
  const after = await db.select().from(leads).where(eq(leads.id, enquiry));
  if (after.length === 0 && before) await db.insert(leads).values(before);
  return after.length === 0;
}
