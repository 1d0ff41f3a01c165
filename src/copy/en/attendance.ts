/** A class as it is spoken of. `start` is HH:MM or unknown, `date` YYYY-MM-DD. */
interface Klass {
  instrument: string;
  start: string | null;
  date: string;
}

interface Counts {
  present: number;
  absent: number;
  excused: number;
}

type Mark = 'present' | 'absent' | 'excused';

interface Change {
  name: string;
  from: Mark;
  to: Mark;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MARKS: Record<Mark, string> = { present: 'present', absent: 'absent', excused: 'excused' };

/** "Tue 24 Nov". */
function day(date: string): string {
  const d = new Date(`${date}T00:00:00Z`);
  return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "5:00 pm". */
function time(start: string): string {
  const [hour = 0, minute = '00'] = [Number(start.slice(0, 2)), start.slice(3, 5)];
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`;
}

/** "Guitar 5:00 pm, Tue 24 Nov". */
function klass(k: Klass): string {
  return `${k.instrument}${k.start ? ` ${time(k.start)}` : ''}, ${day(k.date)}`;
}

function counts(c: Counts): string {
  const excused = c.excused > 0 ? `, ${c.excused} excused` : '';
  return `${c.present} present, ${c.absent} absent${excused}`;
}

function and(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export const attendance = {
  day,
  time,
  klass,
  and,

  notTeacher:
    'Attendance can be marked by the school’s teachers, and I do not know this number as a teacher’s. If you teach here, write *link my number*.',
  sharedNumber:
    'This number is on file for more than one teacher, so I cannot tell which of you is writing. Please ask the office to set it right.',

  whichClass: 'Which class do you mean?',
  noClassOn: (date: string) => `I find no class of yours on ${day(date)}.`,
  noSuchClass: (date: string) => `I find no such class on ${day(date)}.`,
  noClasses: (days: number) =>
    `I find no class of yours today${days > 0 ? ` or in the last ${days === 1 ? 'day' : `${days} days`}` : ''}. If that is not right, the office can look into your timetable.`,
  showClasses: 'Show classes',
  classes: 'Classes',
  more: 'More …',
  marked: 'already marked',
  notHeld: 'did not take place',
  pupils: (n: number) => `${n} ${n === 1 ? 'pupil' : 'pupils'}`,

  notYours: 'That class is not one of yours, so I cannot open its register.',
  tooOld: (date: string, days: number) =>
    `${day(date)} is too far back: attendance can be marked here for today${days > 0 ? ` and the last ${days === 1 ? 'day' : `${days} days`}` : ''}. The office can still put it right for you.`,
  notYet: (date: string) =>
    `${day(date)} is still to come. Attendance can be marked on the day of the class.`,
  gone: 'I cannot find that class any more. Write *attendance* to begin again.',
  emptyClass: (k: Klass) =>
    `${klass(k)}: there are no pupils in this class. The office can add them; for a makeup write for example “makeup for John”.`,

  whoCame: (k: Klass, roster: readonly string[], example: string) =>
    `*${klass(k)}*: who came?\n\n${roster.map((name, i) => `${i + 1}. ${name}`).join('\n')}\n\nWrite for example “all except ${example}”, “${example} absent” or “1, 2 and 4 present”.`,
  whoCameMakeup: (k: Klass) => `*${klass(k)}*, makeup: who came? Write the names.`,
  allPresent: 'All present',
  classCancelled: 'Class cancelled',
  otherClass: 'Another class',
  excusedBefore: (names: readonly string[]) =>
    `${and(names)} told us beforehand and ${names.length === 1 ? 'is' : 'are'} excused.`,

  draft: (k: Klass, c: Counts, lines: readonly string[]) =>
    `*${klass(k)}* — ${counts(c)}:\n\n${lines.join('\n')}`,
  draftExtra: (k: Klass, lines: readonly string[]) =>
    `*${klass(k)}*, makeup or extra class:\n\n${lines.join('\n')}`,
  draftCancelled: (k: Klass) => `*${klass(k)}* did not take place. Nobody is charged a class for it.`,
  line: { present: '✓', absent: '✗', excused: '○' },
  excused: 'excused',
  save: 'Shall I save it?',
  yes: 'Yes',
  change: 'Change',
  cancel: 'Cancel',

  markedBefore: (by: {
    where: 'web' | 'whatsapp' | 'manual' | null;
    who: string | null;
    self: boolean;
    at: string | null;
  }) => {
    const who = by.self ? 'by you' : by.who ? `by ${by.who}` : by.where === 'whatsapp' ? 'by the office' : '';
    const where = by.where === 'web' ? 'on the web' : by.where === 'whatsapp' ? 'here in the chat' : '';
    return `Already marked ${[who, where].filter(Boolean).join(' ') || 'before'}${by.at ? `, ${by.at}` : ''}.`;
  },
  wouldChange: (changes: readonly Change[], added: number) => {
    const changed = changes.map((c) => `${c.name} ${MARKS[c.from]} → ${MARKS[c.to]}`);
    const others = changes.length > 0 ? `${added} more` : `${added}`;
    return `Saving changes: ${[...changed, ...(added > 0 ? [`${others} marked who ${added === 1 ? 'was' : 'were'} not`] : [])].join(', ')}.`;
  },
  wouldChangeNothing: 'Saving it changes nothing.',
  wouldRemove: (names: readonly string[]) =>
    `Saving removes the attendance already marked: ${names.join(', ')}.`,
  wasNotHeld: 'This class is on record as not having taken place; saving says that it did.',
  wasExtra: (names: readonly string[]) =>
    `${and(names)} already ${names.length === 1 ? 'has' : 'have'} a makeup in this class; this would be one more.`,
  holiday: (reason: string) => `That day is a holiday${reason ? ` (${reason})` : ''}.`,
  noise: (words: readonly string[]) => `I did not understand: ${words.map((w) => `“${w}”`).join(', ')}.`,
  doubled: (names: readonly string[]) =>
    `${and(names)} ${names.length === 1 ? 'stands' : 'stand'} twice in this register; saving leaves one entry each.`,

  whichOf: (word: string, mark: 'present' | 'absent' | null) =>
    `“${word}”: which one ${mark === 'absent' ? 'was absent' : mark === 'present' ? 'was present' : 'do you mean'}?`,
  isIt: (word: string, name: string) => `“${word}”: do you mean ${name}?`,
  neither: 'Neither',
  noneOfThem: 'None of them',
  noNobody: 'No',
  showNames: 'Show names',
  names: 'Pupils',
  unread: (word: string) =>
    `I find nobody in this class for “${word}”. Write the name as it is in the class, or leave it out.`,
  leaveOut: 'Leave it out',
  cameOrNot: (names: readonly string[]) => `${and(names)}: present or absent?`,
  present: 'Present',
  absent: 'Absent',

  changeHow: (k: Klass, example: string) =>
    `*${klass(k)}*: write what is to change, for example “${example} was also present” or “3 absent”, or tap a name to switch it.`,
  done: 'Done',

  saved: (k: Klass, c: Counts & { absentNames: readonly string[]; excusedNames: readonly string[] }) =>
    `Saved: ${klass(k)}: ${c.present} present, ${c.absent} absent${within(c.absentNames)}${c.excused > 0 ? `, ${c.excused} excused${within(c.excusedNames)}` : ''}.`,
  savedExtra: (k: Klass, names: readonly string[]) =>
    `Saved: ${klass(k)}: makeup or extra class for ${and(names)}.`,
  savedCancelled: (k: Klass) => `Saved: ${klass(k)} did not take place. Nobody is charged a class.`,
  undoFor: 'You can undo this for 10 minutes.',
  undo: 'Undo',

  alreadySaved: 'This was saved already; nothing was saved twice.',
  stale: 'That was an earlier list, so nothing was saved. This is how it stands now:',
  otherNotSaved: 'The list before this one is *not* saved.',
  putAway: 'That list had been put away, so nothing was saved. Here it is again:',
  rosterChanged: (c: { joined: readonly string[]; left: readonly string[]; excused: readonly string[] }) =>
    [
      'Nothing was saved yet: the class changed in the meantime.',
      ...(c.joined.length > 0 ? [`${and(c.joined)} joined.`] : []),
      ...(c.left.length > 0 ? [`${and(c.left)} left.`] : []),
      ...(c.excused.length > 0 ? [`${and(c.excused)} told us that they cannot come.`] : []),
    ].join(' '),
  markedMeanwhile: 'Nothing was saved yet: somebody marked this class in the meantime.',
  stillToAsk: 'Nothing was saved yet: one thing is still open.',
  unchanged: 'That changes nothing in this list.',

  undone: (k: Klass) => `Undone: ${klass(k)} is as it was before.`,
  undoTooLate: (k: Klass) =>
    `The 10 minutes for Undo are over, so ${klass(k)} stays as saved. To correct it, mark it again.`,
  alreadyUndone: (k: Klass) => `${klass(k)} was undone already.`,
  changedSince: (k: Klass) =>
    `${klass(k)} was changed by somebody after you saved it, so I left it alone. To correct it, mark it again.`,
  notSaved: 'That was never saved, so there is nothing to undo.',
  cancelledDraft: 'All right, nothing was saved.',

  voice:
    'I cannot listen to voice notes yet. Please type it, for example “all except Sarah” or “John, Mary came”.',
  ifAllCame: 'If everyone came, tap All present. If not, write who was absent.',
  noHurry: 'No hurry: nothing is saved before your Yes. Write what is to change.',
  notInClass: (words: readonly string[]) =>
    `I find nobody in this class for ${and(words.map((w) => `“${w}”`))}.`,
  leftOpen: (k: Klass) => `Your list for *${klass(k)}* is *not* saved yet: write *yes* to come back to it.`,
  notSavedYet: 'This list is not saved yet:',
  ownChild: (k: Klass, child: string) =>
    `${child} is not in your class *${klass(k)}*. Is it that ${child} cannot come to their own class?`,
  childAway: 'Yes, cannot come',
  markClass: 'No, my class',
  oneAtATime: (later: string) =>
    `One class at a time: this is the first. After its Yes please write the other one again:\n“${later}”`,
  helpDraft: 'Answer Yes to save it, or write what is to change.',
  helpNames: 'Write who came or who was absent, for example “all except Sarah”.',
  helpAsk: 'Please tap one of the answers, or write the name.',
  helpChoose: 'Please choose a class from the list.',
};

function within(names: readonly string[]): string {
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
