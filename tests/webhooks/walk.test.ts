import { describe, expect, test } from 'vitest';
import { parseWebhook } from '../../src/whatsapp/webhook.js';

const NUMBER = '202000000000002';
const metadata = { display_phone_number: '914000000000', phone_number_id: NUMBER };
const contact = (phone: string) => ({ profile: { name: `Person ${phone}` }, wa_id: phone });
const says = (phone: string, id: string) => ({
  from: phone,
  id,
  timestamp: '1793500001',
  type: 'text',
  text: { body: `I am ${phone}` },
});
const status = (id: string) => ({ id, status: 'sent', timestamp: '1793500002' });
const change = (value: unknown, field = 'messages') => ({ field, value });
const change1 = (...messages: object[]) => change({ metadata, messages });
const body = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '101000000000001', changes }],
});
const parse = (raw: unknown) => parseWebhook(raw, NUMBER);
const NOTHING = { messages: [], statuses: [], templates: [], marketing: [], unread: 0, other: [] };
const idsOf = (raw: unknown) => {
  const { messages, statuses, unread } = parse(raw);
  return { messages: messages.map((m) => m.wamid), statuses: statuses.map((s) => s.wamid), unread };
};

const [ASHA, RAVI, MEERA] = ['919000000101', '919000000102', '919000000103'] as const;

describe('one POST of Meta', () => {
  test('is read to its end: every entry, change, message and status', () => {
    const raw = {
      entry: [
        {
          changes: [
            change({
              metadata,
              contacts: [contact(ASHA), contact(RAVI)],
              messages: [says(ASHA, 'm1'), says(RAVI, 'm2')],
            }),
            change({ metadata, statuses: [status('s1'), status('s2')] }),
          ],
        },
        { changes: [change1(says(MEERA, 'm3')), change1(says(ASHA, 'm4'))] },
      ],
    };
    expect(idsOf(raw)).toEqual({ messages: ['m1', 'm2', 'm3', 'm4'], statuses: ['s1', 's2'], unread: 0 });
    expect(parse(raw).messages.map((m) => [m.from.phone, m.text])).toEqual([
      [ASHA, `I am ${ASHA}`],
      [RAVI, `I am ${RAVI}`],
      [MEERA, `I am ${MEERA}`],
      [ASHA, `I am ${ASHA}`],
    ]);
  });

  test('may hold messages, statuses and errors side by side', () => {
    const raw = body(
      change({
        metadata,
        messages: [says(ASHA, 'm1')],
        statuses: [status('s1')],
        errors: [{ code: 130429, title: 'Rate limit hit' }],
      }),
    );
    expect(idsOf(raw)).toEqual({ messages: ['m1'], statuses: ['s1'], unread: 0 });
    expect(parse(raw).other).toEqual(['errors']);
  });

  test('of another number of the same school is left alone', () => {
    const other = { metadata: { phone_number_id: '999' }, messages: [says(ASHA, 'm1')] };
    const raw = body(change(other), change1(says(RAVI, 'm2')));
    expect(idsOf(raw)).toEqual({ messages: ['m2'], statuses: [], unread: 0 });
    expect(parse(raw).other).toEqual(['messages for another number']);
  });

  test('that does not say for which number it is, is for ours', () => {
    expect(idsOf(body(change({ messages: [says(ASHA, 'm1')] }))).messages).toEqual(['m1']);
  });

  test.each([
    'standby',
    'history',
    'smb_message_echoes',
    'smb_app_state_sync',
    'message_template_status_update',
    'account_update',
    'calls',
    'flows',
  ])('about %s says nothing that a person wrote to us', (field) => {
    const raw = body(change({ metadata, messages: [says(ASHA, 'm1')], statuses: [status('s1')] }, field));
    expect(parse(raw)).toEqual({ ...NOTHING, other: [field] });
  });

  test('about wishes that names nobody’s wish changes nothing', () => {
    const raw = body(change({ metadata, messages: [says(ASHA, 'm1')] }, 'user_preferences'));
    expect(parse(raw)).toEqual(NOTHING);
  });

  test('never has a field’s name repeated that Meta could not have written', () => {
    expect(parse(body(change({}, 'Sarah Thomas +91 90000 00007'))).other).toEqual(['unknown']);
  });

  test.each([
    ['an entry that is a string', { entry: ['x', { changes: [change1(says(ASHA, 'm1'))] }] }],
    ['an entry that is null', { entry: [{ changes: [change1(says(ASHA, 'm1'))] }, null] }],
    ['an entry without changes', { entry: [{ id: '1', time: 5 }, { changes: [change1(says(ASHA, 'm1'))] }] }],
    ['changes that are no list', { entry: [{ changes: 'many' }, { changes: [change1(says(ASHA, 'm1'))] }] }],
    ['a change that is a string', body('messages', change1(says(ASHA, 'm1')))],
    ['a change without a field', body({ value: {} }, change1(says(ASHA, 'm1')))],
    ['a value that is null', body(change(null), change1(says(ASHA, 'm1')))],
    ['a value that is a string', body(change('hello'), change1(says(ASHA, 'm1')))],
    ['a message that is a string', body(change({ metadata, messages: ['hello', says(ASHA, 'm1')] }))],
    ['a message that is null', body(change({ metadata, messages: [null, says(ASHA, 'm1')] }))],
    ['a message without an id', body(change1({ ...says(ASHA, 'x'), id: undefined }, says(ASHA, 'm1')))],
    ['a message from nobody', body(change1({ ...says(ASHA, 'x'), from: undefined }, says(ASHA, 'm1')))],
    [
      'a status that is a string',
      body(change({ metadata, messages: [says(ASHA, 'm1')], statuses: ['sent'] })),
    ],
  ])('loses nothing else by %s', (_what, raw) => {
    expect(idsOf(raw)).toEqual({ messages: ['m1'], statuses: [], unread: 1 });
  });

  test.each([
    ['metadata', 'ours'],
    ['contacts', 'Asha'],
    ['contacts', [null, 'Asha', 5]],
    ['contacts', [{ profile: null, wa_id: 5 }]],
    ['statuses', {}],
    ['errors', 'none'],
    ['errors', []],
  ])('loses no message by odd %s (%o)', (key, odd) => {
    const value = { metadata, messages: [says(ASHA, 'm1')], [key]: odd };
    expect(idsOf(body(change(value)))).toEqual({ messages: ['m1'], statuses: [], unread: 0 });
  });

  test.each([
    ['nothing', null],
    ['a number', 5],
    ['a string', 'hello'],
    ['a list', []],
    ['an empty object', {}],
    ['an entry that is an object', { entry: {} }],
  ])('that is %s is counted and no more', (_what, raw) => {
    expect(parse(raw)).toEqual({ ...NOTHING, unread: 1 });
  });

  test('with empty lists holds nothing, and nothing is wrong with it', () => {
    for (const raw of [
      { entry: [] },
      body(),
      body(change({ metadata })),
      body(change({ metadata, messages: [] })),
    ])
      expect(parse(raw)).toEqual(NOTHING);
  });
});
