import { desc, eq, inArray, sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import { broadcasts } from '../../../db/schema/bot.js';
import type { Result } from '../../school/context.js';
import { OFFICE_ONLY, type OfficeOnly } from '../../school/office/rights.js';
import type { BroadcastRow } from './letter.js';
import { type BroadcastContext, auditBroadcast, nameOfActor } from './rights.js';
import { countUnheard, sendUnheardAgain } from './unheard.js';

/** `retry`: those of whom nobody knows whether they got it are sent it once more. */
export const ACTIONS = ['pause', 'resume', 'cancel', 'approve', 'retry'] as const;
export type Action = (typeof ACTIONS)[number];
export type Status = BroadcastRow['status'];

/** From which states each leads on. What is stopped because too much failed may be resumed by hand. */
const FROM: Readonly<Record<Action, readonly Status[]>> = {
  pause: ['scheduled', 'sending'],
  resume: ['paused', 'stopped'],
  cancel: ['planning', 'awaiting_approval', 'scheduled', 'sending', 'paused', 'stopped'],
  approve: ['awaiting_approval'],
  retry: ['sending', 'finished'],
};

export type Controlled =
  | { kind: 'done'; action: Action; status: Status; broadcast: BroadcastRow }
  /** It stands otherwise by now (or always did): nothing was changed. */
  | { kind: 'not_now'; status: Status }
  /** Whoever started it may not be the one to approve it. */
  | { kind: 'own' }
  /** Of everybody it is known, or was tried again before, or a status may still come. */
  | { kind: 'nobody_unheard' }
  | { kind: 'gone' }
  | OfficeOnly;

/** Pauses, resumes, cancels, approves or retries a broadcast; guarded on its standing as it was read. */
export async function controlBroadcast(
  ctx: BroadcastContext,
  { id, action }: { id: string; action: Action },
): Promise<Result<Controlled>> {
  const { db, now, actor } = ctx;
  if (!actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const [row] = await db
    .select({ broadcast: broadcasts, own: SAME_PERSON(ctx) })
    .from(broadcasts)
    .where(eq(broadcasts.id, id));
  if (!row) return { outcome: { kind: 'gone' }, writes: [] };
  const { broadcast } = row;
  if (!FROM[action].includes(broadcast.status))
    return { outcome: { kind: 'not_now', status: broadcast.status }, writes: [] };
  if (action === 'approve' && (row.own || nameOfActor(ctx) === null))
    return { outcome: { kind: 'own' }, writes: [] };
  const unheard = action === 'retry' ? await countUnheard(db, id) : null;
  if (unheard === 0) return { outcome: { kind: 'nobody_unheard' }, writes: [] };
  const change = changeOf(ctx, broadcast, action);
  const { version, status } = broadcast;
  const writes: Write[] = [
    guard(
      db,
      'broadcast',
      sql`(select version = ${version} and status = ${status} from bot.broadcasts where id = ${id}::uuid for update)`,
    ),
    db
      .update(broadcasts)
      .set({
        ...change,
        ...(action === 'resume' || action === 'retry' ? { resumedAt: sql`now()` } : {}),
        version: version + 1,
        updatedAt: now,
      })
      .where(eq(broadcasts.id, id)),
    ...(action === 'cancel' ? [withdrawRest(ctx, id)] : []),
    ...(action === 'retry' ? [sendUnheardAgain(db, id)] : []),
    auditBroadcast(ctx, {
      action: PAST[action],
      broadcastId: id,
      before: status,
      after: unheard === null ? change.status : { status: change.status, again: unheard },
    }),
  ];
  return {
    outcome: { kind: 'done', action, status: change.status, broadcast: { ...broadcast, ...change } },
    writes,
  };
}

const PAST: Readonly<Record<Action, string>> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  approve: 'approved',
  retry: 'retried',
};

/** Also where they started it by chat and approve it by their token: people.user_id is the management system's. */
const SAME_PERSON = ({ actor: { personId }, staff }: BroadcastContext) => sql<boolean>`coalesce(
  ${broadcasts.personId} = ${personId}::uuid or ${broadcasts.staffId} = ${staff?.id ?? null}::text
  or exists (select 1 from bot.whatsapp_subscriptions p where p.user_id::text = ${staff?.id ?? null}::text and p.id = ${broadcasts.personId})
  or exists (select 1 from bot.whatsapp_subscriptions p where p.id = ${personId}::uuid and p.user_id::text = ${broadcasts.staffId}),
  false)`;

interface Change {
  status: Status;
  statusReason?: string | null;
  approvedBy?: string | null;
  approvedAt?: Date;
  finishedAt?: Date | null;
}

function changeOf(ctx: BroadcastContext, { startedAt }: BroadcastRow, action: Action): Change {
  const { now } = ctx;
  // What has not begun is begun by the drain, when its time has come.
  const goesOn: Status = startedAt ? 'sending' : 'scheduled';
  switch (action) {
    case 'pause':
      return { status: 'paused', statusReason: 'by the office' };
    case 'resume':
      return { status: goesOn, statusReason: null };
    case 'cancel':
      return { status: 'cancelled', statusReason: 'by the office', finishedAt: now };
    case 'approve':
      return { status: goesOn, statusReason: null, approvedBy: nameOfActor(ctx), approvedAt: now };
    case 'retry':
      return { status: 'sending', statusReason: null, finishedAt: null };
  }
}

/** What waits is skipped; what is on its way to Meta at this moment goes. */
function withdrawRest({ db }: BroadcastContext, id: string): Write {
  return db.execute(sql`update bot.whatsapp_messages set status = 'skipped', reason = 'cancelled'
    where broadcast_id = ${id}::uuid and status = 'queued'`);
}

const LIVE: readonly Status[] = [
  'planning',
  'awaiting_approval',
  'scheduled',
  'sending',
  'paused',
  'stopped',
];

/** The newest of those that this may be done to; for words like "pause the broadcast". */
export async function latestFor(
  { db }: Pick<BroadcastContext, 'db'>,
  action: Action | 'progress',
): Promise<BroadcastRow | null> {
  const [row] = await db
    .select()
    .from(broadcasts)
    .where(action === 'progress' ? undefined : inArray(broadcasts.status, [...FROM[action]]))
    .orderBy(sql`${inArray(broadcasts.status, [...LIVE])} desc`, desc(broadcasts.createdAt))
    .limit(1);
  return row ?? null;
}
