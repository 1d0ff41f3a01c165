import type { Actor } from '../school/people.js';
import { readCommand } from '../understanding/commands.js';
import { asksForBot } from '../understanding/tone.js';
import { type Option, type Reply, type Tap, buttonId, buttons, list, optionsOf } from '../whatsapp/reply.js';
import type { FlowContext, Input } from './flow.js';

/** A list holds no more rows than this. */
const ROWS = 10;

/** The taps by which a conversation goes to the office and comes back, where nobody tapped. */
export const TO_OFFICE = (reason: 'misunderstood' | 'anger'): Tap => ({
  flow: 'human',
  action: 'yes',
  args: [reason],
});
export const TO_BOT: Tap = { flow: 'human', action: 'back', args: [] };

/**
 * What is heard while the office has the conversation: the way back, STOP and START, and what the office itself sent
 * them for: a code, or its link. All else is the office's.
 */
export function heardWithOffice({ text, tap, late }: Input): 'back' | 'consent' | 'proof' | 'nothing' {
  if (tap?.flow === 'account' && (tap.action === 'code' || tap.action === 'use')) return 'proof';
  if (tap) return tap.flow === TO_BOT.flow && tap.action === TO_BOT.action && !late ? 'back' : 'nothing';
  const command = readCommand(text);
  if (command === 'stop' || command === 'start') return 'consent';
  return asksForBot(text) && !late ? 'back' : 'nothing';
}

/**
 * What follows when nobody understood for the so-manieth time in a row: the question again, then a person is offered,
 * then the office has it. Not for the office itself.
 */
export function afterMiss(misses: number, actor: Actor): 'again' | 'offer' | 'hand_over' {
  if (misses < 2 || actor.isAdmin || actor.isAgent) return 'again';
  return misses === 2 ? 'offer' : 'hand_over';
}

/** The same question with one more choice: a person. */
export function withPerson({ copy }: FlowContext, reply: Reply): Reply {
  const option: Option = { id: buttonId('human', 'yes', 'misunderstood'), title: copy.human.talk };
  if (optionsOf(reply).some((o) => o.id.startsWith(buttonId('human', 'yes')))) return reply;
  const { menuButton, menuSection } = copy.general;
  switch (reply.kind) {
    case 'text':
      return reply.options ? reply : buttons(reply.body, [option]);
    case 'buttons': {
      const all = [...reply.buttons, option];
      return all.length <= 3
        ? buttons(reply.body, all)
        : list(reply.body, menuButton, [{ title: menuSection, rows: all }]);
    }
    case 'list': {
      const full = reply.sections.reduce((n, s) => n + s.rows.length, 0) >= ROWS;
      const sections = reply.sections.map((s, i) =>
        i === reply.sections.length - 1 ? { ...s, rows: [...s.rows, option] } : s,
      );
      return full ? reply : list(reply.body, reply.button, sections);
    }
    case 'link':
      return reply;
  }
}
