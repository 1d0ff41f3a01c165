import { splitWords } from '../text/words.js';

/** Days from today. `either` is a word that Hindi uses both ways: kal is yesterday or tomorrow. */
export type Shift = { days: number } | { either: number };

// Written as people type them; compared by sound, so one spelling of each sound is enough.
const SHIFTS: readonly (readonly [Shift, string])[] = [
  [
    { days: 0 },
    'today|todays|tday|2day|tonight|this evening|this morning|aaj|aj|eeroju|ee roju|iroju|ivala|ivvala|eevela|ee vela|ivalti|ఈ రోజు|ఈనాడు|ఇవాళ|ఇవ్వాళ|आज',
  ],
  [
    { days: 1 },
    'tomorrow|tmrw|tmr|tmw|tmrow|tomo|2moro|2morrow|2mrw|repu|repati|repatiki|aane wala kal|aanewala kal|రేపు|రేపటి|आने वाला कल',
  ],
  [
    { days: -1 },
    'yesterday|yday|ystday|ystrdy|ninna|ninnati|nenna|beeta kal|bita hua kal|నిన్న|నిన్నటి|बीता कल|बीते कल',
  ],
  [
    { days: 2 },
    'day after tomorrow|day after tmrw|day aftr tomorrow|the day after tomorrow|ellundi|yellundi|ఎల్లుండి',
  ],
  [{ days: -2 }, 'day before yesterday|day before yday|the day before yesterday|monna|మొన్న'],
  [{ either: 1 }, 'kal|kl|kall|कल'],
  [{ either: 2 }, 'parso|parson|parsu|परसों'],
];

const WEEKDAYS: readonly string[] = [
  'sunday|sundays|sun|ravivar|raviwar|itwar|itvaar|rabibar|aadivaram|adivaram|adivaaram|aadivaaram|ఆదివారం|रविवार|इतवार|संडे|సండే',
  'monday|mondays|mon|somvar|somwar|somavaram|somavaaram|సోమవారం|सोमवार|मंडे|మండే',
  'tuesday|tuesdays|tue|tues|mangalvar|mangalwar|mangal|mangalavaram|mangalavaaram|మంగళవారం|मंगलवार|मंगल|ట్యూస్డే',
  'wednesday|wednesdays|wed|weds|budhvar|budhwar|budh|budhavaram|budhavaaram|బుధవారం|बुधवार|बुध',
  'thursday|thursdays|thu|thur|thurs|guruvar|guruwar|veervar|brihaspativar|bruhaspativar|guruvaram|guruvaaram|గురువారం|गुरुवार|बृहस्पतिवार',
  'friday|fridays|fri|shukravar|shukrawar|shukrvar|shukravaram|sukravaram|శుక్రవారం|शुक्रवार|फ्राइडे',
  'saturday|saturdays|sat|shanivar|shaniwar|shanivaram|sanivaram|శనివారం|शनिवार|सैटरडे',
];

const MONTHS: readonly string[] = [
  'january|jan|janvari|जनवरी|జనవరి',
  'february|feb|farvari|फरवरी|ఫిబ్రవరి',
  'march|mar|मार्च|మార్చి',
  'april|apr|aprel|अप्रैल|ఏప్రిల్',
  'may|मई|మే',
  'june|jun|जून|జూన్',
  'july|jul|julai|जुलाई|జూలై|జులై',
  'august|aug|agast|अगस्त|ఆగస్టు|ఆగష్టు',
  'september|sep|sept|sitambar|सितंबर|सितम्बर|సెప్టెంబర్',
  'october|oct|aktubar|अक्टूबर|అక్టోబర్',
  'november|nov|navambar|नवंबर|नवम्बर|నవంబర్',
  'december|dec|disambar|दिसंबर|दिसम्बर|డిసెంబర్',
];

const NEARBY: readonly (readonly ['last' | 'this' | 'next', string])[] = [
  [
    'last',
    'last|lst|past|previous|prev|pichle|pichla|pichhle|pichli|gaye|gata|poyina|kindati|gatam|पिछले|पिछला|पिछली|పోయిన|గత',
  ],
  ['this', 'this|ths|coming|is|iss|aane wale|aanewale|ee|ఈ|इस|आने वाले'],
  ['next', 'next|nxt|nex|agle|agla|agli|vache|vacche|tarvati|rabovu|अगले|अगला|अगली|వచ్చే|తర్వాతి|రాబోయే'],
];

export const WORD_SETS = {
  ordinals: setOf('st|nd|rd|th|va|vi|ve|wa'),
  dateNouns: setOf('tarikh|tareekh|taarikh|tarik|tedi|tedee|teedi|date|तारीख|తేదీ|తారీఖు'),
  days: setOf('day|days|din|dino|dinon|roju|rojulu|rojula|rojullo|दिन|दिनों|రోజు|రోజులు|రోజుల'),
  ago: setOf('ago|before|back|pehle|pahle|pehele|kinda|kritam|mundu|पहले|క్రితం|కింద|ముందు'),
  later: setOf('later|after|baad|bad|tarvata|tarwata|mein|lo|बाद|తర్వాత|తరువాత'),
  weeks: setOf('week|weeks|hafta|hafte|haftey|vaaram|varam|saptah|हफ्ते|हफ़्ते|सप्ताह|వారం'),
  weekend: setOf('weekend|weekends|వీకెండ్|वीकेंड'),
  until: setOf('to|till|until|til|thru|through|upto|se|nunchi|nundi|varaku|daka|तक|से|నుండి|నుంచి|వరకు'),
  and: setOf('and|aur|mariyu|n|और|మరియు'),
} as const;

export const shifts = phraseMap(SHIFTS);
export const weekdays = phraseMap(WEEKDAYS.map((words, day) => [day, words] as const));
export const months = phraseMap(MONTHS.map((words, index) => [index + 1, words] as const));
export const nearby = phraseMap(NEARBY);

function phraseMap<T>(table: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(
    table.flatMap(([value, words]) => words.split('|').map((w) => [phraseKey(w), value] as const)),
  );
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split('|').map(phraseKey));
}

/** The keys of a phrase as splitWords makes them, one space between. */
function phraseKey(phrase: string): string {
  return splitWords(phrase)
    .map((w) => w.key)
    .join(' ');
}
