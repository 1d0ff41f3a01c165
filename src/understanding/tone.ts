import { soundKey } from './text/sound.js';
import { splitWords } from './text/words.js';

/** How a message is meant, where that is certain: about us in anger, a bare insult, or an order to the machine itself. */
export type Tone = 'angry' | 'insulting' | 'commanding';

// Whole phrases that are said of a service, never of a pupil or a class. Compared by sound.
const ANGRY: readonly string[] =
  'nobody replies|no one replies|nobody is replying|no one is replying|nobody answers|no one answers|nobody responds|no one responds|nobody is responding|no one is responding|nobody picks up|no one picks up|nobody picks the phone|no one picks the phone|you never reply|you never answer|never answer properly|no response from your|still no response|still no reply|fed up|sick of this|worst service|worst school|bad service|poor service|pathetic|terrible service|horrible service|useless service|useless bot|useless school|this is useless|this is ridiculous|this is unacceptable|not acceptable|unacceptable|very disappointed|really disappointed|extremely disappointed|i am angry|so angry|very angry|cheating us|you are cheating|you cheated|this is cheating|this is fraud|fraud school|waste of money|total waste of time|how many times should i|how many times do i|third time i am asking|asking for the third time|want my money back|consumer court|legal action|koi jawab nahi|koi reply nahi|jawab nahi deta|jawab nahi dete|phone nahi uthata|phone nahi uthate|kitni baar bolu|kitni baar bolun|kitni baar bolna|kitni baar batau|kitni baar bataun|pareshan ho gaya|pareshan ho gayi|pareshan ho gaye|tang aa gaya|tang aa gayi|tang aa gaye|bakwas service|bekar service|ghatiya service|service bakwas|service bekar|service ghatiya|dhokha|gussa aa raha|bahut gussa|kuch samajhta nahi|कोई जवाब नहीं|जवाब नहीं देता|जवाब नहीं देते|फोन नहीं उठाता|फोन नहीं उठाते|कितनी बार बोलूं|कितनी बार कहूं|कितनी बार बताऊं|परेशान हो गया|परेशान हो गई|परेशान हो गए|तंग आ गया|तंग आ गई|तंग आ गए|बकवास सर्विस|बेकार सर्विस|घटिया सर्विस|घटिया स्कूल|बकवास स्कूल|बेकार स्कूल|पैसे वापस करो|ghatiya school|bakwas school|bekar school|सर्विस बकवास|सर्विस बेकार|धोखा|बहुत गुस्सा|evaru reply ivvaledu|evaru reply ivvatledu|evaru reply ivvaru|evaru javabu|evaru phone ettaledu|evaru phone ettatledu|evaru phone ettaru|evaru pattinchukovatledu|chetta service|waste service|daridram|visugu vachindi|visigipoyanu|visigipoyam|chala kopam|enni sarlu cheppali|enni sarlu adagali|ఎవరూ సమాధానం|ఎవరూ రిప్లై|ఎవరూ జవాబు|ఎవరూ ఫోన్ ఎత్త|ఎవరూ ఫోన్ ఎత్తడం|ఎవరూ పట్టించుకోవడం|చెత్త సర్వీస్|వేస్ట్ సర్వీస్|దరిద్రం|విసుగు వచ్చింది|విసిగిపోయాను|విసిగిపోయాం|చాలా కోపం|ఎన్ని సార్లు చెప్పాలి|ఎన్నిసార్లు చెప్పాలి|ఎన్ని సార్లు అడగాలి|ఎన్నిసార్లు అడగాలి|మోసం చేస్తున్నారు'.split(
    '|',
  );

// Only where a message is nothing but these and the small words after them.
const INSULTS: readonly string[] =
  'idiot idiots stupid moron dumb nonsense shutup bastard bloody fuck fucking fucker bitch asshole bewakoof bevkuf bewakuf gadha gadhe kutta kutte kamina kamine chutiya chutiye madarchod bhenchod bakwas pagal yedava vedava gadida picchi pichi बेवकूफ गधा गधे पागल कमीने कमीना कुत्ते बकवास चुप ఇడియట్ వెధవ గాడిద పిచ్చి'.split(
    ' ',
  );
const SMALL: readonly string[] =
  'you u are r a an is the bot robot machine this that so very such off ho hai tum tu tera aap ek ye yeh nuvvu meeru oka ra re ka ki बॉट है हो तुम तू एक ये రా నువ్వు ఒక బాట్'.split(
    ' ',
  );

const COMMANDING: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(instructions?|rules|prompts?|guidelines|restrictions|programming|guardrails)\b/,
  /\b(system|hidden|initial) (prompt|instructions)\b|\b(developer|debug|god|root|dan) mode\b|\bjailbreak|\bprompt injection\b/,
  /\byou are (now|no longer)\b.{0,60}\b(admin|administrator|developer|unrestricted|assistant|principal|root|bot|ai|gpt|chatgpt)\b/,
  /\b(act as|pretend to be|pretend you are)\b.{0,40}\b(admin|administrator|developer|unrestricted|principal|root|teacher|system)\b/,
  /\binstructions? (ko )?(bhool|bhul|ignore|marchipo|pattinchuko)/,
  /निर्देश.{0,30}(भूल|अनदेख|नज़रअंदाज|नजरअंदाज|इग्नोर)/,
  /(సూచన|ఆదేశ).{0,30}(మర్చిపో|మరచిపో|విస్మరించ|పట్టించుకో|వదిలే)/,
];

interface Keys {
  angry: readonly string[];
  insults: ReadonlySet<string>;
  small: ReadonlySet<string>;
}
let kept: Keys | undefined;

function keys(): Keys {
  kept ??= {
    angry: ANGRY.map((phrase) => ` ${spoken(phrase).join(' ')} `),
    insults: new Set(INSULTS.map(soundKey)),
    small: new Set(SMALL.map(soundKey)),
  };
  return kept;
}

/** Null where a message may as well be ordinary business: a wrong guess here would silence the bot for nothing. */
export function toneOf(text: string): Tone | null {
  const plain = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
  if (COMMANDING.some((pattern) => pattern.test(plain))) return 'commanding';
  const words = spoken(text);
  const { angry, insults, small } = keys();
  const whole = ` ${words.join(' ')} `;
  if (/😡|🤬/u.test(text) || angry.some((phrase) => whole.includes(phrase))) return 'angry';
  const bare = words.length > 0 && words.every((w) => insults.has(w) || small.has(w));
  return bare && words.some((w) => insults.has(w)) ? 'insulting' : null;
}

function spoken(text: string): string[] {
  return splitWords(text)
    .filter((w) => w.kind === 'word')
    .map((w) => w.key);
}

const BOT = new Set(
  'bot|the bot|back to bot|back to the bot|menu|main menu|बॉट|मेनू|मेन्यू|మెనూ|మెను|బాట్'.split('|').map(wholeKey),
);

/** Whether somebody whom the office looks after asks for the bot again. Whole messages only. */
export function asksForBot(text: string): boolean {
  return text.length <= 30 && BOT.has(wholeKey(text));
}

function wholeKey(text: string): string {
  return spoken(text).join(' ');
}
