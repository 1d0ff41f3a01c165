import type { notices as English } from '../en/notices.js';
import { leaveNotices } from './leave-notices.js';

export const notices: typeof English = {
  absence_alert: (p, school) =>
    `${p.date} क ${p.class} म ${p.pupil} क अनपसत दर हई ह। अगर यह सह नह ह, य मकअप कस चहए, त हम लख। – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} क ${p.class} क कस खत ह गई ह; भगतन बक ह। – ${school}`
      : `${p.pupil} क ${p.class} क ${p.left} ${p.left === '1' ? 'कस बच ह' : 'कस बच ह'}। – ${school}`,
  payment_received: (p, school) =>
    `धनवद, भगतन मल गय: ${p.amount}, ${p.pupil}, ${p.class}, ${p.classes} कस। अब ${p.pupil} क ${p.class} क ${p.left} ${p.left === '1' ? 'कस बच ह' : 'कस बच ह'}। भगतन न. ${p.ref}। – ${school}`,
  payment_failed: (p, school) =>
    `${p.pupil} (${p.class}) क लए ${p.amount} क भगतन पर नह हआ। अगर बक स पस कट गए ह त व अपन-आप लट आएग। वह लक अब भ चलग; दबर दखन क लए *pay* लख। – ${school}`,
  payment_link_expired: (p, school) =>
    `${p.pupil} (${p.class}) क लए ${p.amount} क भगतन लक अब बद ह गय ह; उस पर कछ भ नह चकय गय। नए लक क लए *pay* लख। – ${school}`,
  ...leaveNotices,
};
