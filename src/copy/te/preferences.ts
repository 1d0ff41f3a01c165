import type { preferences as English } from '../en/preferences.js';

type Words = typeof English;

const KINDS: Words['kinds'] = {
  payment_reminder: 'బాకీ ఫీజు',
  class_reminder: 'రేపటి క్లాసులు',
  classes_low_alert: 'మిగిలిన క్లాసులు తక్కువ',
  absence_alert: 'గైర్హాజరు',
  attendance_confirmation: 'ఎవరు వచ్చారు',
  attendance_prompt: 'క్లాస్ తర్వాత హాజరు',
  enquiry_waiting: 'నా పూర్తికాని విచారణ',
  unmarked_classes: 'హాజరు వేయని క్లాసులు',
  digest: 'వారం లెక్కలు',
};

const KEYS: Words['keys'] = {
  REMINDER_PAYMENT: 'బాకీ ఫీజు',
  REMINDER_CLASS: 'రేపటి క్లాసులు',
  REMINDER_LOW_BALANCE: 'మిగిలిన క్లాసులు తక్కువ',
  REMINDER_ATTENDANCE: 'క్లాస్ తర్వాత హాజరు',
  REMINDER_UNFINISHED: 'మధ్యలో ఆగినవి',
  REMINDER_WELCOME: 'కొత్త విద్యార్థికి స్వాగతం',
  REMINDER_DIGEST: 'వారం లెక్కలు',
};

export const preferences: Words = {
  kinds: KINDS,
  keys: KEYS,
  head: 'నేను మీకు గుర్తు చేసేవి ఇవి. ఆన్ లేదా ఆఫ్ చేయడానికి ఒకటి ఎంచుకోండి.',
  show: 'రిమైండర్లు చూడండి',
  section: 'రిమైండర్లు',
  isOn: 'ఆన్; ఆఫ్ చేయడానికి నొక్కండి',
  isOff: 'ఆఫ్; ఆన్ చేయడానికి నొక్కండి',
  on: 'ఆన్ చేయండి',
  off: 'ఆఫ్ చేయండి',
  all: 'అన్ని రిమైండర్లు',
  turned: (what, on) =>
    on ? `సరే: ఇకపై దీన్ని గుర్తు చేస్తాను: *${what}*.` : `సరే: ఇకపై దీన్ని గుర్తు చేయను: *${what}*. మీరు అడిగితే మాత్రం జవాబిస్తాను.`,
  stopped: 'మీరు స్కూల్ సందేశాలన్నీ ఆపేశారు, కాబట్టి *START* అని రాసే వరకు ఏదీ రాదు.',

  allHead: 'అందరికీ వెళ్ళే రిమైండర్లు. ఆన్ లేదా ఆఫ్ చేయడానికి ఒకటి ఎంచుకోండి.',
  confirmAll: (key, off) =>
    off ? `*${KEYS[key]}* అందరికీ ఆఫ్ చేయాలా? మళ్ళీ ఆన్ చేసే వరకు ఎవరికీ గుర్తు చేయను.` : `*${KEYS[key]}* అందరికీ మళ్ళీ ఆన్ చేయాలా?`,
  turnedAll: (key, off) => `సరే: *${KEYS[key]}* ఇప్పటి నుంచి అందరికీ *${off ? 'ఆఫ్' : 'ఆన్'}*.`,
  alreadyAll: (key, off) => `*${KEYS[key]}* ఇప్పటికే ${off ? 'ఆఫ్' : 'ఆన్'}లో ఉంది; నేను ఏమీ మార్చలేదు.`,
  yes: 'అవును',
  no: 'వద్దు',
  unchanged: 'సరే, ఏమీ మార్చలేదు.',
};
