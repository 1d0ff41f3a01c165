import type { leave as English } from '../en/leave.js';
import { unheardBy } from '../unheard.js';
import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

type Words = typeof English;
type Days = Parameters<Words['days']>[0];
type Unheard = Parameters<Words['unheard']>[0];
type Klass = Parameters<Words['comesSaved']>[1][number];

const WHY: Record<Unheard[number]['why'], string> = {
  no_number: 'नंबर दर्ज नहीं',
  no_consent: 'संदेशों की सहमति नहीं दी',
  opted_out: 'हमारे संदेश बंद कर रखे हैं',
  muted: 'ऐसे संदेश नहीं चाहते',
  unreachable: 'वहाँ WhatsApp संदेश नहीं पहुँचते',
  not_now: 'एक दिन से हमें कुछ नहीं लिखा',
};

function days({ from, to }: Days): string {
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}

function classes(n: number): string {
  return `${n} ${n === 1 ? 'क्लास' : 'क्लासें'}`;
}

function families(n: number): string {
  return `${n} ${n === 1 ? 'परिवार' : 'परिवारों'}`;
}

function unheard(of: Unheard): string {
  return unheardBy(of, WHY);
}

function bullets(of: readonly Klass[]): string {
  return of.map((k) => `• ${klass(k)}`).join('\n');
}

