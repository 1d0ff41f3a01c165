import type { leave as English } from '../en/leave.js';
import { unheardBy } from '../unheard.js';
import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

type Words = typeof English;
type Days = Parameters<Words['days']>[0];
type Unheard = Parameters<Words['unheard']>[0];
type Klass = Parameters<Words['comesSaved']>[1][number];

const WHY: Record<Unheard[number]['why'], string> = {
  no_number: 'నంబర్ నమోదు కాలేదు',
  no_consent: 'సందేశాలకు ఒప్పుకోలేదు',
  opted_out: 'మా సందేశాలు ఆపేశారు',
  muted: 'ఇలాంటి సందేశాలు వద్దన్నారు',
  unreachable: 'అక్కడికి WhatsApp సందేశాలు చేరవు',
  not_now: 'ఒక రోజుగా మాకు ఏమీ రాయలేదు',
};

function days({ from, to }: Days): string {
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}

function classes(n: number): string {
  return `${n} ${n === 1 ? 'క్లాస్' : 'క్లాసులు'}`;
}

function families(n: number): string {
  return `${n} ${n === 1 ? 'కుటుంబం' : 'కుటుంబాల'}`;
}

function unheard(of: Unheard): string {
  return unheardBy(of, WHY);
}

function bullets(of: readonly Klass[]): string {
  return of.map((k) => `• ${klass(k)}`).join('\n');
}

