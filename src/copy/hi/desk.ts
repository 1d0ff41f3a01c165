import { facts } from '../en/admin.js';
import { type desk as English, type HeldLine, type MoneyLine, called } from '../en/desk.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';
import { enquiry } from './enquiry.js';

const { day, time } = attendance;

const REASONS: Record<HeldLine['reason'], string> = {
  asked: 'किसी व्यक्ति से बात चाहते थे',
  misunderstood: 'बात समझ नहीं आई',
  anger: 'नाराज़ हैं',
  unanswered: 'ऐसा पूछा जिसका जवाब मेरे पास नहीं था',
};

const MONEY: Record<MoneyLine['kind'], string> = {
  unknown_link: 'हमारे किसी लिंक पर नहीं आया',
  amount: 'लिंक से अलग रक़म',
  currency: 'दूसरी मुद्रा में',
  partial: 'माँगी गई रक़म का सिर्फ़ एक हिस्सा',
  paid_twice: 'यह लिंक पहले ही चुकाया जा चुका था',
  no_pupil: 'विद्यार्थी अब सूची में नहीं है',
  refund: 'पैसे लौटाए गए',
  refund_failed: 'पैसे लौटाना नहीं हो पाया',
};

export const desk: typeof English = {
  held: 'ऑफ़िस के पास',
  heldHint: 'जिनमें मैं चुप हूँ',
  heldHead: (n) => (n === 1 ? 'एक बातचीत ऑफ़िस के पास है:' : `${n} बातचीत ऑफ़िस के पास हैं, सबसे पुरानी पहले:`),
  heldLine: (n, h) =>
    `${n}. ${called(h)} · ${day(h.date)}, ${time(h.time)} से · ${REASONS[h.reason]}${h.words ? `\n“${h.words}”` : ''}`,
  heldMore: (n) => `… और ${n}।`,
  noHeld: 'कोई बातचीत ऑफ़िस के पास नहीं है; सबको मैं जवाब दे रहा हूँ।',
  handBack: (n) => `${n} वापस लें`,
  handedBack: (h) => `हो गया: ${called(h)} को अब फिर मैं जवाब दूँगा।`,
  notHeld: 'यह बातचीत अब ऑफ़िस के पास नहीं है; मैंने कुछ नहीं बदला।',
  noneHeldFor: (word) => `“${word}” की कोई बातचीत ऑफ़िस के पास नहीं है; मैंने कुछ नहीं बदला।`,
  severalHeldFor: (word) => `“${word}” से कई मिलते हैं। किसे वापस लूँ?`,

  calledLead: (reference) => `${reference} को फ़ोन किया`,
  calledLeadHint: 'सूची से हट जाएगा',
  takenUp: (reference) => `दर्ज किया: ${reference} को फ़ोन हो गया; यह सूची से हट गया।`,
  takenUpAlready: (reference) => `${reference} पर पहले ही काम हो चुका है; मैंने कुछ नहीं बदला।`,
  noLead: (reference) => `${reference} नाम का कोई लीड नहीं है। इंतज़ार वाले देखने के लिए *leads* लिखें।`,

  money: 'पैसों का निपटारा',
  moneyHint: 'दर्ज नहीं हुए, या लौटाए गए',
  moneyHead: (n) => (n === 1 ? 'एक भुगतान ऑफ़िस की राह देख रहा है:' : `${n} भुगतान ऑफ़िस की राह देख रहे हैं, नए पहले:`),
  moneyLine: (n, m) =>
    `${n}. *${money(m.amountPaise)}* · ${facts([day(m.date), MONEY[m.kind], facts([m.pupil, m.instrument]), m.phone && enquiry.phone(m.phone), m.paymentId], ' · ')}`,
  noMoney: 'आया हुआ हर भुगतान दर्ज है, और कुछ लौटाया नहीं गया।',
  settleMoney: (n) => `${n} निपट गया`,
  moneyAsk: (m) =>
    `${facts([money(m.amountPaise), m.pupil, day(m.date), m.paymentId], ' · ')}: क्या ऑफ़िस ने इसे देख लिया है? तब मैं इसे सूची से हटा दूँगा; मैं कुछ दर्ज नहीं करूँगा।`,
  moneySettled: (m) => `दर्ज किया: ${day(m.date)} के ${money(m.amountPaise)} निपट गए।`,
  moneyAlready: 'यह भुगतान पहले ही सूची से हट चुका है; मैंने कुछ नहीं बदला।',

  retry: 'फिर कोशिश करें',
  retried: (l) =>
    `मैं ${facts([l.name, l.phone && enquiry.phone(l.phone)])} को जवाब देने की एक बार और कोशिश करता हूँ; एक-दो मिनट लगेंगे। फिर न हुआ तो संदेश इसी सूची में लौट आएगा।`,
  tooOld: (l) =>
    `${facts([l.name, l.phone && enquiry.phone(l.phone)])} का संदेश एक दिन से पुराना है, WhatsApp अब उसका जवाब भेजने नहीं देता। कृपया फ़ोन करें।`,
};
