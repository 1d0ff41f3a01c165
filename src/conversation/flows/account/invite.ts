import { directory } from '../../../school/directory.js';
import { INVITE_HOURS, makeInvite } from '../../../school/identity/invite.js';
import type { Subject } from '../../../school/people.js';
import { matchName } from '../../../understanding/names.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { nameIn } from './said.js';
import type { State } from './state.js';

/** A list holds no more rows. */
const ROWS = 10;

/** The office names somebody: the link for them, or the question which of several. */
export async function inviteFor(ctx: FlowContext, said: string): Promise<Step<State>> {
  if (!ctx.actor.isAdmin) return { kind: 'done', reply: text(ctx.copy.admin.officeOnly.nobody) };
  const name = nameIn(said);
  if (!name) return { kind: 'go', state: { step: 'invite' } };
  const listed = await directory(ctx);
  const match = matchName(name, listed);
  const ids = match.kind === 'one' ? [match.id] : match.kind === 'several' ? match.ids : [];
  const fitting = listed.filter((l) => ids.includes(l.id));
  const [only, ...others] = fitting;
  if (!only) return { kind: 'go', state: { step: 'invite' }, say: ctx.copy.admin.notFound(name) };
  if (others.length === 0) return made(ctx, { ...only, type: typeOf(only.kind) });
  const choices = fitting
    .slice(0, ROWS)
    .map(({ id, name, kind, about }) => ({ id, name, type: typeOf(kind), about }));
  return { kind: 'go', state: { step: 'invitee', word: name, choices } };
}

function typeOf(kind: 'pupil' | 'teacher'): Subject['type'] {
  return kind === 'pupil' ? 'student' : 'teacher';
}

/** The link itself, to be sent on. Its code stands in this message alone. */
export async function made(ctx: FlowContext, subject: Subject): Promise<Step<State>> {
  const { account: words, admin } = ctx.copy;
  const { outcome, writes } = makeInvite(ctx, [subject]);
  if (outcome.kind === 'office_only') return { kind: 'done', reply: text(admin.officeOnly.nobody) };
  const carried = words.inviteText(`LINK-${outcome.invite}`);
  const number = await ctx.identity.ownNumber();
  const reply =
    number === null
      ? text(`${words.inviteNoNumber([subject.name], INVITE_HOURS)}\n\n${carried}`)
      : text(
          `${words.inviteMade([subject.name], INVITE_HOURS)}\n\nhttps://wa.me/${number}?text=${encodeURIComponent(carried)}`,
        );
  return { kind: 'done', reply, writes };
}
