import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';

/** What is left to do, for the whole school. */
export interface Unfinished {
  /** Messages of people, in all and without an answer. */
  received: number;
  open: number;
  /** Replies that are not with Meta, or of which nobody knows. */
  unsent: number;
  /** Mailboxes that somebody holds. */
  leases: number;
}

export async function unfinished(db: Db): Promise<Unfinished> {
  const { rows } = await db.execute<Record<keyof Unfinished, string>>(sql`
    select count(*) filter (where direction = 'inbound') as received,
      count(*) filter (where direction = 'inbound' and status = 'received') as open,
      count(*) filter (where kind = 'reply' and status in ('queued', 'sending')) as unsent,
      (select count(*) from bot.whatsapp_subscriptions where lease_until > now()) as leases
    from bot.whatsapp_messages`);
  const [row] = rows;
  return {
    received: Number(row?.received),
    open: Number(row?.open),
    unsent: Number(row?.unsent),
    leases: Number(row?.leases),
  };
}

/** As if a minute had passed: every lease has run out, what was cut off while sending is to be settled, what waits is due. */
export async function minutePasses(db: Db): Promise<void> {
  await db.batch([
    db.execute(sql`update bot.whatsapp_subscriptions set lease_until = lease_until - interval '16 seconds'
      where lease_until is not null`),
    db.execute(sql`update bot.whatsapp_messages set try_at = try_at - interval '61 seconds',
        not_before = not_before - interval '61 seconds'
      where kind = 'reply' and status in ('sending', 'queued')`),
  ]);
}

/** A message as it is kept, in the order of the whole school's. */
export interface Mail {
  id: string;
  personId: string;
  direction: 'inbound' | 'outbound';
  kind: string | null;
  status: string;
  attempts: number;
  content: string | null;
  /** Of a reply: the messages that it answers. */
  answers: string[];
  /** Of a reply: how often it was sent again because nobody knew. */
  sentAgain: number;
}

export async function mail(db: Db): Promise<Mail[]> {
  const { rows } = await db.execute<Mail & Record<string, unknown>>(sql`
    select id, person_id as "personId", direction, kind, status, attempts, content,
      coalesce(metadata -> 'answers', '[]'::jsonb) as answers,
      coalesce((metadata ->> 'sentAgain')::int, 0) as "sentAgain"
    from bot.whatsapp_messages order by seq`);
  return rows;
}

/** Messages of people that nobody answered: each must be named by exactly one reply that Meta took. */
export function unanswered(all: readonly Mail[]): Mail[] {
  const answered = all.filter((m) => m.kind === 'reply' && TAKEN.has(m.status)).flatMap((m) => m.answers);
  return all.filter(
    (m) =>
      m.direction === 'inbound' &&
      (m.status !== 'handled' || answered.filter((id) => id === m.id).length !== 1),
  );
}

const TAKEN: ReadonlySet<string> = new Set(['sent', 'delivered', 'read']);

/** What stands in the school's and the bot's tables about registers. */
export interface Effects {
  /** Marks of that day, and how many pupils they are of. */
  marks: string;
  held: string[];
  drafts: string[];
  audit: string[];
  /** What families are to be told. */
  notices: string[];
}

/** All that was written about the classes of one day, in lines. */
export async function effects(db: Db, date: string): Promise<Effects> {
  const line = async (query: ReturnType<typeof sql>) =>
    (await db.execute<{ line: string }>(query)).rows.map((row) => row.line);
  const [marks, held, drafts, audit, notices] = await Promise.all([
    line(sql`select concat_ws(' ', count(*), 'of', count(distinct student_id), 'present', 
        count(*) filter (where status = 'present')) as line
      from attendance_records where session_date = ${date}::date`),
    line(sql`select status as line from teacher_attendance where session_date = ${date}::date`),
    line(sql`select status as line from bot.attendance_drafts order by created_at, status`),
    line(sql`select action as line from audit_logs where payload ->> 'channel' = 'whatsapp' order by action`),
    line(sql`select concat_ws(' ', kind, status) as line from bot.whatsapp_messages
      where direction = 'outbound' and kind <> 'reply' order by line`),
  ]);
  return { marks: marks[0] ?? '', held, drafts, audit, notices };
}
