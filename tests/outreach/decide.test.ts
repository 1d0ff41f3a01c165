import { describe, expect, test } from 'vitest';
import type { PersonRow } from '../../src/mailbox/mailbox.js';
import { type Decision, decide } from '../../src/outreach/decide.js';
import { NoticeKind } from '../../src/outreach/notify.js';
import { readBook } from '../../src/outreach/templates/book.js';
import { TEMPLATE_NAMES } from '../../src/outreach/templates/definitions.js';
import { templateOf } from '../../src/outreach/templates/for-notice.js';
import { LANGUAGES } from '../../src/understanding/intent.js';

const at = (clock: string) => new Date(`2026-11-24T${clock}+05:30`);
const NOON = at('12:00:00');
const RULES = { quietHours: '21:00-08:00', timezone: 'Asia/Kolkata', schoolName: 'Sargam' };

interface Known {
  name: string;
  language: string;
  category: string;
  status: string;
}
const ALL: Known[] = TEMPLATE_NAMES.flatMap((name) =>
  LANGUAGES.map((language) => ({ name, language, category: 'utility', status: 'approved' })),
);
const except = (name: string, change: Partial<Known>, language?: string) =>
  ALL.map((t) => (t.name === name && (!language || t.language === language) ? { ...t, ...change } : t));

