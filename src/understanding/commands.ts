import { soundKey } from './text/sound.js';

export const COMMANDS = [
  'menu',
  'help',
  'cancel',
  'back',
  'human',
  'stop',
  'start',
  'reset',
  'wait',
  'yes',
  'no',
  'undo',
] as const;
export type Command = (typeof COMMANDS)[number];

// Whole messages only, in English, Hindi and Telugu and their Latin forms; compared by sound.
const WORDS: Readonly<Record<Command, string>> = {
  menu: 'menu|main menu|show menu|menu please|menu pls|menyu|मेनू|मेन्यू|मुख्य मेनू|మెనూ|మెను|మెయిన్ మెనూ|home|options',
  help: 'help|help me|please help|help please|pls help|madad|madad karo|sahayata|sahayam|sahaayam|मदद|मदद करो|सहायता|సహాయం|సాయం|హెల్ప్|हेल्प',
  cancel:
    'cancel|cancel it|cancel this|cancel please|quit|exit|abort|leave it|forget it|never mind|nevermind|radd karo|rad karo|rehne do|not now|not right now|abhi nahi|abhi nahin|ippudu vaddu|ippudu kadu|अभी नहीं|ఇప్పుడు వద్దు|ఇప్పుడు కాదు|rahne do|jaane do|chhodo|raddu|raddu cheyyi|raddu cheyandi|vadileyandi|रद्द|रद्द करो|रद्द करें|कैंसिल|रहने दो|जाने दो|రద్దు|రద్దు చేయండి|రద్దు చెయ్యి|క్యాన్సిల్|వదిలేయండి',
  back: 'back|go back|previous|peeche|pichhe|piche|wapas|vapas|wapas jao|venakki|venakku|venakki vellu|पीछे|वापस|वापस जाओ|వెనక్కి|వెనుకకు|వెనక్కు|బ్యాక్|बैक',
  human:
    'human|agent|a human|real person|person|talk to human|talk to a human|talk to a person|talk to someone|talk to agent|speak to someone|speak to a human|speak to an agent|insaan|insan|kisi se baat karni hai|kisi se baat karna hai|manishi|manishitho matladali|manishito matladali|इंसान|किसी से बात करनी है|किसी से बात करना है|మనిషి|మనిషితో మాట్లాడాలి|ఎవరితోనైనా మాట్లాడాలి',
  stop: 'stop|stop it|stop messages|stop all|stop messaging|unsubscribe|opt out|optout|stop promotions|band karo|bandh karo|band kar do|band kijiye|message band karo|messages band karo|message mat bhejo|messages mat bhejo|aapandi|aapu|apandi|aapeyandi|messages aapandi|messages vaddu|messages pampakandi|रोको|रोक दो|बंद करो|बंद करें|बंद कर दो|मैसेज बंद करो|मैसेज मत भेजो|संदेश बंद करो|स्टॉप|ఆపండి|ఆపు|ఆపేయండి|మెసేజ్లు ఆపండి|మెసేజ్లు వద్దు|మెసేజ్లు పంపకండి|సందేశాలు ఆపండి|స్టాప్',
  start:
    'start|unstop|subscribe|resubscribe|opt in|optin|start messages|resume|resume messages|start again|shuru karo|shuru|chalu karo|chaalu karo|phir se shuru karo|prarambhinchu|prarambhinchandi|modalu pettandi|malli pampandi|शुरू|शुरू करो|शुरू करें|चालू करो|फिर से शुरू करो|स्टार्ट|ప్రారంభించండి|ప్రారంభించు|మొదలుపెట్టండి|మొదలు పెట్టండి|మళ్ళీ పంపండి|స్టార్ట్',
  reset:
    'reset|restart|start over|clear|clear chat|forget everything|naye se|naye sire se|phir se naya|malli modatinunchi|modati nunchi|रीसेट|नए सिरे से|రీసెట్|మొదటి నుంచి|మొదటి నుండి',
  wait: 'wait|wait please|please wait|pls wait|wait a minute|wait a min|wait a sec|one minute|one min|1 minute|1 min|one sec|one second|just a minute|just a sec|a moment|one moment|hold on|ek minute|ek min|ek second|1 minute ruko|zara rukiye|rukiye|oka nimisham|okka nimisham|nimisham|nimisham aagandi|aagandi|konchem aagandi|एक मिनट|एक मिनट रुकिए|ज़रा रुकिए|ఒక నిమిషం|ఒక్క నిమిషం|ఆగండి|కొంచెం ఆగండి',
  yes: "yes|yes please|y|ya|yaa|yah|yeah|yea|yep|yup|yess|sure|ok|okay|okey|okk|k|confirm|confirmed|correct|right|yes correct|thats right|that's right|save|save it|yes save|done|haan|han|ha|haa|haan ji|ji haan|ji|theek hai|thik hai|thik|theek|sahi hai|sahi|avunu|avnu|aunu|avunandi|avunu andi|sare|sarey|save karo|save kar do|save kardo|save kar dijiye|save cheyandi|save cheyyi|save cheyyandi|save chey|sev karo|ok ok|yes yes|go ahead|हाँ|हां|हा|जी|जी हाँ|जी हां|हाँ जी|ठीक है|ठीक|सही है|सही|सेव करो|सेव कर दो|ओके|అవును|అవునండి|సరే|ఓకే|సేవ్ చేయండి|సేవ్ చెయ్యండి|👍|✅|✔|✓",
  no: "no|nope|n|nah|naa|no no|not correct|wrong|incorrect|dont|don't|no thanks|no thank you|nahi|nahin|nai|nahi ji|ji nahi|mat karo|galat|galat hai|kadu|kaadu|kadandi|vaddu|vaddandi|ledu|नहीं|नही|जी नहीं|मत करो|गलत|गलत है|కాదు|వద్దు|లేదు|కాదండి|వద్దండి|👎|❌|✖|✗",
  undo: 'undo|undo it|undo this|undo that|undo please|revert|revert it|take it back|wapas lo|vapas lo|wapas le lo|undo karo|undo kar do|undo cheyandi|undo cheyyi|वापस लो|वापस ले लो|अनडू|अंडू|వెనక్కి తీసుకోండి|వెనక్కి తీసుకో|అన్డూ|అండూ',
};

