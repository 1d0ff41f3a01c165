import { addDays, localDate } from '../../../school/dates.js';
import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { FLOW, type Line, type State, pickOf } from './state.js';

/** WhatsApp shows ten rows; where there are more, the last one leads on. */
const ROWS = 10;
/** More fees than these are seen by asking for the link. */
const SHOWN_FEES = 4;
/** After so many days, as buttons; any other day is written. */
const LATER_DAYS = [1, 3, 7];

export function prompt(ctx: FlowContext, state: State): Reply {
  switch (state.step) {
    case 'overview':
      return overview(ctx, state);
    case 'choose':
      return choose(ctx, state);
    case 'package':
      return packages(ctx, state);
    case 'confirm':
      return confirm(ctx, state);
    case 'when':
      return when(ctx);
  }
}

function overview(ctx: FlowContext, { lines, office = false }: Extract<State, { step: 'overview' }>): Reply {
  const { payments: words } = ctx.copy;
  const pupils = [...new Set(lines.map((l) => l.studentId))];
  const body = pupils
    .map((id) => {
      const own = lines.filter((l) => l.studentId === id);
      return [words.head(own[0]?.pupil ?? ''), ...own.map((l) => words.line(shown(ctx, l)))].join('\n');
    })
    .join('\n\n');
  const person: Option[] = office
    ? [{ id: buttonId('human', 'yes', 'asked'), title: ctx.copy.human.talk }]
    : [];
  if (lines.every((l) => l.offers.length === 0)) return office ? buttons(body, person) : text(body);
  return buttons(body, [
    ...person,
    { id: buttonId(FLOW, 'now'), title: words.payNow },
    { id: buttonId(FLOW, 'later'), title: words.payLater },
  ]);
}

function shown(ctx: FlowContext, line: Line) {
  const { link } = line;
  const fees = line.offers.length <= SHOWN_FEES ? line.offers : [];
  return { ...line, fees, link: link && { ...link, until: localDate(new Date(link.until), ctx.timezone) } };
}

/** A page of rows, with one that leads to the next where there are more. */
function paged<T>(
  items: readonly T[],
  page: number,
  { row, more }: { row: (item: T) => Option; more: (next: number) => Option },
): Option[] {
  if (items.length <= ROWS) return items.map(row);
  const size = ROWS - 1;
  const next = (page + 1) * size < items.length ? page + 1 : 0;
  return [...items.slice(page * size, (page + 1) * size).map(row), more(next)];
}

function choose(ctx: FlowContext, { lines, page }: Extract<State, { step: 'choose' }>): Reply {
  const { payments: words } = ctx.copy;
  const rows = paged(lines, page, {
    row: (l) => ({
      id: buttonId(FLOW, 'for', l.studentId, l.instrumentId),
      title: lines.some((o) => o.studentId !== l.studentId)
        ? `${firstName(l.pupil)} · ${l.instrument}`
        : l.instrument,
      description: [l.pupil, words.choiceHint(l.due, l.overdue)].filter(Boolean).join(' · '),
    }),
    more: (next) => ({ id: buttonId(FLOW, 'more', next), title: words.more }),
  });
  return list(words.whichOne, words.show, [{ title: words.section, rows }]);
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function packages(ctx: FlowContext, { line, page }: Extract<State, { step: 'package' }>): Reply {
  const { payments: words } = ctx.copy;
  const rows = paged(line.offers, page, {
    row: (o) => ({
      id: buttonId(FLOW, 'pack', line.studentId, line.instrumentId, o.classes, o.amountPaise),
      title: words.packageTitle(o),
      description: [o.grade, words.packageHint(o.frequency, o.usual)].filter(Boolean).join(' · '),
    }),
    more: (next) => ({ id: buttonId(FLOW, 'more', next), title: words.more }),
  });
  return list(words.whichPackage(line.pupil, line.instrument), words.show, [{ title: words.section, rows }]);
}

function confirm(ctx: FlowContext, { line, offer }: Extract<State, { step: 'confirm' }>): Reply {
  const { payments: words } = ctx.copy;
  const { link } = line;
  const open = link?.state === 'open' || link?.state === 'failing';
  const other = open && (link.amountPaise !== offer.amountPaise || link.classes !== offer.classes);
  const body = [
    words.confirm(pickOf(line, offer)),
    ...(other ? [words.replaces(link.amountPaise)] : []),
    words.shallI,
  ].join('\n\n');
  const { studentId, instrumentId } = line;
  return buttons(body, [
    {
      id: buttonId(FLOW, 'yes', studentId, instrumentId, offer.classes, offer.amountPaise),
      title: words.yes,
    },
    ...(line.offers.length > 1
      ? [{ id: buttonId(FLOW, 'other', studentId, instrumentId), title: words.other }]
      : []),
    { id: buttonId(FLOW, 'no'), title: words.no },
  ]);
}

function when(ctx: FlowContext): Reply {
  const today = localDate(ctx.now, ctx.timezone);
  const days = LATER_DAYS.map((n) => addDays(today, n));
  return buttons(
    ctx.copy.payments.when,
    days.map((d) => ({ id: buttonId(FLOW, 'on', d), title: ctx.copy.attendance.day(d) })),
  );
}
