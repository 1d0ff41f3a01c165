import { money } from '../money.js';
import { attendance } from './attendance.js';

const { day, time, and } = attendance;

/** Whom a broadcast is for; names of instruments or classes, as the school calls them. */
export interface Whom {
  kind: 'all_students' | 'all_teachers' | 'batch' | 'instrument' | 'custom';
  names: readonly string[];
}

/** Why so many do not get it, by the reason that is kept. */
interface Left {
  why: string;
  people: number;
}

/** A day (YYYY-MM-DD) and a time (HH:MM). */
interface Moment {
  date: string;
  time: string;
}

type Status =
  | 'planning'
  | 'awaiting_approval'
  | 'scheduled'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'cancelled'
  | 'finished';
type Act = 'pause' | 'resume' | 'cancel' | 'approve' | 'retry';
type Sure = Exclude<Act, 'pause'>;

/** "₹36.25". */
export const rupeesAndPaise = (rupees: number) => money(Math.round(rupees * 100));

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

const WHY: Record<string, string> = {
  no_number: 'no usable number on file',
  shared_number: 'a number that several teachers share',
  bad_number: 'not a phone number',
  no_consent: 'never agreed to hear from us here',
  opted_out: 'said STOP',
  no_marketing: 'want no announcements',
  inactive: 'no longer active',
  unconfirmed: 'the number has changed hands',
  blocked: 'blocked us',
  unreachable: 'cannot be reached on WhatsApp',
  no_template: 'no approved template in their language',
  unfilled: 'a detail of theirs is missing',
  too_long: 'too long with their own details',
  cancelled: 'cancelled before it was sent',
};
const reasons = (left: readonly Left[]) =>
  left.map((l) => `${l.people} (${WHY[l.why] ?? 'another reason'})`).join(', ');

const STANDS: Record<Status, string> = {
  planning: 'is being prepared; nothing has been sent',
  awaiting_approval: 'waits for a second admin to approve it; nothing has been sent',
  scheduled: 'waits for its time to begin',
  sending: 'is being sent',
  paused: 'is paused',
  stopped: 'was stopped, because too many messages failed',
  cancelled: 'is cancelled',
  finished: 'is done',
};

const NONE: Record<Act, string> = {
  pause: 'No broadcast is being sent that I could pause; I changed nothing.',
  resume: 'No broadcast is paused; I changed nothing.',
  cancel: 'No broadcast is open that I could cancel; I changed nothing.',
  approve: 'No broadcast waits for approval; I changed nothing.',
  retry: 'There is nobody left to whom I could send it once more; I sent nothing.',
};
const DID: Record<Act, string> = {
  pause: 'Paused: nothing more of it goes out until it is resumed.',
  resume: 'It goes on.',
  cancel: 'Cancelled: whoever has not got it yet does not get it any more.',
  approve: 'Approved: it goes out when its time has come.',
  retry: 'It goes out to them once more.',
};
const ACTS: Record<Act, string> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel broadcast',
  approve: 'Approve',
  retry: 'Send once more',
};
const SURE: Record<Sure, (n: number) => string> = {
  resume: (n) => `Go on with this broadcast? ${people(n)} still wait for it:`,
  cancel: (n) => `Cancel this broadcast for good? ${people(n)} then do not get it:`,
  approve: (n) => `Approve this broadcast? It then goes to ${people(n)}:`,
  retry: (n) =>
    `Send it once more to ${people(n)}? Sending broke off there, and WhatsApp never said whether they got it. Whoever has it already gets it twice:`,
};
const YES: Record<Sure, string> = {
  resume: 'Go on',
  cancel: 'Yes, cancel it',
  approve: 'Approve',
  retry: 'Yes, once more',
};

function to({ kind, names }: Whom): string {
  switch (kind) {
    case 'all_students':
      return 'all families';
    case 'all_teachers':
      return 'all teachers';
    case 'custom':
      return 'a list of numbers';
    default:
      return `the families of ${and(names)}`;
  }
}

