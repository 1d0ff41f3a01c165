import type { leaveNotices as English } from '../en/leave-notices.js';

export const leaveNotices: typeof English = {
  class_cancelled: (p, school) =>
    `గమనించండి: ${p.teacher} గారు సెలవులో ఉన్నారు, అందుకే ఇది జరగదు: ${p.classes}. దీనికి క్లాస్ తగ్గదు. మేకప్ క్లాస్ కావాలంటే మాకు రాయండి. – ${school}`,
  class_on_again: (p, school) =>
    `శుభవార్త: ${p.teacher} గారు రాగలరు, అందుకే ఇది ఎప్పటిలాగే జరుగుతుంది: ${p.classes}. – ${school}`,
  teacher_leave: (p, school) =>
    [
      `${p.teacher} సెలవు: ${p.days}${p.reason ? ` (${p.reason})` : ''}. జరగని క్లాసులు: ${p.classes}. తెలియజేస్తున్న కుటుంబాలు: ${p.families}.`,
      ...(p.unheard ? [`తెలియజేయనివారు: ${p.unheard}.`] : []),
      ...(p.unreadable ? [`రోజులు స్పష్టంగా లేవు, ఎవరికీ చెప్పలేదు: ${p.unreadable}.`] : []),
      `– ${school}`,
    ].join(' '),
  teacher_leave_back: (p, school) =>
    `${p.teacher} సెలవు ${p.days} వెనక్కి తీసుకున్నారు; క్లాసులు జరుగుతాయి. తెలియజేస్తున్న కుటుంబాలు: ${p.families}. – ${school}`,
  pupil_absence: (p, school) =>
    `${p.pupil} దీనికి రాలేరు: ${p.classes}${p.reason ? ` (${p.reason})` : ''}. సెలవుగా నమోదైంది. – ${school}`,
  pupil_comes: (p, school) => `${p.pupil} దీనికి వస్తారు: ${p.classes}. – ${school}`,
  makeup_booked: (p, school) => `${p.pupil} మేకప్ కోసం మీ క్లాసుకు వస్తారు: ${p.classes}. – ${school}`,
  makeup_cancelled: (p, school) => `${p.pupil} మేకప్ కోసం రారు: ${p.classes}. – ${school}`,
};
