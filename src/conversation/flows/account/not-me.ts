import { withdrawOf } from '../../../outreach/notify.js';
import { deny, heldBy } from '../../../school/identity/deny.js';
import type { Subject } from '../../../school/people.js';
import { clip, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import type { State } from './state.js';

/** "Not me": which of several, then whether it is meant. */
export function notMe(ctx: FlowContext): Step<State> {
  const subjects = heldBy(ctx.actor);
  if (subjects.length === 0) return { kind: 'done', reply: text(ctx.copy.account.notLinked) };
  return { kind: 'go', state: { step: subjects.length === 1 ? 'not_me' : 'which', subjects } };
}

/** One of them, or all. Only those who are linked now. */
export function notThese(ctx: FlowContext, ids: readonly string[]): Step<State> {
  const subjects = heldBy(ctx.actor).filter((s) => ids.includes('all') || ids.includes(s.id));
  if (subjects.length === 0) return { kind: 'done', reply: text(ctx.copy.account.notLinked) };
  return { kind: 'go', state: { step: 'not_me', subjects } };
}

/** Yes: no rights any more, and the office hears that its file is wrong. */
export async function denied(ctx: FlowContext, asked: readonly Subject[]): Promise<Step<State>> {
  const { account: words, attendance } = ctx.copy;
  const { outcome, writes } = await deny(
    ctx,
    asked.map((s) => s.id),
  );
  if (outcome.kind === 'not_linked') return { kind: 'done', reply: text(words.notLinked) };
  const { subjects, admins } = outcome;
  const names = subjects.map((s) => s.name);
  const { actor, now } = ctx;
  const unsaid = withdrawOf(ctx.db, {
    personId: actor.personId,
    pupils: subjects.filter((s) => s.type === 'student').map((s) => s.name),
    teacher: subjects.some((s) => s.type === 'teacher'),
  });
  const told = admins.flatMap(({ phone }) =>
    ctx.notify({
      kind: 'identity_denied',
      phone,
      params: {
        name: clip((ctx.profileName ?? '').replace(/\s+/g, ' ').trim(), 60),
        number: actor.phone === null ? '' : `+${actor.phone}`,
        whom: attendance.and(names),
      },
      origin: `identity:${actor.personId}`,
      notBefore: now,
    }),
  );
  return { kind: 'done', reply: text(words.unlinked(names)), writes: [...writes, unsaid, ...told] };
}
