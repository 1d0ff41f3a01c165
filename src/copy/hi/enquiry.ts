import type { enquiry as English } from '../en/enquiry.js';
import { week } from '../en/enquiry.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';
import { span } from './schedule.js';

const { and } = attendance;

type Words = typeof English;
type Wish = Parameters<Words['summary']>[0];

const DAYS = ['रवि', 'सोम', 'मंगल', 'बुध', 'गुरु', 'शुक्र', 'शनि'];
const TIMES = { morning: 'सुबह', afternoon: 'दोपहर', evening: 'शाम' };
const LEVELS: Record<string, string> = {
  beginner: 'बिल्कुल नए',
  some: 'थोड़ा सीखा है',
  good: 'अच्छा बजाते हैं',
};

function phone(digits: string): string {
  return `+${digits}`.replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3');
}

function daysOf(days: readonly number[]): string {
  return days.length === 0 ? 'कोई भी दिन' : days.map((d) => DAYS[d]).join(', ');
}

function person({ who, name, age }: Wish): string | null {
  const whose = who === 'self' ? 'आपके लिए' : who === 'child' ? 'आपके बच्चे के लिए' : null;
  const called = name ? (who === 'child' ? `आपके बच्चे ${name} के लिए` : name) : whose;
  return [called, age === null ? null : `${age} साल`].filter(Boolean).join(', ') || null;
}

function pupil({ who, name, age }: Wish): string | null {
  const called = [who === 'child' ? 'बच्चा' : null, name].filter(Boolean).join(' ');
  return [called, age === null ? null : `${age} साल`].filter(Boolean).join(', ') || null;
}

function called(digits: string | null): string {
  return digits === null ? 'ऑफ़िस आपको यहीं लिखेगा।' : `ऑफ़िस आपको ${phone(digits)} पर फ़ोन करेगा।`;
}

