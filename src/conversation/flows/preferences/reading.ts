import * as z from 'zod';
import { CHOICES } from '../../../outreach/choices.js';

/** What somebody says of reminders: one of them on or off, or that they would like to see them all. */
export type ReminderWish = { show: true } | { show: false; about: About; on: boolean; personal: boolean };

/** What a reminder is about: a choice, or what only the office switches. */
export const About = z.enum([...CHOICES, 'unfinished', 'welcome']).exclude(['attendance_prompt']);
export type About = z.infer<typeof About>;

const has = (text: string, words: string) =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, 'iu').test(text);

/** Reminding, in the words of three languages; a mere "message" may be about anything. */
const REMIND =
  'remind(?:er|ers|ing)?(?: (?:msg|message|messages))?|alerts?|notices?|notifications?|yaad(?: dila\\p{L}*)?|याद|रिमाइंडर|रिमाइंडर्स|सूचना|सूचनाएँ|अलर्ट|gurtu|gurthu|గుర్తు|రిమైండర్|రిమైండర్లు|రిమైండర్స్|అలర్ట్|నోటిఫికేషన్|నోటిఫికేషన్లు|digest|weekly summary';
const OFF =
  "off|stop|don'?t|don’t|do not|no more|mute|disable|without|band|bandh|mat|nahi chahiye|nahin chahiye|rok do|vaddu|vadhu|aapandi|aapu|aapeyandi|बंद|मत|नहीं चाहिए|रोको|रोक दो|ఆపండి|ఆపు|ఆపేయండి|వద్దు|చేయకండి|చేయొద్దు|పంపకండి";
const ON =
  'on|start|enable|want|would like|please remind|remind me|resume|chalu|chaalu|shuru|chahiye|dilao|dilaana|dilana|kavali|cheyandi|modalu pettandi|pampandi|चालू|शुरू|चाहिए|दिलाओ|दिलाएँ|दिलाइए|కావాలి|చేయండి|పంపండి|మొదలుపెట్టండి|మొదలు పెట్టండి';
const PERSONAL = 'me|my|mine|i|mujhe|mujhko|mera|mere|meri|naku|naaku|na|naa|मुझे|मुझको|मेरे|मेरी|मेरा|నాకు|నా';
const SHOW =
  /^(?:(?:show|see|list|change|my|the|which|what)\s+)*(?:reminders?|reminder settings|notifications?|notification settings|preferences|रिमाइंडर|सूचनाएँ|రిమైండర్లు|రిమైండర్|నోటిఫికేషన్లు)$/iu;

/** The first that is named counts: "low balance" before "class". */
const ABOUT: readonly (readonly [About, string])[] = [
  ['digest', 'digest|weekly summary|weekly report|साप्ताहिक|వారపు'],
  ['unmarked_classes', 'unmarked|unmarked class(?:es)?'],
  ['welcome', 'welcome'],
  ['enquiry_waiting', 'enquir(?:y|ies)|inquir(?:y|ies)'],
  ['unfinished', 'unfinished|drafts?'],
  ['classes_low_alert', 'balance|low|classes left|credits?|bachi|बची|बैलेंस|migilina|మిగిలిన|బ్యాలెన్స్'],
  ['absence_alert', 'absen(?:ce|ces|t)|gairhaazir|ग़ैरहाज़िरी|गैरहाजिरी|अनुपस्थिति|గైర్హాజరు'],
  [
    'attendance_confirmation',
    'attendance|present|haaziri|hajiri|hazri|हाज़िरी|हाजिरी|उपस्थिति|haajaru|hajaru|హాజరు',
  ],
  [
    'payment_reminder',
    'fees?|payments?|paying|dues?|paisa|paise|phees|bhugtan|फ़ीस|फीस|पेमेंट|भुगतान|पैसे|ఫీజు|ఫీజుల|ఫీజులు|ఫీజుల గురించి|పేమెంట్|చెల్లింపు|డబ్బు',
  ],
  ['class_reminder', 'class|classes|klas|क्लास|क्लासें|क्लासों|కక్ష్య|క్లాస్|క్లాసు|క్లాసుల|క్లాసులు'],
];

const LONGEST = 80;

/** Null for anything else: it must speak of reminding, of what, and of on or off. */
export function reminderWish(text: string): ReminderWish | null {
  const said = text
    .replace(/[.!?,।]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (said.length > LONGEST) return null;
  if (SHOW.test(said)) return { show: true };
  if (!has(said, REMIND)) return null;
  const about = ABOUT.find(([, words]) => has(said, words))?.[0];
  const off = has(said, OFF);
  if (!about || (!off && !has(said, ON))) return null;
  return { show: false, about, on: !off, personal: has(said, PERSONAL) };
}
