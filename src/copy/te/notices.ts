import type { notices as English, noticeButtons as EnglishButtons } from '../en/notices.js';
import { leaveNotices } from './leave-notices.js';
import { officeNotices } from './office-notices.js';
import { templates } from './templates.js';

const WHY: Record<string, string> = {
  asked: 'ఆఫీస్‌లో ఒకరితో మాట్లాడాలనుకుంటున్నారు',
  misunderstood: 'మూడుసార్లు చెప్పినా నాకు అర్థం కాలేదు',
  anger: 'కోపంగా ఉన్నారు, ఒక వ్యక్తి జవాబివ్వాలి',
  unanswered: 'నా దగ్గర జవాబు లేని ప్రశ్న అడిగారు',
};

export const notices: typeof English = {
  attendance_confirmation: (p, school) => `${p.date} ${p.class} క్లాసుకు ${p.pupil} హాజరయ్యారు. – ${school}`,
  absence_alert: (p, school) =>
    `${p.date} ${p.class} క్లాసుకు ${p.pupil} రాలేదని నమోదైంది. ఇది సరికాకపోతే, లేదా మేకప్ క్లాస్ కావాలంటే మాకు రాయండి. – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} కు ${p.class} క్లాసులు అయిపోయాయి; ఫీజు చెల్లించాల్సి ఉంది. – ${school}`
      : `${p.pupil} కు ${p.class} ${p.left === '1' ? 'క్లాస్ ఒకటే మిగిలింది' : `క్లాసులు ${p.left} మిగిలాయి`}. – ${school}`,
  payment_received: (p, school) =>
    `ధన్యవాదాలు, చెల్లింపు అందింది: ${p.amount}, ${p.pupil}, ${p.class}, ${p.classes} క్లాసులు. ఇప్పుడు ${p.pupil} కు ${p.class} ${p.left === '1' ? 'క్లాస్ ఒకటి మిగిలింది' : `క్లాసులు ${p.left} మిగిలాయి`}. చెల్లింపు నం. ${p.ref}. – ${school}`,
  payment_reminder: (p, school) =>
    `ఫీజు గుర్తు చేయడానికి: ${p.fees}. చెల్లింపు లింక్ కోసం బటన్ నొక్కండి, లేదా ఏ రోజు చెల్లిస్తారో రాయండి. – ${school}`,
  class_reminder: (p, school) => `రాబోయే క్లాస్ గుర్తు చేయడానికి: ${p.classes}. రాలేకపోతే మాకు రాయండి. – ${school}`,
  enrollment_welcome: (p, school) =>
    `${school} కు స్వాగతం! ${p.pupil} చేరారు. ఇక్కడ మీరు టైమ్‌టేబుల్, మిగిలిన క్లాసులు, ఫీజు వివరాలు అడగవచ్చు, ఎవరైనా ఎప్పుడు రాలేరో చెప్పవచ్చు. అన్నీ చూడటానికి *menu* అని రాయండి.`,
  enquiry_waiting: (p, school) =>
    `మీరు ${p.instrument ? `${p.instrument} ` : 'మా '}క్లాసుల గురించి అడిగారు. ఆపిన చోటు నుంచి కొనసాగిద్దామా? కింద నొక్కండి, లేదా నాకు రాయండి. – ${school}`,
  attendance_prompt: (p, school) =>
    `${p.nudge ? 'హాజరు ఇంకా నమోదు కాలేదు: ' : 'మీ క్లాస్ ముగిసింది: '}${p.class}, ${p.date}, ${p.time}. ఎవరెవరు వచ్చారు? ఒక బటన్ నొక్కండి, లేదా పేర్లు రాయండి. – ${school}`,
  draft_waiting: (p, school) => `${p.class}, ${p.date} హాజరు ఇంకా సేవ్ కాలేదు: మీ *అవును* కోసం వేచి ఉంది. – ${school}`,
  one_time_code: (p, school) => `${p.code} – ${school}`,
  payment_failed: (p, school) =>
    `${p.pupil} (${p.class}) కోసం ${p.amount} చెల్లింపు పూర్తి కాలేదు. బ్యాంకు నుంచి డబ్బు కట్ అయి ఉంటే అది దానంతట అదే తిరిగి వస్తుంది. అదే లింక్ ఇంకా పనిచేస్తుంది; మళ్ళీ చూడటానికి *pay* అని రాయండి. – ${school}`,
  payment_link_expired: (p, school) =>
    `${p.pupil} (${p.class}) కోసం ఇచ్చిన ${p.amount} చెల్లింపు లింక్ గడువు ముగిసింది; దానిపై ఏమీ చెల్లించలేదు. కొత్త లింక్ కోసం *pay* అని రాయండి. – ${school}`,
  ...leaveNotices,
  ...officeNotices,
  handover: (p, school) =>
    `${[p.name, p.number].filter(Boolean).join(', ')}${p.pupils ? ` (${p.pupils})` : p.teaches ? ' (టీచర్)' : ''}: ${WHY[p.reason ?? ''] ?? WHY.asked}.${p.words ? `\n\n“${p.words}”` : ''}\n\nదయచేసి వారికి జవాబివ్వండి; సంభాషణ తిరిగి అప్పగించే వరకు ఆ చాట్‌లో నేను మౌనంగా ఉంటాను. – ${school}`,
  lead_new: (p, school) =>
    `${p.again ? 'ఎంక్వైరీలో మార్పు' : 'కొత్త ఎంక్వైరీ'} ${p.ref}: ${p.te}.${p.waiting ? ' సీటు ఖాళీ లేదు: వెయిటింగ్ లిస్ట్.' : ''}${p.siblings ? ` ${p.siblings} కుటుంబం.` : ''} ${p.phone ? `దయచేసి ${p.phone} కు ఫోన్ చేయండి.` : 'నంబర్ లేదు: దయచేసి WhatsApp లో జవాబివ్వండి.'} – ${school}`,
};

export const noticeButtons: typeof EnglishButtons = {
  payment_reminder: templates.payment_reminder.buttons,
  attendance_prompt: templates.attendance_prompt.buttons,
  enquiry_waiting: ['అవును, కొనసాగిద్దాం'],
  draft_waiting: ['జాబితా చూపించు'],
};
