type Params = Record<string, string>;

/** What leaves, absences and makeups start. Params are words in the reader's language, an empty one where there is nothing to say. */
export const leaveNotices = {
  /** Params: teacher, classes, day (the first one, YYYY-MM-DD). */
  class_cancelled: (p: Params, school: string) =>
    `Please note: ${p.teacher} is away, so this does not take place: ${p.classes}. No class is charged for it. For a makeup class, just write to us. – ${school}`,
  class_on_again: (p: Params, school: string) =>
    `Good news: ${p.teacher} can come after all, so this takes place as usual: ${p.classes}. – ${school}`,
  /** To the office. Params: teacher, days, reason, classes, families, unheard, unreadable. */
  teacher_leave: (p: Params, school: string) =>
    [
      `${p.teacher} is on leave ${p.days}${p.reason ? ` (${p.reason})` : ''}. Classes that do not take place: ${p.classes}. Families being told: ${p.families}.`,
      ...(p.unheard ? [`Not told: ${p.unheard}.`] : []),
      ...(p.unreadable ? [`Days unclear, nobody told: ${p.unreadable}.`] : []),
      `– ${school}`,
    ].join(' '),
  /** To the office. Params: teacher, days, families. */
  teacher_leave_back: (p: Params, school: string) =>
    `${p.teacher} has taken back the leave ${p.days}; the classes take place. Families being told: ${p.families}. – ${school}`,
  /** To a teacher. Params: pupil, classes, reason. */
  pupil_absence: (p: Params, school: string) =>
    `${p.pupil} cannot come to ${p.classes}${p.reason ? ` (${p.reason})` : ''} and is excused. – ${school}`,
  pupil_comes: (p: Params, school: string) => `${p.pupil} will come after all to ${p.classes}. – ${school}`,
  makeup_booked: (p: Params, school: string) =>
    `${p.pupil} comes to you for a makeup: ${p.classes}. – ${school}`,
  makeup_cancelled: (p: Params, school: string) =>
    `${p.pupil} does not come for the makeup: ${p.classes}. – ${school}`,
};
