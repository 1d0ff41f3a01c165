import { sql } from 'drizzle-orm';
import type { Write } from '../../../db/client.js';
import { people } from '../../../db/schema/bot.js';
import { students } from '../../../db/schema/school.js';
import type { Facts } from './facts.js';
import type { Enquirer, EnquiryContext } from './open.js';

/** What the school's list of newcomers is to say. */
export interface Newcomer {
  id: string;
  facts: Facts;
  reference: string;
  notes: string;
}

/** The number they write from; for somebody who writes without one, the number they gave. */
export function numberToCall(actor: Enquirer, facts: Facts): string | null {
  return facts.phone ?? actor.phone;
}

/** A row as the management system makes one. A prospect's row gives nobody any rights. */
export function addProspect(ctx: EnquiryContext, newcomer: Newcomer): Write {
  const { facts } = newcomer;
  return ctx.db.insert(students).values({
    id: newcomer.id,
    name: sql`coalesce(${facts.name}::text, ${profileName(ctx)}, ${newcomer.reference}::text)`,
    phone: spelt(numberToCall(ctx.actor, facts)),
    guardianContact: guardian(ctx, facts),
    metadata: metadata(ctx, newcomer),
    isActive: true,
    studentType: 'prospect',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
}

/**
 * The new wish beside whatever the office has put into the row: where they came from and who they are stay as it
 * wrote them, unless they say otherwise now; its notes stay, the new ones follow.
 */
export function updateProspect(ctx: EnquiryContext, newcomer: Newcomer): Write {
  const { facts } = newcomer;
  const number = spelt(numberToCall(ctx.actor, facts));
  const before = sql`nullif(${students.metadata} ->> 'notes', '')`;
  const notes = sql`case when position(${newcomer.notes}::text in coalesce(${before}, '')) > 0 then ${before}
    else concat_ws(E'\n', ${before}, ${newcomer.notes}::text) end`;
  return ctx.db
    .update(students)
    .set({
      name: sql`coalesce(${facts.name}::text, ${students.name})`,
      phone: sql`coalesce(${facts.phone === null ? null : number}::text, ${students.phone}, ${number}::text)`,
      guardianContact: sql`coalesce(${facts.guardian}::text, ${students.guardianContact}, ${guardian(ctx, facts)})`,
      metadata: sql`coalesce(${students.metadata}, '{}'::jsonb) || ${metadata(ctx, newcomer)}
        || jsonb_strip_nulls(jsonb_build_object('notes', ${notes}, 'lead_source', ${students.metadata} -> 'lead_source'))`,
      updatedAt: ctx.now,
    })
    .where(sql`${students.id} = ${newcomer.id}::uuid and ${students.studentType} = 'prospect'`);
}

/** The keys that the school's list of prospects reads; what is not known is left out. */
function metadata(ctx: EnquiryContext, { facts, reference, notes }: Newcomer) {
  const number = spelt(numberToCall(ctx.actor, facts));
  const known = {
    status: 'new',
    lead_source: 'whatsapp',
    lead_reference: reference,
    interested_instrument: facts.instrument,
    location: facts.location,
    phone: number,
    notes,
    ...(facts.age === null ? {} : { age: facts.age }),
    ...(facts.who === 'self' ? {} : { guardian_phone: number }),
  };
  return sql`jsonb_strip_nulls(${JSON.stringify(known)}::jsonb
    || jsonb_build_object('guardian_name', ${guardian(ctx, facts)}))`;
}

/** Who writes for a child: as they said, else as WhatsApp names them. Nobody, where they write for themselves. */
function guardian(ctx: EnquiryContext, facts: Facts) {
  return facts.who === 'self' ? sql`null::text` : sql`coalesce(${facts.guardian}::text, ${profileName(ctx)})`;
}

function profileName({ actor }: EnquiryContext) {
  return sql`(select nullif(trim(p.profile_name), '') from ${people} p where p.id = ${actor.personId}::uuid)`;
}

function spelt(digits: string | null): string | null {
  return digits === null ? null : `+${digits}`;
}
