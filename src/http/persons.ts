import * as z from 'zod';
import { RuleError } from '../errors.js';
import { optOut } from '../outreach/consent.js';
import { erasePerson } from '../school/office/erase.js';
import { type KnownPerson, findPeople, knownPerson } from '../school/office/people.js';
import { personData } from '../school/office/person-data.js';
import { linkPerson, unlinkPerson } from '../school/office/person-links.js';
import { auditOffice } from '../school/office/rights.js';
import { deskOf, iso, permitted, save } from './desk.js';
import { findPerson } from './people.js';
import { ADMIN, staffRoute } from './route.js';
import { Id, Instant, Limit, NextCursor, Phone } from './shapes.js';

const Subject = z.enum(['student', 'teacher']);
const Person = z.object({
  id: Id,
  phone: z.string().nullable(),
  user_id: z.string().nullable(),
  name: z.string().nullable().describe('as WhatsApp names them: never proof of who they are'),
  user_type: z.string(),
  language: z.string().nullable(),
  is_active: z.boolean(),
  opted_in_at: Instant.nullable(),
  opted_out_at: Instant.nullable(),
  consent_source: z.string().nullable(),
  consent_wording: z.string().nullable(),
  suspended_at: Instant.nullable(),
  unreachable_at: Instant.nullable(),
  unreachable_reason: z.string().nullable(),
  last_inbound_at: Instant.nullable(),
  created_at: Instant,
  on_file: z.array(z.object({ type: Subject, id: Id, name: z.string().nullable() })),
  links: z.array(
    z.object({
      id: Id,
      type: Subject,
      subject_id: Id,
      name: z.string().nullable(),
      source: z.string(),
      confirmed_at: Instant,
      revoked_at: Instant.nullable(),
    }),
  ),
});
const ByPerson = z.object({ person: Phone.describe('our id, a phone number or a WhatsApp user id') });

const find = staffRoute({
  method: 'GET',
  path: '/api/people',
  who: ADMIN,
  summary: 'People who wrote or are written to; by part of a number, a user id or a name.',
  query: z.object({ find: z.string().trim().max(100).optional(), limit: Limit, cursor: Id.optional() }),
  response: z.object({ people: z.array(Person), next_cursor: NextCursor }),
  async handle(call) {
    const found = permitted(await findPeople(await deskOf(call), call.query));
    return { people: found.rows.map(shown), next_cursor: found.next };
  },
});

const show = staffRoute({
  method: 'GET',
  path: '/api/people/:person',
  who: ADMIN,
  summary: 'One person: consent, what the number stands for, what was linked.',
  params: ByPerson,
  response: Person,
  async handle(call) {
    const { id } = await findPerson(call.app.db, call.params.person);
    const found = permitted(await knownPerson(await deskOf(call), { personId: id }));
    if (found.kind === 'gone') throw gone();
    return shown(found.person);
  },
});

const link = staffRoute({
  method: 'POST',
  path: '/api/people/:person/links',
  who: ADMIN,
  summary: 'This number speaks for that pupil or teacher; ends a suspension.',
  params: ByPerson,
  body: z.strictObject({ type: Subject, subject_id: Id }),
  response: z.object({ linked: z.literal(true) }),
  status: 201,
  async handle(call) {
    const { id } = await findPerson(call.app.db, call.params.person);
    const { type, subject_id: subjectId } = call.body;
    const { outcome, writes } = await linkPerson(await deskOf(call), { personId: id, type, subjectId });
    if (permitted(outcome).kind === 'no_subject')
      throw new RuleError(
        'not_found',
        `There is no active ${type === 'student' ? 'pupil' : 'teacher'} with this id.`,
      );
    await save(call.app, writes);
    return { linked: true as const };
  },
});

const unlink = staffRoute({
  method: 'DELETE',
  path: '/api/people/:person/links/:link',
  who: ADMIN,
  summary: 'Ends a link; a number that stands on file gives its rights all the same.',
  params: ByPerson.extend({ link: Id }),
  response: z.object({ unlinked: z.literal(true) }),
  async handle(call) {
    const { id } = await findPerson(call.app.db, call.params.person);
    const { outcome, writes } = await unlinkPerson(await deskOf(call), {
      personId: id,
      linkId: call.params.link,
    });
    if (permitted(outcome).kind === 'not_linked') throw new RuleError('not_found', 'There is no such link.');
    await save(call.app, writes);
    return { unlinked: true as const };
  },
});

