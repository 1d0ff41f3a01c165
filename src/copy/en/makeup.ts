import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

interface Klass {
  instrument: string;
  start: string | null;
  date: string;
}

function seats(n: number): string {
  return `${n} ${n === 1 ? 'seat' : 'seats'} free`;
}

/** A seat in another class for one that was missed. */
export const makeup = {
  menu: 'Makeup class',
  menuHint: 'A seat for a class that was missed',
  yes: 'Yes',
  cancel: 'Cancel',
  more: 'More …',
  choose: 'Choose',
  nothingBooked: 'All right, nothing was booked.',
  notKnown:
    'Makeup classes are booked for pupils of the school, and I do not know this number as a pupil’s family’s. If your child learns here, write *link my number*.',
  teacherHint:
    'Families book a seat here themselves, and you hear of it. To note a makeup class that you gave, write for example “makeup for John”.',
  notYours: 'That is not one of yours, so nothing was changed.',
  stale: 'That was an earlier question, so nothing was booked. This is how it stands now:',

  whoFor: 'For whom is the makeup class?',
  oneByOne: 'One child at a time, please. I book for the other one right after.',
  choices: 'Choices',
  whichMissed: (name: string) => `Which class of ${name}’s shall it make up for?`,
  missed: (of: { instrument: string; date: string }) => `${of.instrument}, ${day(of.date)}`,
  noneInParticular: 'None in particular',

  places: (name: string, of: { instrument: string; date: string } | null) =>
    `Free seats for ${name}${of ? ` in place of ${of.instrument} on ${day(of.date)}` : ''}. Tap one, or write a day.`,
  showPlaces: 'Show classes',
  makeupClasses: 'Makeup classes',
  otherClasses: 'Other classes',
  placeTitle: (of: Klass) => `${day(of.date)}${of.start ? `, ${time(of.start)}` : ''}`,
  placeHint: (of: { instrument: string; teacher: string | null; seats: number; start: string | null }) =>
    [of.instrument, ...(of.teacher ? [of.teacher] : []), seats(of.seats)].join(' · '),
  noPlaceOn: (date: string) => `There is no free seat on ${day(date)}.`,
  noPlaces: (name: string) =>
    `I find no class with a free seat for ${name} in the next 30 days. The office can look for another way.`,

  ask: (name: string, of: Klass, teacher: string | null) =>
    `*Makeup for ${name}*: ${klass(of)}${teacher ? `, with ${teacher}` : ''}.`,
  inPlaceOf: (of: { instrument: string; date: string }) =>
    `It is in place of ${of.instrument} on ${day(of.date)}.`,
  thisMonth: (n: number) =>
    `${n === 1 ? 'One makeup class is' : `${n} makeup classes are`} already booked in that month.`,
  confirm: 'Shall I book it?',
  booked: (name: string, of: Klass, teacher: string | null) =>
    `Booked: ${name}, ${klass(of)}${teacher ? `, with ${teacher}` : ''}.`,
  told: (names: readonly string[]) => `I am telling ${and(names)}.`,
  inRegister: 'It stands in the class register.',
  cancelBooking: 'Cancel the booking',
  alreadyBooked: (name: string, of: { instrument: string; date: string }) =>
    `${name} is booked there already: ${of.instrument}, ${day(of.date)}. Nothing was booked twice.`,
  taken: 'Nothing was booked: that seat has just gone. These are still free:',

  noBooking: 'No makeup class is booked for the coming weeks.',
  whichBooking: 'Which makeup class do you want to cancel?',
  cancelAsk: (name: string, of: Klass) => `*Cancel the makeup class of ${name}?* ${klass(of)}`,
  cancelled: (name: string, of: Klass) => `Cancelled: the makeup class of ${name}, ${klass(of)}.`,
  alreadyCancelled: (name: string, of: Klass) =>
    `The makeup class of ${name}, ${klass(of)}, was cancelled already.`,
  begun: (of: Klass) => `${klass(of)} has begun or is over, so it cannot be cancelled here.`,
  kept: 'All right, the booking stays.',
  bookedHere: (names: readonly string[], example: string) =>
    `Booked here for a makeup: ${and(names)}. To note that they came, write “makeup for ${example}” afterwards.`,
  bookedList: (names: readonly string[]) => `Booked: ${and(names)}.`,
  helpChoose: 'Please choose one, or write a day.',
};
