import { buttonId, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { namedIn } from '../leave/read.js';
import type { AttStep } from './steps.js';

/** A teacher who is a parent too names somebody who is in no class of theirs, and is their own child. */
export function ownChildMeant({ actor, copy }: FlowContext, step: AttStep): AttStep | null {
  if (step.kind !== 'go' || step.state.step !== 'ask') return null;
  const [question] = step.state.sheet.open;
  const [child, ...others] = question?.ask === 'unread' ? namedIn(question.word, actor.children) : [];
  if (!child || others.length > 0) return null;
  const first = child.name.split(' ')[0] ?? child.name;
  const reply = buttons(copy.attendance.ownChild(step.state.sheet.klass, first), [
    { id: buttonId('leave', 'away', child.id), title: copy.attendance.childAway },
    { id: buttonId('menu', 'mark_attendance'), title: copy.attendance.markClass },
  ]);
  return { kind: 'done', reply };
}
