import type { payments as English } from '../en/payments.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';

type Words = typeof English;
type Line = Parameters<Words['line']>[0];
const { day } = attendance;

const OFTEN = { monthly: 'मासिक', quarterly: 'तिमाही', half_yearly: 'छमाही', yearly: 'सालाना' };

function classes(n: number): string {
  return n === 1 ? '1 क्लास' : `${n} क्लासें`;
}

function dueWords({ due, overdue }: Line): string {
  if (due === null) return '';
  return overdue ? `, भुगतान ${day(due)} को होना था` : `, अगला भुगतान ${day(due)} तक`;
}

function feeWords({ fees }: Line): string {
  return fees.length === 0
    ? ''
    : `\n   फ़ीस: ${fees.map((f) => `${classes(f.classes)} ${money(f.amountPaise)}`).join(', ')}`;
}

function lastWords({ last }: Line): string {
  if (!last) return '\n   अब तक कोई भुगतान नहीं';
  const amount = last.amountPaise === null ? '' : `${money(last.amountPaise)}, `;
  return last.pending
    ? `\n   ${amount}${day(last.date)} को लिखा गया, भुगतान अभी बाक़ी है`
    : `\n   पिछला भुगतान: ${amount}${day(last.date)}`;
}

function linkWords({ link }: Line): string {
  if (!link) return '';
  const amount = money(link.amountPaise);
  switch (link.state) {
    case 'open':
      return `\n   ${amount} का लिंक ${day(link.until)} तक खुला है`;
    case 'failing':
      return `\n   ${amount} का भुगतान पूरा नहीं हुआ; अगर बैंक से पैसे कटे हों तो वे अपने-आप लौट आएँगे। लिंक ${day(link.until)} तक चलेगा`;
    case 'ended':
      return `\n   ${amount} का लिंक बंद हो गया है; उस पर कुछ भी नहीं चुकाया गया`;
    case 'checked':
      return `\n   ${amount} के लिंक पर एक भुगतान मिला है; ऑफ़िस उसे देख रहा है`;
  }
}

