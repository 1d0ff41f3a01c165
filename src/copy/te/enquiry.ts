import type { enquiry as English } from '../en/enquiry.js';
import { week } from '../en/enquiry.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';
import { span } from './schedule.js';

const { and } = attendance;

type Words = typeof English;
type Wish = Parameters<Words['summary']>[0];

const DAYS = ['ఆది', 'సోమ', 'మంగళ', 'బుధ', 'గురు', 'శుక్ర', 'శని'];
const TIMES = { morning: 'ఉదయం', afternoon: 'మధ్యాహ్నం', evening: 'సాయంత్రం' };
const LEVELS: Record<string, string> = {
  beginner: 'కొత్తగా మొదలు',
  some: 'కొంచెం నేర్చారు',
  good: 'బాగా వాయిస్తారు',
};

function phone(digits: string): string {
  return `+${digits}`.replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3');
}

function daysOf(days: readonly number[]): string {
  return days.length === 0 ? 'ఏ రోజైనా' : days.map((d) => DAYS[d]).join(', ');
}

function person({ who, name, age }: Wish): string | null {
  const whose = who === 'self' ? 'మీ కోసం' : who === 'child' ? 'మీ పిల్లల కోసం' : null;
  const called = name ? (who === 'child' ? `${name} కోసం` : name) : whose;
  return [called, age === null ? null : `${age} ఏళ్లు`].filter(Boolean).join(', ') || null;
}

function pupil({ who, name, age }: Wish): string | null {
  const called = [who === 'child' ? 'బాబు/పాప' : null, name].filter(Boolean).join(' ');
  return [called, age === null ? null : `${age} ఏళ్లు`].filter(Boolean).join(', ') || null;
}

function called(digits: string | null): string {
  return digits === null ? 'ఆఫీస్ వాళ్లు మీకు ఇక్కడే రాస్తారు.' : `ఆఫీస్ వాళ్లు మీకు ${phone(digits)} కు ఫోన్ చేస్తారు.`;
}

