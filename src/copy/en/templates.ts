/** What a template says: Meta approves these words, and {{names}} are filled in when it is sent. Samples are for its reviewers. */
export interface TemplateWords {
  body: string;
  footer?: string;
  buttons?: readonly string[];
  samples: Readonly<Record<string, string>>;
}

const school = 'Sargam School of Music';
const pupil = 'Ananya Gupta';
const guitar = { pupil, class: 'Guitar', date: 'Tue 24 Nov' };

/** For whoever has not written for a day. No variable at the beginning or end, and more words than variables. */
export const templates = {
  attendance_confirmation: {
    body: 'Attendance at {{school}}: {{pupil}} was present in {{class}} on {{date}}. If that is not right, please reply to this message.',
    samples: { school, ...guitar },
  },
  absence_alert: {
    body: 'A note from {{school}}: {{pupil}} was marked absent in {{class}} on {{date}}. If that is not right, or you would like a makeup class, please reply to this message.',
    samples: { school, ...guitar },
  },
  classes_low_alert: {
    body: 'Your balance at {{school}}: {{pupil}} has {{left}} classes of {{class}} left. Reply to this message to see the details or to pay.',
    samples: { school, pupil, class: 'Guitar', left: '2' },
  },
  payment_received: {
    body: 'Your payment to {{school}} was received, thank you: {{amount}} for {{pupil}}, {{class}}, {{classes}} classes. Classes of {{class}} left now: {{left}}. Payment number {{ref}}, for your records.',
    samples: {
      school,
      pupil,
      class: 'Guitar',
      amount: '₹6,000',
      classes: '12',
      left: '14',
      ref: 'pay_Qx7Lk2',
    },
  },
  payment_failed: {
    body: 'About your payment to {{school}}: {{amount}} for {{pupil}}, {{class}}, did not go through. If your bank took the money, it comes back to you by itself. To get the payment link again, reply to this message with the word pay.',
    samples: { school, pupil, class: 'Guitar', amount: '₹6,000' },
  },
  payment_reminder: {
    body: 'A reminder from {{school}} of fees that are to be paid: {{fees}}. Tap Pay for a payment link, or reply with the day on which you will pay.',
    buttons: ['Pay'],
    samples: { school, fees: 'Ananya, Guitar, due Fri 27 Nov' },
  },
  class_reminder: {
    body: 'A reminder from {{school}} of what is coming up: {{classes}}. If you cannot come, please reply to this message.',
    samples: { school, classes: 'Wed 25 Nov, 5 pm Guitar (Ananya)' },
  },
  class_cancelled: {
    body: 'A change at {{school}}: {{teacher}} is away, so this does not take place: {{classes}}. No class is charged for it. For a makeup class, please reply to this message.',
    samples: { school, teacher: 'Ravi Kumar', classes: 'Wed 25 Nov, 5 pm Guitar (Ananya)' },
  },
  class_on_again: {
    body: 'A change at {{school}}: {{teacher}} can come after all, so this takes place as usual: {{classes}}. If you have a question, please reply to this message.',
    samples: { school, teacher: 'Ravi Kumar', classes: 'Wed 25 Nov, 5 pm Guitar (Ananya)' },
  },
  enrollment_welcome: {
    body: 'Welcome to {{school}}! {{pupil}} is enrolled with us. On this number you can ask for the timetable, the classes left and fees, and tell us when somebody cannot come. Reply to this message to begin.',
    samples: { school, pupil },
  },
  attendance_prompt: {
    body: 'Your class at {{school}} has ended: {{class}}, {{date}}, {{time}}. Who came? Please tap one, or reply with the names.',
    buttons: ['All present', 'Some absent', 'Not held'],
    samples: { school, class: 'Guitar', date: 'Tue 24 Nov', time: '5 pm' },
  },
  announcement: {
    body: 'An announcement from {{school}}: {{message}} If you have a question, please reply to this message.',
    footer: 'Reply STOP to get no more of these',
    samples: { school, message: 'The winter concert is on Saturday 12 December at 6 pm.' },
  },
  staff_note: {
    body: 'A note for you as staff of {{school}}: {{note}} To go on, please reply to this message.',
    samples: { school, note: 'Meera cannot come to Guitar on Wed 25 Nov.' },
  },
  one_time_code: {
    body: '{{code}} is your verification code. For your security, do not share this code.',
    buttons: ['Copy code'],
    samples: { code: '123456' },
  },
} satisfies Record<string, TemplateWords>;
export type TemplateName = keyof typeof templates;
/** The same names and buttons in every language. */
export type Templates = { [N in TemplateName]: (typeof templates)[N] };
