import { eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import { RuleError } from '../errors.js';
import type { PersonRow } from '../mailbox/mailbox.js';
import { parsePhone } from '../school/phone.js';

/** Meta's user ids: two letters, a dot, letters and digits. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,256}$/;

const Id = z.uuid();

/**
 * Finds a person by a number in any common form, by a WhatsApp user id or by our own.
 * @throws RuleError bad_request when it is neither, not_found when nobody has it.
 */
export async function findPerson(db: Db, given: string): Promise<PersonRow> {
  const [row] = await db.select().from(people).where(meant(given));
  if (!row) throw new RuleError('not_found', 'Nobody with this number has written or been written to.');
  return row;
}

function meant(given: string) {
  if (Id.safeParse(given).success) return eq(people.id, given);
  return USER_ID.test(given) ? eq(people.waUserId, given) : eq(people.phoneNumber, phoneOf(given));
}

/** @throws RuleError bad_request when it is no phone number. */
export function phoneOf(given: string): string {
  const phone = parsePhone(given) ?? parsePhone(`+${given.replace(/^\+/, '')}`);
  if (phone === null)
    throw new RuleError('bad_request', 'That is no phone number. Write it like +919812345678.');
  return phone;
}
