import type { notices as English } from '../en/notices.js';

export const notices: typeof English = {
  absence_alert: (p, school) =>
    `${p.date} ${p.class} క్లాసుకు ${p.pupil} రాలేదని నమోదైంది. ఇది సరికాకపోతే, లేదా మేకప్ క్లాస్ కావాలంటే మాకు రాయండి. – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} కు ${p.class} క్లాసులు అయిపోయాయి; ఫీజు చెల్లించాల్సి ఉంది. – ${school}`
      : `${p.pupil} కు ${p.class} ${p.left === '1' ? 'క్లాస్ ఒకటే మిగిలింది' : `క్లాసులు ${p.left} మిగిలాయి`}. – ${school}`,
};