export const leave: Words = {
  days,
  unheard,
  menu: 'छुट्टी बताएँ',
  menuHint: 'आपकी छुट्टी, या बच्चा नहीं आ पाएगा',
  yes: 'हाँ',
  cancel: 'रहने दें',
  more: 'और …',
  choose: 'चुनें',
  choices: 'विकल्प',
  nothingNoted: 'ठीक है, कुछ भी दर्ज नहीं हुआ।',
  changed: 'अभी कुछ दर्ज नहीं हुआ: इस बीच कुछ बदल गया है। अब स्थिति यह है:',
  stale: 'वह पुराना सवाल था, इसलिए कुछ दर्ज नहीं हुआ। अब स्थिति यह है:',
  over: 'वह बात पूरी हो चुकी है, इसलिए कुछ दर्ज नहीं हुआ।',
  notKnown:
    'यह नंबर किसी शिक्षक या विद्यार्थी के परिवार के नाम दर्ज नहीं है, इसलिए छुट्टी नोट नहीं हो सकती। अगर आप स्कूल से जुड़े हैं, तो *मेरा नंबर जोड़ें* लिखें।',
  notAmong: (word) => `इस नंबर के बच्चों में “${word}” नाम नहीं है।`,
  notYours: 'वह आपका नहीं है, इसलिए कुछ दर्ज नहीं हुआ।',

  whose: 'किसकी छुट्टी की बात है?',
  ownClasses: 'मेरी अपनी क्लासें',

  when: 'आप किन दिनों नहीं आएँगे? जैसे लिखें: “कल”, “गुरुवार से शनिवार” या “25 से 28 दिसंबर”।',
  today: 'आज',
  tomorrow: 'कल',
  allOf: (of) => (of.from === of.to ? `पूरा ${day(of.from)}` : 'ये पूरे दिन'),
  partOfDay:
    'यहाँ सिर्फ़ पूरे दिन की छुट्टी नोट होती है। दिन के किसी हिस्से के लिए ऑफ़िस से बात कर लें, या पूरे दिन की छुट्टी लें।',
  past: 'वे दिन बीत चुके हैं। आज से आगे के कौन-से दिन?',
  tooLong: 'यह बहुत लंबी छुट्टी है; 60 दिन से ज़्यादा के लिए ऑफ़िस से बात करें। कौन-से दिन लिखूँ?',
  helpDays: 'दिन लिखें, जैसे “गुरुवार से शनिवार”।',

  heading: (of, reason) => `*छुट्टी ${days(of)}*${reason ? ` (${reason})` : ''}`,
  affected: (n, pupils) => `${classes(n)} नहीं ${n === 1 ? 'होगी' : 'होंगी'}; ${pupils} विद्यार्थी:`,
  dayLine: (date, of) =>
    `• ${day(date)}: ${of.map((c) => `${c.instrument}${c.start ? ` ${time(c.start)}` : ''} (${c.pupils})`).join(', ')}`,
  moreDays: (n) => `• … और ${n} दिन`,
  noClasses: 'इन दिनों आपकी कोई क्लास नहीं है।',
  namesOf: (of, names) => `*${of.instrument}${of.start ? ` ${time(of.start)}` : ''}*: ${names.join(', ')}`,
  overlap: (of) => `पहले से दर्ज है: ${of.map(days).join('; ')}। वह वैसी ही रहेगी; सिर्फ़ बाक़ी दिन जुड़ेंगे।`,
  unreadable: (labels) =>
    `इनके दिन समझ में नहीं आए, इसलिए इनमें किसी को नहीं बताया जाएगा: ${labels.join(', ')}। ऑफ़िस को ख़बर रहेगी।`,
  willTell: (n) =>
    n === 0 ? '“हाँ” कहने पर मैं ऑफ़िस को बता दूँगा।' : `“हाँ” कहने पर मैं ऑफ़िस और ${families(n)} को बता दूँगा।`,
  cannotTell: (of) => `इन तक बात नहीं पहुँच सकती: ${unheard(of)}।`,
  confirm: 'क्या मैं यह दर्ज कर दूँ?',
  showNames: 'नाम देखें',
  otherDays: 'दूसरे दिन',

  saved: (of, n) =>
    `दर्ज हो गया: छुट्टी ${of.map(days).join('; ')}। ${n === 0 ? 'किसी क्लास पर असर नहीं।' : `${classes(n)} नहीं ${n === 1 ? 'होगी' : 'होंगी'}।`}`,
  told: (n, office) => {
    const who = [...(office ? ['ऑफ़िस'] : []), ...(n > 0 ? [families(n)] : [])];
    return who.length === 0 ? 'किसी को बताने की ज़रूरत नहीं थी।' : `${and(who)} को बता रहा हूँ।`;
  },
  notTold: (of) => `इन्हें मैंने नहीं बताया: ${unheard(of)}। कृपया आप बता दें, या ऑफ़िस से कहें।`,
  canCome: 'अब आ सकता/सकती हूँ',
  already: (of) => `आपकी छुट्टी पहले से दर्ज है: ${of.map(days).join('; ')}। दोबारा कुछ दर्ज नहीं हुआ।`,

  noLeave: 'आने वाले दिनों में आपकी कोई छुट्टी दर्ज नहीं है।',
  whichLeave: 'कौन-सी छुट्टी वापस लेनी है?',
  back: (of, n) =>
    `*छुट्टी ${days(of)} वापस लें?* ${n === 0 ? 'किसी क्लास पर असर नहीं।' : `${classes(n)} फिर से ${n === 1 ? 'होगी' : 'होंगी'}:`}`,
  backTells: (n) =>
    n === 0
      ? 'किसी परिवार को अब तक इसकी ख़बर नहीं गई।'
      : `“हाँ” कहने पर मैं उन ${families(n)} को बता दूँगा जिन्हें इसकी ख़बर है।`,
  backDone: (of, n) =>
    `हो गया: छुट्टी ${days(of)} वापस ले ली गई।${n === 0 ? '' : ` ${classes(n)} ${n === 1 ? 'होगी' : 'होंगी'}।`}`,
  alreadyBack: (of) => `छुट्टी ${days(of)} पहले ही वापस ली जा चुकी है।`,
  leaveOver: (of) => `छुट्टी ${days(of)} बीत चुकी है।`,

  whoAbsent: 'कौन नहीं आ पाएगा?',
  everyChild: 'सभी',
  whichClass: (name) => `${name} किस क्लास में नहीं आ पाएँगे? किसी पर टैप करें, या दिन लिखें।`,
  whichOfDay: (name) => `तब ${name} की एक से ज़्यादा क्लासें हैं। कौन-सी?`,
  allClasses: 'ये सभी',
  noClassOn: (name, of) => `${days(of)} को ${name} की कोई क्लास नहीं है।`,
  closed: (of) => `${of.map((c) => `${c.instrument}, ${day(c.date)}`).join('; ')}: यह क्लास वैसे भी नहीं है।`,
  noComing: (name) => `आने वाले हफ़्तों में ${name} की कोई क्लास नहीं दिख रही।`,
  absent: (of, reason) =>
    `${of.map((p) => `*${p.name} नहीं आ पाएँगे*${reason ? ` (${reason})` : ''}:\n${bullets(p.classes)}`).join('\n\n')}\n\nपहले से बता देने पर क्लास नहीं कटती। क्या मैं इसे दर्ज करके टीचर को बता दूँ?`,
  absentSaved: (name, of) =>
    `दर्ज हो गया: ${name} इसमें नहीं आएँगे: ${of.map(klass).join('; ')}। रजिस्टर में छुट्टी लगी रहेगी।`,
  absentAlready: (name, of) => `यह पहले से दर्ज है: ${name} इसमें नहीं आएँगे: ${of.map(klass).join('; ')}।`,
  teachersTold: (names) => `${and(names)} को बता रहा हूँ।`,
  bookMakeup: 'मेकअप बुक करें',
  willCome: 'अब आएँगे',

  noAbsence: 'आने वाले हफ़्तों में आपके यहाँ किसी की छुट्टी दर्ज नहीं है।',
  whichComes: 'अब किस क्लास में आना हो पाएगा?',
  comes: (of) =>
    `${of.map((p) => `*${p.name} अब आएँगे*:\n${bullets(p.classes)}`).join('\n\n')}\n\nक्या मैं यह दर्ज करके टीचर को बता दूँ?`,
  comesSaved: (name, of) => `दर्ज हो गया: ${name} इसमें आएँगे: ${of.map(klass).join('; ')}।`,
  manyClasses: (n, of) => `${classes(n)}, ${days(of)}`,
  with: (of, names) => `${klass(of)} (${and(names)})`,
  adminHow: 'लिखें कि किसकी और कब की छुट्टी है, जैसे “Rahul की छुट्टी गुरुवार से शनिवार” या “Sarah कल नहीं आएगी”।',
  helpChoose: 'कृपया एक चुनें, या दिन लिखें।',
};
