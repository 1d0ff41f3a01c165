import type { notices as English } from '../en/notices.js';
import { leaveNotices } from './leave-notices.js';

export const notices: typeof English = {
  absence_alert: (p, school) =>
    `${p.date} ${p.class} కసక ${p.pupil} రలదన నమదద. ఇద సరకకపత, లద మకప కస కవలట మక రయడ. – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} క ${p.class} కసల అయపయయ; ఫజ చలచల ఉద. – ${school}`
      : `${p.pupil} క ${p.class} ${p.left === '1' ? 'కస ఒకట మగలద' : `కసల ${p.left} మగలయ`}. – ${school}`,
  payment_received: (p, school) =>
    `ధనవదల, చలప అదద: ${p.amount}, ${p.pupil}, ${p.class}, ${p.classes} కసల. ఇపడ ${p.pupil} క ${p.class} ${p.left === '1' ? 'కస ఒకట మగలద' : `కసల ${p.left} మగలయ`}. చలప న. ${p.ref}. – ${school}`,
  payment_failed: (p, school) =>
    `${p.pupil} (${p.class}) కస ${p.amount} చలప పర కలద. బక నచ డబ కట అయ ఉట అద దనతట అద తరగ వసద. అద లక ఇక పనచసద; మళ చడటనక *pay* అన రయడ. – ${school}`,
  payment_link_expired: (p, school) =>
    `${p.pupil} (${p.class}) కస ఇచన ${p.amount} చలప లక గడవ మగసద; దనప ఏమ చలచలద. కత లక కస *pay* అన రయడ. – ${school}`,
  ...leaveNotices,
};
