import type { makeup as English } from '../en/makeup.js';
import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

/** "17:00" as 5:00. */
function clock(start: string): string {
  const [hours = '', minutes = ''] = start.split(':');
  return `${Number(hours) % 12 || 12}:${minutes}`;
}

export const makeup: typeof English = {
  menu: 'మేకప్ క్లాస్',
  menuHint: 'తప్పిన క్లాసుకు బదులు సీటు',
  yes: 'అవును',
  cancel: 'వద్దు',
  more: 'ఇంకా …',
  choose: 'ఎంచుకోండి',
  nothingBooked: 'సరే, ఏదీ బుక్ కాలేదు.',
  notKnown:
    'మేకప్ క్లాసులు స్కూల్ విద్యార్థులకే బుక్ అవుతాయి, ఈ నంబర్ ఏ విద్యార్థి కుటుంబం పేరు మీదా లేదు. మీ పిల్లలు ఇక్కడ నేర్చుకుంటుంటే *నా నంబర్ జతచేయండి* అని రాయండి.',
  teacherHint:
    'కుటుంబాలే ఇక్కడ సీటు బుక్ చేసుకుంటాయి, మీకు తెలుస్తుంది. మీరు చెప్పిన మేకప్ క్లాస్ నమోదు చేయడానికి ఉదాహరణకు “John కి మేకప్” అని రాయండి.',
  notYours: 'అది మీది కాదు, అందుకే ఏదీ మార్చలేదు.',
  stale: 'అది పాత ప్రశ్న, అందుకే ఏదీ బుక్ కాలేదు. ఇప్పుడు ఇలా ఉంది:',

  whoFor: 'మేకప్ క్లాస్ ఎవరికి?',
  oneByOne: 'దయచేసి ఒక్కొక్కరికి. ఇంకొకరికి దీని తర్వాత వెంటనే బుక్ చేస్తాను.',
  choices: 'ఎంపికలు',
  whichMissed: (name) => `${name} కు తప్పిన ఏ క్లాసుకు బదులుగా?`,
  missed: (of) => `${of.instrument}, ${day(of.date)}`,
  noneInParticular: 'ప్రత్యేకంగా ఏదీ కాదు',

  places: (name, of) =>
    `${name} కోసం ఖాళీ సీట్లు${of ? `, ${day(of.date)} ${of.instrument} క్లాసుకు బదులుగా` : ''}. ఒకటి నొక్కండి, లేదా రోజు రాయండి.`,
  showPlaces: 'క్లాసులు చూడండి',
  makeupClasses: 'మేకప్ క్లాసులు',
  otherClasses: 'ఇతర క్లాసులు',
  // A row has no room for the part of the day: it stands in the hint.
  placeTitle: (of) => `${day(of.date)}${of.start ? `, ${clock(of.start)}` : ''}`,
  placeHint: (of) =>
    [
      ...(of.start ? [time(of.start)] : []),
      of.instrument,
      ...(of.teacher ? [of.teacher] : []),
      `${of.seats} ${of.seats === 1 ? 'సీటు' : 'సీట్లు'}`,
    ].join(' · '),
  noPlaceOn: (date) => `${day(date)} ఖాళీ సీటు లేదు.`,
  noPlaces: (name) => `వచ్చే 30 రోజుల్లో ${name} కోసం ఖాళీ సీటున్న క్లాస్ కనిపించలేదు. ఆఫీస్ వేరే దారి చూడగలదు.`,

  ask: (name, of, teacher) => `*${name} కు మేకప్*: ${klass(of)}${teacher ? `, ${teacher} గారితో` : ''}.`,
  inPlaceOf: (of) => `ఇది ${day(of.date)} ${of.instrument} క్లాసుకు బదులు.`,
  thisMonth: (n) => `ఆ నెలలో ${n} మేకప్ ${n === 1 ? 'క్లాస్' : 'క్లాసులు'} ఇప్పటికే బుక్ ${n === 1 ? 'అయింది' : 'అయ్యాయి'}.`,
  confirm: 'బుక్ చేయమంటారా?',
  booked: (name, of, teacher) => `బుక్ అయింది: ${name}, ${klass(of)}${teacher ? `, ${teacher} గారితో` : ''}.`,
  told: (names) => `${and(names)} గారికి చెబుతున్నాను.`,
  inRegister: 'ఇది క్లాస్ రిజిస్టర్‌లో కనిపిస్తుంది.',
  cancelBooking: 'బుకింగ్ రద్దు చేయండి',
  alreadyBooked: (name, of) =>
    `${name} కు అక్కడ ఇప్పటికే బుక్ అయింది: ${of.instrument}, ${day(of.date)}. రెండోసారి ఏదీ బుక్ కాలేదు.`,
  taken: 'ఏదీ బుక్ కాలేదు: ఆ సీటు ఇప్పుడే నిండిపోయింది. ఇవి ఇంకా ఖాళీగా ఉన్నాయి:',

  noBooking: 'రాబోయే వారాలకు మేకప్ క్లాస్ ఏదీ బుక్ కాలేదు.',
  whichBooking: 'ఏ మేకప్ క్లాస్ రద్దు చేయాలి?',
  cancelAsk: (name, of) => `*${name} మేకప్ క్లాస్ రద్దు చేయాలా?* ${klass(of)}`,
  cancelled: (name, of) => `రద్దయింది: ${name} మేకప్ క్లాస్, ${klass(of)}.`,
  alreadyCancelled: (name, of) => `${name} మేకప్ క్లాస్, ${klass(of)}, ఇప్పటికే రద్దయింది.`,
  begun: (of) => `${klass(of)} మొదలైంది లేదా అయిపోయింది, అందుకే ఇక్కడ రద్దు చేయలేను.`,
  kept: 'సరే, బుకింగ్ అలాగే ఉంటుంది.',
  bookedHere: (names, example) =>
    `మేకప్ కోసం ఇక్కడ బుక్ అయినవారు: ${and(names)}. వచ్చాక తర్వాత “${example} కి మేకప్” అని రాయండి.`,
  bookedList: (names) => `బుక్ అయినవారు: ${and(names)}.`,
  helpChoose: 'దయచేసి ఒకటి ఎంచుకోండి, లేదా రోజు రాయండి.',
};