let table: ReadonlyMap<string, Command> | undefined;

/** "Y?" */
export function asksWhy(text: string): boolean {
  return /^\s*y+\s*\?+\s*$/iu.test(text);
}

/** A word that always works, when it is the whole message. Anything more is left to the readers of free text. */
export function readCommand(text: string): Command | null {
  table ??= new Map(COMMANDS.flatMap((c) => WORDS[c].split('|').map((w) => [keyOf(w), c] as const)));
  if (text.length > 60 || asksWhy(text)) return null;
  const key = keyOf(text);
  return key === '' ? null : (table.get(key) ?? (saysYesTwice(key, table) ? 'yes' : null));
}

/** "Ok done", "haan theek hai", "yes save karo": two ways of saying yes, one after the other. Laughing ("ha ha") is none. */
function saysYesTwice(key: string, known: ReadonlyMap<string, Command>): boolean {
  const words = key.split(' ');
  return words.some((_, i) => {
    const [first, second] = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    return first !== second && known.get(first) === 'yes' && known.get(second) === 'yes';
  });
}

const THANKS =
  /(?<![\p{L}\p{M}])(?:thank(?:s| you| u)|thanku|thx|tnx|tq|ty|dhanyavaad|dhanyavad|dhanyawad|shukriya|dhanyavadalu|धन्यवाद|शुक्रिया|थैंक्स|ధన్యవాదాలు|థాంక్స్)(?![\p{L}\p{M}])|🙏/giu;

/** "Ok thanks": a Yes where one is waited for, and nothing but thanks elsewhere. */
export function yesWithThanks(text: string): boolean {
  const without = text.replace(THANKS, ' ').trim();
  return without !== text.trim() && readCommand(without) === 'yes';
}

/** Marks and other emoji are dropped, except where one is the whole message. */
function keyOf(text: string): string {
  const words = text.toLowerCase().match(/(?:[\p{L}\p{M}\d'’]|\u200c|\u200d)+/gu) ?? [];
  if (words.length === 0) return text.replace(/[\s.!,]|\ufe0f|\p{Emoji_Modifier}/gu, '').slice(0, 4);
  return words.map((w) => soundKey(w) || w).join(' ');
}
