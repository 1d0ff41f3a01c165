import { linkTo } from '../school/identity/links.js';
import type { Actor } from '../school/people.js';
import { LIMITS, type Option, type Reply, buttonId, buttons, list, optionsOf } from '../whatsapp/reply.js';
import type { FlowContext } from './flow.js';
import type { Answer } from './routing/outcome.js';

/**
 * What a person should know of who they are to us stands at the end of the first answer, never before it: whom their
 * number is linked to, once, and again when that becomes more; or, until it is confirmed, that it changed hands.
 */
export function introduced(ctx: FlowContext, answer: Answer): Answer {
  const { actor, copy, db, now } = ctx;
  const { reply } = answer;
  if (!reply || answer.context.flow?.name === 'account') return answer;
  if (actor.resting) {
    const option = { id: buttonId('menu', 'link_account'), title: copy.account.menu };
    return withLine(answer, reply, { option, tap: copy.account.resting, write: copy.account.resting });
  }
  if (actor.untold.length === 0) return answer;
  const { linkedAs, notMe, tapNotMe, writeNotMe } = copy.account;
  const who = linkedAs(rolesOf(actor));
  const told = withLine(answer, reply, {
    option: { id: buttonId('account', 'not'), title: notMe },
    tap: `${who} ${tapNotMe}`,
    write: `${who} ${writeNotMe}`,
  });
  if (told === answer) return answer;
  const link = linkTo(db, { personId: actor.personId, subjects: actor.untold, source: 'number', now });
  return { ...told, writes: [...told.writes, link] };
}

/** All they are linked to, as it is said to them. */
function rolesOf({ teacher, children }: Actor) {
  const named = (relation: 'self' | 'guardian') =>
    children.filter((c) => c.relation === relation).map((c) => c.name);
  return { teacher: teacher?.name ?? null, pupils: named('self'), children: named('guardian') };
}

interface Line {
  option: Option;
  /** With the button, and where there is no room for it. */
  tap: string;
  write: string;
}

/** The same answer where the line does not fit: it comes with the next. */
function withLine(answer: Answer, reply: Reply, { option, tap, write }: Line): Answer {
  const [tapped, written] = [`${reply.body}\n\n${tap}`, `${reply.body}\n\n${write}`];
  const options = optionsOf(reply);
  const room = tapped.length <= LIMITS.body;
  switch (reply.kind) {
    case 'text':
      // A typed number must go on answering what was asked, so this button is not among what numbers choose.
      if (options.length === 0 && room) return { ...answer, reply: buttons(tapped, [option]) };
      return written.length <= LIMITS.textBody ? { ...answer, reply: { ...reply, body: written } } : answer;
    case 'buttons':
      if (room && options.length < LIMITS.buttons)
        return offered(answer, buttons(tapped, [...options, option]));
      return written.length <= LIMITS.body ? { ...answer, reply: { ...reply, body: written } } : answer;
    case 'list': {
      const last = reply.sections.at(-1);
      if (room && last && options.length < LIMITS.rows) {
        const sections = [...reply.sections.slice(0, -1), { ...last, rows: [...last.rows, option] }];
        return offered(answer, list(tapped, reply.button, sections));
      }
      return written.length <= LIMITS.body ? { ...answer, reply: { ...reply, body: written } } : answer;
    }
    case 'link':
      return written.length <= LIMITS.body ? { ...answer, reply: { ...reply, body: written } } : answer;
  }
}

/** The new choice comes last, so that the numbers of the others stay. */
function offered(answer: Answer, reply: Reply): Answer {
  const options = optionsOf(reply).map(({ id, title }) => ({ id, title }));
  return { ...answer, reply, context: { ...answer.context, options } };
}
