import type { faq as English } from '../en/faq.js';
import { money } from '../money.js';
import { attendance } from './attendance.js';

type Words = typeof English;
type Holiday = Parameters<Words['closedOn']>[0];

const DAYS = ['ఆది', 'సోమ', 'మంగళ', 'బుధ', 'గురు', 'శుక్ర', 'శని'];

function holiday({ date, reason }: Holiday): string {
  return `${attendance.day(date)}${reason ? ` (${reason})` : ''}`;
}

export const faq: Words = {
  menu: 'ప్రశ్న అడగండి',
  menuHint: 'సమయాలు, చిరునామా, పరీక్షలు, సెలవులు',
  ask: 'స్కూల్ గురించి ఏం తెలుసుకోవాలనుకుంటున్నారు? మీ మాటల్లో అడగండి.',
  foreign: 'స్కూల్ ఇచ్చిన ఈ జవాబు నా దగ్గర ఇంగ్లీష్‌లో ఉంది:',
  near: 'మీరు అడిగింది ఇదేనో కాదో తెలియదు; స్కూల్ చెప్పేది ఇది:',
  unanswered: 'దీనికి నా దగ్గర కచ్చితమైన జవాబు లేదు. మీ ప్రశ్నను ఆఫీస్ కోసం రాసి ఉంచాను; ఒక వ్యక్తి మీకు ఇక్కడే జవాబివ్వాలా?',
  notedBeside: 'దీనికి నా దగ్గర కచ్చితమైన జవాబు లేదు; మీ ప్రశ్నను ఆఫీస్ కోసం రాసి ఉంచాను.',
  late: 'దీనికి నా దగ్గర కచ్చితమైన జవాబు లేదు. ఇప్పటికీ అవసరమైతే దయచేసి మళ్ళీ అడగండి.',
  closedOn: (h) => `${holiday(h)} స్కూల్‌కు సెలవు.`,
  holidays: (list) =>
    list.length === 0
      ? 'నా దగ్గర స్కూల్ సెలవులేవీ నమోదై లేవు.'
      : `నమోదైన స్కూల్ సెలవులు ఇవి: ${list.map(holiday).join(', ')}.`,
  fees: (lines) =>
    `${lines.map((l) => `*${l.instrument}*: ${l.offers.map((o) => `${o.classes} క్లాసులు ${money(o.amountPaise)}`).join(', ')}`).join('\n')}\n\nఇవి కొత్తగా నేర్చుకునేవారి ఫీజులు; పై గ్రేడ్‌కు లేదా వేరే బ్రాంచ్‌లో వేరుగా ఉండవచ్చు.`,
  instruments: (names) => `స్కూల్‌లో నేర్పేవి: ${names.join(', ')}.`,
  teaches: (name) => `అవును, స్కూల్‌లో ${name} నేర్పిస్తారు.`,
  teachesNot: (name, names) => `స్కూల్‌లో నేర్పే వాటిలో ${name} కనిపించలేదు: ${names.join(', ')}.`,
  hours: (lines) =>
    `ఆఫీస్ సమయం: ${lines.map((l) => `${l.days.map((d) => DAYS[d]).join(', ')} ${attendance.time(l.from)} – ${attendance.time(l.to)}`).join('; ')}.`,
};
