import { eq, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import type { GraphBody, SendResult, WhatsApp } from '../whatsapp/client.js';
import { backOffMs } from '../whatsapp/graph-errors.js';
import type { MessageRow, PersonRow } from './mailbox.js';

/** After so many tries a message is given up and shown to the admins. */
export const MAX_TRIES = 8;

/** One message to put. `sending`: this turn hands it to Meta itself, right after its commit. */
export interface Outgoing {
  id: string;
  person: PersonRow;
  sessionId: string | null;
  kind: string;
  /** What it says, for the history. */
  content: string;
  body: GraphBody;
  status: 'sending' | 'queued';
  metadata?: Record<string, unknown>;
  /** What happens once has a name of its own: a second row with it is refused by the database. */
  onceKey?: string | undefined;
}

export function put(db: Db, out: Outgoing): Write {
  const sending = out.status === 'sending';
  return db.insert(messages).values({
    id: out.id,
    personId: out.person.id,
    sessionId: out.sessionId,
    phoneNumber: out.person.phoneNumber,
    direction: 'outbound',
    messageType: out.body.type,
    content: out.content,
    payload: out.body,
    metadata: out.metadata ?? {},
    onceKey: out.onceKey ?? null,
    kind: out.kind,
    status: out.status,
    attempts: sending ? 1 : 0,
    tryAt: sending ? sql`now()` : null,
  });
}

/**
 * Takes a waiting or cut-off message for sending; guarded on it being as we saw it. Its payload stays: a notice that
 * Meta refuses for the moment is put into words anew the next time.
 */
export function claim(db: Db, row: MessageRow, out: { body: GraphBody; content: string | null }): Write {
  const resent = row.status === 'sending' || inDoubt(row);
  return db.execute(sql`
    with mine as (
      update bot.whatsapp_messages set
        status = 'sending', try_at = now(), attempts = attempts + 1,
        message_type = ${out.body.type}, content = ${out.content},
        metadata = metadata - 'doubt' || ${JSON.stringify(resent ? { sentAgain: (sentAgain(row) ?? 0) + 1 } : {})}::jsonb
      where id = ${row.id} and status = ${row.status} and attempts = ${row.attempts} returning 1
    ) select bot.guard(exists (select 1 from mine), 'outbox')`);
}

/** How often a message was sent again because nobody knew whether Meta had it: at most so many times it is doubled. */
export function sentAgain(row: Pick<MessageRow, 'metadata'>): number | null {
  const kept = row.metadata;
  const n = typeof kept === 'object' && kept !== null && 'sentAgain' in kept ? kept.sentAgain : null;
  return typeof n === 'number' ? n : null;
}

function inDoubt({ metadata }: Pick<MessageRow, 'metadata'>): boolean {
  return typeof metadata === 'object' && metadata !== null && 'doubt' in metadata;
}

/** What happened to a message that was handed over, and when to try again if at all (milliseconds from now). */
export interface Sent {
  write: Write;
  retryInMs: number | null;
  result: SendResult;
}

export interface Handover {
  db: Db;
  whatsapp: WhatsApp;
  now: Date;
}

/** Hands one message to Meta and says what to record. Never throws. */
export async function send(
  { db, whatsapp, now }: Handover,
  out: { id: string; attempts: number; body: GraphBody },
  person: PersonRow,
): Promise<Sent> {
  const result = await whatsapp.send(
    { phone: person.phoneNumber, userId: person.waUserId },
    out.body,
    out.id,
  );
  switch (result.kind) {
    case 'accepted':
      return { write: record(db, out.id, { status: 'sent', wamid: result.wamid }), retryInMs: null, result };
    case 'lost':
      // Stays `sending`: a status settles it, or a minute without one.
      return {
        write: record(db, out.id, { status: 'sending', reason: 'answer lost' }),
        retryInMs: null,
        result,
      };
    case 'failed':
    case 'refused':
      return again({ db, now }, out, result);
  }
}

/** Meta's limits (per number, per pair): a message that met them was not taken. */
const NOT_TAKEN: ReadonlySet<number | null> = new Set([130429, 131056]);

function again(
  { db, now }: { db: Db; now: Date },
  out: { id: string; attempts: number },
  result: Extract<SendResult, { kind: 'failed' | 'refused' }>,
): Sent {
  const code = result.kind === 'refused' ? result.code : null;
  const reason =
    code === null
      ? `no answer${result.kind === 'failed' && result.status ? ` ${result.status}` : ''}`
      : `${code} ${result.kind === 'refused' ? result.title : ''}`;
  const action = result.kind === 'refused' ? result.action : 'retry';
  if (out.attempts >= MAX_TRIES || action === 'fix' || action === 'stop_person') {
    return { write: record(db, out.id, { status: 'failed', reason }), retryInMs: null, result };
  }
  const wait = action === 'retry' ? backOffMs(code, out.attempts) : 15 * 60_000;
  const notBefore = new Date(now.getTime() + wait);
  // Meta's own trouble says nothing of whether it had taken the message: the next try may double it.
  const doubt = result.kind === 'refused' && action === 'retry' && !NOT_TAKEN.has(code);
  return {
    write: record(db, out.id, { status: 'queued', reason, notBefore, doubt }),
    retryInMs: wait,
    result,
  };
}

interface Outcome {
  /** The state it must still be in; `sending` unless said. */
  from?: 'sending' | 'queued';
  status: 'sent' | 'sending' | 'queued' | 'failed' | 'skipped' | 'unknown';
  wamid?: string;
  reason?: string;
  notBefore?: Date;
  /** Nobody knows whether Meta has it: trying again counts as sending again. */
  doubt?: boolean;
}

/** A status may have overtaken us: what it said stays, only the id is filled in. */
export function record(db: Db, id: string, outcome: Outcome): Write {
  const still = sql`${messages.status} = ${outcome.from ?? 'sending'}`;
  return db
    .update(messages)
    .set({
      status: sql`case when ${still} then ${outcome.status} else ${messages.status} end`,
      reason: sql`case when ${still} then ${outcome.reason ?? null} else ${messages.reason} end`,
      ...(outcome.wamid ? { whatsappMessageId: wamidOnce(outcome.wamid) } : {}),
      ...(outcome.notBefore ? { notBefore: outcome.notBefore } : {}),
      ...(outcome.doubt ? { metadata: sql`${messages.metadata} || '{"doubt": true}'::jsonb` } : {}),
    })
    .where(eq(messages.id, id));
}

/** Meta's id, unless another row has it already: an answer that repeats an id must not make the record fail. */
function wamidOnce(wamid: string) {
  return sql`coalesce(${messages.whatsappMessageId}, case when not exists (
    select 1 from bot.whatsapp_messages o where o.whatsapp_message_id = ${wamid}) then ${wamid}::text end)`;
}
