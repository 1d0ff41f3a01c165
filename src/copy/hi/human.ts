import type { human as English, Opening } from '../en/human.js';
import { attendance } from './attendance.js';

type Words = typeof English;

const OPENED: Record<Parameters<Words['handedOver']>[0], string> = {
  asked: 'ठीक है, मैंने आपकी बात ऑफ़िस तक पहुँचा दी है।',
  misunderstood: 'माफ़ कीजिए, मैं यह समझ नहीं पा रहा। मैंने बात ऑफ़िस तक पहुँचा दी है।',
  anger: 'इसके लिए माफ़ कीजिए। मैंने बात ऑफ़िस तक पहुँचा दी है, ताकि कोई व्यक्ति इसे ख़ुद देखे।',
  unanswered: 'मैंने आपका सवाल ऑफ़िस तक पहुँचा दिया है।',
};

export const human: Words = {
  menu: 'ऑफ़िस से बात',
  menuHint: 'कोई व्यक्ति यहीं जवाब देगा',
  talk: 'ऑफ़िस से बात करें',
  notNow: 'नहीं, रहने दें',
  toBot: 'बॉट पर लौटें',
  arranges: 'यह काम ऑफ़िस करता है, मैं नहीं। क्या मैं आपकी बात उन तक पहुँचा दूँ, ताकि कोई आपको यहीं जवाब दे?',
  offer: 'क्या मैं यह बात ऑफ़िस तक पहुँचा दूँ, ताकि कोई व्यक्ति आपको यहीं जवाब दे?',
  offerAgain:
    'माफ़ कीजिए, मैं अब भी नहीं समझ पाया। मैं यह बात ऑफ़िस तक पहुँचा सकता हूँ, ताकि कोई व्यक्ति आपको यहीं जवाब दे।',
  declined: 'ठीक है। विकल्प देखने के लिए *menu* लिखें।',
  handedOver: (reason, office) => {
    const when = office.open
      ? 'थोड़ी ही देर में कोई आपको यहीं जवाब देगा।'
      : office.opens
        ? `ऑफ़िस अभी बंद है। ऑफ़िस ${opening(office.opens)} खुलेगा, तब कोई आपको यहीं जवाब देगा।`
        : 'जैसे ही हो सकेगा, कोई आपको यहीं जवाब देगा।';
    return `${OPENED[reason]} ${when}\n\nअब आप जो लिखेंगे वह उन तक जाएगा; मैं चुप रहूँगा। मुझे वापस बुलाने के लिए *bot* लिखें।`;
  },
  back: 'मैं फिर हाज़िर हूँ।',
  nothingHandedOver: 'आपकी बात मुझसे ही हो रही है।',
  isOffice: 'ऑफ़िस तो आप ही हैं: आगे भेजने के लिए कोई नहीं है। विकल्प देखने के लिए *menu* लिखें।',
  insulted: 'माफ़ कीजिए कि मैं काम न आ सका; *human* लिखें तो ऑफ़िस से कोई आपको जवाब देगा।',
};

function opening({ date, near, time }: Opening): string {
  const at = `${attendance.time(time)}`;
  if (near === 'today') return `आज ${at}`;
  return near === 'tomorrow' ? `कल, ${attendance.day(date)}, ${at}` : `${attendance.day(date)} को ${at}`;
}