export const leave: Words = {
  days,
  unheard,
  menu: 'సెలవు చెప్పండి',
  menuHint: 'మీ సెలవు, లేదా పిల్లలు రాలేకపోతే',
  yes: 'అవును',
  cancel: 'వద్దు',
  more: 'ఇంకా …',
  choose: 'ఎంచుకోండి',
  choices: 'ఎంపికలు',
  nothingNoted: 'సరే, ఏదీ నమోదు కాలేదు.',
  changed: 'ఇంకా ఏదీ నమోదు కాలేదు: ఈలోగా ఏదో మారింది. ఇప్పుడు ఇలా ఉంది:',
  stale: 'అది పాత ప్రశ్న, అందుకే ఏదీ నమోదు కాలేదు. ఇప్పుడు ఇలా ఉంది:',
  over: 'అది ముగిసిపోయిన విషయం, అందుకే ఏదీ నమోదు కాలేదు.',
  notKnown:
    'ఈ నంబర్ ఏ టీచర్ లేదా విద్యార్థి కుటుంబం పేరు మీదా లేదు, అందుకే సెలవు నమోదు చేయలేను. మీరు స్కూల్‌కు చెందినవారైతే *నా నంబర్ జతచేయండి* అని రాయండి.',
  notAmong: (word) => `ఈ నంబర్‌లో ఉన్న పిల్లల్లో “${word}” పేరు లేదు.`,
  notYours: 'అది మీది కాదు, అందుకే ఏదీ నమోదు కాలేదు.',

  whose: 'ఎవరి సెలవు గురించి?',
  ownClasses: 'నా సొంత క్లాసులు',

  when: 'మీరు ఏ రోజుల్లో రారు? ఉదాహరణకు: “రేపు”, “గురువారం నుంచి శనివారం” లేదా “25 నుంచి 28 డిసెంబర్”.',
  today: 'ఈరోజు',
  tomorrow: 'రేపు',
  allOf: (of) => (of.from === of.to ? `${day(of.from)} అంతా` : 'ఈ రోజులన్నీ'),
  partOfDay: 'ఇక్కడ పూర్తి రోజు సెలవు మాత్రమే నమోదు చేయగలను. రోజులో కొంత భాగానికి దయచేసి ఆఫీస్‌తో మాట్లాడండి, లేదా రోజంతా సెలవు తీసుకోండి.',
  past: 'ఆ రోజులు అయిపోయాయి. ఈరోజు నుంచి ఏ రోజులు?',
  tooLong: 'అది చాలా ఎక్కువ; 60 రోజులకు మించి అయితే దయచేసి ఆఫీస్‌తో మాట్లాడండి. ఏ రోజులు?',
  helpDays: 'రోజులు రాయండి, ఉదాహరణకు “గురువారం నుంచి శనివారం”.',

  heading: (of, reason) => `*సెలవు ${days(of)}*${reason ? ` (${reason})` : ''}`,
  affected: (n, pupils) => `${classes(n)} ${n === 1 ? 'జరగదు' : 'జరగవు'}; ${pupils} మంది విద్యార్థులు:`,
  dayLine: (date, of) =>
    `• ${day(date)}: ${of.map((c) => `${c.instrument}${c.start ? ` ${time(c.start)}` : ''} (${c.pupils})`).join(', ')}`,
  moreDays: (n) => `• … ఇంకా ${n} రోజులు`,
  noClasses: 'ఈ రోజుల్లో మీకు క్లాసులు లేవు.',
  namesOf: (of, names) => `*${of.instrument}${of.start ? ` ${time(of.start)}` : ''}*: ${names.join(', ')}`,
  overlap: (of) => `ఇప్పటికే నమోదైంది: ${of.map(days).join('; ')}. అది అలాగే ఉంటుంది; మిగతా రోజులే చేరతాయి.`,
  unreadable: (labels) =>
    `ఇవి ఎప్పుడు జరుగుతాయో అర్థం కాలేదు, అందుకే వీటిలో ఎవరికీ చెప్పను: ${labels.join(', ')}. ఆఫీస్‌కు తెలుస్తుంది.`,
  willTell: (n) =>
    n === 0
      ? '“అవును” అంటే ఆఫీస్‌కు చెబుతాను.'
      : `“అవును” అంటే ఆఫీస్‌కు, ${n} ${n === 1 ? 'కుటుంబానికి' : 'కుటుంబాలకు'} చెబుతాను.`,
  cannotTell: (of) => `వీరికి చేరదు: ${unheard(of)}.`,
  confirm: 'ఇది నమోదు చేయమంటారా?',
  showNames: 'పేర్లు చూడండి',
  otherDays: 'వేరే రోజులు',

  saved: (of, n) =>
    `నమోదైంది: సెలవు ${of.map(days).join('; ')}. ${n === 0 ? 'ఏ క్లాస్ మీదా ప్రభావం లేదు.' : `${classes(n)} ${n === 1 ? 'జరగదు' : 'జరగవు'}.`}`,
  told: (n, office) => {
    const who = [
      ...(office ? ['ఆఫీస్‌కు'] : []),
      ...(n > 0 ? [`${n} ${n === 1 ? 'కుటుంబానికి' : 'కుటుంబాలకు'}`] : []),
    ];
    return who.length === 0 ? 'ఎవరికీ చెప్పాల్సిన అవసరం రాలేదు.' : `${and(who)} చెబుతున్నాను.`;
  },
  notTold: (of) => `వీరికి నేను చెప్పలేదు: ${unheard(of)}. దయచేసి మీరే చెప్పండి, లేదా ఆఫీస్‌ను అడగండి.`,
  canCome: 'ఇప్పుడు రాగలను',
  already: (of) => `మీ సెలవు ఇప్పటికే నమోదై ఉంది: ${of.map(days).join('; ')}. రెండోసారి ఏదీ నమోదు కాలేదు.`,

  noLeave: 'రాబోయే రోజులకు మీ సెలవు ఏదీ నమోదై లేదు.',
  whichLeave: 'ఏ సెలవు వెనక్కి తీసుకోవాలి?',
  back: (of, n) =>
    `*సెలవు ${days(of)} వెనక్కి తీసుకోవాలా?* ${n === 0 ? 'ఏ క్లాస్ మీదా ప్రభావం లేదు.' : `${classes(n)} మళ్ళీ ${n === 1 ? 'జరుగుతుంది' : 'జరుగుతాయి'}:`}`,
  backTells: (n) =>
    n === 0 ? 'ఇంకా ఏ కుటుంబానికీ దీని గురించి తెలియదు.' : `“అవును” అంటే దీని గురించి తెలిసిన ${families(n)} వారికి చెబుతాను.`,
  backDone: (of, n) =>
    `అయింది: సెలవు ${days(of)} వెనక్కి తీసుకున్నారు.${n === 0 ? '' : ` ${classes(n)} ${n === 1 ? 'జరుగుతుంది' : 'జరుగుతాయి'}.`}`,
  alreadyBack: (of) => `సెలవు ${days(of)} ఇప్పటికే వెనక్కి తీసుకున్నారు.`,
  leaveOver: (of) => `సెలవు ${days(of)} అయిపోయింది.`,

  whoAbsent: 'ఎవరు రాలేరు?',
  everyChild: 'అందరూ',
  whichClass: (name) => `${name} ఏ క్లాసుకు రాలేరు? ఒకటి నొక్కండి, లేదా రోజు రాయండి.`,
  whichOfDay: (name) => `అప్పుడు ${name} కు ఒకటి కంటే ఎక్కువ క్లాసులున్నాయి. ఏది?`,
  allClasses: 'ఇవన్నీ',
  noClassOn: (name, of) => `${days(of)} ${name} కు క్లాస్ లేదు.`,
  closed: (of) => `${of.map((c) => `${c.instrument}, ${day(c.date)}`).join('; ')}: ఈ క్లాస్ ఎలాగూ జరగదు.`,
  noComing: (name) => `రాబోయే వారాల్లో ${name} కు క్లాసులు ఏవీ కనిపించలేదు.`,
  absent: (of, reason) =>
    `${of.map((p) => `*${p.name} రాలేరు*${reason ? ` (${reason})` : ''}:\n${bullets(p.classes)}`).join('\n\n')}\n\nముందే చెబితే క్లాస్ తగ్గదు. ఇది నమోదు చేసి టీచర్‌కు చెప్పమంటారా?`,
  absentSaved: (name, of) => `నమోదైంది: ${name} దీనికి రారు: ${of.map(klass).join('; ')}. రిజిస్టర్‌లో సెలవుగా ఉంటుంది.`,
  absentAlready: (name, of) => `ఇది ఇప్పటికే నమోదై ఉంది: ${name} దీనికి రారు: ${of.map(klass).join('; ')}.`,
  teachersTold: (names) => `${and(names)} గారికి చెబుతున్నాను.`,
  bookMakeup: 'మేకప్ బుక్ చేయండి',
  willCome: 'ఇప్పుడు వస్తారు',

  noAbsence: 'రాబోయే వారాల్లో మీ వారెవరి సెలవూ నమోదై లేదు.',
  whichComes: 'ఇప్పుడు ఏ క్లాసుకు రాగలరు?',
  comes: (of) =>
    `${of.map((p) => `*${p.name} వస్తారు*:\n${bullets(p.classes)}`).join('\n\n')}\n\nఇది నమోదు చేసి టీచర్‌కు చెప్పమంటారా?`,
  comesSaved: (name, of) => `నమోదైంది: ${name} దీనికి వస్తారు: ${of.map(klass).join('; ')}.`,
  manyClasses: (n, of) => `${classes(n)}, ${days(of)}`,
  with: (of, names) => `${klass(of)} (${and(names)})`,
  adminHow: 'ఎవరి సెలవో, ఎప్పుడో రాయండి, ఉదాహరణకు “Rahul సెలవు గురువారం నుంచి శనివారం” లేదా “Sarah రేపు రాదు”.',
  helpChoose: 'దయచేసి ఒకటి ఎంచుకోండి, లేదా రోజు రాయండి.',
};