export const enquiry: Words = {
  menu: 'క్లాసులో చేరడం',
  menuHint: 'వాద్యాలు, సమయాలు, ఖాళీలు, ఫీజు',
  phone,
  summary: (w, office = false) =>
    [
      [
        [w.instrument ?? 'వాద్యం ఇంకా తేలలేదు', office ? pupil(w) : person(w)].filter(Boolean).join(' · '),
        ...w.also.map((a) => [a.instrument, pupil({ ...w, ...a, who: null })].filter(Boolean).join(' · ')),
      ].join(' + '),
      w.level === null ? null : (LEVELS[w.level] ?? w.level),
      w.days === null ? null : daysOf(w.days),
      w.time === null ? null : TIMES[w.time],
      w.call ? `ఫోన్: “${w.call}”` : null,
    ]
      .filter(Boolean)
      .join(' · '),

  askInstrument: 'ఏ వాద్యం నేర్చుకోవాలి?',
  showInstruments: 'వాద్యాలు చూడండి',
  instruments: 'వాద్యాలు',
  notSure: 'ఇంకా తేలలేదు',
  more: 'ఇంకా …',
  whichOf: (names) => `${and(names)}: వీటిలో ఏది?`,
  notTaught: (word, names) => `“${word}” ప్రస్తుతం మేము నేర్పడం లేదు. మేము నేర్పేవి: ${and(names)}.`,
  weTeach: (names) => `మేము నేర్పేవి: ${and(names)}. ఎంచుకోవడానికి ఆఫీస్ తప్పకుండా సహాయం చేస్తుంది.`,
  askWho: 'క్లాసులు ఎవరి కోసం, వయసు ఎంత? ఉదాహరణకు “మా పాప, 8 ఏళ్లు”.',
  forMe: 'నా కోసం',
  forChild: 'మా పిల్లల కోసం',
  askAge: (who, name) =>
    who === 'self'
      ? 'మీ వయసు ఎంత?'
      : `${name ? `${name} వయసు` : who === 'child' ? 'మీ పిల్లల వయసు' : 'నేర్చుకునేవారి వయసు'} ఎంత?`,
  askLevel: 'ఇంతకు ముందు సంగీతం ఏమైనా నేర్చుకున్నారా?',
  levels: { beginner: 'కొత్తగా మొదలు', some: 'కొంచెం నేర్చారు' },
  askDays: 'ఏ రోజులు వీలవుతాయి? ఒకటి నొక్కండి, లేదా రాయండి, ఉదాహరణకు “మంగళవారం, గురువారం”.',
  weekdays: 'సోమ – శుక్ర',
  weekend: 'శని, ఆది',
  anyDay: 'ఏ రోజైనా',
  askNames: 'పిల్లల పేర్లు ఏమిటి? ఉదాహరణకు “అనిక, రోహన్”.',
  askName: (who) =>
    who === 'self' ? 'మీ పేరు ఏమిటి?' : who === 'child' ? 'పాప లేదా బాబు పేరు ఏమిటి?' : 'నేర్చుకునేవారి పేరు ఏమిటి?',
  askPhone: 'WhatsApp లో మీ నంబర్ నాకు కనిపించదు. ఆఫీస్ వాళ్లు ఏ నంబర్‌కు ఫోన్ చేయాలి? నంబర్ రాయండి, లేదా కాంటాక్ట్ పంపండి.',
  skip: 'తెలియదు, వదిలేయండి',
  help: {
    instrument: 'దయచేసి ఒక వాద్యం ఎంచుకోండి, లేదా “తెలియదు” అని రాయండి.',
    who: 'ఎవరి కోసం, వయసు ఎంత రాయండి, ఉదాహరణకు “మా బాబు, 9 ఏళ్లు”, లేదా “తెలియదు”.',
    age: 'వయసు అంకెల్లో రాయండి, లేదా “తెలియదు”.',
    level: 'ఒకటి ఎంచుకోండి, లేదా రాయండి, ఉదాహరణకు “Grade 2”, లేదా “తెలియదు”.',
    days: 'రోజులు రాయండి, ఉదాహరణకు “శనివారం, ఆదివారం”, లేదా “తెలియదు”.',
    name: 'దయచేసి పేరు మాత్రమే రాయండి, లేదా “skip” రాయండి.',
    phone: 'పది అంకెల ఫోన్ నంబర్ రాయండి, లేదా “skip” రాయండి.',
  },
  helpOffer: 'అవును లేదా కాదు అని చెప్పండి, లేదా ఏం మార్చాలో రాయండి, ఉదాహరణకు “కాదు, గిటార్”.',

  callNoted: (when) => (when ? `తప్పకుండా: ఫోన్, “${when}”.` : 'తప్పకుండా: మిగతా విషయాలు ఆఫీస్ వాళ్లు ఫోన్‌లో మాట్లాడతారు.'),
  instrumentNoted: (instrument) => `సరే, ${instrument}.`,
  resume: (summary) => `మనం ఇంతకు ముందు మొదలుపెట్టింది: ${summary}. ఆగిన చోటు నుంచి కొనసాగిద్దామా?`,
  goOn: 'అవును, కొనసాగిద్దాం',
  afresh: 'వద్దు, కొత్తగా',

  offerHead: (summary) => `*${summary}*`,
  classesOf: (instrument) => `ఖాళీ ఉన్న ${instrument} క్లాసులు:`,
  classesOnOtherDays: (days) => `${daysOf(days)} రోజుల్లో ప్రస్తుతం ఖాళీ లేదు. ఖాళీ ఉన్న క్లాసులు ఇవి:`,
  classLine: (c) =>
    `• ${[c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.place, `${c.free} ${c.free === 1 ? 'సీటు' : 'సీట్లు'} ఖాళీ`].filter(Boolean).join(' · ')}`,
  moreClasses: (n) => `… ఇంకా ${n} ఉన్నాయి, వాటి గురించి ఆఫీస్ చెబుతుంది.`,
  allFull: (instrument) => `క్షమించండి, ${instrument} క్లాసులన్నీ ప్రస్తుతం నిండిపోయాయి. మీ పేరు వెయిటింగ్ లిస్టులో రాయగలను.`,
  noClasses: (instrument) => `క్షమించండి, ప్రస్తుతం ${instrument} క్లాస్ ఏదీ లేదు. మీ పేరు వెయిటింగ్ లిస్టులో రాయగలను.`,
  fees: (fees) => `ఫీజు: ${fees.map((f) => `${f.classes} క్లాసులకు ${money(f.amountPaise)}`).join(', ')}.`,
  noFees: 'దీని ఫీజు నా దగ్గర లేదు; ఆఫీస్ చెబుతుంది.',
  trialFee: (paise) => `ట్రయల్ క్లాస్ ఫీజు ${money(paise)}.`,
  trialUnknown: 'ట్రయల్ క్లాస్ గురించి నాకు తెలియదు; ఆఫీస్ చెబుతుంది.',
  siblings: (names) => `${and(names)} ఇప్పటికే మా దగ్గర నేర్చుకుంటున్నారు; ఆ సంగతీ ఆఫీస్‌కు చెబుతాను.`,
  shallWeCall: (digits) =>
    digits === null ? 'ఆఫీస్ వాళ్లు మిమ్మల్ని సంప్రదించాలా?' : `మేము మీకు ${phone(digits)} కు ఫోన్ చేయమా?`,
  callWhenFree: (digits) =>
    digits === null
      ? 'రాసుకోనా? ఆఫీస్ వాళ్లు దీని గురించి మిమ్మల్ని సంప్రదిస్తారు.'
      : `రాసుకోనా? ఆఫీస్ వాళ్లు దీని గురించి మీకు ${phone(digits)} కు ఫోన్ చేస్తారు.`,
  yes: 'అవును',
  change: 'మార్చాలి',
  no: 'వద్దు',

  changeWhat: 'ఏం మార్చాలి? నొక్కండి, లేదా రాయండి, ఉదాహరణకు “కాదు, గిటార్”.',
  showChoices: 'ఎంపికలు చూడండి',
  changeTitle: 'మీ వివరాలు',
  slots: {
    instrument: 'వాద్యం',
    who: 'ఎవరి కోసం',
    age: 'వయసు',
    level: 'అనుభవం',
    days: 'రోజులు',
    name: 'పేరు',
    phone: 'ఫోన్ నంబర్',
  },

  saved: (s, updated) =>
    `${updated ? 'సరే: మీ వివరాలు మార్చి నమోదు చేశాను' : 'సరే: మీ వివరాలు నమోదయ్యాయి'}, నంబర్ *${s.reference}*: ${s.summary}. ${called(s.phone)}`,
  savedWaiting: (s, updated) =>
    `${updated ? 'సరే: మీ వివరాలు మార్చి నమోదు చేశాను' : 'సరే: వెయిటింగ్ లిస్టులో రాశాను'}, నంబర్ *${s.reference}*: ${s.summary}. ${called(s.phone)} సీటు ఇంకా ఖాయం కాలేదు.`,
  alreadySaved: (reference, summary) => `ఇది ఇప్పటికే *${reference}* గా నమోదైంది: ${summary}. మళ్ళీ ఏదీ నమోదు కాలేదు.`,
  stale: 'ఆ తర్వాత మార్పు జరిగింది, అందుకే ఇంకా ఏదీ పంపలేదు. ఇప్పుడు ఇలా ఉంది:',
  gone: 'ఆ వివరాలు ఇప్పుడు ఇక్కడ లేవు, అందుకే ఏదీ పంపలేదు. మళ్ళీ మొదలుపెట్టడానికి *join* రాయండి.',
  declined: 'సరే, ఆఫీస్‌కు ఏదీ పంపలేదు. మీరు చెప్పినవి ఇక్కడే ఉంటాయి; కొనసాగించాలంటే *join* రాయండి.',
  notes: (n) =>
    [
      `WhatsApp ఎంక్వైరీ: ${n.summary}.`,
      n.trial ? 'ట్రయల్ క్లాస్ అడిగారు.' : '',
      n.call === null ? '' : 'ఫోన్‌లో మాట్లాడాలనుకుంటున్నారు.',
      n.waiting ? 'వెయిటింగ్ లిస్ట్: అప్పుడు సీటు ఖాళీ లేదు.' : '',
      n.siblings.length > 0 ? `ఇక్కడ నేర్చుకునే ${and(n.siblings)} కుటుంబం.` : '',
      n.noNumber ? 'ఫోన్ నంబర్ లేదు: WhatsApp లోనే జవాబివ్వండి.' : '',
    ]
      .filter(Boolean)
      .join(' '),
};
