import { type admin as English, dollars, facts, rupees, share } from '../en/admin.js';
import { week } from '../en/enquiry.js';
import { attendance } from './attendance.js';
import { enquiry } from './enquiry.js';
import { span } from './schedule.js';

const { day, time } = attendance;
type Words = typeof English;

const DAYS = ['ఆది', 'సోమ', 'మంగళ', 'బుధ', 'గురు', 'శుక్ర', 'శని'];

export const admin: Words = {
  menu: 'ఆఫీస్',
  menuHint: 'విద్యార్థులు, లీడ్స్, వాడకం, స్విచ్‌లు',
  head: 'ఏం చూపించమంటారు? రాసి కూడా అడగవచ్చు, ఉదాహరణకు “సారా వివరాలు” లేదా “ఈరోజు వాడకం”.',
  find: 'విద్యార్థిని వెతకండి',
  findHint: 'అన్ని వివరాలూ ఒకే చోట',
  leads: 'కొత్త లీడ్స్',
  leadsHint: 'ఫోన్ చేయాల్సినవారు',
  letters: 'జవాబు లేని సందేశాలు',
  lettersHint: 'వీటికి జవాబు వెళ్ళలేదు',
  usage: 'ఈరోజు వాడకం',
  usageHint: 'సందేశాలు, పొరపాట్లు, ఖర్చు',
  switches: 'స్విచ్‌లు',
  switchesHint: 'AI, బాట్: ఆన్ లేదా ఆఫ్',
  more: 'ఇంకా …',
  officeOnly: {
    teacher: 'విద్యార్థి పూర్తి వివరాలు, నంబర్లు, ఫీజులతో సహా, ఆఫీస్ మాత్రమే చూడగలదు. మీ విద్యార్థుల క్లాస్ సమయాలు, హాజరు నేను చెప్పగలను.',
    family: 'ఇది ఆఫీస్ మాత్రమే చూడగలదు. మీ పిల్లల క్లాస్ సమయాలు, మిగిలిన క్లాసులు, హాజరు, ఫీజు నేను చెప్పగలను.',
    nobody:
      'ఇది స్కూల్ ఆఫీస్ మాత్రమే చూడగలదు. మీరు లేదా మీ పిల్లలు ఇక్కడ నేర్చుకుంటున్నా, మీరు నేర్పిస్తున్నా *నా నంబర్ జతచేయండి* అని రాయండి.',
  },

  askName: 'ఏ విద్యార్థి? దయచేసి పేరు లేదా నమోదైన నంబర్ రాయండి.',
  helpName: 'దయచేసి పేరు స్కూల్‌లో ఉన్నట్టే రాయండి, లేదా *cancel* రాయండి.',
  notFound: (word) => `“${word}” అనే పేరుతో ఎవరూ లేరు. దయచేసి పేరు సరిచూసి మళ్ళీ రాయండి.`,
  gone: 'ఆ విద్యార్థి ఇప్పుడు స్కూల్ జాబితాలో లేరు.',
  standing: { pupil: null, former: 'స్కూల్ మానేశారు', prospect: 'అడిగారు, ఇంకా విద్యార్థి కాదు' },
  cardHead: (name, note) => (note ? `*${name}* (${note})` : `*${name}*`),
  paused: 'ప్రస్తుతం ఆగింది',
  guardian: (name, numbers) => `సంరక్షకులు: ${facts([name, ...numbers.map(enquiry.phone)])}`,
  own: (numbers) => `సొంత నంబర్: ${numbers.map(enquiry.phone).join(', ')}`,
  noNumber: 'పనికొచ్చే నంబర్ నమోదులో లేదు.',
  classesHead: 'క్లాసులు:',
  klass: (c) =>
    `• ${facts([c.instrument, c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.paused ? 'ఆగింది' : null], ' · ')}`,
  noClasses: 'ప్రస్తుతం ఏ క్లాసులోనూ లేరు.',
  balanceHead: 'లెక్క:',
  lastPayment: (amount, date, method) =>
    `   చివరి ఫీజు ${facts([amount === null ? null : rupees(amount), day(date), method])}`,
  noBalance: 'ఇంకా ఏదీ కొనలేదు, ఏ క్లాసుకూ రాలేదు.',
  attendanceHead: 'చివరి హాజరు:',
  absencesHead: 'ముందే చెప్పిన సెలవులు:',
  absence: (date, instrument, reason) => `○ ${facts([day(date), instrument, reason], ' · ')}`,
  wish: (instrument) => `నేర్చుకోవాలనుకుంటున్నది: ${instrument}`,
  enquiry: (reference, date, waiting) =>
    `విచారణ ${reference}, ${day(date)}${waiting ? ', ఫోన్ కోసం ఎదురుచూస్తున్నారు' : ''}`,

  leadsHead: (n) => (n === 1 ? 'ఒక లీడ్ ఎదురుచూస్తోంది:' : `${n} లీడ్స్ ఎదురుచూస్తున్నాయి, కొత్తవి ముందు:`),
  noLeads: 'ఏ లీడ్ ఎదురుచూడటం లేదు.',
  lead: (l) =>
    `*${l.reference}* · ${facts(
      [
        day(l.since),
        l.instrument,
        facts([l.name, l.age === null ? null : `${l.age} ఏళ్ళు`]),
        l.guardian,
        l.days && l.days.length > 0 ? l.days.map((d) => DAYS[d]).join(', ') : null,
        l.phone && enquiry.phone(l.phone),
      ],
      ' · ',
    )}`,

  lettersHead: (n) =>
    n === 1 ? 'గత 7 రోజుల్లో ఒక సందేశానికి జవాబు వెళ్ళలేదు:' : `గత 7 రోజుల్లో ${n} సందేశాలకు జవాబు వెళ్ళలేదు, కొత్తవి ముందు:`,
  noLetters: 'గత 7 రోజుల్లో జవాబు వెళ్ళని సందేశం ఏదీ లేదు.',
  letter: (n, l) =>
    `${n}. ${facts([l.name, l.phone && enquiry.phone(l.phone)])} · ${day(l.date)}, ${time(l.time)}\n“${l.words ?? '(రాత లేదు: వాయిస్ నోట్, ఫోటో లేదా అలాంటిది)'}”`,
  answered: 'జవాబు ఇచ్చాం',
  answeredHint: (n, name) => facts([`సందేశం ${n}`, name]),
  settled: (l) =>
    `నమోదైంది: ${facts([l.name, l.phone && enquiry.phone(l.phone)])} ${day(l.date)}, ${time(l.time)} సందేశానికి జవాబు అందింది.`,
  alreadySettled: 'ఆ సందేశం ఇప్పటికే జాబితాలో లేదు; నేను ఏమీ మార్చలేదు.',

  today: (date, u) =>
    [
      `*ఈరోజు, ${day(date)}*`,
      `సందేశాలు: ${u.received} వచ్చాయి, ${u.sent} వెళ్ళాయి, ${u.people} మంది`,
      `అర్థమైనవి: ${u.tap} ట్యాప్‌తో, ${u.rule} సూటి మాటలతో, ${u.model} AI తో, ${u.offline} అది లేకుండా`,
      `AI: ${u.calls} సార్లు, ${dollars(u.cost)}, రోజు ${dollars(u.budget)} లో ${share(u.cost, u.budget)}`,
      `పొరపాట్లు: ${u.dead} కి జవాబు వెళ్ళలేదు, ${u.unsent} పంపలేకపోయాం`,
      `మళ్ళీ పంపినవి, రెండుసార్లు అంది ఉండవచ్చు: ${u.sentAgain}`,
    ].join('\n'),

  yes: 'అవును',
  no: 'వద్దు',
  unchanged: 'సరే, ఏమీ మారలేదు.',
};
