import { describe, expect, test } from 'vitest';
import { type Entry, answersTo } from '../../src/understanding/questions.js';

const faq = (question: string, answer: string, language = 'en'): Entry => ({ question, answer, language });
const HOURS = faq('What are your timings?', 'Office: Mon–Sat 9 am to 6 pm. Classes: Tue–Fri 5–9 pm.');
const WHERE = faq(
  'Where is the school?',
  'Main branch: 12 Sangeet Marg, near the lake park. Lake View branch: Block C.',
);
const TRIAL = faq(
  'Do you offer trial classes?',
  'Yes, one paid trial class per instrument; the fee is adjusted when you join.',
);
const EXAM = faq(
  'Which exams do you prepare for?',
  'Trinity graded exams, twice a year. Your teacher will say when a pupil is ready.',
);
const MISSED = faq(
  'What happens if my child misses a class?',
  'Tell us before the class and you may take one makeup class per month.',
);
const CANTEEN = faq('Is there a canteen?', 'No, but there is water on every floor.');
const ALL = [HOURS, WHERE, TRIAL, EXAM, MISSED, CANTEEN];

const best = (text: string) => {
  const [first] = answersTo(text, ALL);
  return first?.sure ? first.entry : null;
};

describe.each<[string, Entry, string[]]>([
  [
    'the hours',
    HOURS,
    [
      'What are your timings?',
      'what are your office timings',
      'scool timngs plz',
      'school kab khulta hai',
      'kab khula hai school',
      'office samayam enti',
      'sunday open untunda',
      'స్కూల్ టైమింగ్స్ ఏమిటి',
      'ऑफिस का समय क्या है',
      'स्कूल कितने बजे खुलता है',
      'What time do you close today',
    ],
  ],
  [
    'the address',
    WHERE,
    [
      'Where is the school located?',
      'wat is ur adress',
      'school kahan hai',
      'school ekkada undi',
      'स्कूल का पता क्या है?',
      'స్కూల్ ఎక్కడ ఉంది?',
      'mee branch ekkada',
      'Where exactly is the Lake View branch',
      'Send location',
    ],
  ],
  ['a trial', TRIAL, ['do you have trial classes', 'demo class hai kya', 'ट्रायल क्लास है क्या', 'ట్రయల్ క్లాస్ ఉందా']],
  ['exams', EXAM, ['When are the Trinity exams?', 'exam kab hai', 'परीक्षा कब होगी', 'పరీక్షలు ఎప్పుడు?']],
  [
    'a missed class',
    MISSED,
    [
      'what if we miss a class',
      'class miss ho jaye to kya hoga',
      'क्लास छूट जाए तो',
      'makeup rules',
      'క్లాస్ మిస్ అయితే',
    ],
  ],
  ['what only this school has', CANTEEN, ['is there a canteen', 'canteen hai kya', 'canteen undha']],
])('%s', (_topic, entry, texts) => {
  test.each(texts)('%s', (text) => {
    expect(best(text)).toBe(entry);
  });
});

describe('what the school has no answer to is not answered with something else', () => {
  test.each([
    'Is there parking at Lake View branch?',
    'what is your refund policy',
    'trinity exam ki fees kitni hai',
    'Who is the violin teacher',
    'do you have online classes',
    'Do I need to bring my own guitar?',
    'is there a swimming pool at lake view branch',
    'guitar fees?',
    'do you know any good restaurants nearby',
    'biryani kahan acchi milti hai yahan',
    'hello',
    'ok',
    '',
  ])('%s', (text) => {
    expect(best(text)).toBeNull();
  });
});