export const enquiry: Words = {
  menu: 'क्लास में दाख़िला',
  menuHint: 'वाद्य, समय, ख़ाली सीटें, फ़ीस',
  phone,
  summary: (w, office = false) =>
    [
      [
        [w.instrument ?? 'वाद्य अभी तय नहीं', office ? pupil(w) : person(w)].filter(Boolean).join(' · '),
        ...w.also.map((a) => [a.instrument, pupil({ ...w, ...a, who: null })].filter(Boolean).join(' · ')),
      ].join(' + '),
      w.level === null ? null : (LEVELS[w.level] ?? w.level),
      w.days === null ? null : daysOf(w.days),
      w.time === null ? null : TIMES[w.time],
      w.call ? `फ़ोन: “${w.call}”` : null,
    ]
      .filter(Boolean)
      .join(' · '),

  askInstrument: 'आप कौन-सा वाद्य सीखना चाहते हैं?',
  showInstruments: 'वाद्य देखें',
  instruments: 'वाद्य',
  notSure: 'अभी तय नहीं',
  more: 'और …',
  whichOf: (names) => `${and(names)}: इनमें से कौन-सा?`,
  notTaught: (word, names) => `“${word}” हम अभी नहीं सिखाते। हम सिखाते हैं: ${and(names)}।`,
  weTeach: (names) => `हम सिखाते हैं: ${and(names)}। चुनने में ऑफ़िस ख़ुशी से मदद करेगा।`,
  askWho: 'क्लास किसके लिए है और उम्र कितनी है? जैसे “बेटी, 8 साल”।',
  forMe: 'मेरे लिए',
  forChild: 'मेरे बच्चे के लिए',
  askAge: (who, name) =>
    who === 'self'
      ? 'आपकी उम्र कितनी है?'
      : `${name ? `${name} की` : who === 'child' ? 'बच्चे की' : 'सीखने वाले की'} उम्र कितनी है?`,
  askLevel: 'क्या पहले कुछ संगीत सीखा है?',
  levels: { beginner: 'बिल्कुल नए', some: 'थोड़ा सीखा है' },
  askDays: 'कौन-से दिन ठीक रहेंगे? किसी पर टैप करें, या लिखें, जैसे “मंगलवार और गुरुवार”।',
  weekdays: 'सोम से शुक्र',
  weekend: 'शनि-रवि',
  anyDay: 'कोई भी दिन',
  askNames: 'बच्चों के नाम क्या हैं? जैसे “अनिका और रोहन”।',
  askName: (who) =>
    who === 'self' ? 'आपका नाम क्या है?' : who === 'child' ? 'बच्चे का नाम क्या है?' : 'सीखने वाले का नाम क्या है?',
  askPhone: 'WhatsApp पर आपका नंबर मुझे नहीं दिखता। ऑफ़िस आपको किस नंबर पर फ़ोन करे? नंबर लिखें, या कोई कॉन्टैक्ट भेज दें।',
  skip: 'पता नहीं, छोड़ें',
  help: {
    instrument: 'कृपया कोई वाद्य चुनें, या “पता नहीं” लिखें।',
    who: 'कृपया लिखें कि किसके लिए और कितनी उम्र, जैसे “बेटा, 9 साल”, या “पता नहीं”।',
    age: 'कृपया उम्र अंकों में लिखें, या “पता नहीं”।',
    level: 'कृपया एक चुनें, या लिखें, जैसे “Grade 2”, या “पता नहीं”।',
    days: 'कृपया दिन लिखें, जैसे “शनिवार और रविवार”, या “पता नहीं”।',
    name: 'कृपया सिर्फ़ नाम लिखें, या “skip”।',
    phone: 'कृपया दस अंकों का फ़ोन नंबर लिखें, या “skip”।',
  },
  helpOffer: 'हाँ या नहीं में जवाब दें, या लिखें कि क्या बदलना है, जैसे “नहीं, गिटार”।',

  callNoted: (when) => (when ? `ज़रूर: फ़ोन, “${when}”।` : 'ज़रूर: बाक़ी बातें ऑफ़िस आपसे फ़ोन पर कर लेगा।'),
  instrumentNoted: (instrument) => `ठीक है, ${instrument}।`,
  resume: (summary) => `हमने एक पूछताछ शुरू की थी: ${summary}। जहाँ रुके थे वहीं से आगे बढ़ें?`,
  goOn: 'हाँ, आगे बढ़ें',
  afresh: 'नहीं, नए सिरे से',

  offerHead: (summary) => `*${summary}*`,
  classesOf: (instrument) => `${instrument} की इन क्लासों में जगह है:`,
  classesOnOtherDays: (days) => `${daysOf(days)} को अभी कहीं जगह नहीं है। इन क्लासों में जगह है:`,
  classLine: (c) =>
    `• ${[c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.place, `${c.free} ${c.free === 1 ? 'सीट' : 'सीटें'} ख़ाली`].filter(Boolean).join(' · ')}`,
  moreClasses: (n) => `… और ${n} और, जिनके बारे में ऑफ़िस बताएगा।`,
  allFull: (instrument) =>
    `माफ़ कीजिए, ${instrument} की सभी क्लासें अभी भरी हुई हैं। मैं आपकी इच्छा प्रतीक्षा-सूची में लिख सकता हूँ।`,
  noClasses: (instrument) =>
    `माफ़ कीजिए, अभी टाइमटेबल में ${instrument} की कोई क्लास नहीं है। मैं आपकी इच्छा प्रतीक्षा-सूची में लिख सकता हूँ।`,
  fees: (fees) => `फ़ीस: ${fees.map((f) => `${f.classes} क्लास के ${money(f.amountPaise)}`).join(', ')}।`,
  noFees: 'इसकी फ़ीस मेरे पास दर्ज नहीं है; ऑफ़िस बताएगा।',
  trialFee: (paise) => `ट्रायल क्लास की फ़ीस ${money(paise)} है।`,
  trialUnknown: 'ट्रायल क्लास के बारे में मुझे पता नहीं; ऑफ़िस बताएगा।',
  siblings: (names) => `${and(names)} पहले से हमारे यहाँ सीखते हैं; यह भी मैं ऑफ़िस को बता दूँगा।`,
  shallWeCall: (digits) =>
    digits === null ? 'क्या ऑफ़िस आपसे संपर्क करे?' : `क्या हम आपको ${phone(digits)} पर फ़ोन करें?`,
  callWhenFree: (digits) =>
    digits === null
      ? 'क्या मैं लिख लूँ, ताकि ऑफ़िस इस बारे में आपसे संपर्क करे?'
      : `क्या मैं लिख लूँ, ताकि ऑफ़िस इस बारे में आपको ${phone(digits)} पर फ़ोन करे?`,
  yes: 'हाँ',
  change: 'बदलें',
  no: 'नहीं',

  changeWhat: 'क्या बदलना है? टैप करें, या बस लिख दें, जैसे “नहीं, गिटार”।',
  showChoices: 'विकल्प देखें',
  changeTitle: 'आपकी पूछताछ',
  slots: {
    instrument: 'वाद्य',
    who: 'किसके लिए',
    age: 'उम्र',
    level: 'अनुभव',
    days: 'दिन',
    name: 'नाम',
    phone: 'फ़ोन नंबर',
  },

  saved: (s, updated) =>
    `${updated ? 'हो गया: आपकी पूछताछ में बदलाव दर्ज हो गया' : 'हो गया: आपकी पूछताछ दर्ज हो गई'}, नंबर *${s.reference}*: ${s.summary}। ${called(s.phone)}`,
  savedWaiting: (s, updated) =>
    `${updated ? 'हो गया: आपकी पूछताछ में बदलाव दर्ज हो गया' : 'हो गया: आपकी इच्छा प्रतीक्षा-सूची में है'}, नंबर *${s.reference}*: ${s.summary}। ${called(s.phone)} अभी सीट पक्की नहीं है।`,
  alreadySaved: (reference, summary) =>
    `यह *${reference}* के रूप में पहले ही दर्ज है: ${summary}। दोबारा कुछ दर्ज नहीं हुआ।`,
  stale: 'इसके बाद कुछ बदला गया था, इसलिए मैंने अभी कुछ नहीं भेजा। अब यह है:',
  gone: 'वह पूछताछ अब यहाँ नहीं है, इसलिए कुछ नहीं भेजा गया। फिर से शुरू करने के लिए *join* लिखें।',
  declined: 'ठीक है, मैंने ऑफ़िस को कुछ नहीं भेजा। आपकी बताई बातें यहीं रखी हैं; आगे बढ़ना हो तो बस *join* लिखें।',
  notes: (n) =>
    [
      `WhatsApp पूछताछ: ${n.summary}।`,
      n.trial ? 'ट्रायल क्लास के बारे में पूछा।' : '',
      n.call === null ? '' : 'फ़ोन पर बात करना चाहते हैं।',
      n.waiting ? 'प्रतीक्षा-सूची: उस समय सीट ख़ाली नहीं थी।' : '',
      n.siblings.length > 0 ? `${and(n.siblings)} का परिवार, जो यहाँ सीखते हैं।` : '',
      n.noNumber ? 'फ़ोन नंबर नहीं है: WhatsApp पर जवाब दें।' : '',
    ]
      .filter(Boolean)
      .join(' '),
};
