import { rejectDraft } from '../../school/attendance/draft.js';
import type { FlowContext, Input } from '../flow.js';
import { defineFlow } from '../flow.js';
import { prompt } from './attendance/prompts.js';
import { notMarking, start } from './attendance/start.js';
import { FLOW, State } from './attendance/state.js';
import { type AttStep, go, over } from './attendance/steps.js';
import { lateTap, tapped } from './attendance/taps.js';
import { typed } from './attendance/words.js';

/** A teacher marks who came: which class, who, and a Yes. */
export const attendance = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  tap(ctx, tap, input) {
    const stranger = notMarking(ctx);
    if (stranger) return Promise.resolve(over(stranger));
    return input.late ? lateTap(ctx, tap) : tapped(ctx, tap, null);
  },
  leave: (ctx, state) =>
    state.step !== 'choose' && state.sheet.ref ? rejectDraft(ctx, state.sheet.ref.id) : [],
  unsaved: ({ copy }, state) =>
    state.step !== 'choose' && state.sheet.ref ? copy.attendance.leftOpen(state.sheet.klass) : null,
});

async function answer(ctx: FlowContext, state: State, input: Input): Promise<AttStep> {
  const { attendance: words } = ctx.copy;
  const stranger = notMarking(ctx);
  if (stranger) return over(stranger);
  if (input.late) return go(state, { say: ctx.copy.general.late });
  if (input.tap) return tapped(ctx, input.tap, state);
  if (input.attachment === 'audio' && input.text === '') return go(state, { say: words.voice });
  return input.text === '' ? { kind: 'unclear' } : typed(ctx, state, input.text);
}
