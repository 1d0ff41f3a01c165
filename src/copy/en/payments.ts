import { money } from '../money.js';
import { attendance } from './attendance.js';

const { day } = attendance;

type Frequency = 'monthly' | 'quarterly' | 'half_yearly' | 'yearly' | null;

/** What one instrument of one child comes to. Amounts in paise, dates YYYY-MM-DD. */
interface Line {
  instrument: string;
  left: number;
  due: string | null;
  overdue: boolean;
  last: { date: string; amountPaise: number | null; pending: boolean } | null;
  link: { state: 'open' | 'failing' | 'ended' | 'checked'; amountPaise: number; until: string } | null;
  promised: string | null;
  /** What can be bought; empty where it would be too much to show. */
  fees: readonly { classes: number; amountPaise: number }[];
}

interface Pick {
  pupil: string;
  instrument: string;
  classes: number;
  amountPaise: number;
  frequency: Frequency;
}

const OFTEN = { monthly: 'monthly', quarterly: 'quarterly', half_yearly: 'half-yearly', yearly: 'yearly' };

function classes(n: number): string {
  return n === 1 ? '1 class' : `${n} classes`;
}

function dueWords({ due, overdue }: Line): string {
  if (due === null) return '';
  return overdue ? `, payment was due on ${day(due)}` : `, next payment due ${day(due)}`;
}

function feeWords({ fees }: Line): string {
  return fees.length === 0
    ? ''
    : `\n   fee: ${fees.map((f) => `${classes(f.classes)} ${money(f.amountPaise)}`).join(', ')}`;
}

function lastWords({ last }: Line): string {
  if (!last) return '\n   no payment so far';
  const amount = last.amountPaise === null ? '' : `${money(last.amountPaise)} `;
  return last.pending
    ? `\n   ${amount}noted on ${day(last.date)}, still to be paid`
    : `\n   last paid: ${amount}on ${day(last.date)}`;
}

function linkWords({ link }: Line): string {
  if (!link) return '';
  const amount = money(link.amountPaise);
  switch (link.state) {
    case 'open':
      return `\n   the link for ${amount} is open until ${day(link.until)}`;
    case 'failing':
      return `\n   the payment of ${amount} did not go through; if your bank took the money, it comes back by itself. The link still works until ${day(link.until)}`;
    case 'ended':
      return `\n   the link for ${amount} has run out; nothing was paid on it`;
    case 'checked':
      return `\n   a payment on the link for ${amount} has reached us; the office is looking into it`;
  }
}

export const payments = {
  menu: 'Fees and payment',
  menuHint: 'Dues, last payment, a link to pay',

  noChild:
    'Fees are shown to the families of our pupils, and no pupil is on file with this number. If your child learns here, write *link my number*.',
  nothingToPay: 'There is no class on file to pay for just now. The school’s office will gladly help you.',
  noFee: (pupil: string, instrument: string) =>
    `There is no fee on file for ${pupil}, ${instrument}. The school’s office will tell you and take the payment.`,
  head: (name: string) => `*${name}*`,
  line: (l: Line) =>
    `• ${l.instrument}: ${classes(l.left)} left${dueWords(l)}${feeWords(l)}${lastWords(l)}${linkWords(l)}${l.promised ? `\n   noted: you pay on ${day(l.promised)}` : ''}`,
  payNow: 'Pay now',
  payLater: 'I’ll pay later',

  trouble: {
    unseen:
      'I see no new payment yet. Cash, or money sent straight to the school, shows here once the office has written it down; nothing that you paid is lost. Shall somebody from the office look?',
    wrong:
      'I am sorry that something is not right with the payment. Somebody from the office can put it in order with you.',
    parts: 'A link is always for a whole package. For paying in parts, please ask the office.',
  },
  linkEnds: (amountPaise: number, until: string) =>
    `You need not do anything: the link for ${money(amountPaise)} closes by itself on ${day(until)}, and nothing is charged unless you pay on it. Write *pay* for another one.`,

  whichOne: 'What would you like to pay for?',
  show: 'Show choices',
  section: 'Classes',
  choiceHint: (due: string | null, overdue: boolean) =>
    due === null ? '' : overdue ? `was due ${day(due)}` : `due ${day(due)}`,
  more: 'More …',

  whichPackage: (pupil: string, instrument: string) => `*${pupil}, ${instrument}*: which would you like?`,
  packageTitle: (p: { classes: number; amountPaise: number }) =>
    `${classes(p.classes)} · ${money(p.amountPaise)}`,
  packageHint: (frequency: Frequency, usual: boolean) =>
    [frequency ? OFTEN[frequency] : '', usual ? 'your usual one' : ''].filter(Boolean).join(', '),
  confirm: (p: Pick) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}${p.frequency ? ` (${OFTEN[p.frequency]})` : ''}, *${money(p.amountPaise)}*.`,
  replaces: (amountPaise: number) => `The link for ${money(amountPaise)} that is open now will be closed.`,
  shallI: 'Shall I make the payment link?',
  yes: 'Yes',
  other: 'Another one',
  no: 'No',
  notNow: 'All right, no link was made. Write *pay* whenever you like.',
  changed: 'The fee is another one by now, so I made no link yet.',

  link: (p: Pick & { until: string }) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}, *${money(p.amountPaise)}*.\n\nTap the button to pay; the link is open until ${day(p.until)}. I tell you as soon as the payment has arrived.`,
  linkAgain: 'Here is your link again.',
  payButton: (amountPaise: number) => `Pay ${money(amountPaise)}`,
  notSetUp: (p: Pick) =>
    `${p.pupil}, ${p.instrument}: ${classes(p.classes)} are ${money(p.amountPaise)}. Paying here in the chat is not possible yet; the school’s office will gladly take the payment.`,
  unavailable: (p: Pick) =>
    `${p.pupil}, ${p.instrument}: ${money(p.amountPaise)}. The link cannot be made just now. Nothing was charged; please try again in a few minutes.`,
  received: (r: {
    pupil: string;
    instrument: string;
    classes: number;
    amountPaise: number;
    left: number;
    ref: string;
  }) =>
    `Received, thank you: ${money(r.amountPaise)} for ${r.pupil}, ${r.instrument}, ${classes(r.classes)}. ${r.pupil} now has ${classes(r.left)} of ${r.instrument} left. Payment no. ${r.ref}.`,
  arrived:
    'A payment on that link has reached us already, so I made no new one. The office is looking into it.',
  notYours:
    'That child is not on file with this number, so I cannot show or take a payment. The office can help.',

  when: 'When would you like to pay? Write a day, for example “Friday” or “30 November”. Until then no reminder comes.',
  noted: (date: string, names: readonly string[]) =>
    `Noted: you pay for ${attendance.and(names)} on ${day(date)}. No reminder comes before. Write *pay* for the link at any time.`,
  past: 'That day is over already.',
  tooFar: (last: string) => `That is rather far ahead; I can note a day up to ${day(last)}.`,

  picture:
    'I cannot look at pictures. A payment through the link is seen by itself; if you paid in another way, the office will write it down.',
  helpOverview: 'Write *pay* for a link, or a day on which you will pay.',
  helpChoose: 'Please choose one of these, or write the child’s name or the instrument.',
  helpPackage: 'Please choose one of these, or write for example “monthly”.',
  helpConfirm: 'Answer Yes for the link, or choose another one.',
  helpWhen: 'Please write a day, for example “Friday”.',
};
