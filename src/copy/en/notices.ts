type Params = Record<string, string>;

/** What the school writes of its own accord, inside the 24-hour window. Params: pupil, class, date, left. */
export const notices = {
  absence_alert: (p: Params, school: string) =>
    `${p.pupil} was marked absent in ${p.class} on ${p.date}. If that is not right, or you would like a makeup class, please write to us. – ${school}`,
  classes_low_alert: (p: Params, school: string) =>
    p.left === '0'
      ? `${p.pupil} has no ${p.class} classes left; a payment is due. – ${school}`
      : `${p.pupil} has ${p.left} ${p.class} ${p.left === '1' ? 'class' : 'classes'} left. – ${school}`,
};
