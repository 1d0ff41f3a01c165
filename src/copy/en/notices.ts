import { leaveNotices } from './leave-notices.js';

type Params = Record<string, string>;

const WHY: Record<string, string> = {
  asked: 'would like to talk to somebody of the office',
  misunderstood: 'was not understood three times',
  anger: 'is upset and needs a person',
  unanswered: 'has a question that I cannot answer',
};

/** What the school writes of its own accord, inside the 24-hour window. Params: pupil, class, date, left. */
export const notices = {
  absence_alert: (p: Params, school: string) =>
    `${p.pupil} was marked absent in ${p.class} on ${p.date}. If that is not right, or you would like a makeup class, please write to us. – ${school}`,
  classes_low_alert: (p: Params, school: string) =>
    p.left === '0'
      ? `${p.pupil} has no ${p.class} classes left; a payment is due. – ${school}`
      : `${p.pupil} has ${p.left} ${p.class} ${p.left === '1' ? 'class' : 'classes'} left. – ${school}`,
  /** Params: pupil, class, amount, classes, left, ref. */
  payment_received: (p: Params, school: string) =>
    `Received, thank you: ${p.amount} for ${p.pupil}, ${p.class}, ${p.classes} classes. ${p.pupil} now has ${p.left} ${p.class} ${p.left === '1' ? 'class' : 'classes'} left. Payment no. ${p.ref}. – ${school}`,
  payment_failed: (p: Params, school: string) =>
    `The payment of ${p.amount} for ${p.pupil}, ${p.class}, did not go through. If your bank took the money, it comes back to you by itself. The same link still works; write *pay* to see it again. – ${school}`,
  payment_link_expired: (p: Params, school: string) =>
    `The payment link of ${p.amount} for ${p.pupil}, ${p.class}, has run out; nothing was paid on it. Write *pay* for a new one. – ${school}`,
  ...leaveNotices,
  /** Params: name, number, pupils, teaches, reason, words (of the person). */
  handover: (p: Params, school: string) =>
    `${[p.name, p.number].filter(Boolean).join(', ')}${p.pupils ? ` (${p.pupils})` : p.teaches ? ' (teacher)' : ''} ${WHY[p.reason ?? ''] ?? WHY.asked}.${p.words ? `\n\n“${p.words}”` : ''}\n\nPlease answer them; I keep quiet in that chat until it is handed back. – ${school}`,
  /** Params: ref, phone, again, waiting, siblings, and the wish in each language. */
  lead_new: (p: Params, school: string) =>
    `${p.again ? 'Enquiry changed' : 'New enquiry'} ${p.ref}: ${p.en}.${p.waiting ? ' No free seat: waiting list.' : ''}${p.siblings ? ` Family of ${p.siblings}.` : ''} ${p.phone ? `Please call ${p.phone}.` : 'No number: please answer on WhatsApp.'} – ${school}`,
};
