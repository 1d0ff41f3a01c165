import { codeMail, codeNotice } from '../../../outreach/codes.js';
import { type CodeToSend, claim } from '../../../school/identity/claim.js';
import { claimFacts } from '../../../school/identity/claimable.js';
import { heldBy } from '../../../school/identity/deny.js';
import { buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Input, Step } from '../../flow.js';
import { meantBy, nameIn } from './said.js';
import type { State } from './state.js';

/** Begins with the name where one was said. */
export async function begin(ctx: FlowContext, input: Input): Promise<Step<State>> {
  const { actor, copy } = ctx;
  if (actor.sharedByTeachers) return { kind: 'done', reply: withOffice(ctx, copy.attendance.sharedNumber) };
  const entities = input.text === '' ? {} : (await input.understood()).entities;
  const name = entities.student ?? entities.name ?? nameIn(input.text);
  return name ? claimed(ctx, name) : { kind: 'go', state: { step: 'who' } };
}

/** The answer to "whom may I link you to?". */
export async function named(ctx: FlowContext, { text: said }: Input): Promise<Step<State>> {
  const name = nameIn(said);
  return name ? claimed(ctx, name) : { kind: 'unclear', help: ctx.copy.account.helpWho };
}

/** Asks for a code to be sent; what is said is the same whoever the name means, or nobody. */
export async function claimed(ctx: FlowContext, name: string): Promise<Step<State>> {
  const { account: words } = ctx.copy;
  const facts = await claimFacts(ctx);
  // A family that names its own child is meant, whoever else is called so.
  const own = meantBy(
    name,
    facts.people.filter((p) => heldBy(ctx.actor).some((h) => h.id === p.id)),
  );
  const meant = own.length > 0 ? own : meantBy(name, facts.people);
  const { outcome, writes } = claim(ctx, facts, meant);
  switch (outcome.kind) {
    case 'already':
      return { kind: 'done', reply: text(words.already(outcome.subjects.map((s) => s.name))) };
    case 'cannot_send':
      return { kind: 'done', reply: withOffice(ctx, words.cannotSend) };
    case 'wait': {
      const minutes = Math.ceil((outcome.until.getTime() - ctx.now.getTime()) / 60_000);
      return { kind: 'go', state: { step: 'code', name }, say: words.wait(minutes) };
    }
    case 'asked': {
      const sent = outcome.send ? sending(ctx, outcome.send) : [];
      return {
        kind: 'go',
        state: { step: 'code', name },
        say: words.asked(facts.ways),
        writes: [...writes, ...sent],
      };
    }
  }
}

function sending(ctx: FlowContext, send: CodeToSend) {
  const { db, now, actor, language } = ctx;
  const { reference, until } = send;
  if (send.by === 'whatsapp') return ctx.notify(codeNotice({ phone: send.phone, reference, until, now }));
  const params = { reference, until: until.toISOString() };
  const mail = { params, address: send.address, language, asker: actor.phone?.slice(-2) ?? '' };
  return [codeMail(db, { personId: actor.personId, mail, now })];
}

/** The same sentence with the way to a person. */
export function withOffice({ copy }: FlowContext, said: string) {
  return buttons(said, [{ id: buttonId('human', 'yes', 'asked'), title: copy.human.talk }]);
}
