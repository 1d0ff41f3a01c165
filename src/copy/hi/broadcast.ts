import { type broadcast as English, type Whom, rupeesAndPaise } from '../en/broadcast.js';
import { attendance } from './attendance.js';

const { day, time, and } = attendance;
type Words = typeof English;
type Left = Parameters<Words['leftOut']>[0];
type Act = Parameters<Words['did']>[0];
type Sure = Parameters<Words['yes']>[0];
type Status = Parameters<Words['notNow']>[0];

const people = (n: number) => `${n} लोग`;
const toPeople = (n: number) => (n === 1 ? '1 व्यक्ति को' : `${n} लोगों को`);

const WHY: Record<string, string> = {
  no_number: 'सही नंबर दर्ज नहीं',
  shared_number: 'एक ही नंबर कई शिक्षकों का दर्ज है',
  bad_number: 'फ़ोन नंबर नहीं है',
  no_consent: 'यहाँ संदेश पाने की सहमति नहीं दी',
  opted_out: 'STOP कहा है',
  no_marketing: 'सूचनाएँ नहीं चाहते',
  inactive: 'अब सक्रिय नहीं',
  unconfirmed: 'नंबर किसी और का हो गया है',
  blocked: 'हमें ब्लॉक किया है',
  unreachable: 'WhatsApp पर नहीं मिलते',
  no_template: 'उनकी भाषा में स्वीकृत टेम्पलेट नहीं',
  unfilled: 'उनकी कोई जानकारी नहीं मिली',
  too_long: 'उनकी जानकारी जोड़ने पर बहुत लंबा',
  cancelled: 'भेजने से पहले रद्द',
};
const reasons = (left: Left) => left.map((l) => `${l.people} (${WHY[l.why] ?? 'कोई और कारण'})`).join(', ');

const STANDS: Record<Status, string> = {
  planning: 'तैयार हो रहा है; अभी कुछ नहीं भेजा गया',
  awaiting_approval: 'दूसरे एडमिन की मंज़ूरी के इंतज़ार में है; अभी कुछ नहीं भेजा गया',
  scheduled: 'शुरू होने वाला है',
  sending: 'भेजा जा रहा है',
  paused: 'रुका हुआ है',
  stopped: 'बहुत से संदेश न पहुँचने के कारण रोक दिया गया',
  cancelled: 'रद्द है',
  finished: 'पूरा हो गया',
};

const NONE: Record<Act, string> = {
  pause: 'अभी कोई ब्रॉडकास्ट नहीं जा रहा जिसे रोकूँ; मैंने कुछ नहीं बदला।',
  resume: 'कोई ब्रॉडकास्ट रुका हुआ नहीं है; मैंने कुछ नहीं बदला।',
  cancel: 'रद्द करने के लिए कोई ब्रॉडकास्ट खुला नहीं है; मैंने कुछ नहीं बदला।',
  approve: 'कोई ब्रॉडकास्ट मंज़ूरी के इंतज़ार में नहीं है; मैंने कुछ नहीं बदला।',
  retry: 'अब ऐसा कोई नहीं बचा जिसे इसे एक बार और भेजा जाए; मैंने कुछ नहीं भेजा।',
};
const DID: Record<Act, string> = {
  pause: 'रोक दिया: जब तक फिर चालू न करें, आगे कुछ नहीं जाएगा।',
  resume: 'फिर से जा रहा है।',
  cancel: 'रद्द कर दिया: जिन्हें अब तक नहीं मिला, उन्हें नहीं जाएगा।',
  approve: 'मंज़ूर हो गया: अपने समय पर भेज दिया जाएगा।',
  retry: 'उन्हें एक बार और भेजा जा रहा है।',
};
const ACTS: Record<Act, string> = {
  pause: 'रोकें',
  resume: 'फिर चालू करें',
  cancel: 'रद्द करें',
  approve: 'मंज़ूर करें',
  retry: 'एक बार और भेजें',
};
const SURE: Record<Sure, (n: number) => string> = {
  resume: (n) => `यह ब्रॉडकास्ट फिर चालू करूँ? अभी ${toPeople(n)} जाना बाक़ी है:`,
  cancel: (n) => `यह ब्रॉडकास्ट हमेशा के लिए रद्द करूँ? तब यह ${toPeople(n)} नहीं जाएगा:`,
  approve: (n) => `यह ब्रॉडकास्ट मंज़ूर करें? तब यह ${toPeople(n)} जाएगा:`,
  retry: (n) =>
    `${toPeople(n)} एक बार और भेजूँ? वहाँ भेजना बीच में रुक गया था, और WhatsApp ने कभी नहीं बताया कि पहुँचा या नहीं। जिन्हें मिल चुका है, उन्हें यह दो बार मिलेगा:`,
};
const YES: Record<Sure, string> = {
  resume: 'हाँ, चालू करें',
  cancel: 'हाँ, रद्द करें',
  approve: 'मंज़ूर करें',
  retry: 'हाँ, एक बार और',
};

