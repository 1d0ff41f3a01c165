import * as z from 'zod';
import { addDays, localDate } from '../../school/dates.js';
import {
  HANDOVER_REASONS,
  type HandedOver,
  type HandoverReason,
  handBack,
  handOver,
} from '../../school/handover.js';
import type { OfficeNow } from '../../school/office-hours.js';
import { readCommand } from '../../understanding/commands.js';
import { toneOf } from '../../understanding/tone.js';
import { type Tap, buttonId, buttons, clip, text } from '../../whatsapp/reply.js';
import { type FlowContext, type Input, type Step, defineFlow } from '../flow.js';
import { officeArranges } from './human/arranges.js';
import { menu } from './menu.js';

/** At or above this somebody surely wants a person: below it they are asked first, since the bot falls silent. */
const SURE = 0.8;
/** How much of a person's last words the office reads in its notice. */
const WORDS = 200;

const Reason = z.enum(HANDOVER_REASONS).catch('asked');
const State = z.object({
  step: z.literal('offer'),
  reason: Reason,
  /** What only the office can do, in the person's words. */
  wish: z.string().optional(),
});
type State = z.infer<typeof State>;

/** The conversation goes to the office, and comes back. */
export const human = defineFlow<State>({
  name: 'human',
  state: State,
  async start(ctx, input) {
    if (input.late) return offered('asked');
    if (officeArranges(input.text)) return offered('asked', input.text.slice(0, WORDS));
    const angry = toneOf(input.text) === 'angry';
    const plain = input.text === '' || angry || readCommand(input.text) === 'human';
    const understood = plain ? null : await input.understood();
    if (understood?.intent === 'talk_to_human' && understood.confidence < SURE) return offered('asked');
    return given(ctx, input, angry ? 'anger' : 'asked');
  },
  prompt: ({ copy: { human: words } }, state) =>
    buttons(state.wish === undefined ? words.offer : words.arranges, [
      { id: buttonId('human', 'yes', state.reason), title: words.talk },
      { id: buttonId('human', 'no'), title: words.notNow },
    ]),
  async answer(ctx, state, input) {
    if (input.late) return offered(state.reason);
    if (!input.tap) return { kind: 'unclear' };
    return tapped(ctx, input.tap, { ...input, text: state.wish ?? input.text });
  },
  async tap(ctx, tap, input) {
    return input.late ? offered(Reason.parse(tap.args[0])) : tapped(ctx, tap, input);
  },
});

function offered(reason: HandoverReason, wish?: string): Step<State> {
  return { kind: 'go', state: { step: 'offer', reason, ...(wish === undefined ? {} : { wish }) } };
}

async function tapped(ctx: FlowContext, tap: Tap, input: Input): Promise<Step<State>> {
  const { human: words } = ctx.copy;
  switch (tap.action) {
    case 'yes':
      return given(ctx, input, Reason.parse(tap.args[0]));
    case 'no':
      return { kind: 'done', reply: text(words.declined) };
    case 'back': {
      const writes = [
        handBack(ctx.db, { personId: ctx.actor.personId, by: ctx.actor.personId, now: ctx.now }),
      ];
      return ctx.withOffice
        ? { kind: 'done', reply: menu(ctx, words.back), writes }
        : { kind: 'done', reply: menu(ctx, words.nothingHandedOver) };
    }
    default:
      return { kind: 'unclear' };
  }
}

async function given(ctx: FlowContext, input: Input, reason: HandoverReason): Promise<Step<State>> {
  const { handoverHours: hours, officeHours } = ctx.settings;
  const context = { ...ctx.place };
  const { outcome, writes } = await handOver(ctx, { reason, context, hours, officeHours });
  if (outcome.kind === 'is_office') return { kind: 'done', reply: text(ctx.copy.human.isOffice) };
  const reply = buttons(ctx.copy.human.handedOver(reason, spoken(ctx, outcome.office)), [
    { id: buttonId('human', 'back'), title: ctx.copy.human.toBot },
  ]);
  return {
    kind: 'done',
    reply,
    writes: [...writes, ...noticesTo(ctx, outcome, { reason, said: input.text })],
  };
}

function spoken(ctx: FlowContext, office: OfficeNow) {
  if (office.open || office.opens === null)
    return office.open ? office : { open: false as const, opens: null };
  const today = localDate(ctx.now, ctx.timezone);
  const { date, time } = office.opens;
  const near =
    date === today ? ('today' as const) : date === addDays(today, 1) ? ('tomorrow' as const) : null;
  return { open: false as const, opens: { date, near, time } };
}

/** Every admin is told who waits and why. */
function noticesTo(
  ctx: FlowContext,
  { admins }: Extract<HandedOver, { kind: 'handed_over' }>,
  { reason, said }: { reason: HandoverReason; said: string },
) {
  const { actor, now } = ctx;
  const params = {
    name: oneLine(actor.teacher?.name ?? ctx.profileName ?? '', 60),
    number: actor.phone === null ? '' : `+${actor.phone}`,
    pupils: ctx.copy.attendance.and(actor.children.map((c) => c.name)),
    teaches: actor.teacher ? 'yes' : '',
    reason,
    words: oneLine(said, WORDS),
  };
  const origin = `handover:${actor.personId}`;
  return admins.flatMap((phone) => ctx.notify({ kind: 'handover', phone, params, origin, notBefore: now }));
}

/** What a stranger wrote stands in one line, so that it cannot look like more than one sentence of ours. */
function oneLine(words: string, longest: number): string {
  return clip(words.replace(/\s+/g, ' ').trim(), longest);
}
