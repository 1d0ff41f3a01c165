import { createHash, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, commit, databaseError } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import type { App } from '../app.js';
import { heldSince } from '../conversation/held.js';
import { work } from '../conversation/turn.js';
import { RuleError } from '../errors.js';
import type { PersonRow } from '../mailbox/mailbox.js';
import { put } from '../mailbox/outbox.js';
import { windowOpenFor } from '../outreach/window.js';
import { stayWithOffice } from '../school/handover.js';
import { type GraphBody, graphBody } from '../whatsapp/client.js';
import { text } from '../whatsapp/reply.js';
import { keptSettings } from './desk.js';
import { findPerson, phoneOf } from './people.js';
import { json } from './respond.js';
import { OFFICE, staffRoute } from './route.js';
import { SendBody } from './send-body.js';
import { templateRow } from './send-template.js';
import { Id } from './shapes.js';

/** How long may be spent on sending a template, in milliseconds; what is left of it is the tick's. */
const WAIT_MS = 20_000;

const Answer = z.object({
  id: Id,
  status: z.string(),
  reason: z.string().nullable(),
});

/**
 * A message of the office. Free-form only inside the 24-hour window, and to somebody who said STOP only as an answer to
 * what they wrote since; a template to whoever may be written to. The same Idempotency-Key sends once.
 */
export const sendRoute = staffRoute({
  method: 'POST',
  path: '/api/whatsapp/send',
  who: OFFICE,
  summary: 'Writes to somebody: text or interactive inside the 24-hour window, a template also outside it.',
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'must be letters, digits and .:-_')
      .optional(),
  }),
  body: SendBody,
  response: Answer,
  status: 201,
  async handle({ app, staff, body, headers }) {
    const once = onceOf(`${staff.id}:${headers['idempotency-key']}`, headers['idempotency-key'], body);
    const before = once && (await sentBefore(app, once));
    if (before) return json(before);
    const person = await personFor(app, body);
    const id = randomUUID();
    const { handoverHours, outgoingOff } = await keptSettings(app);
    const now = app.clock.now();
    const metadata = {
      office: staff.id,
      ...(once ? { request: once.request } : {}),
      ...(outgoingOff ? heldSince(now) : {}),
    };
    const row = { id, person, metadata, onceKey: once?.key };
    const writes =
      body.type === 'template' ? await templateRow(app, body.template, row) : [reply(app, body, row)];
    const until = new Date(now.getTime() + handoverHours * 3_600_000);
    try {
      await commit(app.db, [...writes, stayWithOffice(app.db, { personId: person.id, until })]);
    } catch (error) {
      // The same request at the same time was first.
      const first = databaseError(error)?.code === '23505' && once ? await sentBefore(app, once) : null;
      if (first) return json(first);
      throw error;
    }
    await (body.type === 'template' ? drained(app) : work(app, person.id));
    const sent = await stateOf(app, eq(messages.id, id));
    const state = sent?.state ?? { id, status: 'queued', reason: null };
    const held = outgoingOff && state.status === 'queued';
    return held ? { ...state, reason: 'sending is switched off' } : state;
  },
});

export interface OfficeRow {
  id: string;
  person: PersonRow;
  metadata: Record<string, unknown>;
  onceKey: string | undefined;
}

function reply(app: App, body: Exclude<SendBody, { type: 'template' }>, row: OfficeRow): Write {
  const { person } = row;
  if (!windowOpenFor(person, app.clock.now())) throw closed();
  if (person.optedOutAt && (person.lastInboundAt ?? new Date(0)) <= person.optedOutAt) {
    throw new RuleError(
      'conflict',
      'This person asked the school not to write to them, and has not written since.',
    );
  }
  const graph: GraphBody =
    body.type === 'text'
      ? graphBody(text(body.text.body))
      : { type: 'interactive', interactive: body.interactive };
  const content = body.type === 'text' ? body.text.body : body.interactive.body.text;
  return put(app.db, { ...row, sessionId: null, kind: 'reply', content, body: graph, status: 'queued' });
}

/** @throws RuleError conflict for somebody who never wrote and was never written to. */
async function personFor(app: App, { to }: SendBody): Promise<PersonRow> {
  try {
    return await findPerson(app.db, to.includes('.') ? to : phoneOf(to));
  } catch (error) {
    if (error instanceof RuleError && error.code === 'not_found') throw closed();
    throw error;
  }
}

async function drained(app: App): Promise<void> {
  const { drainOutbox } = await import('./drain.js');
  await drainOutbox(app, Date.now() + WAIT_MS);
}

interface Once {
  key: string;
  /** What was asked for, so that the key cannot stand for something else. */
  request: string;
}

function onceOf(key: string, given: string | undefined, body: SendBody): Once | null {
  if (given === undefined) return null;
  return { key: `send:${key}`, request: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
}

async function sentBefore(app: App, once: Once) {
  const found = await stateOf(app, eq(messages.onceKey, once.key));
  if (!found) return null;
  if (found.request !== once.request)
    throw new RuleError('conflict', 'This Idempotency-Key was used for another message.');
  return found.state;
}

async function stateOf({ db }: App, where: ReturnType<typeof eq>) {
  const { id, status, reason, metadata } = messages;
  const [row] = await db.select({ id, status, reason, metadata }).from(messages).where(where);
  if (!row) return null;
  const kept = z.looseObject({ request: z.string().optional() }).catch({}).parse(row.metadata);
  return { state: { id: row.id, status: row.status, reason: row.reason }, request: kept.request };
}

function closed(): RuleError {
  return new RuleError(
    'conflict',
    'This person has not written in the last 24 hours: WhatsApp allows only an approved template now.',
  );
}
