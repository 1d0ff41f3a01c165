import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import type { State } from './state.js';

/** The last of ten rows leads on. */
const PAGE = 9;

/** What each state asks. */
export function prompt(ctx: FlowContext, state: State): Reply {
  const { admin: words, general } = ctx.copy;
  switch (state.step) {
    case 'office':
      return list(words.head, general.menuButton, [{ title: words.menu, rows: officeRows(ctx) }]);
    case 'name':
      return text(words.askName);
    case 'who':
      return whichOf(ctx, state);
    case 'switch': {
      const way = state.off ? 'off' : 'on';
      return buttons(ctx.copy.switches.confirm(state.key, way), [
        { id: buttonId('admin', 'yes', state.key, way), title: words.yes },
        { id: buttonId('admin', 'no'), title: words.no },
      ]);
    }
    case 'pilot':
      return buttons(ctx.copy.switches.pilotAsk(state.numbers), [
        { id: buttonId('admin', 'pilot_yes'), title: words.yes },
        { id: buttonId('admin', 'no'), title: words.no },
      ]);
    case 'money':
      return buttons(ctx.copy.desk.moneyAsk(state.money), [
        { id: buttonId('admin', 'yes', 'money', state.money.id), title: words.yes },
        { id: buttonId('admin', 'no'), title: words.no },
      ]);
  }
}

function officeRows({ copy: { admin: words, desk, broadcast } }: FlowContext): Option[] {
  const row = (action: string, title: string, description: string) => ({
    id: buttonId('admin', action),
    title,
    description,
  });
  return [
    row('find', words.find, words.findHint),
    row('held', desk.held, desk.heldHint),
    row('leads', words.leads, words.leadsHint),
    row('letters', words.letters, words.lettersHint),
    row('money', desk.money, desk.moneyHint),
    { id: buttonId('broadcast', 'begin'), title: broadcast.menu, description: broadcast.menuHint },
    row('usage', words.usage, words.usageHint),
    row('switches', words.switches, words.switchesHint),
  ];
}

function whichOf({ copy }: FlowContext, { word, choices, page }: Extract<State, { step: 'who' }>): Reply {
  const { schedule: words } = copy;
  const many = choices.length > PAGE + 1;
  const size = many ? PAGE : PAGE + 1;
  const next = (page + 1) * size < choices.length ? page + 1 : 0;
  const rows = choices.slice(page * size, (page + 1) * size).map((c) => ({
    id: buttonId('admin', 'card', c.id),
    title: c.name,
    ...(c.about ? { description: c.about } : {}),
  }));
  const more = many ? [{ id: buttonId('admin', 'names', next), title: words.moreNames }] : [];
  return list(words.whichOf(word), words.showNames, [{ title: words.names, rows: [...rows, ...more] }]);
}
