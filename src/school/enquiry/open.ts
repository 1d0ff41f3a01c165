import { and, desc, eq, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { leads } from '../../../db/schema/bot.js';
import type { SchoolContext } from '../context.js';
import type { Actor } from '../people.js';
import { Details } from './facts.js';

/** Of an actor, what enquiring looks at. Anybody may enquire, each for themselves. */
export type Enquirer = Pick<Actor, 'personId' | 'phone' | 'children' | 'roles'>;

export interface EnquiryContext extends SchoolContext {
  actor: Enquirer;
}

export interface Instrument {
  id: string;
  name: string;
}

/** A lead of this person, with what it says as far as it can be read. */
export interface Lead {
  id: string;
  studentId: string | null;
  reference: string;
  status: string;
  details: Details;
}

export interface Enquiry {
  /** By name. */
  taught: Instrument[];
  /** What was begun and is not finished. */
  draft: Lead | null;
}

const Taught = z.array(z.object({ id: z.string(), name: z.string() }));

/** What can be learnt here, and what this person has begun to ask. One request. */
export async function openEnquiry(ctx: EnquiryContext): Promise<Enquiry> {
  const [taught, drafts] = await ctx.db.batch([taughtRows(ctx.db), draftRows(ctx)] as const);
  const [draft] = drafts;
  return { taught: Taught.parse(taught.rows), draft: draft ? leadOf(draft) : null };
}

/** Instruments that are not given up; a school's table may lack that column. */
function taughtRows(db: Db) {
  return db.execute(sql`select i.id, i.name from instruments i
    where coalesce(to_jsonb(i) ->> 'is_deprecated', 'false') <> 'true' order by i.name`);
}

const COLUMNS = {
  id: leads.id,
  studentId: leads.studentId,
  reference: leads.reference,
  status: leads.status,
  details: leads.details,
};

function draftRows({ db, actor }: EnquiryContext) {
  return db
    .select(COLUMNS)
    .from(leads)
    .where(and(eq(leads.personId, actor.personId), eq(leads.status, 'draft')));
}

/** A person's enquiries that were sent in, the newest first. */
export function leadRows({ db, actor }: EnquiryContext) {
  return db
    .select(COLUMNS)
    .from(leads)
    .where(and(eq(leads.personId, actor.personId), ne(leads.status, 'draft')))
    .orderBy(desc(leads.createdAt), leads.id);
}

/** One of this person's own drafts by its id. */
export function draftRow({ db, actor }: EnquiryContext, id: string) {
  return db
    .select(COLUMNS)
    .from(leads)
    .where(and(eq(leads.id, id), eq(leads.personId, actor.personId), eq(leads.status, 'draft')));
}

/** Details that cannot be read count as not said. */
export function leadOf(row: Omit<Lead, 'details'> & { details: unknown }): Lead {
  return { ...row, details: Details.catch(Details.parse({})).parse(row.details) };
}
