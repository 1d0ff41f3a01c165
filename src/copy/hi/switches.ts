import type { switches as English } from '../en/switches.js';
import { enquiry } from './enquiry.js';

type Words = typeof English;
type Key = Parameters<Words['confirm']>[0];
type Way = Parameters<Words['confirm']>[1];

const CONFIRM: Record<Key, Record<Way, string>> = {
  AI_OFF: {
    off: 'AI *बंद* करूँ? तब मैं सिर्फ़ सीधे शब्द, बटन और नंबर समझूँगा; बाक़ी सब पहले जैसा चलेगा।',
    on: 'AI फिर *चालू* करूँ? तब मैं खुलकर लिखी बातें बेहतर समझूँगा; ख़र्च दिन की सीमा में ही रहेगा।',
  },
  BOT_OFF: {
    off: 'बॉट *बंद* करूँ? तब ऑफ़िस को छोड़कर सबको सिर्फ़ एक वाक्य मिलेगा कि अभी यहाँ जवाब नहीं मिलेगा, और कुछ नहीं होगा। जो पेमेंट लिंक भेजे जा चुके हैं, वे चलते रहेंगे। ऑफ़िस को मैं जवाब देता रहूँगा।',
    on: 'बॉट फिर *चालू* करूँ? तब मैं सबको पहले की तरह जवाब दूँगा।',
  },
  OUTGOING_OFF: {
    off: 'संदेश *भेजना बंद* करूँ? मैं पढ़ता और नोट करता रहूँगा, पर ऑफ़िस को छोड़कर किसी को कुछ नहीं जाएगा, जब तक भेजना फिर चालू न हो। तब तक जो बहुत पुराना हो जाएगा, वह नहीं भेजा जाएगा।',
    on: 'संदेश *भेजना* फिर चालू करूँ? जो रुका है, वह अभी चला जाएगा; जो बहुत पुराना हो गया है, वह नहीं।',
  },
  NEW_PEOPLE_OFF: {
    off: '*नए लोगों* को जवाब बंद करूँ? जिनका नंबर स्कूल के पास नहीं है, उन्हें दिन में एक बार बताया जाएगा कि अभी नई पूछताछ का जवाब यहाँ नहीं मिलेगा, और कुछ नहीं होगा।',
    on: '*नए लोगों* को फिर जवाब दूँ? तब पूछताछ पहले की तरह ली जाएगी।',
  },
};
const NAMES: Record<Key, string> = {
  AI_OFF: 'AI',
  BOT_OFF: 'बॉट',
  OUTGOING_OFF: 'भेजना',
  NEW_PEOPLE_OFF: 'नए लोग',
};
const STANDS: Record<Way, string> = { off: 'बंद', on: 'चालू' };
const KEYS = Object.keys(NAMES) as Key[];
const numbers = (list: readonly string[]) => list.map(enquiry.phone).join(', ');

export const switches: Words = {
  head: (off, pilot) =>
    [
      ...KEYS.map((key) => `${NAMES[key]}: *${STANDS[off[key] ? 'off' : 'on']}*`),
      pilot.length > 0 ? `पायलट: *सिर्फ़ ${numbers(pilot)}*` : 'पायलट: *बंद*, सबको जवाब मिलता है',
    ].join('\n'),
  button: 'बदलें',
  section: 'स्विच',
  turn: (key, way) => `${NAMES[key]} ${STANDS[way]} करें`,
  confirm: (key, way) => CONFIRM[key][way],
  switched: (key, way) => `हो गया: अगले संदेश से ${NAMES[key]} *${STANDS[way]}*।`,
  already: (key, way) => `${NAMES[key]} पहले से ${STANDS[way]}; मैंने कुछ नहीं बदला।`,

  pilotOff: 'पायलट बंद करें',
  pilotHow:
    'शुरू में सिर्फ़ कुछ लोगों को जवाब देना हो तो *pilot only* और उनके नंबर लिखें, जैसे *pilot only +91 90000 00016*।',
  pilotAsk: (list) =>
    list.length > 0
      ? `*सिर्फ़* ${numbers(list)} और ऑफ़िस को जवाब दूँ? बाक़ी लोग जो लिखेंगे वह रखा जाएगा, पर कोई जवाब नहीं देगा।`
      : 'पायलट ख़त्म करके *सबको* फिर जवाब दूँ?',
  piloted: (list) =>
    list.length > 0
      ? `हो गया: अगले संदेश से मैं सिर्फ़ ${numbers(list)} और ऑफ़िस को जवाब दूँगा।`
      : 'हो गया: अगले संदेश से मैं सबको जवाब दूँगा।',
  pilotAlready: 'पहले से ऐसा ही है; मैंने कुछ नहीं बदला।',

  botIsOff: (school) => `${school} से अभी यहाँ जवाब नहीं मिल पाएगा। कृपया बाद में लिखें, या ऑफ़िस को फ़ोन करें।`,
  newPeopleLater: (school) =>
    `${school} को लिखने के लिए धन्यवाद। नई पूछताछ का जवाब अभी यहाँ नहीं मिल पाएगा; कृपया ऑफ़िस को फ़ोन करें।`,
};
