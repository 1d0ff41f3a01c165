import { leaveNotices } from './leave-notices.js';
import { officeNotices } from './office-notices.js';
import { templates } from './templates.js';

type Params = Record<string, string>;

const WHY: Record<string, string> = {
  asked: 'would like to talk to somebody of the office',
  misunderstood: 'was not understood three times',
  anger: 'is upset and needs a person',
  unanswered: 'has a question that I cannot answer',
};

/** What the school writes of its own accord, inside the 24-hour window. Params: pupil, class, date, left. */
export const notices = {
  /** To families that chose it. Params: pupil, class, date. */
  attendance_confirmation: (p: Params, school: string) =>
    `${p.pupil} was present in ${p.class} on ${p.date}. – ${school}`,
  absence_alert: (p: Params, school: string) =>
    `${p.pupil} was marked absent in ${p.class} on ${p.date}. If that is not right, or you would like a makeup class, please write to us. – ${school}`,
  classes_low_alert: (p: Params, school: string) =>
    p.left === '0'
      ? `${p.pupil} has no ${p.class} classes left; a payment is due. – ${school}`
      : `${p.pupil} has ${p.left} ${p.class} ${p.left === '1' ? 'class' : 'classes'} left. – ${school}`,
  /** Params: pupil, class, amount, classes, left, ref. */
  payment_received: (p: Params, school: string) =>
    `Received, thank you: ${p.amount} for ${p.pupil}, ${p.class}, ${p.classes} classes. ${p.pupil} now has ${p.left} ${p.class} ${p.left === '1' ? 'class' : 'classes'} left. Payment no. ${p.ref}. – ${school}`,
  /** Params: fees (each with its day: "Ananya, Guitar, due Fri 27 Nov; …"), day (on which it holds, YYYY-MM-DD). Button: Pay. */
  payment_reminder: (p: Params, school: string) =>
    `A reminder of fees that are to be paid: ${p.fees}. Tap Pay for a payment link, or write the day on which you will pay. – ${school}`,
  /** To families that chose it. Params: classes (with day, time and pupil), day (the first one, YYYY-MM-DD). */
  class_reminder: (p: Params, school: string) =>
    `A reminder of what is coming up: ${p.classes}. If you cannot come, just write to us. – ${school}`,
  /** Params: pupil. */
  enrollment_welcome: (p: Params, school: string) =>
    `Welcome to ${school}! ${p.pupil} is enrolled with us. Here you can ask for the timetable, the classes left and fees, and tell us when somebody cannot come. Write *menu* to see everything.`,
  /** To who has an unfinished enquiry. Params: instrument (may be empty). Button: go on. */
  enquiry_waiting: (p: Params, school: string) =>
    `You asked about ${p.instrument || 'our'} classes. Shall we go on where we stopped? Tap below, or just write to me. – ${school}`,
  /** Params: class, date, time, ended (when the class ended, ISO time), nudge ("1" the second time). Buttons: all, some, not held. */
  attendance_prompt: (p: Params, school: string) =>
    `${p.nudge ? 'The attendance is still open: ' : 'Your class has ended: '}${p.class}, ${p.date}, ${p.time}. Who came? Tap one, or write the names. – ${school}`,
  /** To who has not said Yes to a list. Params: class, date. Button: show it. */
  draft_waiting: (p: Params, school: string) =>
    `The attendance of ${p.class} on ${p.date} is not saved yet: it waits for your Yes. – ${school}`,
  /** Only ever sent as a template. Params: code. */
  one_time_code: (p: Params, school: string) => `${p.code} – ${school}`,
  payment_failed: (p: Params, school: string) =>
    `The payment of ${p.amount} for ${p.pupil}, ${p.class}, did not go through. If your bank took the money, it comes back to you by itself. The same link still works; write *pay* to see it again. – ${school}`,
  payment_link_expired: (p: Params, school: string) =>
    `The payment link of ${p.amount} for ${p.pupil}, ${p.class}, has run out; nothing was paid on it. Write *pay* for a new one. – ${school}`,
  ...leaveNotices,
  ...officeNotices,
  /** Params: name, number, pupils, teaches, reason, words (of the person). */
  handover: (p: Params, school: string) =>
    `${[p.name, p.number].filter(Boolean).join(', ')}${p.pupils ? ` (${p.pupils})` : p.teaches ? ' (teacher)' : ''} ${WHY[p.reason ?? ''] ?? WHY.asked}.${p.words ? `\n\n“${p.words}”` : ''}\n\nPlease answer them; I keep quiet in that chat until it is handed back. – ${school}`,
  /** Params: ref, phone, again, waiting, siblings, and the wish in each language. */
  lead_new: (p: Params, school: string) =>
    `${p.again ? 'Enquiry changed' : 'New enquiry'} ${p.ref}: ${p.en}.${p.waiting ? ' No free seat: waiting list.' : ''}${p.siblings ? ` Family of ${p.siblings}.` : ''} ${p.phone ? `Please call ${p.phone}.` : 'No number: please answer on WhatsApp.'} – ${school}`,
};

/** The titles of a kind's buttons, in their order: the same as on its template, where it has one. */
export const noticeButtons = {
  payment_reminder: templates.payment_reminder.buttons,
  attendance_prompt: templates.attendance_prompt.buttons,
  enquiry_waiting: ['Yes, go on'],
  draft_waiting: ['Show the list'],
};
