import type { faq as English } from '../en/faq.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';

type Words = typeof English;
type Holiday = Parameters<Words['closedOn']>[0];

const DAYS = ['रवि', 'सोम', 'मंगल', 'बुध', 'गुरु', 'शुक्र', 'शनि'];

function holiday({ date, reason }: Holiday): string {
  return `${attendance.day(date)}${reason ? ` (${reason})` : ''}`;
}

export const faq: Words = {
  menu: 'सवाल पूछें',
  menuHint: 'समय, पता, परीक्षा, छुट्टियाँ, नियम',
  ask: 'स्कूल के बारे में आप क्या जानना चाहते हैं? अपने शब्दों में पूछें।',
  foreign: 'स्कूल का यह जवाब मेरे पास अंग्रेज़ी में है:',
  near: 'पता नहीं आप यही पूछ रहे हैं या नहीं; स्कूल यह कहता है:',
  unanswered:
    'इसका पक्का जवाब मेरे पास नहीं है। मैंने आपका सवाल ऑफ़िस के लिए लिख लिया है; क्या कोई व्यक्ति आपको यहीं जवाब दे?',
  notedBeside: 'इसका पक्का जवाब मेरे पास नहीं है, इसलिए मैंने आपका सवाल ऑफ़िस के लिए लिख लिया है।',
  late: 'इसका पक्का जवाब मेरे पास नहीं है। अब भी ज़रूरत हो तो कृपया फिर से पूछें।',
  closedOn: (h) => `${holiday(h)} को स्कूल बंद रहेगा।`,
  holidays: (list) =>
    list.length === 0
      ? 'मेरे पास स्कूल की कोई छुट्टी दर्ज नहीं है।'
      : `स्कूल की ये छुट्टियाँ दर्ज हैं: ${list.map(holiday).join(', ')}।`,
  fees: (lines) =>
    `${lines.map((l) => `*${l.instrument}*: ${l.offers.map((o) => `${o.classes} क्लासें ${money(o.amountPaise)}`).join(', ')}`).join('\n')}\n\nयह शुरुआती विद्यार्थियों की फ़ीस है; ऊँचे ग्रेड या दूसरी ब्रांच में अलग हो सकती है।`,
  instruments: (names) => `स्कूल में ये सिखाए जाते हैं: ${names.join(', ')}।`,
  teaches: (name) => `जी हाँ, स्कूल में ${name} सिखाया जाता है।`,
  teachesNot: (name, names) => `स्कूल में जो सिखाया जाता है उसमें ${name} नहीं मिला: ${names.join(', ')}।`,
  hours: (lines) =>
    `ऑफ़िस का समय: ${lines.map((l) => `${l.days.map((d) => DAYS[d]).join(', ')} ${attendance.time(l.from)} – ${attendance.time(l.to)}`).join('; ')}।`,
};
