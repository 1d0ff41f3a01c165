import { hideDigits } from '../../../outreach/codes.js';
import { enterCode } from '../../../school/identity/enter.js';
import { takeInvite } from '../../../school/identity/invite.js';
import type { Subject } from '../../../school/people.js';
import { buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { withOffice } from './claim.js';
import type { State } from './state.js';

/** The six digits that were sent. What was typed is not kept readable. */
export async function entered(ctx: FlowContext, code: string, open: State | null): Promise<Step<State>> {
  const { account: words } = ctx.copy;
  const { outcome, writes: done } = await enterCode(ctx, code);
  const writes = [...done, hideDigits(ctx.db, ctx.actor.personId)];
  switch (outcome.kind) {
    case 'linked':
      return { kind: 'done', reply: receipt(ctx, outcome.subjects), writes };
    case 'over':
      return { kind: 'go', state: { step: 'who' }, say: words.over, writes };
    case 'wrong':
      if (outcome.left === 0) return { kind: 'go', state: { step: 'who' }, say: words.wrong(0), writes };
      return open?.step === 'code'
        ? { kind: 'go', state: open, say: words.wrong(outcome.left), writes }
        : { kind: 'done', reply: text(words.wrong(outcome.left)), writes };
  }
}

/** What an admin's link carries was sent. */
export async function invited(ctx: FlowContext, invite: string): Promise<Step<State>> {
  const { account: words } = ctx.copy;
  const { outcome, writes } = await takeInvite(ctx, invite);
  const hidden = hideDigits(ctx.db, ctx.actor.personId);
  switch (outcome.kind) {
    case 'linked':
      return { kind: 'done', reply: receipt(ctx, outcome.subjects), writes: [...writes, hidden] };
    case 'already':
      return {
        kind: 'done',
        reply: text(words.already(outcome.subjects.map((s) => s.name))),
        writes: [hidden],
      };
    case 'own':
      return { kind: 'done', reply: text(words.inviteOwn(outcome.subjects.map((s) => s.name))) };
    case 'over':
      return { kind: 'done', reply: withOffice(ctx, words.inviteOver), writes: [hidden] };
  }
}

function receipt({ copy, actor }: FlowContext, subjects: readonly Subject[]) {
  const { account: words, general } = copy;
  const names = (type: Subject['type']) => subjects.filter((s) => s.type === type).map((s) => s.name);
  const known = actor.children.map((c) => c.name);
  const children = [...new Set([...known, ...names('student')])];
  const teacher = names('teacher')[0] ?? actor.teacher?.name ?? null;
  return buttons(words.linked({ teacher, pupils: [], children }), [
    { id: buttonId('menu', 'help'), title: general.menuButton },
  ]);
}
