import { CODE_MINUTES } from '../../../school/identity/code.js';
import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import type { State } from './state.js';

/** The last of ten rows stands for all of it. */
const ROWS = 9;

/** What each state asks. */
export function prompt(ctx: FlowContext, state: State): Reply {
  const { account: words, human, schedule } = ctx.copy;
  switch (state.step) {
    case 'who':
      return text(words.askWho);
    case 'code':
      return buttons(words.enterCode(CODE_MINUTES), [
        { id: buttonId('account', 'again'), title: words.again },
        { id: buttonId('account', 'other'), title: words.otherName },
        { id: buttonId('human', 'yes', 'asked'), title: human.talk },
      ]);
    case 'which': {
      const rows = state.subjects
        .slice(0, ROWS)
        .map((s) => ({ id: buttonId('account', 'these', s.id), title: s.name }));
      const all = { id: buttonId('account', 'these', 'all'), title: words.allOfIt };
      return list(words.which, words.show, [{ title: schedule.names, rows: [...rows, all] }]);
    }
    case 'not_me':
      return buttons(words.confirmNotMe(state.subjects.map((s) => s.name)), [
        { id: buttonId('account', 'yes'), title: words.yesNotMe },
        { id: buttonId('account', 'no'), title: words.itIsMe },
      ]);
    case 'invite':
      return text(words.inviteWhom);
    case 'invitee': {
      const rows: Option[] = state.choices.map((c) => ({
        id: buttonId('account', 'for', c.id),
        title: c.name,
        ...(c.about ? { description: c.about } : {}),
      }));
      return list(schedule.whichOf(state.word), words.show, [{ title: schedule.names, rows }]);
    }
  }
}
