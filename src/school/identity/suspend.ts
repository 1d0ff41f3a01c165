import { sql } from 'drizzle-orm';
import type { Db, Write } from '../../../db/client.js';

export interface NumberChange {
  /** Whose number or user id it was; null where it is known by the user id alone. */
  personId: string | null;
  /** The user id that was theirs, and the number that is theirs now; null where WhatsApp does not say. */
  previousUserId: string | null;
  newPhone: string | null;
  /** The app's clock. */
  now: Date;
}

/**
 * A number changed hands, or its owner a number: what stands with the old one stays, and gives no rights until that is
 * confirmed anew. Whoever has the new number is not touched: what they may do is worked out from it.
 */
export function suspend(db: Db, { personId, previousUserId, newPhone, now }: NumberChange): Write {
  return db.execute(sql`
    update bot.whatsapp_subscriptions p set suspended_at = coalesce(p.suspended_at, ${now.toISOString()}::timestamptz)
    where (p.id = ${personId}::uuid or p.wa_user_id = ${previousUserId}::text)
      and (${newPhone}::text is null or p.phone_number is distinct from ${newPhone}::text)`);
}