/** "सभी परिवारों": को follows. */
function to({ kind, names }: Whom): string {
  switch (kind) {
    case 'all_students':
      return 'सभी परिवारों';
    case 'all_teachers':
      return 'सभी शिक्षकों';
    case 'custom':
      return 'सूची के नंबरों';
    default:
      return `${and(names)} के परिवारों`;
  }
}

export const broadcast: Words = {
  menu: 'ब्रॉडकास्ट',
  menuHint: 'बहुत लोगों को एक साथ बताना',
  family: (children) => `${children} का परिवार`,
  officeOnly: 'सबको सिर्फ़ ऑफ़िस लिख सकता है। कृपया ऑफ़िस से कहें; कुछ नहीं भेजा गया।',

  askTo: 'किन्हें बताना है? नीचे चुनें, या लिखें, जैसे “गिटार” या “सभी शिक्षक”।',
  choose: 'चुनें',
  chooseTitle: 'किन्हें बताना है',
  allFamilies: 'सभी परिवार',
  allTeachers: 'सभी शिक्षक',
  notFound: 'ऐसी कोई क्लास नहीं मिली।',
  askWhich: 'ऐसी कई क्लासें हैं। कौन सी?',
  classes: 'क्लासें',
  allOf: (instrument) => `${instrument} की सभी`,
  askText: (whom) => `${to(whom)} को क्या लिखूँ? ठीक वैसे लिखें जैसे उन्हें पढ़ना है।`,
  tooLong: (most) => `WhatsApp के लिए यह बहुत लंबा है: ज़्यादा से ज़्यादा ${most} अक्षर। कृपया छोटा लिखें।`,
  badPlaceholder:
    'मैं सिर्फ़ {{name}}, {{child}}, {{class}} और {{balance}} भर सकता हूँ (शिक्षकों के लिए सिर्फ़ {{name}})। कृपया फिर लिखें।',
  noTemplate:
    'Meta ने सूचना वाला टेम्पलेट अभी मंज़ूर नहीं किया है, इसलिए कुछ नहीं भेजा जा सकता। कृपया उनसे कहें जो स्कूल का WhatsApp खाता संभालते हैं।',

  toLine: (whom, n) => `*${to(whom)} को: ${people(n)}*`,
  leftOut: (left) => `जिन्हें नहीं जाएगा: ${reasons(left)}`,
  costLine: (rupees) => `ख़र्च: लगभग ${rupeesAndPaise(rupees)}, टैक्स अलग`,
  timeLine: (seconds, days) =>
    days > 1
      ? `समय: लगभग ${days} दिन, क्योंकि WhatsApp एक दिन में सीमित नए लोगों को ही लिखने देता है`
      : `समय: लगभग ${seconds <= 60 ? 'एक मिनट' : `${Math.ceil(seconds / 60)} मिनट`}`,
  quietLine: (until) => `अभी शांत समय है: यह ${time(until)} से जाएगा।`,
  approvalLine: (above) => `${above} से ज़्यादा लोगों को यह तभी जाएगा जब दूसरा एडमिन *approve broadcast* लिखे।`,
  cleaned: 'WhatsApp सूचना में नई पंक्तियाँ नहीं लेता, इसलिए मैंने इसे एक पैराग्राफ़ में कर दिया।',
  reads: (words) => `वे यह पढ़ेंगे:\n“${words}”`,
  whenLine: (at) => `*कब जाएगा: ${day(at.date)}, ${time(at.time)}*`,
  changeHow: 'बदलना हो तो *टेक्स्ट:* लिखकर नए शब्द लिखें, या समय, जैसे *कल सुबह 9 बजे*।',
  helpPreview:
    'कृपया *भेजें*, *मुझे टेस्ट भेजें* या *रद्द करें* दबाएँ; या *टेक्स्ट:* लिखकर नए शब्द लिखें, या समय, जैसे *कल सुबह 9 बजे*।',
  badTime: 'वह समय निकल चुका है, या 60 दिन से ज़्यादा दूर है। कृपया दूसरा समय लिखें, जैसे *कल सुबह 9 बजे*, या *अभी*।',
  timeOver: 'चुना हुआ समय निकल चुका है; मैंने कुछ नहीं भेजा। अब यह तुरंत जाएगा:',
  send: 'भेजें',
  schedule: 'इस समय भेजें',
  test: 'मुझे टेस्ट भेजें',
  cancel: 'रद्द करें',
  tested: 'एक टेस्ट आपको भेजा जा रहा है। और कुछ नहीं भेजा गया।',
  notSent: 'ठीक है, कुछ नहीं भेजा गया।',
  nobody: (left) => `ऐसा कोई नहीं जिसे मैं लिख सकूँ${left.length > 0 ? `: ${reasons(left)}` : ''}। कुछ नहीं भेजा गया।`,
  over: 'वह सवाल बंद हो चुका है; मैंने अभी कुछ नहीं भेजा। क्या भेजा गया, यह देखने के लिए *ब्रॉडकास्ट कैसा चल रहा है* लिखें।',
  already: 'वह ब्रॉडकास्ट पहले ही शुरू हो चुका है; मैंने दोबारा कुछ नहीं भेजा।',
  started: (whom, n, quietUntil) =>
    `हो गया: संदेश ${to(whom)} को, यानी ${toPeople(n)}, ${quietUntil ? `${time(quietUntil)} से` : 'अभी'} जाएगा। कभी भी *ब्रॉडकास्ट कैसा चल रहा है* लिखकर पूछें।`,
  scheduled: (whom, n, at) =>
    `हो गया: संदेश ${to(whom)} को, यानी ${toPeople(n)}, ${day(at.date)} को ${time(at.time)} जाएगा। रोकना हो तो *ब्रॉडकास्ट रद्द करो* लिखें।`,
  preparing: (whom) =>
    `हो गया: मैं ${to(whom)} के लिए संदेश तैयार कर रहा हूँ; पूरी सूची बनते ही यह जाएगा। कभी भी *ब्रॉडकास्ट कैसा चल रहा है* लिखकर पूछें।`,
  waits: (n, above) =>
    `${toPeople(n)} भेजने के लिए तैयार है; अभी कुछ नहीं भेजा गया। ${above} से ज़्यादा लोगों को यह दूसरे एडमिन की मंज़ूरी के बाद ही जाएगा: वे यहाँ *approve broadcast* लिखें।`,

  none: 'दिखाने के लिए कोई ब्रॉडकास्ट नहीं है।',
  noneFor: (act) => NONE[act],
  own: 'यह आपने ही शुरू किया है: मंज़ूरी किसी दूसरे एडमिन को देनी होगी। मैंने कुछ नहीं बदला।',
  notNow: (status) => `मैंने कुछ नहीं बदला: वह ब्रॉडकास्ट ${STANDS[status]}।`,
  sure: (act, words, n) => `${SURE[act](n)}\n\n“${words}”`,
  yes: (act) => YES[act],
  no: 'नहीं',
  unchanged: 'ठीक है, मैंने कुछ नहीं बदला।',
  did: (act) => DID[act],
  act: (act) => ACTS[act],

  head: (date, at, status) => `*${day(date)}, ${time(at)} का ब्रॉडकास्ट ${STANDS[status]}।*`,
  sentLine: (n) => `${people(n.planned)}: ${n.sent} भेजे गए, उनमें से ${n.delivered} पहुँचे, ${n.read} पढ़े गए`,
  waitingLine: (n) => `बाक़ी: ${n}`,
  failedLine: (n) => `नहीं पहुँचे: ${n}`,
  unknownLine: (n, again) =>
    `पता नहीं पहुँचे या नहीं: ${n}, क्योंकि भेजना बीच में रुक गया${again > 0 ? `। ${again === n ? 'इन्हें' : `${again} को`} एक बार और भेज सकता हूँ; जिन्हें मिल चुका है, उन्हें दो बार मिलेगा` : ''}`,
  skipped: (left) => `नहीं भेजे गए: ${reasons(left)}`,
  repliedLine: (n) => `जवाब आए: ${n}`,
  costSoFar: (rupees) => `अब तक का ख़र्च: ${rupeesAndPaise(rupees)}`,
};
