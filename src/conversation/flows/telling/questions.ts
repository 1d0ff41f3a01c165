import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Input } from '../../flow.js';
import { ownWish } from '../elsewhere.js';
import type { TellStep } from './answers.js';
import { NOTHING_SAID, meaningsIn } from './read.js';
import { type Choice, type State, flowOf } from './state.js';
import { answerQuestion, tell } from './tell.js';
import { namedIn, subjectOf } from './who.js';

/** WhatsApp shows ten rows; the last leads on. */
const PAGE = 9;
const ROWS = 10;

/** What an open question asks. */
export function prompt(ctx: FlowContext, state: State): Reply {
  const { schedule: words } = ctx.copy;
  if (state.step === 'name') return text(words.writeName);
  const { choices, page } = state;
  const body = state.word === null ? words.whose : words.whichOf(state.word);
  const flow = flowOf(state.wish.topic);
  const option = (c: Choice): Option => ({
    id: buttonId(flow, 'who', `${c.kind === 'teacher' ? 't' : 's'}.${c.id}`),
    title: c.name,
    ...(c.about ? { description: c.about } : {}),
  });
  if (choices.length <= 3 && !choices.some(alike(choices))) return buttons(body, choices.map(option));
  const many = choices.length > ROWS;
  const size = many ? PAGE : ROWS;
  const next = (page + 1) * size < choices.length ? page + 1 : 0;
  const rows = choices.slice(page * size, (page + 1) * size).map(option);
  const more: Option[] = many ? [{ id: buttonId(flow, 'names', next), title: words.moreNames }] : [];
  return list(body, words.showNames, [{ title: words.names, rows: [...rows, ...more] }]);
}

/** Two of one name need what tells them apart, and a button has no room for it. */
function alike(choices: readonly Choice[]) {
  return (c: Choice) => choices.some((o) => o !== c && o.name === c.name);
}

/** What is typed to it: a name. */
export async function typed(ctx: FlowContext, state: State, input: Input): Promise<TellStep> {
  const { schedule: words } = ctx.copy;
  const { text: said } = input;
  if (said === '') return { kind: 'unclear' };
  if (state.step === 'who') {
    const fitting = namedIn({ text: said, student: said }, state.choices);
    const [only, ...others] = fitting;
    // "Ananya can't come tomorrow" names one of the choices and is no answer.
    if (only && (await ownWish(input))) return { kind: 'unclear' };
    if (only && others.length === 0) return tell(ctx, subjectOf(only), state.wish);
    if (only) return { kind: 'go', state: { ...state, choices: fitting, word: said, page: 0 } };
    return { kind: 'unclear', help: words.helpWho };
  }
  // A sentence is a new question; a word or two are the name that was asked for.
  if (said.split(/\s+/).length > 3) return { kind: 'unclear', help: words.helpName };
  return answerQuestion(
    ctx,
    { ...NOTHING_SAID, text: said, means: meaningsIn(said), student: said, byModel: true },
    state.wish,
  );
}
