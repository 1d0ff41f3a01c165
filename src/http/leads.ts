import * as z from 'zod';
import { RuleError } from '../errors.js';
import { LeadStatus, type ListedLead, changeLead, listLeads } from '../school/office/lead-list.js';
import { deskOf, permitted, save } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Id, Instant, Limit, NextCursor } from './shapes.js';

const Lead = z.object({
  id: Id,
  reference: z.string(),
  status: z.string(),
  instrument: z.string().nullable(),
  for: z.enum(['self', 'child', 'other']).nullable(),
  name: z.string().nullable(),
  guardian: z.string().nullable(),
  age: z.number().nullable(),
  level: z.string().nullable(),
  days: z.array(z.number()).nullable().describe('days of the week, 0 = Sunday; empty where any will do'),
  phone: z.string().nullable(),
  call_back: z.boolean(),
  notes: z.string().nullable(),
  referral: z.unknown(),
  person_id: Id.nullable(),
  student_id: Id.nullable().describe('the newcomer’s row in the school’s own list'),
  created_at: Instant,
  updated_at: Instant,
});

const Filter = z.object({ status: LeadStatus.optional() });

const list = staffRoute({
  method: 'GET',
  path: '/api/leads',
  who: ADMIN,
  summary: 'Enquiries, the newest first.',
  query: Filter.extend({ limit: Limit, cursor: Id.optional() }),
  response: z.object({ leads: z.array(Lead), next_cursor: NextCursor }),
  async handle(call) {
    const found = permitted(await listLeads(await deskOf(call), call.query));
    return { leads: found.rows.map(shown), next_cursor: found.next };
  },
});

const change = staffRoute({
  method: 'PATCH',
  path: '/api/leads/:reference',
  who: ADMIN,
  summary: 'What became of an enquiry, and the office’s notes.',
  params: z.object({ reference: z.string().regex(/^E-\d{1,10}$/i, 'looks like E-1042') }),
  body: z
    .strictObject({ status: LeadStatus.optional(), notes: z.string().trim().max(2000).nullable().optional() })
    .refine((b) => b.status !== undefined || b.notes !== undefined, 'say status or notes'),
  response: Lead,
  async handle(call) {
    const desk = await deskOf(call);
    const reference = call.params.reference.toUpperCase();
    const { outcome, writes } = await changeLead(desk, { reference, ...call.body });
    const done = permitted(outcome);
    if (done.kind === 'unknown') throw new RuleError('not_found', 'There is no such enquiry.');
    await save(call.app, writes);
    return shown(done.lead);
  },
});

/** At once in a table: what is more is asked for by status. */
const ALL = 5000;

const csv = staffRoute({
  method: 'GET',
  path: '/api/leads.csv',
  who: ADMIN,
  summary: `Enquiries as a table for a spreadsheet, the newest ${ALL}.`,
  query: Filter,
  response: z.string(),
  produces: ['text/csv'],
  async handle(call) {
    const found = permitted(await listLeads(await deskOf(call), { ...call.query, limit: ALL }));
    const { csvOf } = await import('./csv.js');
    return new Response(csvOf(COLUMNS, found.rows.map(shown).map(row)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="leads.csv"',
        'cache-control': 'no-store',
      },
    });
  },
});

const COLUMNS = [
  'reference',
  'status',
  'created_at',
  'updated_at',
  'instrument',
  'for',
  'name',
  'guardian',
  'age',
  'level',
  'days',
  'phone',
  'call_back',
  'notes',
] as const;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function row(lead: z.input<typeof Lead>): string[] {
  const words = { ...lead, days: (lead.days ?? []).map((d) => WEEKDAYS[d]).join(' ') };
  return COLUMNS.map((column) => String(words[column] ?? ''));
}

export const leadRoutes = [list, csv, change];

function shown(lead: ListedLead): z.input<typeof Lead> {
  const { instrument, who, name, guardian, age, level, days } = lead.details;
  return {
    ...{ instrument, for: who, name, guardian, age, level, days },
    ...{ id: lead.id, reference: lead.reference, status: lead.status, phone: lead.phone, notes: lead.notes },
    call_back: lead.callBack,
    referral: lead.referral,
    person_id: lead.personId,
    student_id: lead.studentId,
    created_at: lead.createdAt.toISOString(),
    updated_at: lead.updatedAt.toISOString(),
  };
}
