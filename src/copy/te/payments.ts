import type { payments as English } from '../en/payments.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';

type Words = typeof English;
type Line = Parameters<Words['line']>[0];
const { day } = attendance;

const OFTEN = { monthly: 'నెలవారీ', quarterly: 'మూడు నెలలకు', half_yearly: 'ఆరు నెలలకు', yearly: 'ఏడాదికి' };

function classes(n: number): string {
  return n === 1 ? '1 క్లాస్' : `${n} క్లాసులు`;
}

/** "1 క్లాస్ మిగిలింది", "3 క్లాసులు మిగిలాయి". */
function leftWords(n: number): string {
  return `${classes(n)} ${n === 1 ? 'మిగిలింది' : 'మిగిలాయి'}`;
}

function dueWords({ due, overdue }: Line): string {
  if (due === null) return '';
  return overdue ? `, ${day(due)} న చెల్లించాల్సి ఉంది` : `, తదుపరి చెల్లింపు ${day(due)}`;
}

function feeWords({ fees }: Line): string {
  return fees.length === 0
    ? ''
    : `\n   ఫీజు: ${fees.map((f) => `${classes(f.classes)} ${money(f.amountPaise)}`).join(', ')}`;
}

function lastWords({ last }: Line): string {
  if (!last) return '\n   ఇప్పటివరకు చెల్లింపు ఏదీ లేదు';
  const amount = last.amountPaise === null ? '' : `${money(last.amountPaise)}, `;
  return last.pending
    ? `\n   ${amount}${day(last.date)} న నమోదైంది, ఇంకా చెల్లించాల్సి ఉంది`
    : `\n   చివరి చెల్లింపు: ${amount}${day(last.date)}`;
}

function linkWords({ link }: Line): string {
  if (!link) return '';
  const amount = money(link.amountPaise);
  switch (link.state) {
    case 'open':
      return `\n   ${amount} లింక్ ${day(link.until)} వరకు పనిచేస్తుంది`;
    case 'failing':
      return `\n   ${amount} చెల్లింపు పూర్తి కాలేదు; బ్యాంకు నుంచి డబ్బు కట్ అయి ఉంటే అది దానంతట అదే తిరిగి వస్తుంది. లింక్ ${day(link.until)} వరకు పనిచేస్తుంది`;
    case 'ended':
      return `\n   ${amount} లింక్ గడువు ముగిసింది; దానిపై ఏమీ చెల్లించలేదు`;
    case 'checked':
      return `\n   ${amount} లింక్‌పై ఒక చెల్లింపు అందింది; ఆఫీస్ దాన్ని చూస్తోంది`;
  }
}