const stop = staffRoute({
  method: 'POST',
  path: '/api/people/:person/opt-out',
  who: ADMIN,
  summary: 'They asked the office not to be written to. Only they themselves can say START again.',
  params: ByPerson,
  body: z.strictObject({ wording: z.string().trim().min(1, 'their words, or how they said it').max(500) }),
  response: z.object({ opted_out: z.literal(true), already: z.boolean() }),
  async handle(call) {
    const person = await findPerson(call.app.db, call.params.person);
    if (person.optedOutAt) return { opted_out: true as const, already: true };
    const desk = await deskOf(call);
    const wording = `to the office: ${call.body.wording}`;
    await save(call.app, [
      ...[optOut(desk.db, { personId: person.id, wording, now: desk.now })].flat(),
      auditOffice(desk, {
        action: 'person_opted_out',
        about: { for_person: person.id },
        before: null,
        after: { wording },
      }),
    ]);
    return { opted_out: true as const, already: false };
  },
});

const exported = staffRoute({
  method: 'GET',
  path: '/api/people/:person/export',
  who: ADMIN,
  summary: 'Everything the bot’s own tables hold about a person, table by table.',
  params: ByPerson,
  response: z.object({ exported_at: Instant, data: z.record(z.string(), z.array(z.unknown())) }),
  async handle(call) {
    const { id } = await findPerson(call.app.db, call.params.person);
    const desk = await deskOf(call);
    const { outcome, writes } = await personData(desk, { personId: id });
    const found = permitted(outcome);
    if (found.kind === 'gone') throw gone();
    await save(call.app, writes);
    return { exported_at: desk.now.toISOString(), data: found.data };
  },
});

const Counts = z.record(z.string(), z.number());

const erase = staffRoute({
  method: 'DELETE',
  path: '/api/people/:person',
  who: ADMIN,
  summary:
    'Forgets a person. What the school’s own tables hold stays; money and registers stay without the person.',
  params: ByPerson,
  response: z.object({ erased: z.literal(true), deleted: Counts, kept_without_person: Counts }),
  async handle(call) {
    const { id } = await findPerson(call.app.db, call.params.person);
    const { outcome, writes } = await erasePerson(await deskOf(call), { personId: id });
    const done = permitted(outcome);
    switch (done.kind) {
      case 'gone':
        throw gone();
      case 'is_office':
        throw new RuleError('conflict', 'This is somebody of the office: first take that role from them.');
      case 'busy':
        throw new RuleError(
          'conflict',
          'A message of theirs is being answered this moment. Please try again.',
        );
      case 'erased':
        await save(call.app, writes);
        await call.app.sessions.delete(done.personId);
        return { erased: true as const, deleted: done.erased.deleted, kept_without_person: done.erased.kept };
    }
  },
});

export const personRoutes = [find, show, exported, link, unlink, stop, erase];

function shown(p: KnownPerson): z.input<typeof Person> {
  return {
    ...{
      id: p.id,
      phone: p.phone,
      user_id: p.userId,
      name: p.name,
      user_type: p.userType,
      language: p.language,
    },
    is_active: p.isActive,
    opted_in_at: iso(p.optedInAt),
    opted_out_at: iso(p.optedOutAt),
    consent_source: p.consentSource,
    consent_wording: p.consentWording,
    suspended_at: iso(p.suspendedAt),
    unreachable_at: iso(p.unreachableAt),
    unreachable_reason: p.unreachableReason,
    last_inbound_at: iso(p.lastInboundAt),
    created_at: p.createdAt.toISOString(),
    on_file: p.onFile,
    links: p.links.map((l) => ({
      ...{ id: l.id, type: l.type, subject_id: l.subjectId, name: l.name, source: l.source },
      confirmed_at: l.confirmedAt.toISOString(),
      revoked_at: iso(l.revokedAt),
    })),
  };
}

function gone(): RuleError {
  return new RuleError('not_found', 'Nobody with this number has written or been written to.');
}
