import type { notices as English } from '../en/notices.js';

export const notices: typeof English = {
  absence_alert: (p, school) =>
    `${p.date} को ${p.class} में ${p.pupil} की अनुपस्थिति दर्ज हुई है। अगर यह सही नहीं है, या मेकअप क्लास चाहिए, तो हमें लिखें। – ${school}`,
  classes_low_alert: (p, school) =>
    p.left === '0'
      ? `${p.pupil} की ${p.class} की क्लासें ख़त्म हो गई हैं; भुगतान बाक़ी है। – ${school}`
      : `${p.pupil} की ${p.class} की ${p.left} ${p.left === '1' ? 'क्लास बची है' : 'क्लासें बची हैं'}। – ${school}`,
};
