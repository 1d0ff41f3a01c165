import type { attendance as English } from '../en/attendance.js';

type Words = typeof English;
type Klass = Parameters<Words['klass']>[0];
type Mark = 'present' | 'absent' | 'excused';

const DAYS = ['ఆది', 'సోమ', 'మంగళ', 'బుధ', 'గురు', 'శుక్ర', 'శని'];
const MONTHS = [
  ...['జనవరి', 'ఫిబ్రవరి', 'మార్చి', 'ఏప్రిల్', 'మే', 'జూన్'],
  ...['జూలై', 'ఆగస్టు', 'సెప్టెంబర్', 'అక్టోబర్', 'నవంబర్', 'డిసెంబర్'],
];
const MARKS: Record<Mark, string> = { present: 'వచ్చారు', absent: 'రాలేదు', excused: 'సెలవు' };

/** "మంగళ 24 నవంబర్". */
function day(date: string): string {
  const d = new Date(`${date}T00:00:00Z`);
  return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "సాయంత్రం 5:00". */
function time(start: string): string {
  const [hour = 0, minute = '00'] = [Number(start.slice(0, 2)), start.slice(3, 5)];
  const part = hour < 4 || hour >= 20 ? 'రాత్రి' : hour < 12 ? 'ఉదయం' : hour < 16 ? 'మధ్యాహ్నం' : 'సాయంత్రం';
  return `${part} ${hour % 12 === 0 ? 12 : hour % 12}:${minute}`;
}

function klass(k: Klass): string {
  return `${k.instrument}${k.start ? ` ${time(k.start)}` : ''}, ${day(k.date)}`;
}

function counts(c: { present: number; absent: number; excused: number }): string {
  const excused = c.excused > 0 ? `, ${c.excused} సెలవు` : '';
  return `${c.present} హాజరు, ${c.absent} గైర్హాజరు${excused}`;
}

function and(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}, ఇంకా ${names.at(-1)}`;
}

export const attendance: Words = {
  day,
  time,
  klass,
  and,

  notTeacher:
    'హాజరు స్కూల్ టీచర్లు మాత్రమే వేయగలరు, ఈ నంబర్ ఏ టీచర్ పేరు మీదా నమోదు కాలేదు. మీరు ఇక్కడ నేర్పిస్తుంటే *నా నంబర్ జతచేయండి* అని రాయండి.',
  sharedNumber: 'ఈ నంబర్ ఒకరి కంటే ఎక్కువ టీచర్ల పేరు మీద ఉంది, అందుకే ఎవరు రాస్తున్నారో తెలియడం లేదు. దయచేసి ఆఫీస్‌లో సరిచేయించుకోండి.',

  whichClass: 'మీరు ఏ క్లాస్ గురించి అడుగుతున్నారు?',
  noClassOn: (date) => `${day(date)} మీకు క్లాస్ ఏదీ కనిపించలేదు.`,
  noSuchClass: (date) => `${day(date)} అలాంటి క్లాస్ కనిపించలేదు.`,
  noClasses: (days) =>
    `ఈరోజు${days > 0 ? ` లేదా గత ${days === 1 ? 'ఒక రోజులో' : `${days} రోజుల్లో`}` : ''} మీకు క్లాస్ ఏదీ కనిపించలేదు. ఇది సరికాకపోతే, ఆఫీస్ మీ టైమ్‌టేబుల్ చూడగలదు.`,
  showClasses: 'క్లాసులు చూడండి',
  classes: 'క్లాసులు',
  more: 'ఇంకా …',
  marked: 'హాజరు వేసేశారు',
  notHeld: 'క్లాస్ జరగలేదు',
  pupils: (n) => `${n} ${n === 1 ? 'విద్యార్థి' : 'విద్యార్థులు'}`,

  notYours: 'ఆ క్లాస్ మీది కాదు, అందుకే దాని రిజిస్టర్ తెరవలేను.',
  tooOld: (date, days) =>
    `${day(date)} చాలా వెనకటిది: ఇక్కడ ఈరోజు${days > 0 ? `, గత ${days === 1 ? 'ఒక రోజు' : `${days} రోజుల`}` : ''} హాజరు మాత్రమే వేయవచ్చు. ఆఫీస్ మీ కోసం దాన్ని ఇప్పటికీ సరిచేయగలదు.`,
  notYet: (date) => `${day(date)} ఇంకా రాలేదు. క్లాస్ రోజునే హాజరు వేయవచ్చు.`,
  gone: 'ఆ క్లాస్ ఇప్పుడు కనిపించడం లేదు. మళ్ళీ మొదలుపెట్టడానికి *హాజరు* అని రాయండి.',
  emptyClass: (k) =>
    `${klass(k)}: ఈ క్లాస్‌లో విద్యార్థులు లేరు. ఆఫీస్ వారిని చేర్చగలదు; మేకప్ అయితే ఉదాహరణకు “John కి మేకప్” అని రాయండి.`,

  whoCame: (k, roster, example) =>
    `*${klass(k)}*: ఎవరెవరు వచ్చారు?\n\n${roster.map((name, i) => `${i + 1}. ${name}`).join('\n')}\n\nఉదాహరణకు: “${example} తప్ప అందరూ వచ్చారు”, “${example} absent” లేదా “1, 2, 4 వచ్చారు”.`,
  whoCameMakeup: (k) => `*${klass(k)}*, మేకప్: ఎవరు వచ్చారు? పేర్లు రాయండి.`,
  allPresent: 'అందరూ వచ్చారు',
  classCancelled: 'క్లాస్ జరగలేదు',
  otherClass: 'వేరే క్లాస్',
  excusedBefore: (names) => `${and(names)} రాలేమని ముందే చెప్పారు, అందుకే సెలవుగా ఉంది.`,

  draft: (k, c, lines) => `*${klass(k)}* — ${counts(c)}:\n\n${lines.join('\n')}`,
  draftExtra: (k, lines) => `*${klass(k)}*, మేకప్ లేదా అదనపు క్లాస్:\n\n${lines.join('\n')}`,
  draftCancelled: (k) => `*${klass(k)}* క్లాస్ జరగలేదు. ఎవరికీ క్లాస్ తగ్గదు.`,
  line: { present: '✓', absent: '✗', excused: '○' },
  excused: 'సెలవు',
  save: 'ఇది నమోదు చేయమంటారా?',
  yes: 'అవును',
  change: 'మార్చాలి',
  cancel: 'వద్దు',

  markedBefore: (by) => {
    const who = by.self ? 'మీరు' : by.who ? by.who : by.where === 'whatsapp' ? 'ఆఫీస్' : '';
    const where = by.where === 'web' ? 'వెబ్‌లో' : by.where === 'whatsapp' ? 'ఈ చాట్‌లో' : '';
    const how = [who, where].filter(Boolean).join(' ');
    return `హాజరు ఇప్పటికే వేసి ఉంది${how || by.at ? ` (${[how, by.at].filter(Boolean).join(', ')})` : ''}.`;
  },
  wouldChange: (changes, added) => {
    const changed = changes.map((c) => `${c.name} ${MARKS[c.from]} → ${MARKS[c.to]}`);
    const others = added > 0 ? [`${changes.length > 0 ? 'ఇంకా ' : ''}${added} మంది హాజరు కొత్తగా పడుతుంది`] : [];
    return `నమోదు చేస్తే ఇవి మారతాయి: ${[...changed, ...others].join(', ')}.`;
  },
  wouldChangeNothing: 'నమోదు చేసినా ఏమీ మారదు.',
  wouldRemove: (names) => `నమోదు చేస్తే ఇప్పటికే వేసిన ఈ హాజరు తొలగిపోతుంది: ${names.join(', ')}.`,
  wasNotHeld: 'ఈ క్లాస్ జరగలేదని నమోదై ఉంది; ఇది నమోదు చేస్తే జరిగినట్టు అవుతుంది.',
  wasExtra: (names) => `${and(names)} కు ఈ క్లాస్‌లో మేకప్ ఇప్పటికే నమోదై ఉంది; ఇది మరొకటి అవుతుంది.`,
  holiday: (reason) => `ఆ రోజు సెలవు${reason ? ` (${reason})` : ''}.`,
  noise: (words) => `ఇది అర్థం కాలేదు: ${words.map((w) => `“${w}”`).join(', ')}.`,
  doubled: (names) => `ఈ రిజిస్టర్‌లో ${and(names)} పేరు రెండుసార్లు ఉంది; నమోదు చేస్తే ఒక్కటే ఉంటుంది.`,

  whichOf: (word, said) =>
    said === 'absent'
      ? `“${word}”: ఎవరు రాలేదు?`
      : said === 'present'
        ? `“${word}”: ఎవరు వచ్చారు?`
        : `“${word}”: వీరిలో ఎవరు?`,
  isIt: (word, name) => `“${word}”: మీరు అంటున్నది ${name} గురించేనా?`,
  neither: 'ఇద్దరూ కాదు',
  noneOfThem: 'వీరిలో ఎవరూ కాదు',
  noNobody: 'కాదు',
  showNames: 'పేర్లు చూడండి',
  names: 'విద్యార్థులు',
  unread: (word) => `ఈ క్లాస్‌లో “${word}” పేరుతో ఎవరూ కనిపించలేదు. క్లాస్‌లో ఉన్నట్టే పేరు రాయండి, లేదా వదిలేయండి.`,
  leaveOut: 'వదిలేయండి',
  cameOrNot: (names) => `${and(names)}: వచ్చారా, రాలేదా?`,
  present: 'వచ్చారు',
  absent: 'రాలేదు',

  changeHow: (k, example) =>
    `*${klass(k)}*: ఏం మార్చాలో రాయండి, ఉదాహరణకు “${example} కూడా వచ్చారు” లేదా “3 absent”, లేదా మార్చడానికి పేరు నొక్కండి.`,
  done: 'అయిపోయింది',

  saved: (k, c) =>
    `నమోదైంది: ${klass(k)}: ${c.present} హాజరు, ${c.absent} గైర్హాజరు${within(c.absentNames)}${c.excused > 0 ? `, ${c.excused} సెలవు${within(c.excusedNames)}` : ''}.`,
  savedExtra: (k, names) => `నమోదైంది: ${klass(k)}: ${and(names)} కు మేకప్ లేదా అదనపు క్లాస్.`,
  savedCancelled: (k) => `నమోదైంది: ${klass(k)} క్లాస్ జరగలేదు. ఎవరికీ క్లాస్ తగ్గలేదు.`,
  undoFor: '10 నిమిషాల వరకు దీన్ని వెనక్కి తీసుకోవచ్చు.',
  undo: 'వెనక్కి తీసుకో',

  alreadySaved: 'ఇది ఇప్పటికే నమోదైంది; రెండోసారి ఏదీ నమోదు కాలేదు.',
  stale: 'అది పాత జాబితా, అందుకే ఏదీ నమోదు కాలేదు. ఇప్పుడు జాబితా ఇలా ఉంది:',
  otherNotSaved: 'దీనికి ముందున్న జాబితా నమోదు *కాలేదు*.',
  putAway: 'ఆ జాబితాను పక్కన పెట్టేశాం, అందుకే ఏదీ నమోదు కాలేదు. ఇదిగో మళ్ళీ:',
  rosterChanged: (c) =>
    [
      'ఇంకా ఏదీ నమోదు కాలేదు: ఈలోగా క్లాస్‌లో మార్పు జరిగింది.',
      ...(c.joined.length > 0 ? [`కొత్తగా చేరినవారు: ${and(c.joined)}.`] : []),
      ...(c.left.length > 0 ? [`ఇప్పుడు క్లాస్‌లో లేనివారు: ${and(c.left)}.`] : []),
      ...(c.excused.length > 0 ? [`${and(c.excused)} రాలేమని చెప్పారు.`] : []),
    ].join(' '),
  markedMeanwhile: 'ఇంకా ఏదీ నమోదు కాలేదు: ఈలోగా ఎవరో ఈ క్లాస్ హాజరు వేశారు.',
  stillToAsk: 'ఇంకా ఏదీ నమోదు కాలేదు: ఒక విషయం అడగాల్సి ఉంది.',
  unchanged: 'దీనితో జాబితాలో ఏమీ మారదు.',

  undone: (k) => `వెనక్కి తీసుకున్నాను: ${klass(k)} ముందులాగే ఉంది.`,
  undoTooLate: (k) =>
    `వెనక్కి తీసుకోవడానికి ఉన్న 10 నిమిషాలు అయిపోయాయి, అందుకే ${klass(k)} నమోదైనట్టే ఉంటుంది. సరిచేయడానికి మళ్ళీ హాజరు వేయండి.`,
  alreadyUndone: (k) => `${klass(k)} ఇప్పటికే వెనక్కి తీసుకున్నారు.`,
  changedSince: (k) => `మీరు నమోదు చేశాక ${klass(k)} ను ఎవరో మార్చారు, అందుకే దాన్ని అలాగే ఉంచాను. సరిచేయడానికి మళ్ళీ హాజరు వేయండి.`,
  notSaved: 'అది ఎప్పుడూ నమోదు కాలేదు, అందుకే వెనక్కి తీసుకోవడానికి ఏమీ లేదు.',
  cancelledDraft: 'సరే, ఏదీ నమోదు కాలేదు.',

  voice: 'నేను ఇంకా వాయిస్ నోట్స్ వినలేను. దయచేసి రాయండి, ఉదాహరణకు “సారా తప్ప అందరూ వచ్చారు” లేదా “John, Mary వచ్చారు”.',
  ifAllCame: 'అందరూ వచ్చి ఉంటే “అందరూ వచ్చారు” నొక్కండి. లేదంటే ఎవరు రాలేదో రాయండి.',
  noHurry: 'తొందర లేదు: మీరు అవును అనే వరకు ఏదీ నమోదు కాదు. ఏది మార్చాలో రాయండి.',
  notInClass: (words: readonly string[]) => `ఈ క్లాస్‌లో ${and(words.map((w) => `“${w}”`))} పేరుతో ఎవరూ కనిపించలేదు.`,
  leftOpen: (k) => `*${klass(k)}* జాబితా ఇంకా నమోదు *కాలేదు*: దానికి తిరిగి రావడానికి *అవును* అని రాయండి.`,
  notSavedYet: 'ఈ జాబితా ఇంకా నమోదు కాలేదు:',
  ownChild: (k, child) => `${child} మీ క్లాస్ *${klass(k)}*లో లేరు. ${child} తమ క్లాసుకు రాలేరనా మీ ఉద్దేశం?`,
  childAway: 'అవును, రాలేరు',
  markClass: 'కాదు, నా క్లాస్',
  oneAtATime: (later) => `ఒక్కోసారి ఒక్క క్లాస్: ఇది మొదటిది. దీనికి అవును అన్నాక రెండోది మళ్ళీ రాయండి:\n“${later}”`,
  helpDraft: 'నమోదు చేయడానికి “అవును” అనండి, లేదా ఏం మార్చాలో రాయండి.',
  helpNames: 'ఎవరు వచ్చారో, ఎవరు రాలేదో రాయండి, ఉదాహరణకు “సారా తప్ప అందరూ వచ్చారు”.',
  helpAsk: 'దయచేసి ఒక జవాబు నొక్కండి, లేదా పేరు రాయండి.',
  helpChoose: 'దయచేసి జాబితా నుంచి ఒక క్లాస్ ఎంచుకోండి.',
};

function within(names: readonly string[]): string {
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
