import type { Facts } from '../../../school/enquiry/facts.js';
import { readCommand } from '../../../understanding/commands.js';
import { stretches } from '../../../understanding/offline/words.js';
import { splitWords } from '../../../understanding/text/words.js';

/** What people say to the questions of an enquiry, in three languages and their Latin forms; compared by sound. */
const WORDS = {
  self: 'myself|for me|i want to learn|i would like to learn|i wanna learn|mere liye|main khud|khud|naa kosam|मेरे लिए|मैं खुद|నా కోసం',
  /** Of oneself only beside a word of learning: "mujhe fees batao" says nothing of who. */
  selfLearns: 'mujhe|naku|naaku|मुझे|నాకు',
  selfAsked: 'me|self|i|main|nenu|nene|मैं|ख़ुद|నేను|నేనే',
  child:
    'daughter|son|child|kid|children|kids|boy|girl|baby|little one|grandson|granddaughter|beti|beta|bete|bachcha|bachche|bachchi|bacha|bache|ladka|ladki|babu|paapa|papa ki|abbayi|abbai|ammayi|pillalu|pilla|koduku|kuturu|बेटा|बेटी|बेटे|बच्चा|बच्चे|बच्ची|बच्चों|लड़का|लड़की|పాప|పాపకు|పాపకి|బాబు|బాబుకు|బాబుకి|అబ్బాయి|అబ్బాయికి|అమ్మాయి|అమ్మాయికి|కొడుకు|కొడుక్కి|కూతురు|కూతురికి|పిల్లలు|పిల్లలకు',
  other:
    'husband|wife|mother|father|mom|dad|sister|brother|friend|nephew|niece|cousin|pati|patni|behen|bhai|maa|dost|bharta|bharya|akka|chelli|anna|thammudu|पति|पत्नी|बहन|भाई|माँ|दोस्त|భర్త|భార్య|అక్క|చెల్లి|అన్న|తమ్ముడు|అమ్మ|నాన్న',
  beginner:
    'beginner|begginer|beginners|complete beginner|beginer|fresher|from scratch|scratch|zero se|no experience|never learnt|never learned|first time|total beginner|absolute beginner|shuruaat|shuruwat|शुरुआत|शुरू से|पहली बार|बिगिनर|బిగినర్|మొదటి సారి|మొదటిసారి',
  beginnerAsked:
    'new|new to it|fresh|not at all|none|nothing|never|naya|nayi|kabhi nahi|kotha|kottha|ledu|नया|नई|కొత్త|కొత్తగా|कभी नहीं|नहीं|లేదు|రాదు',
  some: 'learnt a little|learned a little|some experience|knows a little|know a little|knows some|basics|basic|a bit|intermediate|thoda aata|थोड़ा आता|కొంచెం వచ్చు',
  someAsked:
    'little|some|bit|a year|one year|few months|thoda|thodi|thoda bahut|konchem|koncham|थोड़ा|थोड़ी|కొంచెం|కొద్దిగా|yes',
  good: 'advanced|advance|plays well|play well|very good|professional|अच्छा बजाता|అడ్వాన్స్డ్|బాగా వచ్చు',
  morning: 'morning|mornings|subah|sabere|udayam|udayaalu|सुबह|सवेरे|ఉదయం|పొద్దున',
  afternoon: 'afternoon|afternoons|dopahar|dopeher|madhyahnam|दोपहर|మధ్యాహ్నం',
  evening: 'evening|evenings|shaam|sham|sayantram|saayantram|शाम|సాయంత్రం',
  weekend: 'weekend|weekends|week end|saturday and sunday|वीकेंड|वीकेंड्स|వీకెండ్|వీకెండ్స్|వారాంతం',
  weekdays: 'weekday|weekdays|week days|working days|वीकडे|వీక్ డేస్|వారపు రోజులు',
  anyDay:
    'any day|any days|anyday|all days|every day|everyday|daily|koi bhi din|kisi bhi din|roz|ye roju aina|eppudaina|किसी भी दिन|कोई भी दिन|रोज़|ఏ రోజైనా|ఎప్పుడైనా|రోజూ',
  any: 'any|anything|anytime|any time|flexible|whenever|whatever|koi bhi|kabhi bhi|edaina|कोई भी|कभी भी|ఏదైనా',
  skip: "not sure|dont know|don't know|do not know|no idea|skip|not yet|not decided|undecided|cant say|can't say|later|pata nahi|pata nahin|maloom nahi|teliyadu|telidu|teliyadandi|पता नहीं|मालूम नहीं|नहीं पता|తెలియదు|తెలీదు|తెలియదండి",
  times:
    'timing|timings|time|times|schedule|slots|which days|what days|when are|samay|kab|samayam|eppudu|समय|कब|टाइमिंग|సమయం|టైమింగ్|టైమింగ్స్|ఎప్పుడు',
  instead: 'actually|instead|sorry|i meant|i mean|rather|change to|balki|kaadu|kadu|बल्कि|कादु|కాదు|బదులు',
  later:
    'not now|later|some other time|will think|let me think|think about it|think and tell|will tell you later|baad mein|baad me|soch ke|sochke|sochkar|tarvata|tarvatha|taruvata|alochinchi|बाद में|सोचकर|सोच कर|सोचके|తర్వాత|ఆలోచించి',
  thanks: 'thanks|thank you|dhanyavad|dhanyavadalu|shukriya|धन्यवाद|ధన్యవాదాలు',
} as const;
type Meaning = keyof typeof WORDS;

const tables = new Map<Meaning, readonly string[]>();

/** Whether a message holds a word or phrase of this meaning. */
export function has(meaning: Meaning, text: string): boolean {
  const known = tables.get(meaning) ?? WORDS[meaning].split('|').map(keysOf);
  tables.set(meaning, known);
  const keys = ` ${keysOf(text)} `;
  return known.some((phrase) => keys.includes(` ${phrase} `));
}

function keysOf(text: string): string {
  return splitWords(text)
    .filter((w) => w.kind !== 'mark')
    .map((w) => w.key)
    .join(' ');
}

/** Whose classes they are to be; a child before whoever speaks of it. */
export function whoOf(text: string, asked: boolean): Facts['who'] {
  if (has('child', text)) return 'child';
  if (has('other', text)) return 'other';
  return has('self', text) ||
    (has('selfLearns', text) && (asked || learns(text))) ||
    (asked && splitWords(text).length <= 4 && has('selfAsked', text))
    ? 'self'
    : null;
}

function learns(text: string): boolean {
  return stretches(text, 'join').length > 0;
}

const GRADE = /\bgrade\s*\d\b/iu;

/** 'beginner', 'some', 'good', or a grade as it was written. `asked`: in the fewest words. */
export function levelOf(text: string, asked: boolean): string | null {
  const grade = GRADE.exec(text)?.[0];
  if (grade) return grade.replace(/\s+/g, ' ').replace(/^g/, 'G');
  const command = asked ? readCommand(text) : null;
  if (has('beginner', text) || command === 'no') return 'beginner';
  if (has('good', text)) return 'good';
  if (has('some', text) || command === 'yes') return 'some';
  if (asked && has('someAsked', text)) return 'some';
  if (asked && has('beginnerAsked', text)) return 'beginner';
  const level = stretches(text, 'level')[0];
  return level && asked ? 'some' : null;
}

/** "Not sure", and nothing that says more. */
export function skips(text: string): boolean {
  return has('skip', text) && splitWords(text).length <= 6;
}
