import { type PupilCard, pupilCard } from '../../../school/office/card.js';
import { type Option, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { askButton } from '../telling/answers.js';
import type { State } from './state.js';

/** What somebody hears who is not of the office: what they may ask instead. */
export function officeOnly({ actor, copy }: FlowContext): Extract<Step<State>, { kind: 'done' }> {
  const { officeOnly: words } = copy.admin;
  const said = actor.teacher ? words.teacher : actor.children.length > 0 ? words.family : words.nobody;
  return { kind: 'done', reply: text(said) };
}

/** All that the school knows of a pupil, on one card. */
export async function showCard(ctx: FlowContext, studentId: string): Promise<Step<State>> {
  const { copy, settings } = ctx;
  const found = await pupilCard(ctx, { studentId, low: settings.lowBalance });
  if (found.kind === 'office_only') return officeOnly(ctx);
  if (found.kind === 'gone') return { kind: 'done', reply: text(copy.admin.gone) };
  const { card } = found;
  const body = [
    ...headOf(ctx, card),
    ...classesOf(ctx, card),
    ...balanceOf(ctx, card),
    ...lately(ctx, card),
  ].join('\n');
  const options = card.standing === 'pupil' ? further(ctx, studentId) : [];
  return { kind: 'done', reply: buttons(body, options), about: { flow: 'admin', studentId, wish: null } };
}

function further({ copy }: FlowContext, id: string): Option[] {
  const pupil = { kind: 'pupils' as const, ids: [id] };
  return [
    { id: askButton(pupil, { topic: 'why' }), title: copy.balance.why },
    { id: askButton(pupil, { topic: 'schedule' }), title: copy.schedule.menu },
    { id: askButton(pupil, { topic: 'history' }), title: copy.balance.history },
  ];
}

function headOf({ copy: { admin: words } }: FlowContext, card: PupilCard): string[] {
  const note = words.standing[card.standing] ?? (card.paused ? words.paused : null);
  const none = card.guardianNumbers.length + card.ownNumbers.length === 0;
  return [
    words.cardHead(card.name, note),
    ...(card.guardian || card.guardianNumbers.length > 0
      ? [words.guardian(card.guardian, card.guardianNumbers)]
      : []),
    ...(card.ownNumbers.length > 0 ? [words.own(card.ownNumbers)] : []),
    ...(none ? [words.noNumber] : []),
    ...(card.wish && card.standing === 'prospect' ? [words.wish(card.wish)] : []),
    ...card.leads.map((l) => words.enquiry(l.reference, l.date, l.status === 'new')),
  ];
}

function classesOf({ copy: { admin: words } }: FlowContext, card: PupilCard): string[] {
  if (card.standing === 'prospect' && card.classes.length === 0) return [];
  if (card.classes.length === 0) return ['', words.noClasses];
  const lines = card.classes.map(({ recurrence, ...c }) =>
    words.klass({ ...c, slots: recurrence.readable ? recurrence.slots : null, text: recurrence.text }),
  );
  return ['', words.classesHead, ...lines];
}

function balanceOf({ copy }: FlowContext, { balance, paused, standing }: PupilCard): string[] {
  const { admin: words, balance: lefts } = copy;
  const { instruments, unassigned, total } = balance;
  if (instruments.length === 0) return standing === 'prospect' ? [] : ['', words.noBalance];
  const covered = unassigned > 0 && total.balance > 0;
  const lines = instruments.flatMap((i) => {
    const pays = i.enrolled && !paused;
    const line = lefts.left({
      instrument: i.instrument,
      left: Math.max(i.balance, 0),
      owed: Math.max(-i.balance, 0),
      due: pays ? i.due : null,
      overdue: i.overdue,
      paymentDue: pays && (i.overdue || (i.balance <= 0 && !covered)),
    });
    const last = i.lastPayment;
    return [line, ...(last ? [words.lastPayment(last.amount, last.date, last.method)] : [])];
  });
  const inAll = unassigned > 0 ? [lefts.inAll(Math.max(total.balance, 0))] : [];
  return ['', words.balanceHead, ...lines, ...inAll];
}

function lately({ copy: { admin: words, balance } }: FlowContext, card: PupilCard): string[] {
  const came = card.attendance.map((a) => balance.attended(a));
  const away = card.absences.map((a) => words.absence(a.date, a.instrument, a.reason));
  return [
    ...(came.length > 0 ? ['', words.attendanceHead, ...came] : []),
    ...(away.length > 0 ? ['', words.absencesHead, ...away] : []),
  ];
}
