import { type broadcast as English, type Whom, rupeesAndPaise } from '../en/broadcast.js';
import { attendance } from './attendance.js';

const { day, time, and } = attendance;
type Words = typeof English;
type Left = Parameters<Words['leftOut']>[0];
type Act = Parameters<Words['did']>[0];
type Sure = Parameters<Words['yes']>[0];
type Status = Parameters<Words['notNow']>[0];

const people = (n: number) => (n === 1 ? 'ఒకరు' : `${n} మంది`);
const toPeople = (n: number) => (n === 1 ? 'ఒకరికి' : `${n} మందికి`);

const WHY: Record<string, string> = {
  no_number: 'సరైన నంబర్ నమోదు కాలేదు',
  shared_number: 'ఒకే నంబర్ పలువురు టీచర్ల పేరిట ఉంది',
  bad_number: 'ఫోన్ నంబర్ కాదు',
  no_consent: 'ఇక్కడ సందేశాలకు అంగీకరించలేదు',
  opted_out: 'STOP అన్నారు',
  no_marketing: 'ప్రకటనలు వద్దన్నారు',
  inactive: 'ఇప్పుడు లేరు',
  unconfirmed: 'నంబర్ చేతులు మారింది',
  blocked: 'మనల్ని బ్లాక్ చేశారు',
  unreachable: 'WhatsApp లో దొరకడం లేదు',
  no_template: 'వారి భాషలో ఆమోదిత టెంప్లేట్ లేదు',
  unfilled: 'వారి వివరం ఒకటి లేదు',
  too_long: 'వారి వివరాలతో చాలా పొడవైంది',
  cancelled: 'పంపకముందే రద్దయింది',
};
const reasons = (left: Left) => left.map((l) => `${l.people} (${WHY[l.why] ?? 'వేరే కారణం'})`).join(', ');

const STANDS: Record<Status, string> = {
  planning: 'సిద్ధమవుతోంది; ఇంకా ఏదీ పంపలేదు',
  awaiting_approval: 'రెండో అడ్మిన్ ఆమోదం కోసం ఆగింది; ఇంకా ఏదీ పంపలేదు',
  scheduled: 'మొదలవబోతోంది',
  sending: 'వెళుతోంది',
  paused: 'ఆపి ఉంది',
  stopped: 'చాలా సందేశాలు చేరకపోవడంతో ఆగిపోయింది',
  cancelled: 'రద్దయింది',
  finished: 'పూర్తయింది',
};

const NONE: Record<Act, string> = {
  pause: 'ఆపడానికి ఏ బ్రాడ్‌కాస్ట్ కూడా వెళ్ళడం లేదు; నేను ఏమీ మార్చలేదు.',
  resume: 'ఆపి ఉన్న బ్రాడ్‌కాస్ట్ ఏదీ లేదు; నేను ఏమీ మార్చలేదు.',
  cancel: 'రద్దు చేయడానికి బ్రాడ్‌కాస్ట్ ఏదీ లేదు; నేను ఏమీ మార్చలేదు.',
  approve: 'ఆమోదం కోసం ఏ బ్రాడ్‌కాస్ట్ కూడా ఎదురుచూడటం లేదు; నేను ఏమీ మార్చలేదు.',
  retry: 'మరోసారి పంపాల్సిన వారు ఎవరూ లేరు; నేను ఏమీ పంపలేదు.',
};
const DID: Record<Act, string> = {
  pause: 'ఆపాను: మళ్ళీ మొదలుపెట్టేవరకు ఇంకేమీ వెళ్ళదు.',
  resume: 'మళ్ళీ వెళుతోంది.',
  cancel: 'రద్దు చేశాను: ఇంకా అందనివారికి ఇక వెళ్ళదు.',
  approve: 'ఆమోదం అయింది: సమయానికి వెళుతుంది.',
  retry: 'వారికి మరోసారి వెళుతోంది.',
};
const ACTS: Record<Act, string> = {
  pause: 'ఆపండి',
  resume: 'మళ్ళీ మొదలుపెట్టండి',
  cancel: 'రద్దు చేయండి',
  approve: 'ఆమోదించండి',
  retry: 'మరోసారి పంపు',
};
const SURE: Record<Sure, (n: number) => string> = {
  resume: (n) => `ఈ బ్రాడ్‌కాస్ట్ మళ్ళీ మొదలుపెట్టనా? ఇంకా ${toPeople(n)} వెళ్ళాలి:`,
  cancel: (n) => `ఈ బ్రాడ్‌కాస్ట్ పూర్తిగా రద్దు చేయనా? అప్పుడు ${toPeople(n)} వెళ్ళదు:`,
  approve: (n) => `ఈ బ్రాడ్‌కాస్ట్‌ను ఆమోదిస్తారా? అప్పుడు ${toPeople(n)} వెళుతుంది:`,
  retry: (n) =>
    `${toPeople(n)} మరోసారి పంపాలా? అక్కడ పంపడం మధ్యలో ఆగిపోయింది, చేరిందో లేదో WhatsApp చెప్పలేదు. ఇప్పటికే అందిన వారికి ఇది రెండుసార్లు వస్తుంది:`,
};
const YES: Record<Sure, string> = {
  resume: 'అవును, కొనసాగించు',
  cancel: 'అవును, రద్దు',
  approve: 'ఆమోదించండి',
  retry: 'అవును, మరోసారి',
};

