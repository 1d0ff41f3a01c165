import type { Concept } from '../lexicon/tables.js';
import { splitWords } from '../text/words.js';

/** What a question about the school can be about. Every one of them must be met by an answer. */
export type Topic =
  | 'hours'
  | 'address'
  | 'fee'
  | 'exam'
  | 'trial'
  | 'holiday'
  | 'missed'
  | 'instruments'
  | 'teacher'
  | 'contact'
  | 'join'
  | 'age'
  | 'parking'
  | 'refund'
  | 'discount'
  | 'online'
  | 'home'
  | 'own'
  | 'dress'
  | 'concert';

/** Words of the lexicon that name a topic by themselves. */
export const TOPIC_OF: Partial<Record<Concept, Topic>> = {
  hours: 'hours',
  schedule: 'hours',
  address: 'address',
  ask_where: 'address',
  fee: 'fee',
  ask_much: 'fee',
  exam: 'exam',
  trial: 'trial',
  holiday: 'holiday',
  missed: 'missed',
  makeup: 'missed',
  cannot_come: 'missed',
  teacher: 'teacher',
  contact: 'contact',
  join: 'join',
  age: 'age',
};

// Phrases that mean a topic here, whatever else the lexicon makes of them. Compared by sound.
const PHRASES: Partial<Record<Topic, string>> = {
  missed:
    'misses a class|miss a class|missed a class|misses class|miss class|missed class|missed classes|miss classes|class miss ho jaye|class miss ho gayi|class chhut jaye|class chhoot jaye|क्लास छूट जाए|क्लास छूट गई|क्लास मिस हो जाए|class miss|class chhut|class chhoot|chhut jaye|chhoot jaye|chhut gayi|miss ho jaye|miss ho gayi|miss aithe|miss ayithe|rakapote|raakapothe|rakapothe|क्लास छूट|छूट जाए|छूट गई|मिस हो|मेकअप|రాకపోతే|మిస్ అయితే|మిస్ అయ్యితే|మేకప్|absent',
  hours:
    'what time|kitne baje|kab khula|kab khulta|kab khulti|khula|khulta|samay|samayam|samayalu|enni gantalaku|कितने बजे|समय|खुला|खुलता|ఎన్ని గంటలకు|సమయం|సమయాలు|తెరుస్తారు|తెరుస్తుంది|timing|timings',
  instruments:
    'instrument|instruments|which instruments|what instruments|teach|teaches|sikhate|sikhaate|sikhaya|nerpistara|nerpistaru|nerputara|nerputaru|సంగీత వాయిద్యాలు|వాయిద్యాలు|నేర్పిస్తారా|నేర్పిస్తారు|నేర్పుతారా|सिखाते|सिखाया|वाद्य',
  parking: 'parking|car park|पार्किंग|పార్కింగ్',
  refund: 'refund|refunds|refundable|money back|paise wapas|paise vapas|रिफंड|पैसे वापस|రీఫండ్|డబ్బు వాపస్',
  discount: 'discount|discounts|concession|scholarship|डिस्काउंट|रियायत|డిస్కౌంట్|రాయితీ',
  online: 'online|online class|online classes|zoom|ऑनलाइन|ఆన్లైన్|ఆన్‌లైన్',
  home: 'home tuition|home tuitions|home class|home classes|ghar aakar|ghar aake|intiki vachi|घर आकर|ఇంటికి వచ్చి',
  own: 'own|bring|buy|purchase|rent|rental|hire|sontha|sontam|khud ka|khud ki|अपना|खुद का|ख़ुद का|సొంత|కొనాలా',
  dress: 'dress|dress code|uniform|यूनिफॉर्म|డ్రెస్',
  concert: 'concert|concerts|recital|annual day|annual concert|कॉन्सर्ट|కచేరీ',
};

let table: { phrases: ReadonlyMap<string, Topic>; longest: number } | undefined;

/** Phrases by their sound. */
export function topicPhrases() {
  if (!table) {
    const phrases = new Map<string, Topic>();
    for (const [topic, list] of Object.entries(PHRASES) as [Topic, string][])
      for (const phrase of list.split('|')) phrases.set(keyOf(phrase), topic);
    table = { phrases, longest: Math.max(...[...phrases.keys()].map((k) => k.split(' ').length)) };
  }
  return table;
}

function keyOf(phrase: string): string {
  return splitWords(phrase)
    .map((w) => w.key)
    .join(' ');
}
