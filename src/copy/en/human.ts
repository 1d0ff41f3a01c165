import { attendance } from './attendance.js';

type Reason = 'asked' | 'misunderstood' | 'anger' | 'unanswered';

/** When the office opens next: a school-local date, how near it is, and HH:MM. */
export interface Opening {
  date: string;
  near: 'today' | 'tomorrow' | null;
  time: string;
}

const OPENED: Record<Reason, string> = {
  asked: 'All right, I have passed this on to the office.',
  misunderstood: 'I am sorry, I cannot work this out. I have passed it on to the office.',
  anger: 'I am sorry about this. I have passed it on to the office, so that a person looks into it.',
  unanswered: 'I have passed your question on to the office.',
};

export const human = {
  menu: 'Talk to the office',
  menuHint: 'A person answers you here',
  talk: 'Talk to someone',
  notNow: 'No, thank you',
  toBot: 'Back to the bot',
  /** A change of batch, or the end of the classes. */
  arranges:
    'The office arranges that, not me. Shall I pass on what you wrote, so that somebody answers you here?',
  offer: 'Shall I pass this on to the office, so that a person answers you here?',
  offerAgain:
    'Sorry, I still do not understand. I can pass this on to the office, so that a person answers you here.',
  declined: 'All right. Write *menu* to see what I can do.',
  handedOver: (reason: Reason, office: { open: true } | { open: false; opens: Opening | null }) => {
    const when = office.open
      ? 'Somebody will answer you here shortly.'
      : office.opens
        ? `The office is closed just now. It opens ${opening(office.opens)}, and somebody will answer you here then.`
        : 'Somebody will answer you here as soon as they can.';
    return `${OPENED[reason]} ${when}\n\nWhat you write from now on goes to them; I keep quiet. Write *bot* if you want me back.`;
  },
  back: 'Here I am again.',
  nothingHandedOver: 'You are talking to me already.',
  isOffice: 'You are the office: there is nobody to pass you on to. Write *menu* to see what I can do.',
  insulted: 'I am sorry that I was no help; write *human* and somebody from the office will answer you.',
};

/** "tomorrow, Wed 25 Nov, at 9:00 am". */
function opening({ date, near, time }: Opening): string {
  const at = `at ${attendance.time(time)}`;
  if (near === 'today') return `today ${at}`;
  return near === 'tomorrow'
    ? `tomorrow, ${attendance.day(date)}, ${at}`
    : `on ${attendance.day(date)} ${at}`;
}
