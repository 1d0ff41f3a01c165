import type { attendance as English } from '../en/attendance.js';

type Words = typeof English;
type Klass = Parameters<Words['klass']>[0];
type Mark = 'present' | 'absent' | 'excused';

const DAYS = ['रवि', 'सोम', 'मंगल', 'बुध', 'गुरु', 'शुक्र', 'शनि'];
const MONTHS = [
  ...['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून'],
  ...['जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
];
const MARKS: Record<Mark, string> = { present: 'हाज़िर', absent: 'ग़ैरहाज़िर', excused: 'छुट्टी पर' };

/** "मंगल 24 नवंबर". */
function day(date: string): string {
  const d = new Date(`${date}T00:00:00Z`);
  return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "शाम 5:00 बजे". */
function time(start: string): string {
  const [hour = 0, minute = '00'] = [Number(start.slice(0, 2)), start.slice(3, 5)];
  const part = hour < 4 || hour >= 20 ? 'रात' : hour < 12 ? 'सुबह' : hour < 16 ? 'दोपहर' : 'शाम';
  return `${part} ${hour % 12 === 0 ? 12 : hour % 12}:${minute} बजे`;
}

function klass(k: Klass): string {
  return `${k.instrument}${k.start ? ` ${time(k.start)}` : ''}, ${day(k.date)}`;
}

function counts(c: { present: number; absent: number; excused: number }): string {
  const excused = c.excused > 0 ? `, ${c.excused} छुट्टी पर` : '';
  return `${c.present} हाज़िर, ${c.absent} ग़ैरहाज़िर${excused}`;
}

function and(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} और ${names.at(-1)}`;
}

export const attendance: Words = {
  day,
  time,
  klass,
  and,

  notTeacher:
    'हाज़िरी सिर्फ़ स्कूल के शिक्षक लगा सकते हैं, और यह नंबर किसी शिक्षक के नाम दर्ज नहीं है। अगर आप यहाँ पढ़ाते हैं, तो *मेरा नंबर जोड़ें* लिखें।',
  sharedNumber:
    'यह नंबर एक से ज़्यादा शिक्षकों के नाम दर्ज है, इसलिए पता नहीं चलता कि कौन लिख रहा है। कृपया ऑफ़िस से इसे ठीक करवा लें।',

  whichClass: 'आप किस क्लास की बात कर रहे हैं?',
  noClassOn: (date) => `${day(date)} को आपकी कोई क्लास नहीं मिली।`,
  noSuchClass: (date) => `${day(date)} को ऐसी कोई क्लास नहीं मिली।`,
  noClasses: (days) =>
    `आज${days > 0 ? ` या पिछले ${days} ${days === 1 ? 'दिन' : 'दिनों'} में` : ''} आपकी कोई क्लास नहीं मिली। अगर यह सही नहीं है, तो ऑफ़िस आपका टाइमटेबल देख सकता है।`,
  showClasses: 'क्लासें देखें',
  classes: 'क्लासें',
  more: 'और …',
  marked: 'हाज़िरी लग चुकी है',
  notHeld: 'क्लास नहीं हुई',
  pupils: (n) => `${n} विद्यार्थी`,

  notYours: 'यह क्लास आपकी नहीं है, इसलिए इसका रजिस्टर मैं नहीं खोल सकता।',
  tooOld: (date, days) =>
    `${day(date)} काफ़ी पहले की बात है: यहाँ आज${days > 0 ? ` और पिछले ${days} ${days === 1 ? 'दिन' : 'दिनों'}` : ''} की ही हाज़िरी लग सकती है। ऑफ़िस इसे अब भी आपके लिए ठीक कर सकता है।`,
  notYet: (date) => `${day(date)} अभी आया नहीं है। हाज़िरी क्लास के दिन ही लग सकती है।`,
  gone: 'वह क्लास अब नहीं मिल रही। फिर से शुरू करने के लिए *हाज़िरी* लिखें।',
  emptyClass: (k) =>
    `${klass(k)}: इस क्लास में कोई विद्यार्थी नहीं है। ऑफ़िस उन्हें जोड़ सकता है; मेकअप के लिए जैसे “John का मेकअप” लिखें।`,

  whoCame: (k, roster, example) =>
    `*${klass(k)}*: कौन-कौन आया?\n\n${roster.map((name, i) => `${i + 1}. ${name}`).join('\n')}\n\nजैसे लिखें: “${example} को छोड़कर सब आए”, “${example} absent” या “1, 2, 4 आए”।`,
  whoCameMakeup: (k) => `*${klass(k)}*, मेकअप: कौन आया? नाम लिखें।`,
  allPresent: 'सब आए',
  classCancelled: 'क्लास नहीं हुई',
  otherClass: 'दूसरी क्लास',
  excusedBefore: (names) => `${and(names)} ने पहले ही बता दिया था, इसलिए छुट्टी पर हैं।`,

  draft: (k, c, lines) => `*${klass(k)}* — ${counts(c)}:\n\n${lines.join('\n')}`,
  draftExtra: (k, lines) => `*${klass(k)}*, मेकअप या अतिरिक्त क्लास:\n\n${lines.join('\n')}`,
  draftCancelled: (k) => `*${klass(k)}* की क्लास नहीं हुई। किसी की भी क्लास नहीं कटेगी।`,
  line: { present: '✓', absent: '✗', excused: '○' },
  excused: 'छुट्टी पर',
  save: 'क्या इसे दर्ज कर दूँ?',
  yes: 'हाँ',
  change: 'बदलें',
  cancel: 'रहने दें',

  markedBefore: (by) => {
    const who = by.self ? 'आपने' : by.who ? `${by.who} ने` : by.where === 'whatsapp' ? 'ऑफ़िस ने' : '';
    const where = by.where === 'web' ? 'वेब पर' : by.where === 'whatsapp' ? 'यहीं चैट में' : '';
    const how = [who, where].filter(Boolean).join(' ');
    return `हाज़िरी पहले ही लग चुकी है${how || by.at ? ` (${[how, by.at].filter(Boolean).join(', ')})` : ''}।`;
  },
  wouldChange: (changes, added) => {
    const changed = changes.map((c) => `${c.name} ${MARKS[c.from]} → ${MARKS[c.to]}`);
    const others = added > 0 ? [`${changes.length > 0 ? 'और ' : ''}${added} की हाज़िरी नई लगेगी`] : [];
    return `दर्ज करने पर यह बदलेगा: ${[...changed, ...others].join(', ')}।`;
  },
  wouldChangeNothing: 'दर्ज करने से कुछ नहीं बदलेगा।',
  wouldRemove: (names) => `दर्ज करने पर यह लगी हुई हाज़िरी हट जाएगी: ${names.join(', ')}।`,
  wasNotHeld: 'दर्ज है कि यह क्लास नहीं हुई थी; इसे दर्ज करने पर माना जाएगा कि हुई थी।',
  wasExtra: (names) => `${and(names)} का इस क्लास में मेकअप पहले से दर्ज है; यह एक और होगा।`,
  holiday: (reason) => `उस दिन छुट्टी है${reason ? ` (${reason})` : ''}।`,
  noise: (words) => `यह समझ नहीं आया: ${words.map((w) => `“${w}”`).join(', ')}।`,
  doubled: (names) => `इस रजिस्टर में ${and(names)} का नाम दो बार है; दर्ज करने पर एक ही रहेगा।`,

  whichOf: (word, said) =>
    said === 'absent'
      ? `“${word}”: कौन नहीं आया?`
      : said === 'present'
        ? `“${word}”: कौन आया?`
        : `“${word}”: इनमें से कौन?`,
  isIt: (word, name) => `“${word}”: क्या आपका मतलब ${name} है?`,
  neither: 'दोनों में से नहीं',
  noneOfThem: 'इनमें से कोई नहीं',
  noNobody: 'नहीं',
  showNames: 'नाम देखें',
  names: 'विद्यार्थी',
  unread: (word) => `इस क्लास में “${word}” नाम का कोई नहीं मिला। नाम वैसे ही लिखें जैसा क्लास में है, या छोड़ दें।`,
  leaveOut: 'छोड़ दें',
  cameOrNot: (names) => `${and(names)}: आए थे या नहीं?`,
  present: 'आए',
  absent: 'नहीं आए',

  changeHow: (k, example) =>
    `*${klass(k)}*: लिखें कि क्या बदलना है, जैसे “${example} भी आया था” या “3 absent”, या बदलने के लिए नाम पर टैप करें।`,
  done: 'हो गया',

  saved: (k, c) =>
    `दर्ज हो गया: ${klass(k)}: ${c.present} हाज़िर, ${c.absent} ग़ैरहाज़िर${within(c.absentNames)}${c.excused > 0 ? `, ${c.excused} छुट्टी पर${within(c.excusedNames)}` : ''}।`,
  savedExtra: (k, names) => `दर्ज हो गया: ${klass(k)}: ${and(names)} की मेकअप या अतिरिक्त क्लास।`,
  savedCancelled: (k) => `दर्ज हो गया: ${klass(k)} की क्लास नहीं हुई। किसी की क्लास नहीं कटी।`,
  undoFor: 'आप 10 मिनट तक इसे वापस ले सकते हैं।',
  undo: 'वापस लें',

  alreadySaved: 'यह पहले ही दर्ज हो चुका है; दोबारा कुछ दर्ज नहीं हुआ।',
  stale: 'वह पुरानी सूची थी, इसलिए कुछ दर्ज नहीं हुआ। अभी सूची यह है:',
  otherNotSaved: 'इससे पहले वाली सूची दर्ज *नहीं* हुई है।',
  putAway: 'वह सूची हटा दी गई थी, इसलिए कुछ दर्ज नहीं हुआ। यह रही फिर से:',
  rosterChanged: (c) =>
    [
      'अभी कुछ दर्ज नहीं हुआ: इस बीच क्लास में बदलाव हुआ है।',
      ...(c.joined.length > 0 ? [`नए जुड़े: ${and(c.joined)}।`] : []),
      ...(c.left.length > 0 ? [`अब क्लास में नहीं: ${and(c.left)}।`] : []),
      ...(c.excused.length > 0 ? [`${and(c.excused)} ने बताया कि नहीं आ पाएँगे।`] : []),
    ].join(' '),
  markedMeanwhile: 'अभी कुछ दर्ज नहीं हुआ: इस बीच किसी ने इस क्लास की हाज़िरी लगा दी।',
  stillToAsk: 'अभी कुछ दर्ज नहीं हुआ: एक बात पूछनी बाक़ी है।',
  unchanged: 'इससे सूची में कुछ नहीं बदलता।',

  undone: (k) => `वापस ले लिया: ${klass(k)} अब पहले जैसा है।`,
  undoTooLate: (k) =>
    `वापस लेने के 10 मिनट बीत चुके हैं, इसलिए ${klass(k)} जैसा दर्ज है वैसा ही रहेगा। सुधारने के लिए फिर से हाज़िरी लगाएँ।`,
  alreadyUndone: (k) => `${klass(k)} पहले ही वापस लिया जा चुका है।`,
  changedSince: (k) =>
    `आपके दर्ज करने के बाद किसी ने ${klass(k)} में बदलाव किया है, इसलिए मैंने उसे नहीं छुआ। सुधारने के लिए फिर से हाज़िरी लगाएँ।`,
  notSaved: 'वह कभी दर्ज ही नहीं हुआ था, इसलिए वापस लेने को कुछ नहीं है।',
  cancelledDraft: 'ठीक है, कुछ भी दर्ज नहीं हुआ।',

  voice: 'मैं अभी वॉइस नोट नहीं सुन सकता। कृपया लिख दें, जैसे “सारा को छोड़कर सब आए” या “John, Mary आए”।',
  ifAllCame: 'अगर सब आए थे तो “सब आए” दबाइए। नहीं तो लिखिए कि कौन नहीं आया।',
  noHurry: 'कोई जल्दी नहीं: आपकी हाँ से पहले कुछ दर्ज नहीं होगा। जो बदलना हो, लिखिए।',
  notInClass: (words: readonly string[]) =>
    `इस क्लास में ${and(words.map((w) => `“${w}”`))} नाम का कोई नहीं मिला।`,
  leftOpen: (k) => `*${klass(k)}* की आपकी सूची अभी दर्ज *नहीं* हुई है: उस पर लौटने के लिए *हाँ* लिखिए।`,
  notSavedYet: 'यह सूची अभी दर्ज नहीं हुई है:',
  ownChild: (k, child) => `${child} आपकी क्लास *${klass(k)}* में नहीं है। क्या ${child} अपनी क्लास में नहीं आ पाएँगे?`,
  childAway: 'हाँ, नहीं आएँगे',
  markClass: 'नहीं, मेरी क्लास',
  oneAtATime: (later) => `एक बार में एक क्लास: यह पहली है। इसकी हाँ के बाद दूसरी फिर से लिखिए:\n“${later}”`,
  helpDraft: 'दर्ज करने के लिए “हाँ” लिखें, या जो बदलना है वह लिखें।',
  helpNames: 'लिखें कि कौन आया या कौन नहीं आया, जैसे “सारा को छोड़कर सब आए”।',
  helpAsk: 'कृपया किसी एक जवाब पर टैप करें, या नाम लिखें।',
  helpChoose: 'कृपया सूची में से एक क्लास चुनें।',
};

function within(names: readonly string[]): string {
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
