import type { makeup as English } from '../en/makeup.js';
import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

/** "17:00" as 5:00. */
function clock(start: string): string {
  const [hours = '', minutes = ''] = start.split(':');
  return `${Number(hours) % 12 || 12}:${minutes}`;
}

export const makeup: typeof English = {
  menu: 'मेकअप क्लास',
  menuHint: 'छूटी हुई क्लास के बदले सीट',
  yes: 'हाँ',
  cancel: 'रहने दें',
  more: 'और …',
  choose: 'चुनें',
  nothingBooked: 'ठीक है, कुछ भी बुक नहीं हुआ।',
  notKnown:
    'मेकअप क्लास स्कूल के विद्यार्थियों के लिए बुक होती है, और यह नंबर किसी विद्यार्थी के परिवार के नाम दर्ज नहीं है। अगर आपका बच्चा यहाँ सीखता है, तो *मेरा नंबर जोड़ें* लिखें।',
  teacherHint:
    'सीट परिवार यहाँ ख़ुद बुक करते हैं, और आपको ख़बर मिल जाती है। ली हुई मेकअप क्लास दर्ज करने के लिए जैसे “John का मेकअप” लिखें।',
  notYours: 'वह आपका नहीं है, इसलिए कुछ नहीं बदला गया।',
  stale: 'वह पुराना सवाल था, इसलिए कुछ बुक नहीं हुआ। अब स्थिति यह है:',

  whoFor: 'मेकअप क्लास किसके लिए है?',
  oneByOne: 'कृपया एक-एक करके। दूसरे बच्चे के लिए इसके तुरंत बाद बुक कर दूँगा।',
  choices: 'विकल्प',
  whichMissed: (name) => `${name} की कौन-सी छूटी हुई क्लास के बदले?`,
  missed: (of) => `${of.instrument}, ${day(of.date)}`,
  noneInParticular: 'किसी ख़ास की नहीं',

  places: (name, of) =>
    `${name} के लिए ख़ाली सीटें${of ? `, ${day(of.date)} की ${of.instrument} क्लास के बदले` : ''}। किसी पर टैप करें, या दिन लिखें।`,
  showPlaces: 'क्लासें देखें',
  makeupClasses: 'मेकअप क्लासें',
  otherClasses: 'दूसरी क्लासें',
  // A row has no room for the part of the day: it stands in the hint.
  placeTitle: (of) => `${day(of.date)}${of.start ? `, ${clock(of.start)}` : ''}`,
  placeHint: (of) =>
    [
      ...(of.start ? [time(of.start)] : []),
      of.instrument,
      ...(of.teacher ? [of.teacher] : []),
      `${of.seats} ${of.seats === 1 ? 'सीट' : 'सीटें'}`,
    ].join(' · '),
  noPlaceOn: (date) => `${day(date)} को कोई सीट ख़ाली नहीं है।`,
  noPlaces: (name) =>
    `अगले 30 दिनों में ${name} के लिए ख़ाली सीट वाली कोई क्लास नहीं मिली। ऑफ़िस कोई और रास्ता देख सकता है।`,

  ask: (name, of, teacher) => `*${name} की मेकअप क्लास*: ${klass(of)}${teacher ? `, ${teacher} के साथ` : ''}।`,
  inPlaceOf: (of) => `यह ${day(of.date)} की ${of.instrument} क्लास के बदले है।`,
  thisMonth: (n) => `उस महीने में ${n} मेकअप ${n === 1 ? 'क्लास' : 'क्लासें'} पहले से बुक ${n === 1 ? 'है' : 'हैं'}।`,
  confirm: 'क्या मैं बुक कर दूँ?',
  booked: (name, of, teacher) => `बुक हो गया: ${name}, ${klass(of)}${teacher ? `, ${teacher} के साथ` : ''}।`,
  told: (names) => `${and(names)} को बता रहा हूँ।`,
  inRegister: 'यह क्लास के रजिस्टर में दिखेगा।',
  cancelBooking: 'बुकिंग रद्द करें',
  alreadyBooked: (name, of) =>
    `${name} वहाँ पहले से बुक हैं: ${of.instrument}, ${day(of.date)}। दोबारा कुछ बुक नहीं हुआ।`,
  taken: 'कुछ बुक नहीं हुआ: वह सीट अभी-अभी चली गई। ये अब भी ख़ाली हैं:',

  noBooking: 'आने वाले हफ़्तों में कोई मेकअप क्लास बुक नहीं है।',
  whichBooking: 'कौन-सी मेकअप क्लास रद्द करनी है?',
  cancelAsk: (name, of) => `*${name} की मेकअप क्लास रद्द करें?* ${klass(of)}`,
  cancelled: (name, of) => `रद्द हो गई: ${name} की मेकअप क्लास, ${klass(of)}।`,
  alreadyCancelled: (name, of) => `${name} की मेकअप क्लास, ${klass(of)}, पहले ही रद्द हो चुकी है।`,
  begun: (of) => `${klass(of)} शुरू हो चुकी है या हो गई है, इसलिए यहाँ रद्द नहीं हो सकती।`,
  kept: 'ठीक है, बुकिंग बनी रहेगी।',
  bookedHere: (names, example) => `मेकअप के लिए यहाँ बुक हैं: ${and(names)}। आने पर बाद में “${example} का मेकअप” लिखें।`,
  bookedList: (names) => `बुक हैं: ${and(names)}।`,
  helpChoose: 'कृपया एक चुनें, या दिन लिखें।',
};
