import * as z from 'zod';
import type { SendResult } from '../../whatsapp/client.js';
import {
  type PersonEffect,
  backOffMs,
  effectOf,
  leavesDoubt,
  triesFor,
  waitMs,
} from '../../whatsapp/graph-errors.js';
import type { Decision } from '../decide.js';
import type { Claimed } from './claim.js';

/** What is to be recorded of one claimed message. Times as ISO text, in the app's clock. */
export interface Outcome {
  id: string;
  status: 'sent' | 'sending' | 'queued' | 'failed' | 'skipped';
  reason: string | null;
  wamid?: string;
  accepted_at?: string;
  not_before?: string;
  /** It was not handed over at all: the try does not count. */
  untried?: boolean;
  metadata?: Record<string, unknown>;
  /** The payload holds a secret and is done with. */
  forget?: boolean;
  template_name?: string | null;
  outside_window?: boolean;
  message_type?: string;
  content?: string;
  person_id: string;
  effect?: PersonEffect;
}

export type SendDecision = Extract<Decision, { kind: 'send' }>;

/** Of a message that is not handed to Meta now. */
export function withheld({ row }: Claimed, decision: Exclude<Decision, SendDecision>): Outcome {
  const base = { id: row.id, person_id: row.personId, untried: true };
  if (decision.kind === 'later')
    return { ...base, status: 'queued', reason: decision.reason, not_before: decision.at.toISOString() };
  const { reason } = decision;
  // It was to go once more in another form, and there is none: what Meta said stays.
  if (isReopened(row.metadata)) return { ...base, status: 'failed', reason: row.reason };
  return { ...base, status: 'skipped', reason, forget: row.kind === 'one_time_code' };
}

/** Of a message whose turn did not come: as if it had never been claimed. */
export function notReached({ row }: Claimed): Outcome {
  return { id: row.id, person_id: row.personId, status: 'queued', reason: row.reason, untried: true };
}

/** Of a message that was handed over, by what Meta said. `now` is the app's clock. */
export function outcomeOf(
  { row }: Claimed,
  { decision, result, now }: { decision: SendDecision; result: SendResult; now: Date },
): Outcome {
  const sent = {
    id: row.id,
    person_id: row.personId,
    template_name: decision.template,
    outside_window: decision.outsideWindow,
    message_type: decision.body.type,
    content: decision.text,
  };
  switch (result.kind) {
    case 'accepted':
      return {
        ...sent,
        status: 'sent',
        reason: null,
        wamid: result.wamid,
        accepted_at: now.toISOString(),
        forget: decision.secret,
      };
    case 'lost':
      // A status settles it, or a minute without one.
      return { ...sent, status: 'sending', reason: 'answer lost', forget: decision.secret };
    case 'failed': {
      const reason = result.status ? `no answer ${result.status}` : 'no answer';
      return again({ row, now, code: null, reason, base: sent, secret: decision.secret });
    }
    case 'refused':
      return refused({ row }, { base: sent, result, now, secret: decision.secret });
  }
}

interface Refusal {
  base: Pick<Outcome, 'id' | 'person_id'>;
  result: Extract<SendResult, { kind: 'refused' }>;
  now: Date;
  secret: boolean;
}

function refused({ row }: Pick<Claimed, 'row'>, { base, result, now, secret }: Refusal): Outcome {
  const { code, action } = result;
  const reason = `${code} ${result.title}`;
  const effect = effectOf(code);
  const failed = {
    ...base,
    status: 'failed' as const,
    reason,
    forget: secret,
    ...(effect ? { effect } : {}),
  };
  switch (action) {
    case 'fix':
      return failed;
    case 'stop_person':
      // Meta says that the window is closed: once more, as a template if it has one.
      return code === 131047 && !isReopened(row.metadata)
        ? { ...failed, status: 'queued', forget: false, metadata: { reopened: true } }
        : failed;
    case 'stop_all':
      return { ...base, status: 'queued', reason, untried: true };
    case 'retry':
      return again({ row, now, code, reason, base, secret, doubt: leavesDoubt(code, action) });
    case 'wait':
      return again({ row, now, code, reason, base, secret, waitMs: waitMs(code) });
  }
}

interface Again {
  row: Claimed['row'];
  now: Date;
  code: number | null;
  reason: string;
  base: Pick<Outcome, 'id' | 'person_id'>;
  secret: boolean;
  waitMs?: number;
  doubt?: boolean;
}

function again({ row, now, code, reason, base, secret, waitMs: wait, doubt }: Again): Outcome {
  // The claim has counted this try.
  if (row.attempts >= triesFor(code)) return { ...base, status: 'failed', reason, forget: secret };
  const at = new Date(now.getTime() + (wait ?? backOffMs(code, row.attempts)));
  return {
    ...base,
    status: 'queued',
    reason,
    not_before: at.toISOString(),
    ...(doubt ? { metadata: { doubt: true } } : {}),
  };
}

const Reopened = z.looseObject({ reopened: z.literal(true) });

function isReopened(metadata: unknown): boolean {
  return Reopened.safeParse(metadata).success;
}
