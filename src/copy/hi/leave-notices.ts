import type { leaveNotices as English } from '../en/leave-notices.js';

export const leaveNotices: typeof English = {
  class_cancelled: (p, school) =>
    `कृपया ध्यान दें: ${p.teacher} छुट्टी पर हैं, इसलिए यह नहीं होगा: ${p.classes}। इसके लिए कोई क्लास नहीं कटेगी। मेकअप क्लास के लिए हमें लिख दें। – ${school}`,
  class_on_again: (p, school) =>
    `अच्छी ख़बर: ${p.teacher} अब आ रहे हैं, इसलिए यह हमेशा की तरह होगा: ${p.classes}। – ${school}`,
  teacher_leave: (p, school) =>
    [
      `${p.teacher} की छुट्टी: ${p.days}${p.reason ? ` (${p.reason})` : ''}। जो क्लासें नहीं होंगी: ${p.classes}। जिन परिवारों को बताया जा रहा है: ${p.families}।`,
      ...(p.unheard ? [`नहीं बताया गया: ${p.unheard}।`] : []),
      ...(p.unreadable ? [`दिन साफ़ नहीं, किसी को नहीं बताया: ${p.unreadable}।`] : []),
      `– ${school}`,
    ].join(' '),
  teacher_leave_back: (p, school) =>
    `${p.teacher} ने छुट्टी ${p.days} वापस ले ली है; क्लासें होंगी। जिन परिवारों को बताया जा रहा है: ${p.families}। – ${school}`,
  pupil_absence: (p, school) =>
    `${p.pupil} इसमें नहीं आ पाएँगे: ${p.classes}${p.reason ? ` (${p.reason})` : ''}। छुट्टी लग गई है। – ${school}`,
  pupil_comes: (p, school) => `${p.pupil} अब इसमें आएँगे: ${p.classes}। – ${school}`,
  makeup_booked: (p, school) => `${p.pupil} मेकअप के लिए आपकी क्लास में आएँगे: ${p.classes}। – ${school}`,
  makeup_cancelled: (p, school) => `${p.pupil} मेकअप के लिए नहीं आएँगे: ${p.classes}। – ${school}`,
};
