import { addDays } from '../../../school/dates.js';
import { type Option, type Reply, buttonId, buttons, list } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { FLOW, type On, type State } from './state.js';
import { printOf, todayOf } from './steps.js';

/** WhatsApp shows ten rows; the last one leads on. */
const ROWS = 10;
/** Days of a plan that are listed one by one. */
const DAYS = 10;

export function prompt(ctx: FlowContext, state: State): Reply {
  const { leave: words } = ctx.copy;
  switch (state.step) {
    case 'whose':
      return choose(ctx, words.whose, [
        { id: buttonId(FLOW, 'own'), title: words.ownClasses },
        ...children(ctx),
      ]);
    case 'days':
      return askDays(ctx, state);
    case 'plan':
      return askPlan(ctx, state);
    case 'leaves':
      return choose(
        ctx,
        words.whichLeave,
        state.leaves.map((l) => ({ id: buttonId(FLOW, 'back', l.id), title: words.days(l) })),
      );
    case 'back':
      return askReturn(ctx, state);
    case 'child':
      return choose(ctx, state.saying.back ? words.whichComes : words.whoAbsent, [
        ...children(ctx),
        ...(ctx.actor.children.length > 1
          ? [{ id: buttonId(FLOW, 'child', 'all'), title: words.everyChild }]
          : []),
      ]);
    case 'classes':
      return askClass(ctx, state);
    case 'absent':
      return confirm(
        ctx,
        words.absent(state.pupils, state.reason),
        buttonId(FLOW, 'yes', 'absent', printOf(state.pupils)),
      );
    case 'comes':
      return confirm(ctx, words.comes(state.pupils), buttonId(FLOW, 'yes', 'comes', printOf(state.pupils)));
  }
}

function children({ actor }: FlowContext): Option[] {
  return actor.children.slice(0, ROWS - 1).map((c) => ({ id: buttonId(FLOW, 'child', c.id), title: c.name }));
}

function choose(ctx: FlowContext, body: string, options: readonly Option[]): Reply {
  const { leave: words } = ctx.copy;
  if (options.length <= 3) return buttons(body, options);
  return list(body, words.choose, [{ title: words.choices, rows: [...options] }]);
}

function confirm(ctx: FlowContext, body: string, yes: string): Reply {
  const { leave: words } = ctx.copy;
  return buttons(body, [
    { id: yes, title: words.yes },
    { id: buttonId(FLOW, 'no'), title: words.cancel },
  ]);
}

function askDays(ctx: FlowContext, { teacherId, whole }: On<'days'>): Reply {
  const { leave: words } = ctx.copy;
  const today = todayOf(ctx);
  const tomorrow = addDays(today, 1);
  const day = (from: string, to: string, title: string): Option => ({
    id: buttonId(FLOW, 'days', teacherId, from, to),
    title,
  });
  if (whole) return buttons(words.when, [day(whole.from, whole.to, words.allOf(whole))]);
  return buttons(words.when, [day(today, today, words.today), day(tomorrow, tomorrow, words.tomorrow)]);
}

function askPlan(ctx: FlowContext, { shown, reason, names }: On<'plan'>): Reply {
  const { leave: words } = ctx.copy;
  const none = shown.classes.length === 0;
  const affected = none
    ? [words.noClasses]
    : [words.affected(shown.classes.length, shown.pupils), ...dayLines(ctx, shown)];
  const listed = shown.names.map((n) => words.namesOf(n, n.pupils));
  const body = [
    [words.heading(shown, reason), ...affected].join('\n'),
    ...(names ? [listed.join('\n')] : []),
    ...(shown.already.length > 0 ? [words.overlap(shown.already)] : []),
    ...(shown.unreadable.length > 0 ? [words.unreadable(shown.unreadable)] : []),
    [
      words.willTell(shown.families),
      ...(shown.unheard.length > 0 ? [words.cannotTell(shown.unheard)] : []),
    ].join(' '),
    words.confirm,
  ].join('\n\n');
  const { teacherId, from, to, seen } = shown;
  const second: Option =
    names || none
      ? { id: buttonId(FLOW, 'other', teacherId), title: words.otherDays }
      : { id: buttonId(FLOW, 'names', teacherId, from, to), title: words.showNames };
  return buttons(body, [
    { id: buttonId(FLOW, 'yes', 'plan', teacherId, from, to, seen), title: words.yes },
    second,
    { id: buttonId(FLOW, 'no'), title: words.cancel },
  ]);
}

type Counted = On<'back'>['classes'];

/** A line per day. */
function dayLines({ copy: { leave: words } }: FlowContext, { classes }: { classes: Counted }): string[] {
  const dates = [...new Set(classes.map((c) => c.date))];
  const lines = dates.slice(0, DAYS).map((date) =>
    words.dayLine(
      date,
      classes.filter((c) => c.date === date),
    ),
  );
  return dates.length > DAYS ? [...lines, words.moreDays(dates.length - DAYS)] : lines;
}

function askReturn(ctx: FlowContext, state: On<'back'>): Reply {
  const { leave: words } = ctx.copy;
  const body = [
    [words.back(state.days, state.classes.length), ...dayLines(ctx, state)].join('\n'),
    words.backTells(state.families),
  ].join('\n\n');
  return confirm(ctx, body, buttonId(FLOW, 'yes', 'back', state.leaveId));
}

function askClass(ctx: FlowContext, { pupils, all, back, page }: On<'classes'>): Reply {
  const { attendance, leave: words, makeup } = ctx.copy;
  const several = pupils.length > 1;
  const rows = pupils
    .flatMap((p) => p.classes.map((c) => ({ p, c })))
    .sort((a, b) => (`${a.c.date} ${a.c.start ?? ''}` < `${b.c.date} ${b.c.start ?? ''}` ? -1 : 1))
    .map(({ p, c }) => ({
      id: buttonId(FLOW, 'pick', p.id, c.batchId, c.date),
      title: makeup.placeTitle(c),
      description: [
        ...(c.start ? [attendance.time(c.start)] : []),
        c.instrument,
        ...(several ? [p.name] : []),
      ].join(' · '),
    }));
  const room = ROWS - (all ? 1 : 0);
  const size = rows.length > room ? room - 1 : room;
  const next = (page + 1) * size < rows.length ? page + 1 : 0;
  const more: Option[] = rows.length > room ? [{ id: buttonId(FLOW, 'more', next), title: words.more }] : [];
  const every: Option[] = all ? [{ id: buttonId(FLOW, 'all'), title: words.allClasses }] : [];
  const names = pupils.map((p) => p.name).join(', ');
  const body = back ? words.whichComes : all ? words.whichOfDay(names) : words.whichClass(names);
  return list(body, words.choose, [
    { title: words.choices, rows: [...rows.slice(page * size, (page + 1) * size), ...every, ...more] },
  ]);
}