export const payments: Words = {
  menu: 'ఫీజు, చెల్లింపు',
  menuHint: 'బకాయిలు, చివరి చెల్లింపు, చెల్లింపు లింక్',

  noChild:
    'ఫీజు వివరాలు మా విద్యార్థుల కుటుంబాలకు మాత్రమే చూపిస్తాను, ఈ నంబర్ మీద విద్యార్థి ఎవరూ నమోదు కాలేదు. మీ పిల్లలు ఇక్కడ నేర్చుకుంటుంటే *నా నంబర్ జతచేయండి* అని రాయండి.',
  nothingToPay: 'ప్రస్తుతం చెల్లించాల్సిన క్లాస్ ఏదీ నమోదై లేదు. స్కూల్ ఆఫీస్ మీకు తప్పకుండా సహాయం చేస్తుంది.',
  noFee: (pupil, instrument) =>
    `${pupil}, ${instrument}: ఫీజు ఏదీ నమోదై లేదు. స్కూల్ ఆఫీస్ మీకు చెప్పి, చెల్లింపు తీసుకుంటుంది.`,
  head: (name) => `*${name}*`,
  line: (l) =>
    `• ${l.instrument}: ${leftWords(l.left)}${dueWords(l)}${feeWords(l)}${lastWords(l)}${linkWords(l)}${l.promised ? `\n   రాసుకున్నాను: మీరు ${day(l.promised)} న చెల్లిస్తారు` : ''}`,
  payNow: 'ఇప్పుడే చెల్లిస్తాను',
  payLater: 'తర్వాత చెల్లిస్తాను',

  trouble: {
    unseen:
      'కొత్త చెల్లింపు ఏదీ నాకు ఇంకా కనిపించడం లేదు. నగదుగా గానీ నేరుగా స్కూల్‌కు గానీ ఇచ్చిన డబ్బు, ఆఫీస్ నమోదు చేశాక ఇక్కడ కనిపిస్తుంది; మీరు కట్టిన డబ్బు ఎక్కడికీ పోదు. ఆఫీస్ నుంచి ఎవరినైనా చూడమంటారా?',
    wrong: 'క్షమించండి, చెల్లింపులో ఏదో పొరపాటు జరిగినట్లుంది. ఆఫీస్ నుంచి ఒకరు మీతో మాట్లాడి సరిచేస్తారు.',
    parts: 'లింక్ ఎప్పుడూ మొత్తం ప్యాకేజీకే ఉంటుంది. వాయిదాల్లో కట్టాలంటే దయచేసి ఆఫీస్‌ను అడగండి.',
  },
  linkEnds: (amountPaise, until) =>
    `మీరు ఏమీ చేయనవసరం లేదు: ${money(amountPaise)} లింక్ ${day(until)} న దానంతట అదే ముగుస్తుంది, మీరు చెల్లిస్తే తప్ప డబ్బు కట్ అవదు. ఇంకో లింక్ కోసం *pay* అని రాయండి.`,

  whichOne: 'మీరు దేనికి చెల్లించాలనుకుంటున్నారు?',
  show: 'ఎంపికలు చూడండి',
  section: 'క్లాసులు',
  choiceHint: (due, overdue) => (due === null ? '' : overdue ? `${day(due)} న చెల్లించాలి` : `గడువు ${day(due)}`),
  more: 'ఇంకా …',

  whichPackage: (pupil, instrument) => `*${pupil}, ${instrument}*: మీకు ఏది కావాలి?`,
  packageTitle: (p) => `${classes(p.classes)} · ${money(p.amountPaise)}`,
  packageHint: (frequency, usual) =>
    [frequency ? OFTEN[frequency] : '', usual ? 'మీరు ఎప్పుడూ తీసుకునేది' : ''].filter(Boolean).join(', '),
  confirm: (p) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}${p.frequency ? ` (${OFTEN[p.frequency]})` : ''}, *${money(p.amountPaise)}*.`,
  replaces: (amountPaise) => `ఇప్పుడు ఉన్న ${money(amountPaise)} లింక్ ఇక పనిచేయదు.`,
  shallI: 'చెల్లింపు లింక్ తయారు చేయమంటారా?',
  yes: 'అవును',
  other: 'వేరేది',
  no: 'వద్దు',
  notNow: 'సరే, లింక్ తయారు చేయలేదు. ఎప్పుడైనా *pay* అని రాయండి.',
  changed: 'ఇప్పుడు ఫీజు మారింది, అందుకే ఇంకా లింక్ తయారు చేయలేదు.',

  link: (p) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}, *${money(p.amountPaise)}*.\n\nచెల్లించడానికి బటన్ నొక్కండి; లింక్ ${day(p.until)} వరకు పనిచేస్తుంది. చెల్లింపు అందగానే మీకు చెబుతాను.`,
  linkAgain: 'ఇదిగో మీ లింక్ మళ్ళీ.',
  payButton: (amountPaise) => `${money(amountPaise)} చెల్లించండి`,
  notSetUp: (p) =>
    `${p.pupil}, ${p.instrument}: ${classes(p.classes)}, ${money(p.amountPaise)}. ఇక్కడ చాట్‌లో చెల్లించడం ఇంకా కుదరదు; స్కూల్ ఆఫీస్ చెల్లింపు తీసుకుంటుంది.`,
  unavailable: (p) =>
    `${p.pupil}, ${p.instrument}: ${money(p.amountPaise)}. ఇప్పుడు లింక్ తయారు కావడం లేదు. డబ్బు ఏమీ తీసుకోలేదు; దయచేసి కొన్ని నిమిషాల తర్వాత మళ్ళీ ప్రయత్నించండి.`,
  received: (r) =>
    `ధన్యవాదాలు, చెల్లింపు అందింది: ${money(r.amountPaise)}, ${r.pupil}, ${r.instrument}, ${classes(r.classes)}. ఇప్పుడు ${r.pupil} కు ${r.instrument} ${leftWords(r.left)}. చెల్లింపు నం. ${r.ref}.`,
  arrived: 'ఆ లింక్‌పై చెల్లింపు ఇప్పటికే అందింది, అందుకే కొత్తది తయారు చేయలేదు. ఆఫీస్ దాన్ని చూస్తోంది.',
  notYours: 'ఆ పిల్లల పేరు ఈ నంబర్ మీద లేదు, అందుకే వారి చెల్లింపు చూపించలేను, తీసుకోలేను. ఆఫీస్ సహాయం చేయగలదు.',

  when: 'మీరు ఎప్పుడు చెల్లించాలనుకుంటున్నారు? ఒక రోజు రాయండి, ఉదాహరణకు “శుక్రవారం” లేదా “30 నవంబర్”. అప్పటివరకు గుర్తు చేయను.',
  noted: (date, names) =>
    `రాసుకున్నాను: ${attendance.and(names)} కోసం మీరు ${day(date)} న చెల్లిస్తారు. అంతకు ముందు గుర్తు చేయను. లింక్ కోసం ఎప్పుడైనా *pay* అని రాయండి.`,
  past: 'ఆ రోజు గడిచిపోయింది.',
  tooFar: (last) => `ఆ రోజు చాలా దూరంలో ఉంది; ${day(last)} వరకు ఏ రోజైనా రాసుకోగలను.`,

  picture: 'నేను ఫోటోలు చూడలేను. లింక్ ద్వారా చేసిన చెల్లింపు దానంతట అదే కనిపిస్తుంది; వేరే విధంగా చెల్లించి ఉంటే, ఆఫీస్ నమోదు చేస్తుంది.',
  helpOverview: 'లింక్ కోసం *pay* అని రాయండి, లేదా మీరు చెల్లించే రోజు రాయండి.',
  helpChoose: 'దయచేసి వీటిలో ఒకటి ఎంచుకోండి, లేదా పిల్లల పేరు, వాయిద్యం పేరు రాయండి.',
  helpPackage: 'దయచేసి వీటిలో ఒకటి ఎంచుకోండి, లేదా ఉదాహరణకు “నెలవారీ” అని రాయండి.',
  helpConfirm: 'లింక్ కోసం “అవును” అనండి, లేదా వేరేది ఎంచుకోండి.',
  helpWhen: 'దయచేసి ఒక రోజు రాయండి, ఉదాహరణకు “శుక్రవారం”.',
};
