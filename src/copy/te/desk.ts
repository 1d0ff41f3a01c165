import { facts } from '../en/admin.js';
import { type desk as English, type HeldLine, type MoneyLine, called } from '../en/desk.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';
import { enquiry } from './enquiry.js';

const { day, time } = attendance;

const REASONS: Record<HeldLine['reason'], string> = {
  asked: 'ఒక వ్యక్తితో మాట్లాడాలన్నారు',
  misunderstood: 'వారి మాట అర్థం కాలేదు',
  anger: 'కోపంగా ఉన్నారు',
  unanswered: 'నేను జవాబు చెప్పలేనిది అడిగారు',
};

const MONEY: Record<MoneyLine['kind'], string> = {
  unknown_link: 'మన లింక్ ఏదీ కాదు',
  amount: 'లింక్‌లో అడిగిన మొత్తం కాదు',
  currency: 'వేరే కరెన్సీలో',
  partial: 'అడిగిన దానిలో కొంత మాత్రమే',
  paid_twice: 'ఆ లింక్ ముందే చెల్లించి ఉంది',
  no_pupil: 'విద్యార్థి ఇప్పుడు జాబితాలో లేరు',
  refund: 'డబ్బు తిరిగి ఇచ్చారు',
  refund_failed: 'డబ్బు తిరిగి వెళ్ళలేదు',
};

export const desk: typeof English = {
  held: 'ఆఫీస్ దగ్గర',
  heldHint: 'వీటిలో నేను మౌనంగా ఉన్నాను',
  heldHead: (n) => (n === 1 ? 'ఒక సంభాషణ ఆఫీస్ దగ్గర ఉంది:' : `${n} సంభాషణలు ఆఫీస్ దగ్గర ఉన్నాయి, పాతవి ముందు:`),
  heldLine: (n, h) =>
    `${n}. ${called(h)} · ${day(h.date)}, ${time(h.time)} నుంచి · ${REASONS[h.reason]}${h.words ? `\n“${h.words}”` : ''}`,
  heldMore: (n) => `… ఇంకా ${n}.`,
  noHeld: 'ఏ సంభాషణా ఆఫీస్ దగ్గర లేదు; అందరికీ నేనే జవాబిస్తున్నాను.',
  handBack: (n) => `${n} బాట్‌కు తిరిగి`,
  handedBack: (h) => `సరే: ${called(h)} కు ఇకపై నేనే జవాబిస్తాను.`,
  notHeld: 'ఆ సంభాషణ ఇప్పుడు ఆఫీస్ దగ్గర లేదు; నేను ఏమీ మార్చలేదు.',
  noneHeldFor: (word) => `“${word}” సంభాషణ ఏదీ ఆఫీస్ దగ్గర లేదు; నేను ఏమీ మార్చలేదు.`,
  severalHeldFor: (word) => `“${word}” అనే పేరుకు చాలామంది సరిపోతున్నారు. ఎవరిది తిరిగి తీసుకోమంటారు?`,

  calledLead: (reference) => `${reference}కు ఫోన్ చేశాం`,
  calledLeadHint: 'జాబితా నుంచి తీసేస్తాను',
  takenUp: (reference) => `నమోదైంది: ${reference}కు ఫోన్ చేశారు; అది జాబితాలో లేదు.`,
  takenUpAlready: (reference) => `${reference}ను ఇప్పటికే చూశారు; నేను ఏమీ మార్చలేదు.`,
  noLead: (reference) => `${reference} అనే లీడ్ లేదు. ఎదురుచూస్తున్నవాటి కోసం *leads* రాయండి.`,

  money: 'తేల్చాల్సిన డబ్బు',
  moneyHint: 'నమోదు కానివి, తిరిగి ఇచ్చినవి',
  moneyHead: (n) =>
    n === 1 ? 'ఒక చెల్లింపు ఆఫీస్ కోసం ఎదురుచూస్తోంది:' : `${n} చెల్లింపులు ఆఫీస్ కోసం ఎదురుచూస్తున్నాయి, కొత్తవి ముందు:`,
  moneyLine: (n, m) =>
    `${n}. *${money(m.amountPaise)}* · ${facts([day(m.date), MONEY[m.kind], facts([m.pupil, m.instrument]), m.phone && enquiry.phone(m.phone), m.paymentId], ' · ')}`,
  noMoney: 'వచ్చిన ప్రతి చెల్లింపూ నమోదైంది, ఏదీ తిరిగి ఇవ్వలేదు.',
  settleMoney: (n) => `${n} తేలిపోయింది`,
  moneyAsk: (m) =>
    `${facts([money(m.amountPaise), m.pupil, day(m.date), m.paymentId], ' · ')}: ఆఫీస్ దీన్ని చూసిందా? అయితే జాబితా నుంచి తీసేస్తాను; నేను ఏదీ నమోదు చేయను.`,
  moneySettled: (m) => `నమోదైంది: ${day(m.date)} నాటి ${money(m.amountPaise)} తేలిపోయింది.`,
  moneyAlready: 'ఆ చెల్లింపు ఇప్పటికే జాబితాలో లేదు; నేను ఏమీ మార్చలేదు.',

  retry: 'మళ్ళీ ప్రయత్నించు',
  retried: (l) =>
    `${facts([l.name, l.phone && enquiry.phone(l.phone)])} కు జవాబివ్వడానికి మరోసారి ప్రయత్నిస్తున్నాను; ఒకటి రెండు నిమిషాలు పడుతుంది. కాకపోతే సందేశం ఈ జాబితాలోకి తిరిగి వస్తుంది.`,
  tooOld: (l) =>
    `${facts([l.name, l.phone && enquiry.phone(l.phone)])} సందేశం ఒక రోజు కంటే పాతది, దానికి జవాబు పంపడానికి WhatsApp ఇక అనుమతించదు. దయచేసి ఫోన్ చేయండి.`,
};
