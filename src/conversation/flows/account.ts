import type { Tap } from '../../whatsapp/reply.js';
import { text } from '../../whatsapp/reply.js';
import { type FlowContext, type Input, type Step, defineFlow } from '../flow.js';
import { begin, claimed, named } from './account/claim.js';
import { entered, invited } from './account/code.js';
import { inviteeOf } from './account/errands.js';
import { inviteFor, made } from './account/invite.js';
import { denied, notMe, notThese } from './account/not-me.js';
import { prompt } from './account/prompts.js';
import { State } from './account/state.js';

/** Who somebody is: linking a number by a code or an office link, "not me", and the office's links. */
export const account = defineFlow<State>({
  name: 'account',
  state: State,
  start: begin,
  prompt,
  async answer(ctx, state, input) {
    if (input.tap) return tapped(ctx, input.tap, { late: input.late, open: state });
    switch (state.step) {
      case 'who':
        return named(ctx, input);
      case 'code':
        return { kind: 'unclear' };
      case 'invite':
      case 'invitee':
        return inviteFor(ctx, input.text);
      case 'which':
      case 'not_me':
        return { kind: 'unclear' };
    }
  },
  tap: (ctx, tap, input) => tapped(ctx, tap, { late: input.late, open: null }),
});

async function tapped(
  ctx: FlowContext,
  tap: Tap,
  { late, open }: Pick<Input, 'late'> & { open: State | null },
): Promise<Step<State>> {
  const [arg = ''] = tap.args;
  switch (tap.action) {
    case 'code':
      return entered(ctx, arg, open);
    case 'use':
      return invited(ctx, arg);
    case 'again':
      return open?.step === 'code' && !late
        ? claimed(ctx, open.name)
        : { kind: 'go', state: { step: 'who' } };
    case 'start':
    case 'other':
      return { kind: 'go', state: { step: 'who' } };
    case 'not':
      return notMe(ctx);
    case 'these':
      return notThese(ctx, [arg]);
    case 'yes':
      return open?.step === 'not_me' && !late ? denied(ctx, open.subjects) : { kind: 'unclear' };
    case 'no':
      return { kind: 'done', reply: text(ctx.copy.account.staysLinked) };
    case 'invite':
      return inviteFor(ctx, inviteeOf(arg));
    case 'for': {
      const choice = open?.step === 'invitee' ? open.choices.find((c) => c.id === arg) : undefined;
      return choice && !late ? made(ctx, choice) : { kind: 'unclear' };
    }
    default:
      return { kind: 'unclear' };
  }
}
