import type { Question } from '../../../school/attendance/draft.js';
import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { draftBody, notes } from './lines.js';
import { nameOf, namesOf, questionOf } from './sheet.js';
import { type Choice, FLOW, type Sheet, type State } from './state.js';

/** WhatsApp shows ten rows; the last ones lead on. */
const PAGE = 8;
const ROWS = 10;

export function prompt(ctx: FlowContext, state: State): Reply {
  switch (state.step) {
    case 'choose':
      return chooseClass(ctx, state);
    case 'names':
      return askNames(ctx, state.sheet);
    case 'ask':
      return askOpen(ctx, state.sheet);
    case 'draft':
      return askYes(ctx, state.sheet);
    case 'change':
      return offerChanges(ctx, state.sheet, state.page);
  }
}

/** A button of a sheet carries the draft and the version that it stands under. */
function sheetButton({ ref }: Sheet, action: string, ...args: (string | number)[]): string {
  return buttonId(FLOW, action, ref?.id ?? '', ref?.version ?? 0, ...args);
}

function chooseClass(ctx: FlowContext, { choices, others, page }: Extract<State, { step: 'choose' }>): Reply {
  const { attendance: words } = ctx.copy;
  const room = ROWS - (others ? 1 : 0);
  const many = choices.length > room;
  const size = many ? room - 1 : room;
  const rows = choices.slice(page * size, (page + 1) * size).map((c) => choiceRow(ctx, c));
  const next = (page + 1) * size < choices.length ? page + 1 : 0;
  const more: Option[] = many ? [{ id: buttonId(FLOW, 'more', next), title: words.more }] : [];
  const other: Option[] = others ? [{ id: buttonId(FLOW, 'other'), title: words.otherClass }] : [];
  const section = { title: words.classes, rows: [...rows, ...more, ...other] };
  return list(words.whichClass, words.showClasses, [section]);
}

function choiceRow({ copy: { attendance: words } }: FlowContext, c: Choice): Option {
  const state = c.marked ? words.marked : c.held === 'not_conducted' ? words.notHeld : words.pupils(c.pupils);
  return {
    id: buttonId(FLOW, 'class', c.batchId, c.date),
    title: `${c.instrument}${c.start ? ` ${words.time(c.start)}` : ''}`,
    description: [words.day(c.date), ...(c.teacherName ? [c.teacherName] : []), state].join(' · '),
  };
}

function askNames(ctx: FlowContext, sheet: Sheet): Reply {
  const { attendance: words } = ctx.copy;
  if (sheet.kind === 'extra') {
    const booked = sheet.booked.map((p) => p.name);
    const who = booked.length > 0 ? [ctx.copy.makeup.bookedList(booked)] : [];
    return text([words.whoCameMakeup(sheet.klass), ...who].join('\n\n'));
  }
  const { batchId, date } = sheet.klass;
  const names = sheet.roster.map((p) => p.name);
  const body = [words.whoCame(sheet.klass, names, exampleOf(names)), ...notes(ctx, sheet)].join('\n\n');
  return buttons(body, [
    { id: buttonId(FLOW, 'all', batchId, date), title: words.allPresent },
    { id: buttonId(FLOW, 'off', batchId, date), title: words.classCancelled },
    { id: buttonId(FLOW, 'other'), title: words.otherClass },
  ]);
}

function askOpen(ctx: FlowContext, sheet: Sheet): Reply {
  const question = questionOf(sheet);
  if (!question) return askYes(ctx, sheet);
  const { attendance: words } = ctx.copy;
  switch (question.ask) {
    case 'who':
      return askWho(ctx, sheet, question);
    case 'unread':
      return buttons(words.unread(question.word), [
        { id: sheetButton(sheet, 'who', 'none'), title: words.leaveOut },
      ]);
    case 'status':
      return buttons(words.cameOrNot(namesOf(sheet, question.pupils)), [
        { id: sheetButton(sheet, 'came', 'present'), title: words.present },
        { id: sheetButton(sheet, 'came', 'absent'), title: words.absent },
      ]);
  }
}

/** "yes" and "no" answer for a single candidate as the buttons do. */
function askWho(
  ctx: FlowContext,
  sheet: Sheet,
  { word, candidates, mark }: Extract<Question, { ask: 'who' }>,
): Reply {
  const { attendance: words } = ctx.copy;
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    return buttons(words.isIt(word, nameOf(sheet, only)), [
      { id: sheetButton(sheet, 'yes', only), title: words.yes },
      { id: sheetButton(sheet, 'no', 'none'), title: words.noNobody },
    ]);
  }
  const options = candidates
    .slice(0, ROWS - 1)
    .map((id) => ({ id: sheetButton(sheet, 'who', id), title: nameOf(sheet, id) }));
  const none = {
    id: sheetButton(sheet, 'who', 'none'),
    title: others.length > 1 ? words.noneOfThem : words.neither,
  };
  const body = words.whichOf(word, mark);
  if (options.length < 3) return buttons(body, [...options, none]);
  return list(body, words.showNames, [{ title: words.names, rows: [...options, none] }]);
}

function askYes(ctx: FlowContext, sheet: Sheet): Reply {
  const { attendance: words } = ctx.copy;
  const body = [draftBody(ctx, sheet), ...notes(ctx, sheet), words.save].join('\n\n');
  const change = sheet.kind === 'cancelled' ? [] : [{ id: sheetButton(sheet, 'no'), title: words.change }];
  return buttons(body, [
    { id: sheetButton(sheet, 'yes'), title: words.yes },
    ...change,
    { id: sheetButton(sheet, 'cancel'), title: words.cancel },
  ]);
}

function offerChanges(ctx: FlowContext, sheet: Sheet, page: number): Reply {
  const { attendance: words } = ctx.copy;
  const pupils =
    sheet.kind === 'extra' ? sheet.roster.filter((p) => sheet.extra.includes(p.id)) : sheet.roster;
  const rows: Option[] = pupils.slice(page * PAGE, (page + 1) * PAGE).map((p) => ({
    id: sheetButton(sheet, 'flip', p.id),
    title: `${words.line[sheet.kind === 'extra' ? 'present' : (sheet.marks[p.id] ?? 'absent')]} ${p.name}`,
  }));
  const next = (page + 1) * PAGE < pupils.length ? page + 1 : 0;
  const more: Option[] =
    pupils.length > PAGE ? [{ id: sheetButton(sheet, 'page', next), title: words.more }] : [];
  const done: Option = { id: sheetButton(sheet, 'list'), title: words.done };
  const example = exampleOf(pupils.map((p) => p.name));
  return list(words.changeHow(sheet.klass, example), words.showNames, [
    { title: words.names, rows: [...rows, ...more, done] },
  ]);
}

/** A first name for examples, of which there is only one in the class. */
function exampleOf(names: readonly string[]): string {
  const firsts = names.map((name) => name.split(' ')[0] ?? name);
  return firsts.find((f) => firsts.filter((g) => g === f).length === 1) ?? names[0] ?? '';
}
