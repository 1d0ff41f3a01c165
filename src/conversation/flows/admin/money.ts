import { type OpenMoney, moneyToSettle, settleMoney } from '../../../payments/unbooked.js';
import { type Reply, buttonId, buttons, list, prefixed } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import { toOffice } from './desk.js';
import type { State } from './state.js';

/** As many as one list can settle, with the way to the office's menu. */
const SHOWN = 9;

/** Money that could not be booked, and money that went back. */
export async function showMoney(ctx: FlowContext, say?: string): Promise<Step<State>> {
  const found = await moneyToSettle(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  return { kind: 'done', reply: prefixed(moneyReply(ctx, found.open), say) };
}

/** Asks before it is taken off the list. */
export async function askMoney(ctx: FlowContext, id: string): Promise<Step<State>> {
  const found = await moneyToSettle(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const money = found.open.find((m) => m.id === id);
  if (!money)
    return { kind: 'done', reply: prefixed(moneyReply(ctx, found.open), ctx.copy.desk.moneyAlready) };
  return { kind: 'go', state: { step: 'money', money } };
}

/** Yes was said to the open question. */
export async function settledMoney(ctx: FlowContext, id: string): Promise<Step<State>> {
  const { desk: words } = ctx.copy;
  const { outcome, writes } = await settleMoney(ctx, { id });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already_settled':
      return { kind: 'done', reply: prefixed(moneyReply(ctx, outcome.left), words.moneyAlready) };
    case 'settled': {
      const reply = prefixed(moneyReply(ctx, outcome.left), words.moneySettled(outcome.money));
      return { kind: 'done', reply, writes };
    }
  }
}

function moneyReply(ctx: FlowContext, open: readonly OpenMoney[]): Reply {
  const { desk: words, general } = ctx.copy;
  if (open.length === 0) return buttons(words.noMoney, [toOffice(ctx)]);
  const shown = open.slice(0, SHOWN);
  const lines = shown.map((m, i) => words.moneyLine(i + 1, m));
  const more = open.length > SHOWN ? [words.heldMore(open.length - SHOWN)] : [];
  const rows = shown.map((m, i) => ({
    id: buttonId('admin', 'settlemoney', m.id),
    title: words.settleMoney(i + 1),
    ...(m.pupil ? { description: m.pupil } : {}),
  }));
  const body = [words.moneyHead(open.length), ...lines, ...more].join('\n\n');
  return list(body, general.menuButton, [{ title: words.money, rows: [...rows, toOffice(ctx)] }]);
}
