import { attendance } from './attendance.js';

const { and } = attendance;

/** Whom a number is linked to: the teacher, pupils who write themselves, and children of the family. */
interface LinkedTo {
  teacher: string | null;
  pupils: readonly string[];
  children: readonly string[];
}

/** How codes can go out here. */
interface Ways {
  whatsapp: boolean;
  email: boolean;
}

interface CodeMail {
  code: string;
  minutes: number;
  /** The number that asks for it, masked; empty where there is none. */
  asker: string;
  school: string;
}

export const account = {
  menu: 'Link my number',
  menuHint: 'You, or your child, are with us already',
  notOnFile:
    'No pupil is on file with this number. If you or your child learns here, I can link your number; or would you like to join?',

  linkedAs: (to: LinkedTo) => `You are linked as ${roles(to)}.`,
  tapNotMe: 'Not you? Tap *Not me*.',
  writeNotMe: 'Not you? Write *not me*.',
  notMe: 'Not me',
  resting:
    'WhatsApp tells us that this number has changed, so I show nothing that belonged to it until you have confirmed who you are. Write *link my number*.',

  askWho:
    'Whom may I link you to? Please write the full name of your child (or your own, if you learn or teach here) as the school knows it.',
  helpWho: 'Please write just the name, like “Ananya Gupta”.',
  asked: (ways: Ways) =>
    `If the school has this name, a code of six digits is on its way to ${places(ways)} that the school has for it. If nothing comes, check the name (first and last), or ask the office.`,
  enterCode: (minutes: number) => `Please write the six digits here within ${minutes} minutes.`,
  again: 'Send again',
  otherName: 'Another name',
  wait: (minutes: number) =>
    `A code was asked for just now. You can ask for another one ${soon(minutes)}; a code that has come still counts for ten minutes.`,
  cannotSend:
    'I cannot check by myself who you are just now. The office can: it sends you a link, and you are linked at once.',
  already: (names: readonly string[]) => `You are linked to ${and(names)} already.`,
  wrong: (left: number) =>
    left > 0
      ? `That is not the code. ${left === 1 ? 'One more try' : `${left} more tries`}.`
      : 'That is not the code either, and it counts no more. Please ask for a new one.',
  over: 'There is no code open (any more). Please ask for a new one.',
  linked: (to: LinkedTo) =>
    `Done: you are linked as ${roles(to)}. Write *menu* to see what I can do for you.`,

  which: 'What is not right?',
  allOfIt: 'All of it',
  confirmNotMe: (names: readonly string[]) =>
    `Shall I unlink you from ${and(names)}? You then see nothing about them here, and the office hears that the number on file is wrong.`,
  yesNotMe: 'Yes, not me',
  itIsMe: 'No, it is right',
  unlinked: (names: readonly string[]) =>
    `Done: you are not linked to ${and(names)} any more. The office has been told. If it was a mistake, write *link my number*.`,
  staysLinked: 'All right, everything stays as it was.',
  notLinked: 'This number is not linked to anybody. Write *link my number* if it should be.',
  show: 'Show names',

  inviteWhom: 'For whom shall I make a link? Please write the name of the pupil or the teacher.',
  inviteMade: (names: readonly string[], hours: number) =>
    `A link for ${and(names)}: it works once, within ${hours} hours, for whoever opens it. Please send it only to the person it is for:`,
  inviteNoNumber: (names: readonly string[], hours: number) =>
    `A link for ${and(names)}: it works once, within ${hours} hours, for whoever sends it. Please let only the person it is for send me this message:`,
  inviteText: (code: string) => `Please link my number: ${code}`,
  inviteOver: 'This link does not work (any more). Please ask the office for a new one.',
  inviteOwn: (names: readonly string[]) =>
    `This link is for ${and(names)}. Please send it to them; I have left it unused.`,

  codeMail: {
    subject: (school: string) => `Your code for ${school} on WhatsApp`,
    body: ({ code, minutes, asker, school }: CodeMail) =>
      `${code} is your code for ${school} on WhatsApp. It counts for ${minutes} minutes.\n\nSomebody${asker ? ` with a number ending in ${asker}` : ''} asked to be linked to what the school has under this address. If that was not you, please give the code to nobody; nothing happens without it.\n\n${school}`,
  },
};

function roles({ teacher, pupils, children }: LinkedTo): string {
  const families = children.length > 0 ? [`${and(children.map((c) => `${c}’s`))} family`] : [];
  return and([...(teacher === null ? [] : [`our teacher ${teacher}`]), ...pupils, ...families]);
}

function places({ whatsapp, email }: Ways): string {
  if (whatsapp && email) return 'the phone number or e-mail address';
  return whatsapp ? 'the phone number' : 'the e-mail address';
}

function soon(minutes: number): string {
  if (minutes <= 1) return 'in a minute';
  if (minutes < 120) return `in ${minutes} minutes`;
  return minutes < 12 * 60 ? `in ${Math.ceil(minutes / 60)} hours` : 'tomorrow';
}
