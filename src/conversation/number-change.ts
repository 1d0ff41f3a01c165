import * as z from 'zod';
import type { Write } from '../../db/client.js';
import { notify } from '../outreach/notify.js';
import { suspend } from '../school/identity/suspend.js';
import { parsePhone } from '../school/phone.js';
import { adminRows } from '../school/reach.js';
import { InboundDetails } from '../whatsapp/inbound.js';
import type { Question } from './answer.js';
import type { TurnDeps } from './deps.js';

/** Cloud API, webhook reference "system": the sender is the old number, `wa_id` the new one. */
const System = z.looseObject({
  type: z.enum(['user_changed_number', 'user_changed_user_id', 'customer_identity_changed']),
  wa_id: z.string().nullish().catch(null),
  previous_user_id: z.string().nullish().catch(null),
});
type System = z.infer<typeof System>;

/** What WhatsApp says of a change of number or hands: rights rest, and the office hears it. Nothing, mostly. */
export async function numberChange({ db }: Pick<TurnDeps, 'db'>, q: Question): Promise<Write[]> {
  const changes = q.input.rows.flatMap((row) => {
    const read = System.safeParse(InboundDetails.catch({}).parse(row.metadata).system);
    return row.messageType === 'system' && read.success ? [read.data] : [];
  });
  const [first] = changes;
  if (!first) return [];
  const suspensions = changes.map((change) => suspend(db, { ...whose(q, change), now: q.now }));
  const { teacher, children, isAdmin } = q.actor;
  const matters = teacher !== null || children.length > 0 || isAdmin;
  return matters ? [...suspensions, ...(await officeHears(db, q, first))] : suspensions;
}

function whose({ mailbox: { person } }: Question, change: System) {
  const newPhone = digits(change.wa_id);
  // Of a changed user id WhatsApp tells under the new one as well: then only the old one says whose it was.
  const byId = change.type === 'user_changed_user_id';
  return {
    personId: byId ? null : person.id,
    previousUserId: change.previous_user_id ?? null,
    newPhone: newPhone === person.phoneNumber ? null : newPhone,
  };
}

async function officeHears(db: TurnDeps['db'], q: Question, change: System): Promise<Write[]> {
  const { person } = q.mailbox;
  const next = digits(change.wa_id);
  const params = {
    name: (person.profileName ?? '').replace(/\s+/g, ' ').trim().slice(0, 60),
    number: person.phoneNumber === null ? '' : `+${person.phoneNumber}`,
    new: next === null || next === person.phoneNumber ? '' : `+${next}`,
  };
  const admins = await adminRows(db);
  return admins
    .filter(({ phone }) => phone !== person.phoneNumber)
    .flatMap(({ phone }) =>
      notify(db, {
        kind: 'number_changed',
        phone,
        params,
        origin: `identity:${person.id}`,
        notBefore: q.now,
        onceKey: `number_changed:${q.input.rows[0]?.id}:${phone}`,
      }),
    );
}

function digits(text: string | null | undefined): string | null {
  return text ? parsePhone(`+${text.replace(/\D/g, '')}`) : null;
}
