import { forget } from '../../mailbox/recent.js';
import type { Command } from '../../understanding/commands.js';
import { readButtonId, text } from '../../whatsapp/reply.js';
import type { Flow } from '../flow.js';
import { attendance } from '../flows/attendance.js';
import { unasked } from '../flows/attendance/unasked.js';
import { menu } from '../flows/menu.js';
import { type Answer, type Open, type Routing, moved, plain } from './outcome.js';
import { helpFor, tapped, wished } from './wishes.js';

/** The words that work everywhere. Null where the open question is to hear the word itself (yes, no). */
export async function obey(r: Routing, command: Command, open: Open): Promise<Answer | null> {
  const { general } = r.ctx.copy;
  switch (command) {
    case 'menu':
      return plain(r, menu(r.ctx), { flow: null }, 'help');
    case 'help':
      return open
        ? moved(r, open.flow, { kind: 'go', state: open.state, say: helpFor(r.ctx) })
        : plain(r, menu(r.ctx, helpFor(r.ctx)), {}, 'help');
    case 'cancel':
      if (!open) return plain(r, text(general.nothingToCancel));
      return {
        ...plain(r, text(general.cancelled), { flow: null }),
        writes: open.flow.leave(r.ctx, open.state),
      };
    case 'back':
      return open ? back(r, open.flow) : plain(r, menu(r.ctx), {}, 'help');
    case 'human':
      return wished(r, 'talk_to_human', true);
    case 'stop':
      return wished(r, 'opt_out', true);
    case 'start':
      return wished(r, 'opt_in', true);
    case 'reset':
      return {
        ...plain(r, text(general.forgotten), { flow: null, lastIntent: null, misses: 0, about: null }),
        writes: [forget(r.ctx.db, r.ctx.actor.personId), ...(open ? open.flow.leave(r.ctx, open.state) : [])],
      };
    case 'wait':
      return plain(r, text(general.waiting));
    case 'yes':
    case 'no':
    case 'undo':
      return confirmed(r, command, open);
  }
}

/** "yes", "no" and "undo" mean the button of that action, if the last reply had one; otherwise the open question hears them. */
async function confirmed(r: Routing, command: 'yes' | 'no' | 'undo', open: Open): Promise<Answer | null> {
  const actions: string[] = command === 'no' ? ['no', 'cancel'] : [command];
  const option = r.context.options.find((o) => actions.includes(readButtonId(o.id)?.action ?? ''));
  const tap = option ? readButtonId(option.id) : null;
  if (tap) return tapped({ ...r, input: { ...r.input, tap } }, open);
  if (open) return null;
  return (await pickedUp(r, command)) ?? plain(r, text(r.ctx.copy.general.nothingToConfirm));
}

/** A word that answers nothing of this session may yet answer what a teacher was asked, or was busy with, before it. */
export async function pickedUp(r: Routing, said: 'yes' | 'no' | 'undo' | number): Promise<Answer | null> {
  if (said === 'no' || r.input.late) return null;
  const step = await unasked(r.ctx, said);
  return step && step.kind !== 'unclear' ? moved(r, attendance, step) : null;
}

function back(r: Routing, flow: Flow): Answer {
  const trail = r.context.flow?.trail ?? [];
  const state = trail.at(-1);
  if (state === undefined || !flow.reads(state)) return plain(r, menu(r.ctx), { flow: null }, 'help');
  const reply = flow.prompt(r.ctx, state);
  return plain(r, reply, { flow: { name: flow.name, state, trail: trail.slice(0, -1) }, misses: 0 });
}