export const payments: Words = {
  menu: 'फ़ीस और भुगतान',
  menuHint: 'बकाया, पिछला भुगतान, भुगतान का लिंक',

  noChild:
    'फ़ीस की जानकारी हमारे विद्यार्थियों के परिवारों के लिए है, और इस नंबर पर कोई विद्यार्थी दर्ज नहीं है। अगर आपका बच्चा यहाँ सीखता है, तो *मेरा नंबर जोड़ें* लिखें।',
  nothingToPay: 'अभी भुगतान के लिए कोई क्लास दर्ज नहीं है। स्कूल का ऑफ़िस ख़ुशी से आपकी मदद करेगा।',
  noFee: (pupil, instrument) =>
    `${pupil}, ${instrument} के लिए कोई फ़ीस दर्ज नहीं है। स्कूल का ऑफ़िस आपको बता देगा और भुगतान ले लेगा।`,
  head: (name) => `*${name}*`,
  line: (l) =>
    `• ${l.instrument}: ${classes(l.left)} बाक़ी${dueWords(l)}${feeWords(l)}${lastWords(l)}${linkWords(l)}${l.promised ? `\n   लिख लिया है: आप ${day(l.promised)} को भुगतान करेंगे` : ''}`,
  payNow: 'अभी भुगतान करें',
  payLater: 'बाद में',

  trouble: {
    unseen:
      'मुझे अभी कोई नया भुगतान नहीं दिख रहा। नक़द या सीधे स्कूल को दिया गया पैसा ऑफ़िस के दर्ज करने के बाद यहाँ दिखता है; आपका दिया हुआ पैसा कहीं नहीं जाएगा। क्या ऑफ़िस से कोई देख ले?',
    wrong: 'माफ़ कीजिए, भुगतान में कुछ गड़बड़ लग रही है। ऑफ़िस से कोई आपके साथ मिलकर इसे ठीक कर देगा।',
    parts: 'लिंक हमेशा पूरे पैकेज का बनता है। किस्तों में देने के लिए कृपया ऑफ़िस से बात कर लें।',
  },
  linkEnds: (amountPaise, until) =>
    `आपको कुछ नहीं करना है: ${money(amountPaise)} का लिंक ${day(until)} को अपने-आप बंद हो जाएगा, और जब तक आप उस पर भुगतान न करें, कोई पैसा नहीं कटेगा। दूसरे लिंक के लिए *pay* लिखें।`,

  whichOne: 'आप किसके लिए भुगतान करना चाहेंगे?',
  show: 'विकल्प देखें',
  section: 'क्लासें',
  choiceHint: (due, overdue) => (due === null ? '' : overdue ? `${day(due)} को होना था` : `${day(due)} तक`),
  more: 'और …',

  whichPackage: (pupil, instrument) => `*${pupil}, ${instrument}*: कौन-सा चाहिए?`,
  packageTitle: (p) => `${classes(p.classes)} · ${money(p.amountPaise)}`,
  packageHint: (frequency, usual) =>
    [frequency ? OFTEN[frequency] : '', usual ? 'जो आप हमेशा लेते हैं' : ''].filter(Boolean).join(', '),
  confirm: (p) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}${p.frequency ? ` (${OFTEN[p.frequency]})` : ''}, *${money(p.amountPaise)}*।`,
  replaces: (amountPaise) => `${money(amountPaise)} का जो लिंक अभी खुला है, वह बंद हो जाएगा।`,
  shallI: 'क्या मैं भुगतान का लिंक बना दूँ?',
  yes: 'हाँ',
  other: 'दूसरा चुनें',
  no: 'नहीं',
  notNow: 'ठीक है, कोई लिंक नहीं बनाया। जब चाहें *pay* लिख दें।',
  changed: 'अब फ़ीस बदल गई है, इसलिए मैंने अभी कोई लिंक नहीं बनाया।',

  link: (p) =>
    `*${p.pupil}, ${p.instrument}*: ${classes(p.classes)}, *${money(p.amountPaise)}*।\n\nभुगतान के लिए बटन पर टैप करें; लिंक ${day(p.until)} तक खुला है। भुगतान मिलते ही मैं आपको बता दूँगा।`,
  linkAgain: 'यह रहा आपका लिंक, फिर से।',
  payButton: (amountPaise) => `${money(amountPaise)} चुकाएँ`,
  notSetUp: (p) =>
    `${p.pupil}, ${p.instrument}: ${classes(p.classes)}, ${money(p.amountPaise)}। यहाँ चैट में भुगतान अभी नहीं हो सकता; स्कूल का ऑफ़िस ख़ुशी से भुगतान ले लेगा।`,
  unavailable: (p) =>
    `${p.pupil}, ${p.instrument}: ${money(p.amountPaise)}। लिंक अभी नहीं बन पा रहा। कोई पैसा नहीं कटा है; कृपया कुछ मिनट बाद फिर कोशिश करें।`,
  received: (r) =>
    `धन्यवाद, भुगतान मिल गया: ${money(r.amountPaise)}, ${r.pupil}, ${r.instrument}, ${classes(r.classes)}। अब ${r.pupil} की ${r.instrument} की ${classes(r.left)} बाक़ी हैं। भुगतान नं. ${r.ref}।`,
  arrived: 'उस लिंक पर एक भुगतान पहले ही मिल चुका है, इसलिए मैंने नया लिंक नहीं बनाया। ऑफ़िस उसे देख रहा है।',
  notYours: 'वह बच्चा इस नंबर पर दर्ज नहीं है, इसलिए मैं उसका भुगतान न दिखा सकता हूँ न ले सकता हूँ। ऑफ़िस मदद कर सकता है।',

  when: 'आप कब भुगतान करना चाहेंगे? कोई दिन लिखें, जैसे “शुक्रवार” या “30 नवंबर”। तब तक कोई याद नहीं दिलाई जाएगी।',
  noted: (date, names) =>
    `लिख लिया: ${attendance.and(names)} के लिए आप ${day(date)} को भुगतान करेंगे। उससे पहले कोई याद नहीं दिलाई जाएगी। लिंक के लिए कभी भी *pay* लिखें।`,
  past: 'वह दिन तो निकल चुका है।',
  tooFar: (last) => `वह दिन बहुत दूर है; मैं ${day(last)} तक का दिन लिख सकता हूँ।`,

  picture:
    'मैं तस्वीरें नहीं देख सकता। लिंक से किया गया भुगतान अपने-आप दिख जाता है; अगर आपने किसी और तरह से दिया है, तो ऑफ़िस उसे दर्ज कर लेगा।',
  helpOverview: 'लिंक के लिए *pay* लिखें, या वह दिन जिस दिन आप भुगतान करेंगे।',
  helpChoose: 'कृपया इनमें से एक चुनें, या बच्चे का या वाद्य का नाम लिखें।',
  helpPackage: 'कृपया इनमें से एक चुनें, या लिखें, जैसे “मासिक”।',
  helpConfirm: 'लिंक के लिए “हाँ” कहें, या कोई दूसरा चुनें।',
  helpWhen: 'कृपया कोई दिन लिखें, जैसे “शुक्रवार”।',
};
