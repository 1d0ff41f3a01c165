import * as z from 'zod';
import { REMINDERS, Reminder, readReminders, turnReminder } from '../../../school/office/reminders.js';
import { type Reply, type Tap, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import { type FlowContext, type Step, defineFlow } from '../../flow.js';
import { type About, reminderWish } from '../preferences/reading.js';
import { officeOnly } from './card.js';

const FLOW = 'remind';
const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('list'), off: z.array(Reminder) }),
  /** Waits for Yes. */
  z.object({ step: z.literal('switch'), key: Reminder, off: z.boolean() }),
]);
type State = z.infer<typeof State>;

/** What the school reminds everybody of: switched off and on by the office, with a Yes. */
export const reminders = defineFlow<State>({
  name: FLOW,
  state: State,
  start: (ctx) => show(ctx),
  prompt,
  async answer(ctx, state, input) {
    if (input.late || !input.tap) return { kind: 'unclear' };
    return tapped(ctx, input.tap, state);
  },
  tap: (ctx, tap, input) => (input.late ? show(ctx) : tapped(ctx, tap, null)),
});

const KEY_OF: Partial<Record<About, Reminder>> = {
  payment_reminder: 'REMINDER_PAYMENT',
  class_reminder: 'REMINDER_CLASS',
  classes_low_alert: 'REMINDER_LOW_BALANCE',
  attendance_confirmation: 'REMINDER_ATTENDANCE',
  unmarked_classes: 'REMINDER_ATTENDANCE',
  enquiry_waiting: 'REMINDER_UNFINISHED',
  unfinished: 'REMINDER_UNFINISHED',
  welcome: 'REMINDER_WELCOME',
  digest: 'REMINDER_DIGEST',
};

/**
 * "payment reminders off": from an admin it is about everybody unless they speak of themselves; from anybody else it
 * is their own wish. Null for what is no such thing.
 */
export function reminderErrand(said: string, { isAdmin }: { isAdmin: boolean }): Tap | null {
  const wish = reminderWish(said);
  if (!wish) return null;
  if (wish.show) return { flow: isAdmin ? FLOW : 'prefs', action: 'show', args: [] };
  const key = KEY_OF[wish.about];
  const way = wish.on ? 'on' : 'off';
  if (isAdmin && !wish.personal && key) return { flow: FLOW, action: 'ask', args: [key, way] };
  return { flow: 'prefs', action: 'about', args: [wish.about, way] };
}

async function tapped(ctx: FlowContext, { action, args }: Tap, open: State | null): Promise<Step<State>> {
  const key = Reminder.safeParse(args[0]);
  const off = args[1] === 'off';
  switch (action) {
    case 'show':
      return show(ctx);
    case 'no':
      return { kind: 'done', reply: text(ctx.copy.preferences.unchanged) };
    case 'ask':
      return key.success ? ask(ctx, key.data, off) : { kind: 'unclear' };
    case 'yes': {
      if (!key.success) return { kind: 'unclear' };
      // A Yes counts for the question that is open; an old one asks again.
      const asked = open?.step === 'switch' && open.key === key.data && open.off === off;
      return asked ? turn(ctx, key.data, off) : ask(ctx, key.data, off);
    }
    default:
      return { kind: 'unclear' };
  }
}

async function show(ctx: FlowContext): Promise<Step<State>> {
  const found = await readReminders(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  return { kind: 'go', state: { step: 'list', off: REMINDERS.filter((key) => found.off[key]) } };
}

async function ask(ctx: FlowContext, key: Reminder, off: boolean): Promise<Step<State>> {
  const found = await readReminders(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  return found.off[key] === off
    ? { kind: 'done', reply: text(ctx.copy.preferences.alreadyAll(key, off)) }
    : { kind: 'go', state: { step: 'switch', key, off } };
}

async function turn(ctx: FlowContext, key: Reminder, off: boolean): Promise<Step<State>> {
  const { preferences: words } = ctx.copy;
  const { outcome, writes } = await turnReminder(ctx, { key, off });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already':
      return { kind: 'done', reply: text(words.alreadyAll(key, off)) };
    case 'switched':
      return { kind: 'done', reply: text(words.turnedAll(key, off)), writes };
  }
}

function prompt({ copy: { preferences: words } }: FlowContext, state: State): Reply {
  if (state.step === 'switch') {
    const way = state.off ? 'off' : 'on';
    return buttons(words.confirmAll(state.key, state.off), [
      { id: buttonId(FLOW, 'yes', state.key, way), title: words.yes },
      { id: buttonId(FLOW, 'no'), title: words.no },
    ]);
  }
  const rows = REMINDERS.map((key) => {
    const isOff = state.off.includes(key);
    return {
      id: buttonId(FLOW, 'ask', key, isOff ? 'on' : 'off'),
      title: words.keys[key],
      description: isOff ? words.isOff : words.isOn,
    };
  });
  return list(words.allHead, words.show, [{ title: words.section, rows }]);
}
