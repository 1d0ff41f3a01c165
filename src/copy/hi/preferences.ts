import type { preferences as English } from '../en/preferences.js';

type Words = typeof English;

const KINDS: Words['kinds'] = {
  payment_reminder: 'बाक़ी फ़ीस',
  class_reminder: 'कल की क्लासें',
  classes_low_alert: 'कम बची क्लासें',
  absence_alert: 'अनुपस्थिति',
  attendance_confirmation: 'कौन आया',
  attendance_prompt: 'क्लास के बाद हाज़िरी',
  enquiry_waiting: 'मेरी अधूरी पूछताछ',
  unmarked_classes: 'बिना हाज़िरी की क्लासें',
  digest: 'हफ़्ते का हिसाब',
};

const KEYS: Words['keys'] = {
  REMINDER_PAYMENT: 'बाक़ी फ़ीस',
  REMINDER_CLASS: 'कल की क्लासें',
  REMINDER_LOW_BALANCE: 'कम बची क्लासें',
  REMINDER_ATTENDANCE: 'क्लास के बाद हाज़िरी',
  REMINDER_UNFINISHED: 'जो अधूरा रह गया',
  REMINDER_WELCOME: 'नए विद्यार्थी का स्वागत',
  REMINDER_DIGEST: 'हफ़्ते का हिसाब',
};

export const preferences: Words = {
  kinds: KINDS,
  keys: KEYS,
  head: 'मैं आपको इन बातों की याद दिलाता हूँ। चालू या बंद करने के लिए किसी एक को चुनें।',
  show: 'रिमाइंडर देखें',
  section: 'रिमाइंडर',
  isOn: 'चालू; बंद करने के लिए दबाएँ',
  isOff: 'बंद; चालू करने के लिए दबाएँ',
  on: 'चालू करें',
  off: 'बंद करें',
  all: 'सभी रिमाइंडर',
  turned: (what, on) =>
    on
      ? `हो गया: अब मैं इसकी याद दिलाऊँगा: *${what}*।`
      : `हो गया: अब मैं इसकी याद नहीं दिलाऊँगा: *${what}*। आप पूछेंगे तो जवाब ज़रूर दूँगा।`,
  stopped: 'आपने स्कूल के सभी संदेश बंद किए हुए हैं, इसलिए *START* लिखने तक कोई संदेश नहीं आएगा।',

  allHead: 'सबके लिए रिमाइंडर। चालू या बंद करने के लिए किसी एक को चुनें।',
  confirmAll: (key, off) =>
    off
      ? `क्या *${KEYS[key]}* सबके लिए बंद कर दूँ? जब तक इसे फिर चालू न करें, किसी को याद नहीं दिलाया जाएगा।`
      : `क्या *${KEYS[key]}* सबके लिए फिर से चालू कर दूँ?`,
  turnedAll: (key, off) => `हो गया: *${KEYS[key]}* अब से सबके लिए *${off ? 'बंद' : 'चालू'}* है।`,
  alreadyAll: (key, off) => `*${KEYS[key]}* पहले से ${off ? 'बंद' : 'चालू'} है; मैंने कुछ नहीं बदला।`,
  yes: 'हाँ',
  no: 'नहीं',
  unchanged: 'ठीक है, कुछ नहीं बदला।',
};
