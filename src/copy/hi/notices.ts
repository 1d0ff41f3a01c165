import type { notices as English, noticeButtons as EnglishButtons } from '../en/notices.js';
import { leaveNotices } from './leave-notices.js';
import { officeNotices } from './office-notices.js';
import { templates } from './templates.js';

const WHY: Record<string, string> = {
  asked: 'ऑफ़िस में किसी से बात करना चाहते हैं',
  misunderstood: 'तीन बार में भी मैं उनकी बात नहीं समझ पाया',
  anger: 'नाराज़ हैं, किसी व्यक्ति का जवाब चाहिए',
  unanswered: 'एक सवाल है जिसका जवाब मेरे पास नहीं',
};

export const notices: typeof English = {
  attendance_confirmation: (p, school) => `${p.date} को ${p.class} में ${p.pupil} उपस्थित रहे। – ${school}`,
  absence_alert: (p, school) =>
    `${p.date} को ${p.class} में ${p.pupil} की अनुपस्थिति दर्ज हुई है। अगर यह सही नहीं है, या मेकअप क्लास चाहिए, तो हमें लिखें। – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} की ${p.class} की क्लासें ख़त्म हो गई हैं; भुगतान बाक़ी है। – ${school}`
      : `${p.pupil} की ${p.class} की ${p.left} ${p.left === '1' ? 'क्लास बची है' : 'क्लासें बची हैं'}। – ${school}`,
  payment_received: (p, school) =>
    `धन्यवाद, भुगतान मिल गया: ${p.amount}, ${p.pupil}, ${p.class}, ${p.classes} क्लासें। अब ${p.pupil} की ${p.class} की ${p.left} ${p.left === '1' ? 'क्लास बची है' : 'क्लासें बची हैं'}। भुगतान नं. ${p.ref}। – ${school}`,
  payment_reminder: (p, school) =>
    `फ़ीस की याद दिलाने के लिए: ${p.fees}। भुगतान लिंक के लिए बटन दबाएँ, या लिखें कि आप किस दिन भुगतान करेंगे। – ${school}`,
  class_reminder: (p, school) =>
    `आने वाली क्लास की याद दिलाने के लिए: ${p.classes}। अगर नहीं आ सकते तो हमें लिख दें। – ${school}`,
  enrollment_welcome: (p, school) =>
    `${school} में आपका स्वागत है! ${p.pupil} का दाख़िला हो गया है। यहाँ आप समय-सारणी, बची हुई क्लासें और फ़ीस पूछ सकते हैं, और बता सकते हैं कि कब कोई नहीं आ पाएगा। सब कुछ देखने के लिए *menu* लिखें।`,
  enquiry_waiting: (p, school) =>
    `आपने ${p.instrument ? `${p.instrument} की` : 'हमारी'} क्लासों के बारे में पूछा था। क्या वहीं से आगे बढ़ें? नीचे दबाएँ, या बस मुझे लिखें। – ${school}`,
  attendance_prompt: (p, school) =>
    `${p.nudge ? 'हाज़िरी अभी बाक़ी है: ' : 'आपकी क्लास पूरी हुई: '}${p.class}, ${p.date}, ${p.time}। कौन-कौन आया? एक बटन दबाएँ, या नाम लिखें। – ${school}`,
  draft_waiting: (p, school) =>
    `${p.class}, ${p.date} की हाज़िरी अभी सहेजी नहीं गई है: आपकी *हाँ* बाक़ी है। – ${school}`,
  one_time_code: (p, school) => `${p.code} – ${school}`,
  payment_failed: (p, school) =>
    `${p.pupil} (${p.class}) के लिए ${p.amount} का भुगतान पूरा नहीं हुआ। अगर बैंक से पैसे कट गए हों तो वे अपने-आप लौट आएँगे। वही लिंक अब भी चलेगा; दोबारा देखने के लिए *pay* लिखें। – ${school}`,
  payment_link_expired: (p, school) =>
    `${p.pupil} (${p.class}) के लिए ${p.amount} का भुगतान लिंक अब बंद हो गया है; उस पर कुछ भी नहीं चुकाया गया। नए लिंक के लिए *pay* लिखें। – ${school}`,
  ...leaveNotices,
  ...officeNotices,
  handover: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')}${p.pupils ? ` (${p.pupils})` : p.teaches ? ' (शिक्षक)' : ''}: ${WHY[p.reason ?? ''] ?? WHY.asked}।${p.words ? `\n\n“${p.words}”` : ''}\n\nकृपया उन्हें जवाब दें; बात वापस सौंपे जाने तक मैं उस चैट में चुप रहूँगा। – ${school}`,
  lead_new: (p, school) =>
    `${p.again ? 'पूछताछ में बदलाव' : 'नई पूछताछ'} ${p.ref}: ${p.hi}।${p.waiting ? ' सीट ख़ाली नहीं: प्रतीक्षा-सूची।' : ''}${p.siblings ? ` ${p.siblings} का परिवार।` : ''} ${p.phone ? `कृपया ${p.phone} पर फ़ोन करें।` : 'नंबर नहीं है: कृपया WhatsApp पर जवाब दें।'} – ${school}`,
};

export const noticeButtons: typeof EnglishButtons = {
  payment_reminder: templates.payment_reminder.buttons,
  attendance_prompt: templates.attendance_prompt.buttons,
  enquiry_waiting: ['हाँ, आगे बढ़ें'],
  draft_waiting: ['सूची देखें'],
};
