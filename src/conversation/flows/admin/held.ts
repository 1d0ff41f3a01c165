import { type HeldConversation, giveBack, heldConversations } from '../../../school/office/handovers.js';
import { phonesIn } from '../../../school/phone.js';
import { matchName } from '../../../understanding/names.js';
import { type Reply, buttonId, buttons, list, prefixed } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import { oneLine, toOffice } from './desk.js';
import type { State } from './state.js';

/** As many as one list can hand back, with the way to the office's menu. */
const SHOWN = 9;

/** The conversations in which the bot is silent, each with the way back. */
export async function showHeld(ctx: FlowContext, say?: string): Promise<Step<State>> {
  const found = await heldConversations(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  return { kind: 'done', reply: prefixed(heldReply(ctx, found.conversations), say) };
}

/** "Hand back Priya", "hand back +91 …": the one that is meant, or those that may be. */
export async function handBackTo(ctx: FlowContext, word: string): Promise<Step<State>> {
  const { desk: words } = ctx.copy;
  const found = await heldConversations(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const fitting = whoFits(found.conversations, word);
  const [only, ...others] = fitting;
  if (only && others.length === 0) return handBackOne(ctx, only.personId);
  return only
    ? { kind: 'done', reply: prefixed(heldReply(ctx, fitting), words.severalHeldFor(word)) }
    : { kind: 'done', reply: prefixed(heldReply(ctx, found.conversations), words.noneHeldFor(word)) };
}

export async function handBackOne(ctx: FlowContext, personId: string): Promise<Step<State>> {
  const { desk: words } = ctx.copy;
  const { outcome, writes } = await giveBack(ctx, { personId });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'not_held':
      return { kind: 'done', reply: prefixed(heldReply(ctx, outcome.left), words.notHeld) };
    case 'given_back': {
      const reply = prefixed(heldReply(ctx, outcome.left), words.handedBack(outcome.conversation));
      return { kind: 'done', reply, writes };
    }
  }
}

/** By number, else by any name they go by. */
function whoFits(held: readonly HeldConversation[], word: string): HeldConversation[] {
  const numbers = phonesIn(word);
  if (numbers.length > 0) return held.filter((h) => h.phone !== null && numbers.includes(h.phone));
  const names = held.flatMap((h) =>
    [h.name, ...h.known].flatMap((name, i) => (name ? [{ id: `${h.personId} ${i}`, name }] : [])),
  );
  const match = matchName(word, names);
  const ids = match.kind === 'one' ? [match.id] : match.kind === 'several' ? match.ids : [];
  return held.filter((h) => ids.some((id) => id.startsWith(h.personId)));
}

function heldReply(ctx: FlowContext, held: readonly HeldConversation[]): Reply {
  const { desk: words, general } = ctx.copy;
  if (held.length === 0) return buttons(words.noHeld, [toOffice(ctx)]);
  const shown = held.slice(0, SHOWN);
  const lines = shown.map((h, i) => words.heldLine(i + 1, { ...h, words: h.words && oneLine(h.words) }));
  const more = held.length > SHOWN ? [words.heldMore(held.length - SHOWN)] : [];
  const rows = shown.map((h, i) => ({
    id: buttonId('admin', 'back', h.personId),
    title: words.handBack(i + 1),
    ...(h.name || h.known[0] ? { description: h.name ?? h.known[0] ?? '' } : {}),
  }));
  const body = [words.heldHead(held.length), ...lines, ...more].join('\n\n');
  return list(body, general.menuButton, [{ title: words.held, rows: [...rows, toOffice(ctx)] }]);
}
