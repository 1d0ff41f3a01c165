import { type admin as English, dollars, facts, rupees, share } from '../en/admin.js';
import { week } from '../en/enquiry.js';
import { attendance } from './attendance.js';
import { enquiry } from './enquiry.js';
import { span } from './schedule.js';

const { day, time } = attendance;
type Words = typeof English;

const DAYS = ['रवि', 'सोम', 'मंगल', 'बुध', 'गुरु', 'शुक्र', 'शनि'];

export const admin: Words = {
  menu: 'ऑफ़िस',
  menuHint: 'विद्यार्थी, लीड, इस्तेमाल, स्विच',
  head: 'क्या दिखाऊँ? लिखकर भी पूछ सकते हैं, जैसे “सारा की जानकारी” या “आज का इस्तेमाल”।',
  find: 'विद्यार्थी ढूँढें',
  findHint: 'सब कुछ एक जगह',
  leads: 'नए लीड',
  leadsHint: 'जिन्हें फ़ोन करना है',
  letters: 'बिना जवाब के संदेश',
  lettersHint: 'जिनका जवाब नहीं गया',
  usage: 'आज का इस्तेमाल',
  usageHint: 'संदेश, गड़बड़ियाँ, ख़र्च',
  switches: 'स्विच',
  switchesHint: 'AI और बॉट, चालू या बंद',
  more: 'और …',
  officeOnly: {
    teacher:
      'विद्यार्थी की पूरी जानकारी, नंबर और फ़ीस समेत, सिर्फ़ ऑफ़िस देख सकता है। आपके अपने विद्यार्थियों की क्लास का समय और हाज़िरी मैं बता सकता हूँ।',
    family: 'यह सिर्फ़ ऑफ़िस देख सकता है। आपके अपने बच्चों की क्लास का समय, बची क्लासें, हाज़िरी और फ़ीस मैं बता सकता हूँ।',
    nobody: 'यह सिर्फ़ स्कूल का ऑफ़िस देख सकता है। अगर आप या आपका बच्चा यहाँ सीखते या पढ़ाते हैं, तो *मेरा नंबर जोड़ें* लिखें।',
  },

  askName: 'किस विद्यार्थी की? कृपया नाम या दर्ज नंबर लिखें।',
  helpName: 'कृपया नाम वैसे लिखें जैसे स्कूल में दर्ज है, या *cancel*।',
  notFound: (word) => `“${word}” नाम से कोई नहीं मिला। कृपया नाम जाँचकर फिर लिखें।`,
  gone: 'यह विद्यार्थी अब स्कूल की सूची में नहीं है।',
  standing: { pupil: null, former: 'स्कूल छोड़ चुके हैं', prospect: 'पूछताछ की है, अभी विद्यार्थी नहीं' },
  cardHead: (name, note) => (note ? `*${name}* (${note})` : `*${name}*`),
  paused: 'अभी रुकी हुई',
  guardian: (name, numbers) => `अभिभावक: ${facts([name, ...numbers.map(enquiry.phone)])}`,
  own: (numbers) => `अपना नंबर: ${numbers.map(enquiry.phone).join(', ')}`,
  noNumber: 'कोई काम का नंबर दर्ज नहीं है।',
  classesHead: 'क्लासें:',
  klass: (c) =>
    `• ${facts([c.instrument, c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.paused ? 'रुकी हुई' : null], ' · ')}`,
  noClasses: 'अभी किसी क्लास में नहीं।',
  balanceHead: 'हिसाब:',
  lastPayment: (amount, date, method) =>
    `   पिछली फ़ीस ${facts([amount === null ? null : rupees(amount), day(date), method])}`,
  noBalance: 'अभी न कुछ लिया गया, न कोई क्लास हुई।',
  attendanceHead: 'पिछली हाज़िरी:',
  absencesHead: 'पहले से बताई गई छुट्टियाँ:',
  absence: (date, instrument, reason) => `○ ${facts([day(date), instrument, reason], ' · ')}`,
  wish: (instrument) => `सीखना चाहते हैं: ${instrument}`,
  enquiry: (reference, date, waiting) =>
    `पूछताछ ${reference}, ${day(date)}${waiting ? ', फ़ोन का इंतज़ार है' : ''}`,

  leadsHead: (n) => (n === 1 ? 'एक लीड इंतज़ार में है:' : `${n} लीड इंतज़ार में हैं, नए पहले:`),
  noLeads: 'कोई लीड इंतज़ार में नहीं है।',
  lead: (l) =>
    `*${l.reference}* · ${facts(
      [
        day(l.since),
        l.instrument,
        facts([l.name, l.age === null ? null : `${l.age} साल`]),
        l.guardian,
        l.days && l.days.length > 0 ? l.days.map((d) => DAYS[d]).join(', ') : null,
        l.phone && enquiry.phone(l.phone),
      ],
      ' · ',
    )}`,

  lettersHead: (n) =>
    n === 1 ? 'पिछले 7 दिनों के एक संदेश का जवाब नहीं गया:' : `पिछले 7 दिनों के ${n} संदेशों का जवाब नहीं गया, नए पहले:`,
  noLetters: 'पिछले 7 दिनों का कोई संदेश बिना जवाब के नहीं है।',
  letter: (n, l) =>
    `${n}. ${facts([l.name, l.phone && enquiry.phone(l.phone)])} · ${day(l.date)}, ${time(l.time)}\n“${l.words ?? '(लिखा कुछ नहीं: वॉइस नोट, फ़ोटो या ऐसा कुछ)'}”`,
  answered: 'जवाब दे दिया',
  answeredHint: (n, name) => facts([`संदेश ${n}`, name]),
  settled: (l) =>
    `दर्ज किया: ${facts([l.name, l.phone && enquiry.phone(l.phone)])} को ${day(l.date)}, ${time(l.time)} के संदेश का जवाब मिल गया है।`,
  alreadySettled: 'यह संदेश पहले ही सूची से हट चुका है; मैंने कुछ नहीं बदला।',

  today: (date, u) =>
    [
      `*आज, ${day(date)}*`,
      `संदेश: ${u.received} आए, ${u.sent} गए, ${u.people} लोग`,
      `समझे गए: ${u.tap} टैप से, ${u.rule} सीधे शब्दों से, ${u.model} AI से, ${u.offline} उसके बिना`,
      `AI: ${u.calls} बार, ${dollars(u.cost)}, दिन के ${dollars(u.budget)} का ${share(u.cost, u.budget)}`,
      `गड़बड़ियाँ: ${u.dead} का जवाब नहीं गया, ${u.unsent} भेजे नहीं जा सके`,
      `दोबारा भेजे गए, शायद दो बार पहुँचे: ${u.sentAgain}`,
    ].join('\n'),

  yes: 'हाँ',
  no: 'नहीं',
  unchanged: 'ठीक है, कुछ नहीं बदला।',
};
