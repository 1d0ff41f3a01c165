import * as z from 'zod';
import { CHOICES, type Choice, choose, readChoices } from '../../outreach/choices.js';
import { type Reply, type Tap, buttonId, buttons, list, text } from '../../whatsapp/reply.js';
import { type FlowContext, type Step, defineFlow } from '../flow.js';
import { About, reminderWish } from './preferences/reading.js';

const FLOW = 'prefs';
const Kind = z.enum(CHOICES);
const State = z.object({
  step: z.literal('list'),
  shown: z.array(z.object({ kind: Kind, on: z.boolean() })),
  stopped: z.boolean(),
});
type State = z.infer<typeof State>;

/** What a person wants to be reminded of: each kind on or off, for themselves alone. */
export const preferences = defineFlow<State>({
  name: FLOW,
  state: State,
  start: async (ctx, input) => {
    const wish = reminderWish(input.text);
    return wish && !wish.show ? turn(ctx, kindOf(ctx, wish.about), wish.on) : show(ctx);
  },
  prompt,
  async answer(ctx, _state, input) {
    if (input.late) return { kind: 'unclear' };
    if (input.tap) return tapped(ctx, input.tap);
    const wish = reminderWish(input.text);
    return wish && !wish.show ? turn(ctx, kindOf(ctx, wish.about), wish.on) : { kind: 'unclear' };
  },
  tap: (ctx, tap, input) => (input.late ? show(ctx) : tapped(ctx, tap)),
});

async function tapped(ctx: FlowContext, { action, args: [kind = '', way = ''] }: Tap): Promise<Step<State>> {
  if (action === 'show') return show(ctx);
  const about = About.safeParse(kind);
  if (action === 'about' && about.success) return turn(ctx, kindOf(ctx, about.data), way === 'on');
  const known = Kind.safeParse(kind);
  return action === 'set' && known.success && (way === 'on' || way === 'off')
    ? turn(ctx, known.data, way === 'on')
    : { kind: 'unclear' };
}

/** "Attendance" is a question after class to a teacher, and news of a child to a family. */
function kindOf({ actor }: FlowContext, about: About): Choice | null {
  if (about === 'unfinished' || about === 'welcome') return null;
  return about === 'attendance_confirmation' && actor.teacher !== null ? 'attendance_prompt' : about;
}

/** What concerns this person at all. */
function kindsFor({ actor }: FlowContext): Choice[] {
  const family: Choice[] = [
    'payment_reminder',
    'class_reminder',
    'classes_low_alert',
    'absence_alert',
    'attendance_confirmation',
  ];
  const kinds: Choice[] = [
    ...(actor.children.length > 0 ? family : []),
    ...(actor.teacher ? (['attendance_prompt'] as const) : []),
    ...(actor.isAdmin ? (['unmarked_classes', 'digest'] as const) : []),
  ];
  return kinds.length > 0 ? kinds : ['enquiry_waiting'];
}

async function show(ctx: FlowContext): Promise<Step<State>> {
  const chosen = await readChoices(ctx.db, ctx.actor.personId);
  const shown = kindsFor(ctx).map((kind) => ({ kind, on: chosen.wants(kind) }));
  return { kind: 'go', state: { step: 'list', shown, stopped: chosen.stopped } };
}

function prompt({ copy: { preferences: words } }: FlowContext, { shown, stopped }: State): Reply {
  const rows = shown.map(({ kind, on }) => ({
    id: buttonId(FLOW, 'set', kind, on ? 'off' : 'on'),
    title: words.kinds[kind],
    description: on ? words.isOn : words.isOff,
  }));
  const head = stopped ? `${words.head}\n\n${words.stopped}` : words.head;
  return list(head, words.show, [{ title: words.section, rows }]);
}

async function turn(ctx: FlowContext, kind: Choice | null, on: boolean): Promise<Step<State>> {
  if (kind === null) return show(ctx);
  const { preferences: words } = ctx.copy;
  const { personId } = ctx.actor;
  const before = await readChoices(ctx.db, personId);
  const body = [words.turned(words.kinds[kind], on), ...(on && before.stopped ? [words.stopped] : [])];
  const back = { id: buttonId(FLOW, 'set', kind, on ? 'off' : 'on'), title: on ? words.off : words.on };
  const all = { id: buttonId(FLOW, 'show'), title: words.all };
  return {
    kind: 'done',
    reply: before.wants(kind) === on ? text(body.join('\n\n')) : buttons(body.join('\n\n'), [back, all]),
    writes: before.wants(kind) === on ? [] : [choose(ctx.db, { personId, kind, on })],
  };
}
