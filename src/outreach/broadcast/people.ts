import { getTableColumns, inArray, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { people } from '../../../db/schema/bot.js';
import { guardianNumbers, guardianNumbersOnly, ownNumbers } from '../../school/numbers-on-file.js';
import { phonesIn } from '../../school/phone.js';
import { windowOpenFor } from '../window.js';
import type { Subject } from './audience.js';

/** Why somebody whom the audience names gets nothing. */
export type LeftOut =
  /** No usable number on file. */
  | 'no_number'
  /** Several teachers have it on file: it is nobody's. */
  | 'shared_number'
  /** An entry of a list that is no number. */
  | 'bad_number'
  | 'no_consent'
  | 'opted_out'
  /** Told Meta that they want no marketing, or us that they want no announcements. */
  | 'no_marketing'
  | 'inactive'
  /** The number changed hands, or its owner a number: nothing about pupils until that is settled. */
  | 'unconfirmed'
  /** Blocked the school's number. */
  | 'blocked'
  | 'unreachable'
  /** Meta has approved no template in their language, nor in English. */
  | 'no_template'
  /** The text asks for something that is not known of them (a child, a class, a balance). */
  | 'unfilled'
  /** With their own words filled in it is longer than Meta takes. */
  | 'too_long';

const Links = z.array(
  z.object({ subject: z.string(), source: z.enum(['number', 'code', 'admin', 'denied']) }),
);
export type Person = typeof people.$inferSelect & {
  links: z.infer<typeof Links>;
  /** The school's own list of contacts says so (bot.school_stopped), and they have not said START since. */
  stoppedAtSchool: boolean;
};

/** Everybody who may be meant by these subjects: by number, by Meta's user id, or linked to them. One statement. */
export async function peopleFor(db: Db, subjects: readonly Subject[]): Promise<Person[]> {
  const numbers = [...new Set(subjects.flatMap(numbersOf))];
  const userIds = subjects.flatMap((s) => (s.kind === 'number' && s.phone === null ? [s.id] : []));
  const ids = subjects.flatMap((s) => (s.kind === 'number' ? [] : [s.id]));
  const linked = sql`${people.id} in (select l.person_id from bot.person_links l
    where l.revoked_at is null and l.source <> 'denied' and l.subject_id = any(${sql.param(ids)}::uuid[]))`;
  const links = sql<unknown>`(select coalesce(json_agg(json_build_object('subject', l.subject_id, 'source', l.source)), '[]')
    from bot.person_links l where l.person_id = whatsapp_subscriptions.id and l.revoked_at is null)`;
  const stoppedAtSchool = sql<boolean>`bot.school_stopped(phone_number,
    case when consent_source = 'asked by message' then opted_in_at end)`;
  const rows = await db
    .select({ ...getTableColumns(people), links, stoppedAtSchool })
    .from(people)
    .where(
      or(
        sql`${people.phoneNumber} = any(${sql.param(numbers)}::text[])`,
        userIds.length > 0 ? inArray(people.waUserId, userIds) : undefined,
        ids.length > 0 ? linked : undefined,
      ),
    );
  return rows.map((row) => ({ ...row, links: Links.parse(row.links) }));
}

/** Where the school writes to about them, in this order. */
function numbersOf(s: Subject): string[] {
  return s.kind === 'pupil' ? guardianNumbers(s) : s.kind === 'number' ? [s.phone ?? ''] : phonesIn(s.phone);
}

/** Somebody who gets one message, however many of the audience they stand for. */
export interface Recipient {
  person: Person;
  subjects: Subject[];
  /** The number is the guardian's on file, not the pupil's own. */
  guardian: boolean;
  windowOpen: boolean;
}

/** Who gets one, in the order of the subjects; who does not is counted once per family, by the reason. */
export function recipientsOf(
  subjects: readonly Subject[],
  known: readonly Person[],
  now: Date,
): { recipients: Recipient[]; leftOut: Map<string, LeftOut> } {
  const found = new Map<string, Recipient>();
  const left = new Map<string, LeftOut>();
  const shared = sharedNumbers(subjects);
  const reached = new Set<string>();
  for (const subject of subjects) {
    const reach = reachOf(subject, known, shared);
    if (typeof reach === 'string') {
      if (!left.has(subject.family)) left.set(subject.family, reach);
      continue;
    }
    reached.add(subject.family);
    const before = found.get(reach.id);
    if (before) before.subjects.push(subject);
    else {
      const guardian = isGuardian(subject, reach);
      found.set(reach.id, {
        person: reach,
        subjects: [subject],
        guardian,
        windowOpen: windowOpenFor(reach, now),
      });
    }
  }
  // A family that hears it through one child is not left out because of another.
  for (const family of reached) left.delete(family);
  return { recipients: [...found.values()], leftOut: left };
}

/** The first who may be written to; else why the first of them may not. */
function reachOf(subject: Subject, known: readonly Person[], shared: ReadonlySet<string>): Person | LeftOut {
  const numbers = numbersOf(subject);
  const own = numbers.filter((n) => !shared.has(n));
  const onFile = own.flatMap((n) => known.filter((p) => p.phoneNumber === n));
  const byId = subject.kind === 'number' ? known.filter((p) => p.waUserId === subject.id) : [];
  const linked = known.filter((p) => p.links.some((l) => l.subject === subject.id && PROVED.has(l.source)));
  const candidates = [...onFile, ...byId, ...linked].filter((p) => !denies(p, subject));
  let why: LeftOut | null = null;
  for (const person of candidates) {
    const closed = closedTo(person);
    if (closed === null) return person;
    why ??= closed;
  }
  if (why) return why;
  if (subject.kind === 'number') return 'no_consent';
  return numbers.length === 0 ? 'no_number' : own.length === 0 ? 'shared_number' : 'no_consent';
}

const PROVED: ReadonlySet<string> = new Set(['code', 'admin']);

function denies(person: Person, subject: Subject): boolean {
  return person.links.some((l) => l.subject === subject.id && l.source === 'denied');
}

/** The same rules as at the moment of sending (outreach/decide.ts), told apart more finely for whoever asks why. */
function closedTo(person: Person): LeftOut | null {
  if (!person.isActive) return 'inactive';
  const { unreachableAt: at, lastInboundAt: heard } = person;
  if (at !== null && (heard === null || heard <= at))
    return /\b130403\b|block/i.test(person.unreachableReason ?? '') ? 'blocked' : 'unreachable';
  if (person.optedOutAt !== null || person.stoppedAtSchool) return 'opted_out';
  if (person.optedInAt === null) return 'no_consent';
  return person.suspendedAt === null ? null : 'unconfirmed';
}

function sharedNumbers(subjects: readonly Subject[]): ReadonlySet<string> {
  const holders = new Map<string, number>();
  for (const s of subjects)
    if (s.kind === 'teacher') for (const n of numbersOf(s)) holders.set(n, (holders.get(n) ?? 0) + 1);
  return new Set([...holders].flatMap(([n, count]) => (count > 1 ? [n] : [])));
}

function isGuardian(subject: Subject, { phoneNumber }: Person): boolean {
  if (subject.kind !== 'pupil' || phoneNumber === null) return false;
  return guardianNumbersOnly(subject).includes(phoneNumber) || !ownNumbers(subject).includes(phoneNumber);
}
