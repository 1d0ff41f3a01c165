import { randomInt, randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Write } from '../../../db/client.js';
import { leads } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { Details, type Facts } from './facts.js';
import type { EnquiryContext } from './open.js';

/** Versions are told apart, not counted: who went back in the conversation may change an older one. */
const MOST = 2 ** 31;

/** Which version of which unfinished enquiry. */
export interface EnquiryRef {
  id: string;
  version: number;
}

/**
 * Keeps what was said so far, so that it can be gone on with on another day. A person has one unfinished enquiry:
 * its reference is made of who they are, and unique.
 */
export function keepEnquiry(
  { db, now, actor }: EnquiryContext,
  { ref, facts }: { ref: EnquiryRef | null; facts: Facts },
): Result<EnquiryRef> {
  const next = { id: ref?.id ?? randomUUID(), version: randomInt(1, MOST) };
  const details: Details = Details.parse({ ...facts, version: next.version });
  const write = db
    .insert(leads)
    .values({
      id: next.id,
      personId: actor.personId,
      reference: `draft-${actor.personId}`,
      status: 'draft',
      details,
      referral: cameFrom(actor.personId),
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: leads.reference,
      set: { id: next.id, details, updatedAt: now },
    });
  return { outcome: next, writes: [write] };
}

/** The advertisement, or the school's own link, that brought a person, as their latest message from one says. */
function cameFrom(personId: string) {
  return sql`(select coalesce(m.metadata -> 'referral', jsonb_build_object('source_type', 'link',
      'reference', l.reference, 'label', l.label, 'text', l.text))
    from bot.whatsapp_messages m left join bot.entry_links l
      on l.reference = upper(substring(m.content from '[(][Rr][Ee][Ff] ([Pp]-[0-9A-Za-z]{5,12})[)]'))
    where m.person_id = ${personId}::uuid and m.direction = 'inbound'
      and (m.metadata ? 'referral' or l.reference is not null)
    order by m.seq desc limit 1)`;
}

/** Puts an unfinished enquiry away for good. */
export function dropEnquiry({ db, actor }: EnquiryContext, id: string): Write[] {
  return [
    db
      .delete(leads)
      .where(and(eq(leads.id, id), eq(leads.personId, actor.personId), eq(leads.status, 'draft'))),
  ];
}
