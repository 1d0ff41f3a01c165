import { enquiry } from './enquiry.js';

type Key = 'AI_OFF' | 'BOT_OFF' | 'OUTGOING_OFF' | 'NEW_PEOPLE_OFF';
type Way = 'off' | 'on';

const CONFIRM: Record<Key, Record<Way, string>> = {
  AI_OFF: {
    off: 'Switch the AI *off*? I then understand plain words, buttons and numbers only; everything else goes on as before.',
    on: 'Switch the AI *on* again? I then understand free writing better; what it costs stays within the day’s budget.',
  },
  BOT_OFF: {
    off: 'Switch the bot *off*? Everybody except the office then hears one sentence, that the bot is not available, and nothing else happens. Payment links that are open go on working. I go on answering the office.',
    on: 'Switch the bot *on* again? I then answer everybody as before.',
  },
  OUTGOING_OFF: {
    off: 'Stop *sending*? I then go on reading and noting, but nothing goes out to anybody except the office, until sending is on again. What has become too old by then is not sent any more.',
    on: 'Start *sending* again? What waits goes out now, unless it has become too old.',
  },
  NEW_PEOPLE_OFF: {
    off: 'Answer *no new people*? Whoever is not known by their number then hears once a day that the school will be in touch, and nothing else happens.',
    on: 'Answer *new people* again? I then take enquiries as before.',
  },
};
const NAMES: Record<Key, string> = {
  AI_OFF: 'AI',
  BOT_OFF: 'Bot',
  OUTGOING_OFF: 'Sending',
  NEW_PEOPLE_OFF: 'New people',
};
const SAID: Record<Key, string> = {
  AI_OFF: 'the AI is',
  BOT_OFF: 'the bot is',
  OUTGOING_OFF: 'sending is',
  NEW_PEOPLE_OFF: 'answering new people is',
};
const STANDS: Record<Way, string> = { off: 'off', on: 'on' };
const KEYS = Object.keys(NAMES) as Key[];
const numbers = (list: readonly string[]) => list.map(enquiry.phone).join(', ');

/** What the office switches off and on, and what others hear meanwhile. */
export const switches = {
  head: (off: Record<Key, boolean>, pilot: readonly string[]) =>
    [
      ...KEYS.map((key) => `${NAMES[key]}: *${STANDS[off[key] ? 'off' : 'on']}*`),
      pilot.length > 0 ? `Pilot: *only ${numbers(pilot)}*` : 'Pilot: *off*, everybody is answered',
    ].join('\n'),
  button: 'Change',
  section: 'Switches',
  turn: (key: Key, way: Way) => `${NAMES[key]} ${STANDS[way]}`,
  confirm: (key: Key, way: Way) => CONFIRM[key][way],
  switched: (key: Key, way: Way) => `Done: ${SAID[key]} *${STANDS[way]}* from the next message on.`,
  already: (key: Key, way: Way) => `At present ${SAID[key]} ${STANDS[way]} already; I changed nothing.`,

  pilotOff: 'Pilot off',
  pilotHow:
    'To answer only a few people at first, write *pilot only* and their numbers, like *pilot only +91 90000 00016*.',
  pilotAsk: (list: readonly string[]) =>
    list.length > 0
      ? `Answer *only* ${numbers(list)} and the office? What everybody else writes is kept, and nobody answers it.`
      : 'End the pilot and answer *everybody* again?',
  piloted: (list: readonly string[]) =>
    list.length > 0
      ? `Done: from the next message on I answer only ${numbers(list)} and the office.`
      : 'Done: I answer everybody from the next message on.',
  pilotAlready: 'It stands that way already; I changed nothing.',

  botIsOff: (school: string) =>
    `${school} is not answering here just now. Please write again later, or call the office.`,
  newPeopleLater: (school: string) =>
    `Thank you for writing to ${school}. New enquiries are not answered here just now; please call the office.`,
};
