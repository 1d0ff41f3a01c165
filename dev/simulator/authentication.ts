import { type JsonObject, isObject, listAt, textAt } from './json.js';
import type { Template } from './templates.js';

/** Meta writes these itself around a code: as it shows them in each language (Cloud API, authentication templates). */
const WORDS: Record<
  string,
  { code: string; advice: string; expires: (minutes: number) => string; copy: string }
> = {
  en: {
    code: '*{{1}}* is your verification code.',
    advice: 'For your security, do not share this code.',
    expires: (minutes) => `This code expires in ${minutes} minutes.`,
    copy: 'Copy code',
  },
  hi: {
    code: '*{{1}}* आपका सत्यापन कोड है.',
    advice: 'अपनी सुरक्षा के लिए, इस कोड को शेयर न करें.',
    expires: (minutes) => `यह कोड ${minutes} मिनट में एक्सपायर हो जाएगा.`,
    copy: 'कोड कॉपी करें',
  },
  te: {
    code: '*{{1}}* మీ ధృవీకరణ కోడ్.',
    advice: 'మీ భద్రత కోసం, ఈ కోడ్‌ను షేర్ చేయవద్దు.',
    expires: (minutes) => `ఈ కోడ్ గడువు ${minutes} నిమిషాల్లో ముగుస్తుంది.`,
    copy: 'కోడ్‌ను కాపీ చేయండి',
  },
};

/** An authentication template has no words of its own: the components as they are kept, with Meta's. */
export function withMetasWords(
  components: JsonObject[],
  { language, category }: Pick<Template, 'language' | 'category'>,
): JsonObject[] {
  const words = WORDS[language.slice(0, 2)] ?? WORDS.en;
  if (category !== 'AUTHENTICATION' || !words) return components;
  return components.map((part) => {
    if (textAt(part, 'text')) return part;
    const minutes = part.code_expiration_minutes;
    switch (textAt(part, 'type')?.toUpperCase()) {
      case 'BODY': {
        const text = part.add_security_recommendation ? `${words.code} ${words.advice}` : words.code;
        return { ...part, text, example: { body_text: [['123456']] } };
      }
      case 'FOOTER':
        return typeof minutes === 'number' ? { ...part, text: words.expires(minutes) } : part;
      case 'BUTTONS':
        return { ...part, buttons: listAt(part, 'buttons').map((one) => named(one, words.copy)) };
      default:
        return part;
    }
  });
}

function named(button: unknown, title: string): JsonObject {
  const given = isObject(button) ? button : {};
  return { ...given, text: textAt(given, 'text') ?? title };
}

/** As Meta shows an OTP button of a template that it keeps: a link. */
export function shownByMeta(components: JsonObject[]): JsonObject[] {
  return components.map((part) => ({
    ...part,
    ...(textAt(part, 'type')?.toUpperCase() === 'BUTTONS'
      ? { buttons: listAt(part, 'buttons').map((one) => (isObject(one) ? asLink(one) : one)) }
      : {}),
  }));
}

function asLink(button: JsonObject): JsonObject {
  if (textAt(button, 'type')?.toUpperCase() !== 'OTP') return button;
  const url = 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}';
  return { type: 'URL', text: textAt(button, 'text') ?? 'Copy code', url };
}
