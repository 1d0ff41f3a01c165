import { money } from '../money.js';
import { facts } from './admin.js';
import { attendance } from './attendance.js';
import { enquiry } from './enquiry.js';

const { day, time } = attendance;

export interface HeldLine {
  name: string | null;
  known: readonly string[];
  phone: string | null;
  reason: 'asked' | 'misunderstood' | 'anger' | 'unanswered';
  date: string;
  time: string;
  words: string | null;
}

export interface MoneyLine {
  kind:
    | 'unknown_link'
    | 'amount'
    | 'currency'
    | 'partial'
    | 'paid_twice'
    | 'no_pupil'
    | 'refund'
    | 'refund_failed';
  amountPaise: number;
  date: string;
  paymentId: string | null;
  pupil: string | null;
  instrument: string | null;
  phone: string | null;
}

interface Letter {
  name: string | null;
  phone: string | null;
  date: string;
  time: string;
}

const REASONS: Record<HeldLine['reason'], string> = {
  asked: 'asked for a person',
  misunderstood: 'was not understood',
  anger: 'is upset',
  unanswered: 'asked what I could not answer',
};

const MONEY: Record<MoneyLine['kind'], string> = {
  unknown_link: 'came on no link of ours',
  amount: 'another amount than the link asked for',
  currency: 'in another currency',
  partial: 'only a part of what was asked',
  paid_twice: 'the link had been paid before',
  no_pupil: 'the pupil is no longer in the list',
  refund: 'was paid back',
  refund_failed: 'the refund did not go through',
};

/** "Priya Nair (Aarav), +91 90000 00009". */
export const called = (h: Pick<HeldLine, 'name' | 'known' | 'phone'>) => {
  const [first, ...rest] = [h.name, ...h.known].filter((n) => n !== null);
  const who = first === undefined ? null : rest.length > 0 ? `${first} (${rest.join(', ')})` : first;
  return facts([who, h.phone && enquiry.phone(h.phone)]) || '–';
};

/** What waits at the office's desk, and what was done with it. */
export const desk = {
  held: 'With the office',
  heldHint: 'Conversations I am silent in',
  heldHead: (n: number) =>
    n === 1
      ? 'One conversation is with the office:'
      : `${n} conversations are with the office, longest first:`,
  heldLine: (n: number, h: HeldLine) =>
    `${n}. ${called(h)} · since ${day(h.date)}, ${time(h.time)} · ${REASONS[h.reason]}${h.words ? `\n“${h.words}”` : ''}`,
  heldMore: (n: number) => `… and ${n} more.`,
  noHeld: 'No conversation is with the office; I answer everybody.',
  handBack: (n: number) => `Hand back no. ${n}`,
  handedBack: (h: HeldLine) => `Done: I answer ${called(h)} again.`,
  notHeld: 'That conversation is not with the office any more; I changed nothing.',
  noneHeldFor: (word: string) => `No conversation of “${word}” is with the office; I changed nothing.`,
  severalHeldFor: (word: string) => `Several fit “${word}”. Which one shall I hand back?`,

  calledLead: (reference: string) => `Called ${reference}`,
  calledLeadHint: 'Takes it off the list',
  takenUp: (reference: string) => `Noted: somebody has called ${reference}; it is off the list.`,
  takenUpAlready: (reference: string) => `${reference} had been taken up already; I changed nothing.`,
  noLead: (reference: string) => `There is no lead ${reference}. Write *leads* for those that wait.`,

  money: 'Money to settle',
  moneyHint: 'Not booked, or paid back',
  moneyHead: (n: number) =>
    n === 1 ? 'One payment waits for the office:' : `${n} payments wait for the office, newest first:`,
  moneyLine: (n: number, m: MoneyLine) =>
    `${n}. *${money(m.amountPaise)}* · ${facts([day(m.date), MONEY[m.kind], facts([m.pupil, m.instrument]), m.phone && enquiry.phone(m.phone), m.paymentId], ' · ')}`,
  noMoney: 'Every payment that came is booked, and nothing was paid back.',
  settleMoney: (n: number) => `Settle no. ${n}`,
  moneyAsk: (m: MoneyLine) =>
    `${facts([money(m.amountPaise), m.pupil, day(m.date), m.paymentId], ' · ')}: has the office seen to it? I then take it off the list; I book nothing.`,
  moneySettled: (m: MoneyLine) => `Noted: ${money(m.amountPaise)} of ${day(m.date)} is settled.`,
  moneyAlready: 'That payment is off the list already; I changed nothing.',

  retry: 'Try again',
  retried: (l: Letter) =>
    `I try once more to answer ${facts([l.name, l.phone && enquiry.phone(l.phone)])}; it takes a minute or two. If it fails again, the message comes back to this list.`,
  tooOld: (l: Letter) =>
    `The message of ${facts([l.name, l.phone && enquiry.phone(l.phone)])} is older than a day, and WhatsApp lets nobody answer it any more unasked. Please call.`,
};
