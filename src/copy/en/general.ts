export const general = {
  greeting: (school: string) => `Hello! This is ${school}. What can I do for you?`,
  menu: (school: string) =>
    `${school}: here is what I can do for you. Tap one, answer with its number, or just write what you need.`,
  menuButton: 'Show choices',
  menuSection: 'What I can do',
  menuMore: 'More …',
  menuMoreHint: 'Language, notices and the rest',
  menuFurther: 'And this:',
  menuBack: 'Main menu',
  markAttendance: 'Mark attendance',
  markAttendanceHint: 'Today’s class, yesterday’s, a makeup',
  language: 'Language',
  languageHint: 'English, हिन्दी, తెలుగు',
  stopMessages: 'Stop messages',
  stopMessagesHint: 'No more notices from the school',
  help: 'Write what you need in your own words, in English, Hindi or Telugu. *menu* shows what I can do, *cancel* leaves a question, *back* goes one step back, *stop* ends notices from the school.',
  teacherHelp:
    'To mark attendance, write for example:\n• all present except Sarah\n• John, Mary, Ahmed came\n• 1,3,4 present\n• yesterday’s tabla, everyone came\nI show you the register first; nothing is saved until you say Yes.',
  thanks: 'You are welcome!',
  waiting: 'Of course, take your time.',
  sorry:
    'Sorry, something went wrong on our side and nothing was saved. I will try once more by myself; you can also write it again in a minute.',
  slowDown: 'That was a lot at once. Give me a minute, then write again, please.',
  late: 'Your message reached me late, so I did nothing yet.',
  forwarded: 'That was forwarded, so I did nothing with it. If you mean it yourself, please write it.',
  lateStart:
    'Your message reached me late, so I did nothing yet. If you still need it, please write it again.',
  cancelled: 'All right, stopped. Nothing was saved.',
  nothingToCancel: 'There is nothing open. Write *menu* to see what I can do.',
  nothingToConfirm: 'There is nothing waiting for an answer just now. Write *menu* to see what I can do.',
  forgotten: 'Done: we start afresh.',
  unclear: 'Sorry, I did not understand that.',
  unclearAgain:
    'Sorry, I still do not understand. Please choose one of these, write *cancel* to leave, or write *human* to talk to the office.',
  unclearOutside: 'Sorry, I did not understand that. Write *menu* to see what I can do.',
  cannot: {
    audio: 'I cannot listen to voice notes yet. Please write it in a few words.',
    image: 'I cannot look at pictures. Please write it in a few words.',
    other: 'I cannot use that kind of message. Please write it in a few words.',
  },
  oldButton: 'That button belongs to something that is over. Write *menu* to see what I can do.',
  outOfScope: (school: string) => `I can only help with ${school}. Write *menu* to see what I can do.`,
  optedOut:
    'Done: the school will not write to you of its own accord any more. I still answer when you write. *START* turns notices on again.',
  optedIn: 'Welcome back: the school may write to you again. *STOP* turns notices off.',
  chooseLanguage: 'Which language would you like?',
  languageChosen: 'Done: I write in English from now on.',
};
