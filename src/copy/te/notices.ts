import type { notices as English } from '../en/notices.js';
import { leaveNotices } from './leave-notices.js';

const WHY: Record<string, string> = {
  asked: 'ఆఫీస్‌లో ఒకరితో మాట్లాడాలనుకుంటున్నారు',
  misunderstood: 'మూడుసార్లు చెప్పినా నాకు అర్థం కాలేదు',
  anger: 'కోపంగా ఉన్నారు, ఒక వ్యక్తి జవాబివ్వాలి',
  unanswered: 'నా దగ్గర జవాబు లేని ప్రశ్న అడిగారు',
};

export const notices: typeof English = {
  absence_alert: (p, school) =>
    `${p.date} ${p.class} క్లాసుకు ${p.pupil} రాలేదని నమోదైంది. ఇది సరికాకపోతే, లేదా మేకప్ క్లాస్ కావాలంటే మాకు రాయండి. – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} కు ${p.class} క్లాసులు అయిపోయాయి; ఫీజు చెల్లించాల్సి ఉంది. – ${school}`
      : `${p.pupil} కు ${p.class} ${p.left === '1' ? 'క్లాస్ ఒకటే మిగిలింది' : `క్లాసులు ${p.left} మిగిలాయి`}. – ${school}`,
  payment_received: (p, school) =>
    `ధన్యవాదాలు, చెల్లింపు అందింది: ${p.amount}, ${p.pupil}, ${p.class}, ${p.classes} క్లాసులు. ఇప్పుడు ${p.pupil} కు ${p.class} ${p.left === '1' ? 'క్లాస్ ఒకటి మిగిలింది' : `క్లాసులు ${p.left} మిగిలాయి`}. చెల్లింపు నం. ${p.ref}. – ${school}`,
  payment_failed: (p, school) =>
    `${p.pupil} (${p.class}) కోసం ${p.amount} చెల్లింపు పూర్తి కాలేదు. బ్యాంకు నుంచి డబ్బు కట్ అయి ఉంటే అది దానంతట అదే తిరిగి వస్తుంది. అదే లింక్ ఇంకా పనిచేస్తుంది; మళ్ళీ చూడటానికి *pay* అని రాయండి. – ${school}`,
  payment_link_expired: (p, school) =>
    `${p.pupil} (${p.class}) కోసం ఇచ్చిన ${p.amount} చెల్లింపు లింక్ గడువు ముగిసింది; దానిపై ఏమీ చెల్లించలేదు. కొత్త లింక్ కోసం *pay* అని రాయండి. – ${school}`,
  ...leaveNotices,
  handover: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')}${p.pupils ? ` (${p.pupils})` : p.teaches ? ' (టీచర్)' : ''}: ${WHY[p.reason ?? ''] ?? WHY.asked}.${p.words ? `\n\n“${p.words}”` : ''}\n\nదయచేసి వారికి జవాబివ్వండి; సంభాషణ తిరిగి అప్పగించే వరకు ఆ చాట్‌లో నేను మౌనంగా ఉంటాను. – ${school}`,
  lead_new: (p, school) =>
    `${p.again ? 'ఎంక్వైరీలో మార్పు' : 'కొత్త ఎంక్వైరీ'} ${p.ref}: ${p.te}.${p.waiting ? ' సీటు ఖాళీ లేదు: వెయిటింగ్ లిస్ట్.' : ''}${p.siblings ? ` ${p.siblings} కుటుంబం.` : ''} ${p.phone ? `దయచేసి ${p.phone} కు ఫోన్ చేయండి.` : 'నంబర్ లేదు: దయచేసి WhatsApp లో జవాబివ్వండి.'} – ${school}`,
};
