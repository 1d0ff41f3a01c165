/** Meta's codes as sentences for the staff (Meta, "Error codes"). */
const CODES: Readonly<Record<number, string>> = {
  1: 'WhatsApp had a fault of its own.',
  2: 'WhatsApp was not available for a while.',
  100: 'WhatsApp did not accept the form of this message.',
  130403: 'The school has blocked this person on WhatsApp.',
  130429: 'Too many messages were sent in one second.',
  130472: 'WhatsApp did not deliver it: this person is part of an experiment with advertising.',
  130497: 'WhatsApp does not let the school write to this country.',
  131000: 'Something went wrong at WhatsApp.',
  131008: 'A part of the message was missing.',
  131009: 'A part of the message was not as WhatsApp wants it.',
  131016: 'WhatsApp was not available for a while.',
  131021: 'The number is the school’s own.',
  131026: 'The number is not on WhatsApp, or cannot get this message.',
  131030: 'The number is not among those that a test number may write to.',
  131042: 'There is a problem with paying WhatsApp: please look at the billing of the business account.',
  131047: 'More than 24 hours have passed since this person wrote, and no template says this.',
  131048: 'WhatsApp limits the school’s number because messages were blocked or reported.',
  131049: 'WhatsApp held it back: this person gets many advertisements already.',
  131050: 'This person has told WhatsApp that they want no advertisements from the school.',
  131051: 'WhatsApp does not know this kind of message.',
  131053: 'A picture or file could not be sent.',
  131056: 'Too many messages went to this person in a short time.',
  131062: 'This person hides their number, and this message needs it.',
  132000: 'The template wants another number of words than it was given.',
  132001: 'The template does not exist in this language, or is not approved.',
  132005: 'The template is too long with these words.',
  132007: 'The template is against WhatsApp’s rules.',
  132012: 'The template wants its words in another form.',
  132015: 'The template is paused because people did not like it.',
  132016: 'The template was disabled.',
  137000: 'This person’s WhatsApp account has changed hands or was set up anew.',
};

const OURS: Readonly<Record<string, string>> = {
  no_consent: 'This person has not agreed to get messages.',
  opted_out: 'This person asked for no more of these messages.',
  inactive: 'This person is no longer active.',
  suspended: 'This number has changed hands.',
  unreachable: 'WhatsApp could not deliver to this number before.',
  not_in_pilot: 'There was a pilot, and this person was not part of it.',
  too_late: 'It waited until it was no longer of use.',
  'held too long': 'Sending was switched off until it was too old.',
  'window closed': 'More than 24 hours had passed since this person wrote.',
  muted: 'This person does not want this kind of message.',
  no_template: 'More than 24 hours have passed since this person wrote, and no approved template says this.',
  unreadable: 'The message could not be put together.',
  withdrawn: 'It was taken back before it was sent.',
  cancelled: 'The broadcast was cancelled before it was sent.',
  unknown: 'Nobody knows whether it arrived.',
  'cut off while sending': 'Nobody knows whether it arrived: sending was cut off.',
  'answer lost': 'Nobody knows yet whether it arrived.',
};

/** Why a message was not delivered, as a sentence. `reason` as it is kept: Meta's code and title, or a word of ours. */
export function reasonInWords(reason: string): string {
  const code = Number(/^\d+/.exec(reason)?.[0] ?? Number.NaN);
  if (Number.isNaN(code)) return OURS[reason] ?? 'It could not be sent.';
  return CODES[code] ?? `WhatsApp refused it (${code}).`;
}