export const broadcast = {
  menu: 'Broadcast',
  menuHint: 'Tell many people something',
  family: (children: string) => `the family of ${children}`,
  officeOnly: 'Only the office may write to everybody. Please ask the office; nothing was sent.',

  askTo: 'Who is to be told? Tap below, or write it, for example “guitar” or “all teachers”.',
  choose: 'Choose',
  chooseTitle: 'Who is to be told',
  allFamilies: 'All families',
  allTeachers: 'All teachers',
  notFound: 'I find no class like that.',
  askWhich: 'Several classes fit. Which one is meant?',
  classes: 'Classes',
  allOf: (instrument: string) => `All of ${instrument}`,
  askText: (whom: Whom) => `What shall I write to ${to(whom)}? Write it just as they are to read it.`,
  tooLong: (most: number) =>
    `That is too long for WhatsApp: ${most} letters at most. Please write it shorter.`,
  badPlaceholder:
    'I can fill in {{name}}, {{child}}, {{class}} and {{balance}} only (of teachers {{name}} only). Please write it again.',
  noTemplate:
    'Meta has not approved the template for announcements yet, so nothing can be sent. Please ask whoever looks after the school’s WhatsApp account.',

  toLine: (whom: Whom, n: number) => `*To ${to(whom)}: ${people(n)}*`,
  leftOut: (left: readonly Left[]) => `Left out: ${reasons(left)}`,
  costLine: (rupees: number) => `Cost: about ${rupeesAndPaise(rupees)}, without tax`,
  timeLine: (seconds: number, days: number) =>
    days > 1
      ? `Time: about ${days} days, because WhatsApp lets us write to only so many new people in a day`
      : `Time: about ${seconds <= 60 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`}`,
  quietLine: (until: string) => `These are quiet hours: it goes out from ${time(until)} on.`,
  approvalLine: (above: number) =>
    `To more than ${above} people it goes only when a second admin writes *approve broadcast*.`,
  cleaned: 'WhatsApp allows no line breaks in an announcement, so I put it into one paragraph.',
  reads: (words: string) => `They will read:\n“${words}”`,
  whenLine: (at: Moment) => `*Goes out: ${day(at.date)}, ${time(at.time)}*`,
  changeHow: 'To change it, write *text:* and the new words, or a time like *tomorrow 9 am*.',
  helpPreview:
    'Tap *Send*, *Test to me* or *Cancel*; or write *text:* and the new words, or a time like *tomorrow 9 am*.',
  badTime:
    'That time is over, or more than 60 days away. Please write another one, for example *tomorrow 9 am*, or *now*.',
  timeOver: 'The time that was chosen is over by now; I sent nothing. It would go out at once:',
  send: 'Send',
  schedule: 'Schedule',
  test: 'Test to me',
  cancel: 'Cancel',
  tested: 'A test is on its way to you. Nothing else was sent.',
  notSent: 'All right, nothing was sent.',
  nobody: (left: readonly Left[]) =>
    `There is nobody I may write to${left.length > 0 ? `: ${reasons(left)}` : ''}. Nothing was sent.`,
  over: 'That question is closed; I sent nothing now. Write *how is the broadcast going* to see what was sent.',
  already: 'That broadcast was started already; I sent nothing twice.',
  started: (whom: Whom, n: number, quietUntil: string | null) =>
    `Done: the message goes to ${to(whom)}, ${people(n)}, ${quietUntil ? `from ${time(quietUntil)} on` : 'now'}. Write *how is the broadcast going* at any time.`,
  scheduled: (whom: Whom, n: number, at: Moment) =>
    `Done: the message goes to ${to(whom)}, ${people(n)}, on ${day(at.date)} at ${time(at.time)}. To call it off, write *cancel broadcast*.`,
  preparing: (whom: Whom) =>
    `Done: I am preparing the message to ${to(whom)}; it goes when everybody is on the list. Write *how is the broadcast going* at any time.`,
  waits: (n: number, above: number) =>
    `It is ready for ${people(n)}; nothing has been sent. To more than ${above} it goes only when a second admin has approved it: they write *approve broadcast* here.`,

  none: 'There is no broadcast to show.',
  noneFor: (act: Act) => NONE[act],
  own: 'You started this one yourself: another admin has to approve it. I changed nothing.',
  notNow: (status: Status) => `I changed nothing: that broadcast ${STANDS[status]}.`,
  sure: (act: Sure, words: string, n: number) => `${SURE[act](n)}\n\n“${words}”`,
  yes: (act: Sure) => YES[act],
  no: 'No',
  unchanged: 'All right, I changed nothing.',
  did: (act: Act) => DID[act],
  act: (act: Act) => ACTS[act],

  head: (date: string, at: string, status: Status) =>
    `*The broadcast of ${day(date)}, ${time(at)}, ${STANDS[status]}.*`,
  sentLine: (n: { planned: number; sent: number; delivered: number; read: number }) =>
    `For ${people(n.planned)}: ${n.sent} sent, ${n.delivered} of them delivered, ${n.read} read`,
  waitingLine: (n: number) => `Waiting: ${n}`,
  failedLine: (n: number) => `Failed: ${n}`,
  unknownLine: (n: number, again: number) =>
    `Not known whether it arrived: ${n}, because sending broke off${again > 0 ? `. I can send it once more to ${again === n ? 'them' : again}; whoever has it already gets it twice` : ''}`,
  skipped: (left: readonly Left[]) => `Not sent: ${reasons(left)}`,
  repliedLine: (n: number) => `Wrote back: ${n}`,
  costSoFar: (rupees: number) => `Cost so far: ${rupeesAndPaise(rupees)}`,
};