/** Somebody who agreed a year ago and wrote an hour ago. */
const PERSON: PersonRow = {
  id: '00000000-0000-4000-8000-000000000001',
  phoneNumber: '919000000016',
  waUserId: null,
  profileName: null,
  userId: null,
  userType: 'student',
  isActive: true,
  optedInAt: new Date('2025-11-24'),
  optedOutAt: null,
  consentSource: 'import',
  consentWording: null,
  language: null,
  preferences: {},
  suspendedAt: null,
  lastInboundAt: at('11:00:00'),
  windowClosedAt: null,
  unreachableAt: null,
  unreachableReason: null,
  bulkAfter: null,
  leaseId: null,
  leaseUntil: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
/** The same, who wrote last week. */
const LONG_AGO = { lastInboundAt: new Date('2026-11-17') };

interface Moment {
  now?: Date;
  templates?: Known[];
}
const decided = (
  payload: object,
  person: Partial<PersonRow> = {},
  { now = NOON, templates = ALL }: Moment = {},
) => decide({ payload }, { ...PERSON, ...person }, { now, rules: RULES, templates: readBook(templates) });
const outcome = (d: Decision) =>
  d.kind === 'never' ? d.reason : d.kind === 'later' ? d.reason : (d.template ?? 'in our own words');
const absence = { notice: 'absence_alert', params: { pupil: 'Ananya', class: 'Guitar', date: '2026-11-24' } };
const announcement = {
  template: 'announcement',
  params: { school: 'Sargam', message: 'No class on Saturday.' },
};
const sent = (d: Decision) => (d.kind === 'send' ? d : expect.fail(`not sent: ${outcome(d)}`));

describe('the window, at the moment of sending', () => {
  test.each([
    ['open', {}, 'in our own words'],
    ['shut by our clock', LONG_AGO, 'absence_alert'],
    ['never opened', { lastInboundAt: null }, 'absence_alert'],
    ['shut by Meta’s word, against our clock', { windowClosedAt: at('11:30:00') }, 'absence_alert'],
    [
      'shut by Meta’s word and opened by a new message',
      { windowClosedAt: at('10:30:00') },
      'in our own words',
    ],
  ])('%s', (_how, person, how) => {
    const decision = decided(absence, person);
    expect(outcome(decision)).toBe(how);
    expect(sent(decision).outsideWindow).toBe(how === 'absence_alert');
  });

  test('the date is said in the language of whoever reads it, in words and in the template', () => {
    expect(sent(decided(absence, { language: 'hi' })).text).toContain('मंगल 24 नवंबर को Guitar में Ananya');
    expect(sent(decided(absence, { ...LONG_AGO, language: 'te' })).text).toContain('మంగళ 24 నవంబర్ న Guitar');
  });

  test('a template that is not approved in their language goes in English, and in none not at all', () => {
    const person = { ...LONG_AGO, language: 'te' };
    const noTelugu = except('absence_alert', { status: 'rejected' }, 'te');
    expect(sent(decided(absence, person, { templates: noTelugu })).body).toMatchObject({
      template: { language: { code: 'en' } },
    });
    for (const status of ['pending', 'rejected', 'paused', 'disabled'])
      expect(outcome(decided(absence, person, { templates: except('absence_alert', { status }) }))).toBe(
        'no_template',
      );
    expect(outcome(decided(absence, person, { templates: [] }))).toBe('no_template');
    // Inside the window nobody needs one.
    expect(outcome(decided(absence, {}, { templates: [] }))).toBe('in our own words');
  });

  test('what waited until it is of no use is not said any more', () => {
    const prompt = {
      notice: 'attendance_prompt',
      params: { class: 'Guitar', ended: at('18:00:00').toISOString() },
    };
    const reminder = { notice: 'class_reminder', params: { classes: 'Guitar 17:00', day: '2026-11-24' } };
    const mind = { preferences: { want: ['class_reminder'] } };
    const next = (clock: string) => ({ now: new Date(`2026-11-25T${clock}+05:30`) });
    expect(outcome(decided(prompt, { lastInboundAt: at('17:00:00') }, { now: at('20:00:00') }))).toBe(
      'in our own words',
    );
    expect(outcome(decided(prompt, {}, next('09:00:00')))).toBe('too_late');
    expect(outcome(decided(reminder, mind, { now: at('20:00:00') }))).toBe('in our own words');
    expect(outcome(decided(reminder, mind, next('09:00:00')))).toBe('too_late');
  });

  test('a kind without a template stays unsaid', () => {
    const params = { pupil: 'A', class: 'Guitar', amount: '₹6,000' };
    const ended = { notice: 'payment_link_expired', params };
    expect(outcome(decided(ended))).toBe('in our own words');
    expect(outcome(decided(ended, LONG_AGO))).toBe('no_template');
    expect(sent(decided({ notice: 'payment_failed', params }, LONG_AGO)).text).toContain(
      '₹6,000 for A, Guitar, did not go through. If your bank took the money, it comes back',
    );
  });

  test('what a teacher or the office has to hear comes as a note, on one line and without a second signature', () => {
    const handover = {
      notice: 'handover',
      params: { name: 'Asha', number: '+91 90000 00101', reason: 'anger', words: 'Nobody\n\tanswers    me!' },
    };
    const { text, body } = sent(decided(handover, LONG_AGO));
    expect(text).toMatch(
      /^A note for you as staff of Sargam: Asha, \+91 90000 00101 is upset and needs a person\./,
    );
    expect(text).toContain('“Nobody answers me!”');
    expect(text).not.toMatch(/\n|\t| {2}|– Sargam/);
    expect(JSON.stringify(body)).not.toContain('\\n');
  });

  test('what is too long is cut to what Meta takes', () => {
    const classes = 'Wed 25 Nov, 5 pm Guitar (Ananya); '.repeat(60);
    const { text } = sent(
      decided({ notice: 'class_reminder', params: { classes } }, { ...LONG_AGO, ...WANTS }),
    );
    expect(text.length).toBeLessThanOrEqual(1024);
    expect(text).toMatch(/….*please reply to this message\.$/);
  });

  test('a notice that says nothing of what its template needs is kept back, not sent with holes', () => {
    expect(outcome(decided({ notice: 'absence_alert', params: { pupil: 'Ananya' } }, LONG_AGO))).toBe(
      'unreadable',
    );
  });

  test('every kind that has a template can be said by it in every language', () => {
    const params = Object.fromEntries(
      'pupil class date left amount classes ref fees teacher time code'.split(' ').map((key) => [key, '7']),
    );
    for (const kind of NoticeKind.options) {
      const template = templateOf(kind);
      if (!template) continue;
      for (const language of LANGUAGES) {
        const person = { ...LONG_AGO, ...WANTS, language };
        expect(outcome(decided({ notice: kind, params }, person)), `${kind} ${language}`).toBe(template);
      }
    }
  });
});

const WANTS = { preferences: { want: ['class_reminder', 'attendance_confirmation'], mute: [] } };

describe('what buttons mean', () => {
  const buttons = ['attendance:all:1', 'attendance:class:1', 'attendance:off:1'];
  const prompt = {
    notice: 'attendance_prompt',
    params: { class: 'Guitar', date: 'Tue 24 Nov', time: '5 pm' },
    buttons,
  };

  test('is the same on our own message and on the template, with titles in the reader’s language', () => {
    expect(sent(decided(prompt, { language: 'hi' })).body).toMatchObject({
      interactive: {
        action: {
          buttons: [{ reply: { id: buttons[0], title: 'सब आए' } }, {}, { reply: { id: buttons[2] } }],
        },
      },
    });
    expect(sent(decided(prompt, LONG_AGO)).body).toMatchObject({
      template: {
        components: [
          { type: 'body' },
          { index: '0', parameters: [{ payload: buttons[0] }] },
          { index: '1', parameters: [{ payload: buttons[1] }] },
          { index: '2', parameters: [{ payload: buttons[2] }] },
        ],
      },
    });
  });
});

describe('who is not written to', () => {
  const MARKETING = except('announcement', { category: 'marketing' });
  test.each([
    ['who never agreed', { optedInAt: null }, 'no_consent'],
    ['who said STOP', { optedOutAt: new Date() }, 'opted_out'],
    ['who is not there any more', { isActive: false }, 'inactive'],
    ['whose number changed hands', { suspendedAt: new Date() }, 'suspended'],
    ['whom WhatsApp does not reach', { unreachableAt: at('11:30:00') }, 'unreachable'],
    [
      'whom WhatsApp did not reach, who never wrote',
      { unreachableAt: at('09:00:00'), lastInboundAt: null },
      'unreachable',
    ],
    ['who does not want to hear of it', { preferences: { mute: ['absence_alert'] } }, 'muted'],
  ])('%s', (_who, person, reason) => {
    expect(outcome(decided(absence, person))).toBe(reason);
    if (reason !== 'muted') expect(outcome(decided(announcement, person))).toBe(reason);
  });

  test('who wrote after WhatsApp did not reach them is there again', () => {
    expect(outcome(decided(absence, { unreachableAt: at('10:30:00') }))).toBe('in our own words');
  });

  test.each([
    ['what comes by choice alone', {}, 'muted'],
    ['what was chosen', { want: ['class_reminder'] }, 'in our own words'],
    ['what was chosen and then muted', { want: ['class_reminder'], mute: ['class_reminder'] }, 'muted'],
    ['wishes that nobody can read', { want: 'everything' }, 'muted'],
  ])('%s', (_what, preferences, how) => {
    expect(outcome(decided({ notice: 'class_reminder', params: { classes: 'x' } }, { preferences }))).toBe(
      how,
    );
  });

  test('advertising needs that nobody said no to it, to us or to WhatsApp', () => {
    const asked = (preferences: object, templates: Known[]) =>
      outcome(decided(announcement, { preferences }, { templates }));
    expect(asked({}, MARKETING)).toBe('announcement');
    expect(asked({ marketing: 'resume' }, MARKETING)).toBe('announcement');
    expect(asked({ marketing: 'stop' }, MARKETING)).toBe('opted_out');
    expect(asked({ mute: ['announcement'] }, MARKETING)).toBe('opted_out');
    // What Meta counts it as decides, not what we asked for.
    expect(asked({ marketing: 'stop' }, ALL)).toBe('announcement');
    expect(asked({ marketing: 'stop' }, except('announcement', { category: 'something_new' }))).toBe(
      'opted_out',
    );
  });
});

describe('a broadcast', () => {
  test('is its template inside the window too, in the language it was planned in', () => {
    const decision = sent(decided({ ...announcement, language: 'te' }, { language: 'hi' }));
    expect(decision).toMatchObject({ template: 'announcement', outsideWindow: false });
    expect(decision.body).toMatchObject({ template: { language: { code: 'te' } } });
    expect(sent(decided(announcement, { language: 'hi' })).text).toMatch(/^एक सूचना, Sargam/);
  });

  test.each([
    ['of no template of ours', { template: 'hello_world', params: {} }],
    ['with a parameter missing', { template: 'announcement', params: { school: 'Sargam' } }],
    ['with nothing at all', {}],
  ])('%s is kept back', (_what, payload) => {
    expect(outcome(decided(payload))).toBe('unreadable');
  });
});

describe('a one-time code', () => {
  const code = { notice: 'one_time_code', params: { code: '493817' } };

  test('goes by Meta’s template alone, to whoever asked, at any hour, and is not kept', () => {
    for (const person of [{}, LONG_AGO, { optedInAt: null }, { optedOutAt: new Date() }]) {
      const decision = sent(decided(code, person, { now: at('23:30:00') }));
      expect(decision).toMatchObject({ template: 'one_time_code', secret: true });
      expect(JSON.stringify(decision.body)).toContain('493817');
      expect(decision.text).not.toContain('493817');
      expect(decision.text).toContain('••••••');
    }
  });

  test('never goes in words of our own, nor to who cannot be reached', () => {
    const templates = except('one_time_code', { status: 'paused' });
    expect(outcome(decided(code, {}, { templates }))).toBe('no_template');
    expect(outcome(decided(code, { isActive: false }))).toBe('inactive');
    expect(outcome(decided(code, { unreachableAt: NOON }))).toBe('unreachable');
  });

  test('nothing else is secret', () => {
    expect(sent(decided(absence)).secret).toBe(false);
    expect(sent(decided(announcement)).secret).toBe(false);
  });
});

describe('at night', () => {
  const night = { now: at('21:30:00') };
  test.each([
    ['an absence waits for eight', absence],
    ['a broadcast waits for eight', announcement],
    ['a reminder waits for eight', { notice: 'payment_reminder', params: { fees: 'x' } }],
  ])('%s', (_what, payload) => {
    expect(decided(payload, {}, night)).toEqual({
      kind: 'later',
      at: new Date('2026-11-25T08:00:00+05:30'),
      reason: 'quiet hours',
    });
  });

  test.each([
    ['today', '2026-11-24', 'in our own words'],
    ['tomorrow', '2026-11-25', 'in our own words'],
    ['the day after', '2026-11-26', 'quiet hours'],
  ])('a class of %s that does not take place: %s', (_when, day, how) => {
    for (const notice of ['class_cancelled', 'class_on_again'])
      expect(outcome(decided({ notice, params: { teacher: 'R', classes: 'x', day } }, {}, night))).toBe(how);
  });

  test.each([
    ['half an hour ago', '2026-11-24T21:00:00+05:30', 'in our own words'],
    ['two hours ago', '2026-11-24T19:30:00+05:30', 'quiet hours'],
    ['at a time nobody can read', 'late', 'quiet hours'],
  ])('a teacher is asked about a class that ended %s', (_when, ended, how) => {
    const params = { class: 'Guitar', date: 'Tue', time: '8 pm', ended };
    expect(outcome(decided({ notice: 'attendance_prompt', params }, {}, night))).toBe(how);
  });
});