/** "అన్ని కుటుంబాలకు". */
function to({ kind, names }: Whom): string {
  switch (kind) {
    case 'all_students':
      return 'అన్ని కుటుంబాలకు';
    case 'all_teachers':
      return 'టీచర్లందరికీ';
    case 'custom':
      return 'జాబితాలోని నంబర్లకు';
    default:
      return `${and(names)} కుటుంబాలకు`;
  }
}

export const broadcast: Words = {
  menu: 'బ్రాడ్‌కాస్ట్',
  menuHint: 'చాలామందికి ఒకేసారి చెప్పడం',
  family: (children) => `${children} కుటుంబం`,
  officeOnly: 'అందరికీ ఆఫీస్ మాత్రమే రాయగలదు. దయచేసి ఆఫీస్‌ను అడగండి; ఏదీ పంపలేదు.',

  askTo: 'ఎవరికి చెప్పాలి? కింద ఎంచుకోండి, లేదా రాయండి, ఉదాహరణకు “గిటార్” లేదా “టీచర్లందరూ”.',
  choose: 'ఎంచుకోండి',
  chooseTitle: 'ఎవరికి చెప్పాలి',
  allFamilies: 'అన్ని కుటుంబాలు',
  allTeachers: 'టీచర్లందరూ',
  notFound: 'అలాంటి క్లాస్ ఏదీ దొరకలేదు.',
  askWhich: 'అలాంటి క్లాసులు చాలా ఉన్నాయి. ఏది?',
  classes: 'క్లాసులు',
  allOf: (instrument) => `${instrument} అన్నీ`,
  askText: (whom) => `${to(whom)} ఏమి రాయాలి? వారు చదవాల్సినట్టే రాయండి.`,
  tooLong: (most) => `WhatsApp కి ఇది చాలా పొడవు: గరిష్ఠంగా ${most} అక్షరాలు. దయచేసి చిన్నగా రాయండి.`,
  badPlaceholder:
    'నేను {{name}}, {{child}}, {{class}}, {{balance}} మాత్రమే నింపగలను (టీచర్లకు {{name}} మాత్రమే). దయచేసి మళ్ళీ రాయండి.',
  noTemplate: 'ప్రకటనల టెంప్లేట్‌ను Meta ఇంకా ఆమోదించలేదు, అందుకే ఏదీ పంపలేము. దయచేసి స్కూల్ WhatsApp ఖాతా చూసేవారిని అడగండి.',

  toLine: (whom, n) => `*${to(whom)}: ${people(n)}*`,
  leftOut: (left) => `వీరికి వెళ్ళదు: ${reasons(left)}`,
  costLine: (rupees) => `ఖర్చు: సుమారు ${rupeesAndPaise(rupees)}, పన్ను కాకుండా`,
  timeLine: (seconds, days) =>
    days > 1
      ? `సమయం: సుమారు ${days} రోజులు, ఎందుకంటే WhatsApp రోజుకు కొంతమంది కొత్తవారికే రాయనిస్తుంది`
      : `సమయం: సుమారు ${seconds <= 60 ? 'ఒక నిమిషం' : `${Math.ceil(seconds / 60)} నిమిషాలు`}`,
  quietLine: (until) => `ఇప్పుడు నిశ్శబ్ద సమయం: ${time(until)} నుంచి వెళుతుంది.`,
  approvalLine: (above) => `${above} కంటే ఎక్కువ మందికి, రెండో అడ్మిన్ *approve broadcast* అని రాస్తేనే వెళుతుంది.`,
  cleaned: 'WhatsApp ప్రకటనలో కొత్త లైన్లను అనుమతించదు, అందుకే ఒకే పేరాగా మార్చాను.',
  reads: (words) => `వారు ఇది చదువుతారు:\n“${words}”`,
  whenLine: (at) => `*వెళ్ళే సమయం: ${day(at.date)}, ${time(at.time)}*`,
  changeHow: 'మార్చాలంటే *టెక్స్ట్:* అని రాసి కొత్త మాటలు రాయండి, లేదా సమయం రాయండి, ఉదాహరణకు *రేపు ఉదయం 9 గంటలకు*.',
  helpPreview:
    'దయచేసి *పంపండి*, *నాకు టెస్ట్* లేదా *రద్దు* నొక్కండి; లేదా *టెక్స్ట్:* అని రాసి కొత్త మాటలు, లేదా సమయం రాయండి, ఉదాహరణకు *రేపు ఉదయం 9 గంటలకు*.',
  badTime:
    'ఆ సమయం దాటిపోయింది, లేదా 60 రోజుల కంటే దూరంగా ఉంది. దయచేసి ఇంకో సమయం రాయండి, ఉదాహరణకు *రేపు ఉదయం 9 గంటలకు*, లేదా *ఇప్పుడే*.',
  timeOver: 'ఎంచుకున్న సమయం దాటిపోయింది; నేను ఏదీ పంపలేదు. ఇప్పుడు వెంటనే వెళుతుంది:',
  send: 'పంపండి',
  schedule: 'ఆ సమయానికి పంపు',
  test: 'నాకు టెస్ట్',
  cancel: 'రద్దు',
  tested: 'మీకు ఒక టెస్ట్ వస్తోంది. ఇంకేమీ పంపలేదు.',
  notSent: 'సరే, ఏదీ పంపలేదు.',
  nobody: (left) => `నేను రాయగలిగినవారు ఎవరూ లేరు${left.length > 0 ? `: ${reasons(left)}` : ''}. ఏదీ పంపలేదు.`,
  over: 'ఆ ప్రశ్న ముగిసింది; ఇప్పుడు నేను ఏదీ పంపలేదు. ఏం పంపామో చూడటానికి *బ్రాడ్‌కాస్ట్ ఎలా ఉంది* అని రాయండి.',
  already: 'ఆ బ్రాడ్‌కాస్ట్ ఇప్పటికే మొదలైంది; నేను రెండోసారి ఏదీ పంపలేదు.',
  started: (whom, n, quietUntil) =>
    `అయింది: సందేశం ${to(whom)}, అంటే ${toPeople(n)}, ${quietUntil ? `${time(quietUntil)} నుంచి` : 'ఇప్పుడే'} వెళుతుంది. ఎప్పుడైనా *బ్రాడ్‌కాస్ట్ ఎలా ఉంది* అని రాయండి.`,
  scheduled: (whom, n, at) =>
    `అయింది: సందేశం ${to(whom)}, అంటే ${toPeople(n)}, ${day(at.date)} ${time(at.time)} కు వెళుతుంది. ఆపాలంటే *బ్రాడ్‌కాస్ట్ రద్దు చేయండి* అని రాయండి.`,
  preparing: (whom) =>
    `అయింది: ${to(whom)} సందేశం సిద్ధం చేస్తున్నాను; జాబితా పూర్తయ్యాక వెళుతుంది. ఎప్పుడైనా *బ్రాడ్‌కాస్ట్ ఎలా ఉంది* అని రాయండి.`,
  waits: (n, above) =>
    `${toPeople(n)} పంపడానికి సిద్ధంగా ఉంది; ఇంకా ఏదీ పంపలేదు. ${above} కంటే ఎక్కువ మందికి రెండో అడ్మిన్ ఆమోదించాకే వెళుతుంది: వారు ఇక్కడ *approve broadcast* అని రాయాలి.`,

  none: 'చూపించడానికి బ్రాడ్‌కాస్ట్ ఏదీ లేదు.',
  noneFor: (act) => NONE[act],
  own: 'ఇది మీరే మొదలుపెట్టారు: ఇంకో అడ్మిన్ ఆమోదించాలి. నేను ఏమీ మార్చలేదు.',
  notNow: (status) => `నేను ఏమీ మార్చలేదు: ఆ బ్రాడ్‌కాస్ట్ ${STANDS[status]}.`,
  sure: (act, words, n) => `${SURE[act](n)}\n\n“${words}”`,
  yes: (act) => YES[act],
  no: 'వద్దు',
  unchanged: 'సరే, నేను ఏమీ మార్చలేదు.',
  did: (act) => DID[act],
  act: (act) => ACTS[act],

  head: (date, at, status) => `*${day(date)}, ${time(at)} బ్రాడ్‌కాస్ట్ ${STANDS[status]}.*`,
  sentLine: (n) => `${people(n.planned)}: ${n.sent} పంపాం, వాటిలో ${n.delivered} చేరాయి, ${n.read} చదివారు`,
  waitingLine: (n) => `మిగిలినవి: ${n}`,
  failedLine: (n) => `చేరనివి: ${n}`,
  unknownLine: (n, again) =>
    `చేరాయో లేదో తెలియనివి: ${n}; పంపడం మధ్యలో ఆగిపోయింది${again > 0 ? `. ${again === n ? 'వారికి' : `${again} మందికి`} మరోసారి పంపగలను; ఇప్పటికే అందిన వారికి రెండుసార్లు వస్తుంది` : ''}`,
  skipped: (left) => `పంపనివి: ${reasons(left)}`,
  repliedLine: (n) => `జవాబిచ్చినవారు: ${n}`,
  costSoFar: (rupees) => `ఇప్పటివరకు ఖర్చు: ${rupeesAndPaise(rupees)}`,
};
