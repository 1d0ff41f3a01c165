import type { account as English } from '../en/account.js';
import { attendance } from './attendance.js';

type Words = typeof English;
type LinkedTo = Parameters<Words['linkedAs']>[0];
type Ways = Parameters<Words['asked']>[0];

const { and } = attendance;

export const account: Words = {
  menu: 'मेरा नंबर जोड़ें',
  menuHint: 'आप या आपका बच्चा पहले से यहाँ हैं',

  linkedAs: (to) => `आपका नंबर ${roles(to)} के रूप में जुड़ा है।`,
  tapNotMe: 'आप वह नहीं हैं? *मैं नहीं* पर टैप करें।',
  writeNotMe: 'आप वह नहीं हैं? *मैं नहीं* लिखें।',
  notMe: 'मैं नहीं',
  resting:
    'WhatsApp ने बताया है कि यह नंबर बदल गया है, इसलिए जब तक आप अपनी पहचान नहीं बता देते, मैं इससे जुड़ी कोई बात नहीं दिखाऊँगा। *मेरा नंबर जोड़ें* लिखें।',

  askWho:
    'मैं आपका नंबर किससे जोड़ूँ? कृपया अपने बच्चे का पूरा नाम लिखें (या अपना, अगर आप यहाँ सीखते या पढ़ाते हैं), जैसा स्कूल में दर्ज है।',
  helpWho: 'कृपया सिर्फ़ नाम लिखें, जैसे “अनन्या गुप्ता”।',
  asked: (ways) =>
    `अगर यह नाम स्कूल में दर्ज है, तो छह अंकों का कोड ${places(ways)} पर भेजा जा रहा है जो स्कूल के पास दर्ज है। कोड न आए तो नाम जाँच लें (पूरा नाम), या ऑफ़िस से पूछें।`,
  enterCode: (minutes) => `कृपया वे छह अंक ${minutes} मिनट के अंदर यहाँ लिखें।`,
  again: 'दोबारा भेजें',
  otherName: 'दूसरा नाम',
  wait: (minutes) =>
    `कोड अभी-अभी माँगा गया था। नया कोड आप ${soon(minutes)} माँग सकते हैं; जो कोड आ चुका है वह दस मिनट तक चलेगा।`,
  cannotSend:
    'अभी मैं ख़ुद यह नहीं जाँच सकता कि आप कौन हैं। ऑफ़िस यह कर सकता है: वह आपको एक लिंक भेजेगा और आपका नंबर तुरंत जुड़ जाएगा।',
  already: (names) => `आपका नंबर ${and(names)} से पहले ही जुड़ा है।`,
  wrong: (left) =>
    left > 0
      ? `यह सही कोड नहीं है। ${left === 1 ? 'एक कोशिश और बची है' : `${left} कोशिशें और बची हैं`}।`
      : 'यह भी सही कोड नहीं है, और अब यह कोड नहीं चलेगा। कृपया नया कोड माँगें।',
  over: 'अभी कोई कोड खुला नहीं है। कृपया नया कोड माँगें।',
  linked: (to) => `हो गया: आपका नंबर ${roles(to)} के रूप में जुड़ गया है। मैं क्या कर सकता हूँ, यह देखने के लिए *menu* लिखें।`,

  which: 'क्या सही नहीं है?',
  allOfIt: 'कुछ भी सही नहीं',
  confirmNotMe: (names) =>
    `क्या मैं आपका नंबर ${and(names)} से हटा दूँ? फिर आपको यहाँ उनकी कोई जानकारी नहीं दिखेगी, और ऑफ़िस को बता दिया जाएगा कि दर्ज नंबर ग़लत है।`,
  yesNotMe: 'हाँ, मैं नहीं',
  itIsMe: 'नहीं, सही है',
  unlinked: (names) =>
    `हो गया: आपका नंबर अब ${and(names)} से जुड़ा नहीं है। ऑफ़िस को बता दिया गया है। ग़लती से हुआ हो तो *मेरा नंबर जोड़ें* लिखें।`,
  staysLinked: 'ठीक है, सब पहले जैसा ही रहेगा।',
  notLinked: 'यह नंबर किसी से जुड़ा नहीं है। जोड़ना हो तो *मेरा नंबर जोड़ें* लिखें।',
  show: 'नाम देखें',

  inviteWhom: 'किसके लिए लिंक बनाऊँ? कृपया छात्र या शिक्षक का नाम लिखें।',
  inviteMade: (names, hours) =>
    `${and(names)} के लिए लिंक: यह ${hours} घंटे के अंदर एक ही बार चलेगा, जो भी इसे खोले उसके लिए। कृपया इसे सिर्फ़ उसी व्यक्ति को भेजें:`,
  inviteNoNumber: (names, hours) =>
    `${and(names)} के लिए लिंक: यह ${hours} घंटे के अंदर एक ही बार चलेगा, जो भी इसे भेजे उसके लिए। कृपया सिर्फ़ वही व्यक्ति मुझे यह संदेश भेजे:`,
  inviteText: (code) => `कृपया मेरा नंबर जोड़ें: ${code}`,
  inviteOver: 'यह लिंक (अब) नहीं चलता। कृपया ऑफ़िस से नया लिंक माँगें।',
  inviteOwn: (names) => `यह लिंक ${and(names)} के लिए है। कृपया उन्हें भेज दें; मैंने इसे इस्तेमाल नहीं किया।`,

  codeMail: {
    subject: (school) => `WhatsApp पर ${school} के लिए आपका कोड`,
    body: ({ code, minutes, asker, school }) =>
      `WhatsApp पर ${school} के लिए आपका कोड ${code} है। यह ${minutes} मिनट तक चलेगा।\n\n${asker ? `${asker} पर ख़त्म होने वाले नंबर से किसी ने` : 'किसी ने'} उस जानकारी से जुड़ना चाहा है जो स्कूल के पास इस पते के साथ दर्ज है। अगर यह आप नहीं थे, तो कृपया कोड किसी को न दें; इसके बिना कुछ नहीं होगा।\n\n${school}`,
  },
};

function roles({ teacher, pupils, children }: LinkedTo): string {
  const families = children.length > 0 ? [`${and(children)} के परिवार`] : [];
  return and([...(teacher === null ? [] : [`हमारे शिक्षक ${teacher}`]), ...pupils, ...families]);
}

function places({ whatsapp, email }: Ways): string {
  if (whatsapp && email) return 'उस फ़ोन नंबर या ई-मेल पते';
  return whatsapp ? 'उस फ़ोन नंबर' : 'उस ई-मेल पते';
}

function soon(minutes: number): string {
  if (minutes <= 1) return 'एक मिनट में';
  if (minutes < 120) return `${minutes} मिनट में`;
  return minutes < 12 * 60 ? `${Math.ceil(minutes / 60)} घंटे में` : 'कल';
}
