import * as z from 'zod';
import { type Contact, readContact } from './inbound.js';

/** Somebody told Meta that they want no marketing from us, or want it again (Cloud API, webhook "user_preferences"). */
export interface MarketingNews {
  who: Contact;
  value: 'stop' | 'resume';
}

const Preference = z.looseObject({
  wa_id: z.string().nullish().catch(null),
  user_id: z.string().nullish().catch(null),
  category: z.literal('marketing_messages'),
  value: z.enum(['stop', 'resume']),
});
const Value = z.looseObject({ user_preferences: z.array(z.unknown()) });

/** What cannot be read is left out. */
export function readMarketingNews(value: unknown): MarketingNews[] {
  const read = Value.safeParse(value);
  return (read.success ? read.data.user_preferences : []).flatMap((raw) => {
    const one = Preference.safeParse(raw);
    const who = one.success ? readContact(one.data) : null;
    return one.success && who && (who.phone || who.userId) ? [{ who, value: one.data.value }] : [];
  });
}
