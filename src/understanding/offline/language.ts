import type { Language } from '../intent.js';
import { scriptOf } from '../text/script.js';
import { soundKey } from '../text/sound.js';
import { splitWords } from '../text/words.js';

// Frequent words that belong to one language only, in Latin letters.
const HINDI =
  'hai hain hoon hun tha thi ka ki ke ko ne se mein mera meri mere kya kab kaha kahan kidhar kaun kitna kitni kitne kyu kyun kaise aaj kal parso nahi nahin mat karo kar karna karni karke karta karti chahiye batao dikhao bhejo bhej do dena diya gaya gayi gaye raha rahi aaya aayi aaye aayega aayegi aur lekin sab sabko baaki bachi bache seekhna sikhna bhi toh wala wali wale ho hota chutti kripya shukriya dhanyavad namaste bachcha beta beti mujhe hum humko aap aapka unka uska liye abhi phir fir jaldi accha theek baat bolo chalu band badal lagao lagani lagana saal paise milega milegi sakte sakta sakti hua hui hue koi tak baje sirf alawa haziri koi wapas dunga dungi';
const TELUGU =
  'undi unda unnayi unnaru ledu leru kadu kavali kaavali eppudu ekkada enti emiti enni entha evaru ela enduku repu ninna eeroju ivala ellundi naa naaku maa maaku meeru meeku nenu memu ki ku lo tho nunchi kosam gurinchi cheppandi cheyandi cheyyandi pampandi ivvandi chupinchandi vachadu vacharu vachindi vastadu vastaru raledu radu raadu ralenu raalenu raaledu andaru migatha tappa inka kuda kooda veyyali nerchuko nerchukovali nerpinchali kattali kattanu kattadaniki amma nanna babu paapa abbayi ammayi garu gaaru andi namaskaram dhanyavadalu sahayam matladali marindi marchandi avunu sare vaddu aapandi malli mari ayindi ayyindi anta ante untunda ooru velthunnam jwaram selavu chala manchi em emi cheyagalaru vallu valla matrame telugulo';
const hindi = new Set(HINDI.split(' ').map(soundKey));
const telugu = new Set(TELUGU.split(' ').map(soundKey));
// Written alike in both, or an English word too.
const SHARED = new Set(
  ['ki', 'ke', 'do', 'se', 'the', 'to', 'band', 'em', 'maa', 'babu', 'mat', 'ho', 'ne', 'sab', 'the'].map(
    soundKey,
  ),
);

/** The language of a message by its script, or by its small words where it is written in Latin letters. */
export function detectLanguage(text: string): Language {
  const script = scriptOf(text);
  if (script !== 'latin') return script === 'devanagari' ? 'hi' : 'te';
  const words = splitWords(text).filter((w) => w.kind === 'word');
  const count = (set: ReadonlySet<string>) =>
    words.reduce((sum, w) => sum + (set.has(w.key) ? (SHARED.has(w.key) ? 0.4 : 1) : 0), 0);
  const [hi, te] = [count(hindi), count(telugu)];
  const best = Math.max(hi, te);
  if (best < 0.8 || best < words.length * 0.12) return 'en';
  return hi >= te ? 'hi' : 'te';
}
