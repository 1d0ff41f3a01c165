import type { human as English, Opening } from '../en/human.js';
import { attendance } from './attendance.js';

type Words = typeof English;

const OPENED: Record<Parameters<Words['handedOver']>[0], string> = {
  asked: 'సరే, మీ విషయం ఆఫీస్‌కు తెలియజేశాను.',
  misunderstood: 'క్షమించండి, నాకు ఇది అర్థం కావడం లేదు. మీ విషయం ఆఫీస్‌కు తెలియజేశాను.',
  anger: 'ఇలా జరిగినందుకు క్షమించండి. ఒక వ్యక్తి స్వయంగా చూసేలా ఆఫీస్‌కు తెలియజేశాను.',
  unanswered: 'మీ ప్రశ్నను ఆఫీస్‌కు పంపాను.',
};

export const human: Words = {
  menu: 'ఆఫీస్‌తో మాట్లాడండి',
  menuHint: 'ఒక వ్యక్తి ఇక్కడే జవాబిస్తారు',
  talk: 'ఆఫీస్‌తో మాట్లాడండి',
  notNow: 'వద్దు, పర్వాలేదు',
  toBot: 'బాట్‌కు తిరిగి',
  arranges: 'ఇది ఆఫీస్ చూసుకుంటుంది, నేను చేయలేను. మీరు రాసినది వారికి చేరవేయనా? ఎవరైనా మీకు ఇక్కడే జవాబిస్తారు.',
  offer: 'ఒక వ్యక్తి మీకు ఇక్కడే జవాబిచ్చేలా ఈ విషయం ఆఫీస్‌కు తెలియజేయనా?',
  offerAgain: 'క్షమించండి, నాకు ఇంకా అర్థం కాలేదు. ఒక వ్యక్తి మీకు ఇక్కడే జవాబిచ్చేలా ఈ విషయం ఆఫీస్‌కు తెలియజేయగలను.',
  declined: 'సరే. ఎంపికల కోసం *menu* రాయండి.',
  handedOver: (reason, office) => {
    const when = office.open
      ? 'కాసేపట్లో ఒకరు మీకు ఇక్కడే జవాబిస్తారు.'
      : office.opens
        ? `ఆఫీస్ ప్రస్తుతం మూసి ఉంది. ${opening(office.opens)} తెరుస్తారు, అప్పుడు ఒకరు మీకు ఇక్కడే జవాబిస్తారు.`
        : 'వీలైనంత త్వరగా ఒకరు మీకు ఇక్కడే జవాబిస్తారు.';
    return `${OPENED[reason]} ${when}\n\nఇకపై మీరు రాసేది వారికి చేరుతుంది; నేను మౌనంగా ఉంటాను. నేను మళ్ళీ కావాలంటే *bot* అని రాయండి.`;
  },
  back: 'నేను మళ్ళీ వచ్చాను.',
  nothingHandedOver: 'మీరు ఇప్పుడు నాతోనే మాట్లాడుతున్నారు.',
  isOffice: 'ఆఫీస్ మీరే: మిమ్మల్ని పంపడానికి వేరే ఎవరూ లేరు. ఎంపికల కోసం *menu* రాయండి.',
  insulted: 'మీకు ఉపయోగపడనందుకు క్షమించండి; *human* అని రాస్తే ఆఫీస్ నుంచి ఒకరు మీకు జవాబిస్తారు.',
};

function opening({ date, near, time }: Opening): string {
  const at = attendance.time(time);
  if (near === 'today') return `ఈరోజు ${at}కు`;
  return near === 'tomorrow' ? `రేపు, ${attendance.day(date)}, ${at}కు` : `${attendance.day(date)}, ${at}కు`;
}
