type Kind =
  | 'payment_reminder'
  | 'class_reminder'
  | 'classes_low_alert'
  | 'absence_alert'
  | 'attendance_confirmation'
  | 'attendance_prompt'
  | 'enquiry_waiting'
  | 'unmarked_classes'
  | 'digest';

type Key =
  | 'REMINDER_PAYMENT'
  | 'REMINDER_CLASS'
  | 'REMINDER_LOW_BALANCE'
  | 'REMINDER_ATTENDANCE'
  | 'REMINDER_UNFINISHED'
  | 'REMINDER_WELCOME'
  | 'REMINDER_DIGEST';

const KINDS: Record<Kind, string> = {
  payment_reminder: 'Fees that are due',
  class_reminder: 'Tomorrow’s classes',
  classes_low_alert: 'Few classes left',
  absence_alert: 'Absences',
  attendance_confirmation: 'Who was present',
  attendance_prompt: 'Attendance after class',
  enquiry_waiting: 'My open enquiry',
  unmarked_classes: 'Classes nobody marked',
  digest: 'The week in numbers',
};

const KEYS: Record<Key, string> = {
  REMINDER_PAYMENT: 'Fees that are due',
  REMINDER_CLASS: 'Tomorrow’s classes',
  REMINDER_LOW_BALANCE: 'Few classes left',
  REMINDER_ATTENDANCE: 'Attendance after class',
  REMINDER_UNFINISHED: 'What was left open',
  REMINDER_WELCOME: 'Welcome to new pupils',
  REMINDER_DIGEST: 'The week in numbers',
};

/** What a person, or the office for everybody, wants to be reminded of. Titles of rows: at most 24 letters. */
export const preferences = {
  kinds: KINDS,
  keys: KEYS,
  head: 'This is what I remind you of. Tap one to switch it on or off.',
  show: 'Show reminders',
  section: 'Reminders',
  isOn: 'on; tap to switch it off',
  isOff: 'off; tap to switch it on',
  on: 'Switch it on',
  off: 'Switch it off',
  all: 'All reminders',
  turned: (what: string, on: boolean) =>
    on
      ? `Done: I remind you of this: *${what}*.`
      : `Done: I do not remind you of this any more: *${what}*. I still answer when you ask.`,
  stopped: 'You have stopped all messages from the school, so none comes until you write *START*.',

  allHead: 'Reminders for everybody. Tap one to switch it on or off.',
  confirmAll: (key: Key, off: boolean) =>
    off
      ? `Switch off *${KEYS[key]}* for everybody? Nobody is reminded of it until it is on again.`
      : `Switch on *${KEYS[key]}* for everybody again?`,
  turnedAll: (key: Key, off: boolean) =>
    `Done: *${KEYS[key]}* is *${off ? 'off' : 'on'}* for everybody from now on.`,
  alreadyAll: (key: Key, off: boolean) =>
    `*${KEYS[key]}* is ${off ? 'off' : 'on'} already; I changed nothing.`,
  yes: 'Yes',
  no: 'No',
  unchanged: 'All right, nothing was changed.',
};
