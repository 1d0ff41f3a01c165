import { describe, expect, test } from 'vitest';
import { InboundDetails, readContact, readMessage, readStatus } from '../../src/whatsapp/inbound.js';

const ASHA = { phone: '919000000101', userId: 'IN.30400000000000101', name: 'Asha' };
const from = { from: '919000000101', from_user_id: 'IN.30400000000000101' };
const envelope = { ...from, id: 'wamid.M1', timestamp: '1793500001' };
const read = (message: object) => readMessage({ ...envelope, ...message }, [ASHA]);
const media = { sha256: 'q83vEjRWeJA=', id: '303000000000003', url: 'https://lookaside.fbsbx.com/x' };
const context = { from: '911140000000', id: 'wamid.OUT1' };

/** Every kind of message as Meta sends it, and what is kept of it. */
const KINDS: [string, object, { type: string; text?: string | null; details?: InboundDetails }][] = [
  [
    'a text',
    { type: 'text', text: { body: 'When is the fee due?' } },
    { type: 'text', text: 'When is the fee due?' },
  ],
  [
    'a text in Hindi with an emoji',
    { type: 'text', text: { body: 'फ़ीस कब देनी है? 👍' } },
    { type: 'text', text: 'फ़ीस कब देनी है? 👍' },
  ],
  [
    'a text that answers an earlier message',
    { type: 'text', context, text: { body: 'yes' } },
    { type: 'text', text: 'yes', details: { replyTo: 'wamid.OUT1' } },
  ],
  [
    'a text about a product of the catalogue',
    {
      type: 'text',
      context: { ...context, referred_product: { catalog_id: '1', product_retailer_id: 'GUITAR' } },
      text: { body: 'this one' },
    },
    { type: 'text', text: 'this one', details: { replyTo: 'wamid.OUT1' } },
  ],
  [
    'a forwarded text, which names no message that it answers',
    { type: 'text', context: { forwarded: true }, text: { body: 'holiday tomorrow' } },
    { type: 'text', text: 'holiday tomorrow', details: { forwarded: true } },
  ],
  [
    'a text that was forwarded often',
    { type: 'text', context: { frequently_forwarded: true }, text: { body: 'holiday' } },
    { type: 'text', text: 'holiday', details: { forwarded: true } },
  ],
  [
    'a text of somebody who came by an advertisement',
    {
      type: 'text',
      referral: { source_type: 'ad', source_id: '5050', ctwa_clid: 'clid-1' },
      text: { body: 'Details please' },
    },
    {
      type: 'text',
      text: 'Details please',
      details: { referral: { source_type: 'ad', source_id: '5050', ctwa_clid: 'clid-1' } },
    },
  ],
  [
    'a picture with its caption',
    { type: 'image', image: { ...media, caption: 'report card', mime_type: 'image/jpeg' } },
    {
      type: 'image',
      text: 'report card',
      details: { media: { id: '303000000000003', mime: 'image/jpeg' } },
    },
  ],
  [
    'a video without one',
    { type: 'video', video: { ...media, mime_type: 'video/mp4' } },
    { type: 'video', details: { media: { id: '303000000000003', mime: 'video/mp4' } } },
  ],
  [
    'a voice note',
    { type: 'audio', audio: { ...media, mime_type: 'audio/ogg; codecs=opus', voice: true } },
    {
      type: 'audio',
      details: { media: { id: '303000000000003', mime: 'audio/ogg; codecs=opus', voice: true } },
    },
  ],
  [
    'a sound file',
    { type: 'audio', audio: { ...media, mime_type: 'audio/mpeg', voice: false } },
    { type: 'audio', details: { media: { id: '303000000000003', mime: 'audio/mpeg', voice: false } } },
  ],
  [
    'a document',
    { type: 'document', document: { ...media, filename: 'TC.pdf', mime_type: 'application/pdf' } },
    {
      type: 'document',
      details: { media: { id: '303000000000003', mime: 'application/pdf', filename: 'TC.pdf' } },
    },
  ],
  [
    'a sticker',
    { type: 'sticker', sticker: { ...media, mime_type: 'image/webp', animated: false } },
    { type: 'sticker', details: { media: { id: '303000000000003', mime: 'image/webp' } } },
  ],
  [
    'a place from the map',
    { type: 'location', location: { latitude: 17.44, longitude: 78.34, name: 'School gate' } },
    {
      type: 'location',
      text: 'School gate',
      details: { location: { latitude: 17.44, longitude: 78.34 } },
    },
  ],
  [
    'where somebody is, without a name',
    { type: 'location', location: { latitude: '17.44', longitude: '78.34' } },
    { type: 'location', details: { location: { latitude: 17.44, longitude: 78.34 } } },
  ],
  [
    'a shared contact, one of whose numbers is not on WhatsApp',
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Ravi K', first_name: 'Ravi' },
          phones: [
            { phone: '+91 90000 00102', wa_id: '919000000102', type: 'MOBILE' },
            { phone: '+91 90000 00103' },
          ],
        },
        { name: { formatted_name: 'Nobody' } },
      ],
    },
    { type: 'contacts', details: { sharedPhones: ['919000000102', '+91 90000 00103'] } },
  ],
  [
    'a tapped button',
    {
      type: 'interactive',
      context,
      interactive: { type: 'button_reply', button_reply: { id: 'att:present', title: 'Present' } },
    },
    { type: 'tap', text: 'Present', details: { tapId: 'att:present', replyTo: 'wamid.OUT1' } },
  ],
  [
    'a tapped row of a list',
    {
      type: 'interactive',
      context,
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'menu:mark_attendance', title: 'Mark attendance', description: 'Today' },
      },
    },
    {
      type: 'tap',
      text: 'Mark attendance',
      details: { tapId: 'menu:mark_attendance', replyTo: 'wamid.OUT1' },
    },
  ],
  [
    'a tapped quick reply of a template',
    { type: 'button', context, button: { payload: 'optout', text: 'Stop updates' } },
    { type: 'tap', text: 'Stop updates', details: { tapId: 'optout', replyTo: 'wamid.OUT1' } },
  ],
  [
    'a quick reply that does not say to what',
    { type: 'button', button: { payload: 'optout', text: 'Stop updates' } },
    { type: 'tap', text: 'Stop updates', details: { tapId: 'optout' } },
  ],
  [
    'a quick reply that has its label only',
    { type: 'button', button: { text: 'Stop updates' } },
    { type: 'tap', text: 'Stop updates', details: { tapId: 'Stop updates' } },
  ],
  [
    'a filled-in form',
    {
      type: 'interactive',
      context,
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"leave_days":"2"}' },
      },
    },
    { type: 'unsupported', details: { unsupported: 'interactive', replyTo: 'wamid.OUT1' } },
  ],
  [
    'a leave to call',
    {
      type: 'interactive',
      interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
    },
    { type: 'unsupported', details: { unsupported: 'interactive' } },
  ],
  [
    'a tap that came with an error and without what was tapped',
    { type: 'interactive', errors: [{ code: 131051, title: 'Message type unknown' }] },
    { type: 'unsupported', details: { unsupported: 'interactive' } },
  ],
  [
    'a reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '👍' } },
    { type: 'reaction', details: { target: 'wamid.OUT1', emoji: '👍' } },
  ],
  [
    'a reaction taken back, with an empty emoji',
    { type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '' } },
    { type: 'reaction', details: { target: 'wamid.OUT1', emoji: '' } },
  ],
  [
    'a reaction taken back, with no emoji at all',
    { type: 'reaction', reaction: { message_id: 'wamid.OUT1' } },
    { type: 'reaction', details: { target: 'wamid.OUT1', emoji: '' } },
  ],
  [
    'an order',
    { type: 'order', order: { catalog_id: '4', product_items: [{ product_retailer_id: 'UNIFORM' }] } },
    { type: 'order' },
  ],
  [
    'a changed number',
    {
      type: 'system',
      system: { type: 'user_changed_number', body: 'Asha changed', wa_id: '919000000199' },
    },
    {
      type: 'system',
      details: {
        system: { type: 'user_changed_number', body: 'Asha changed', wa_id: '919000000199' },
      },
    },
  ],
  [
    'a poll, which Meta does not pass on',
    {
      type: 'unsupported',
      errors: [{ code: 131051, title: 'Message type unknown' }],
      unsupported: { type: 'poll_creation' },
    },
    { type: 'unsupported', details: { unsupported: 'unsupported' } },
  ],
  [
    'a correction',
    {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.T1',
        message: { type: 'text', text: { body: 'When is the bus fee due?' } },
      },
    },
    { type: 'edit', text: 'When is the bus fee due?', details: { target: 'wamid.T1' } },
  ],
  [
    'a corrected caption',
    {
      type: 'edit',
      edit: { original_message_id: 'wamid.I1', message: { type: 'image', image: { caption: 'x' } } },
    },
    { type: 'edit', details: { target: 'wamid.I1' } },
  ],
  [
    'a deletion',
    { type: 'revoke', revoke: { original_message_id: 'wamid.T1' } },
    { type: 'revoke', details: { target: 'wamid.T1' } },
  ],
  ['the first opening of the chat', { type: 'request_welcome' }, { type: 'request_welcome' }],
];

/** Odd ones: nothing here may be lost, and nothing may be more than something we cannot use. */
const ODD: [string, object, string][] = [
  ['a kind that Meta invented yesterday', { type: 'hologram', hologram: {} }, 'hologram'],
  ['a kind named like a part of every object', { type: 'constructor' }, 'constructor'],
  ['another such', { type: 'toString' }, 'toString'],
  ['and another', { type: '__proto__' }, '__proto__'],
  ['a kind by the name that we give to taps', { type: 'tap', tap: {} }, 'tap'],
  ['no kind at all', {}, 'unsupported'],
  ['a kind that is a number', { type: 7 }, 'unsupported'],
  ['a text without a text', { type: 'text' }, 'text'],
  ['a text that is a string', { type: 'text', text: 'hello' }, 'text'],
  ['a text whose words are a number', { type: 'text', text: { body: 5 } }, 'text'],
  ['a picture that is null', { type: 'image', image: null }, 'image'],
  ['a place nowhere', { type: 'location', location: { latitude: 'north' } }, 'location'],
  ['contacts that are one object', { type: 'contacts', contacts: {} }, 'contacts'],
  ['a reaction to nothing', { type: 'reaction', reaction: { emoji: '👍' } }, 'reaction'],
  ['a correction of nothing', { type: 'edit', edit: {} }, 'edit'],
  ['a correction without words', { type: 'edit', edit: { original_message_id: 'wamid.T1' } }, 'edit'],
  ['a deletion of nothing', { type: 'revoke' }, 'revoke'],
  ['a system message that says nothing', { type: 'system', system: 'changed' }, 'system'],
  ['a quick reply that is a string', { type: 'button', button: 'yes' }, 'button'],
  [
    'a tap without an id',
    { type: 'interactive', interactive: { button_reply: { title: 'Yes' } } },
    'interactive',
  ],
];

describe('of what people send', () => {
  test.each(KINDS)('%s is kept with what it says', (_what, message, kept) => {
    expect(read(message)).toEqual({
      wamid: 'wamid.M1',
      from: ASHA,
      at: new Date(1793500001 * 1000),
      type: kept.type,
      text: kept.text ?? null,
      details: kept.details ?? {},
    });
    expect(InboundDetails.parse(kept.details ?? {})).toEqual(kept.details ?? {});
  });

  test.each(ODD)('%s is kept as something nobody can use', (_what, message, kind) => {
    expect(read(message)).toMatchObject({
      wamid: 'wamid.M1',
      from: ASHA,
      type: 'unsupported',
      text: null,
      details: { unsupported: kind },
    });
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['a word', 'yesterday'],
    ['before there were telephones', '-99999999999'],
    ['beyond all calendars', '1e300'],
    ['in milliseconds', '1793500001000'],
    ['an object', {}],
  ])('one whose time is %s counts as very late, and is not lost', (_how, timestamp) => {
    expect(read({ timestamp, type: 'text', text: { body: 'hello' } })).toMatchObject({
      text: 'hello',
      at: new Date(0),
    });
  });

  test.each([
    ['an empty quote', { context: {} }],
    ['a quote that is a string', { context: 'wamid.OUT1' }],
    ['a quote of a number', { context: { id: 5, forwarded: 'yes' } }],
    ['an advertisement that is a list', { referral: ['ad'] }],
  ])('a text with %s is still a text', (_how, more) => {
    const message = read({ type: 'text', text: { body: 'hello' }, ...more });
    expect(message).toMatchObject({ type: 'text', text: 'hello', details: {} });
  });

  test.each([
    ['without an id', { id: undefined }],
    ['with an empty id', { id: '' }],
    ['whose id is a number', { id: 5 }],
    ['whose id is longer than any', { id: 'w'.repeat(3000) }],
  ])('only one %s cannot be kept', (_how, change) => {
    expect(read({ type: 'text', text: { body: 'hello' }, ...change })).toBeNull();
  });

  test.each([[null], [undefined], ['text'], [5], [[]]])('a message that is %o is none', (raw) => {
    expect(readMessage(raw, [ASHA])).toBeNull();
  });
});

describe('who wrote', () => {
  const text = { id: 'wamid.M1', timestamp: '1793500001', type: 'text', text: { body: 'hello' } };
  const who = (message: object, contacts: object[]) =>
    readMessage(
      { ...text, ...message },
      contacts.map(readContact).filter((c) => c !== null),
    )?.from;
  const profile = { name: 'Asha' };
  const [phone, userId] = ['919000000101', 'IN.30400000000000101'];

  test.each([
    [
      'by number, from before there were user ids',
      { from: phone },
      [{ profile, wa_id: phone }],
      { phone, userId: null, name: 'Asha' },
    ],
    [
      'by number, the user id beside the name only',
      { from: phone },
      [{ profile, wa_id: phone, user_id: userId }],
      { phone, userId, name: 'Asha' },
    ],
    [
      'by number and user id',
      { from: phone, from_user_id: userId },
      [{ profile, wa_id: phone, user_id: userId }],
      { phone, userId, name: 'Asha' },
    ],
    [
      'by user id alone, the number left out',
      { from_user_id: userId },
      [{ profile, user_id: userId }],
      { phone: null, userId, name: 'Asha' },
    ],
    [
      'by user id alone, the number empty',
      { from: '', from_user_id: userId },
      [{ profile, wa_id: '', user_id: userId }],
      { phone: null, userId, name: 'Asha' },
    ],
    [
      'by a user id that only stands beside the name',
      { from: '' },
      [{ profile, user_id: userId }],
      { phone: null, userId, name: 'Asha' },
    ],
    ['without a name', { from: phone }, [{ wa_id: phone }], { phone, userId: null, name: null }],
    [
      'with an empty name',
      { from: phone },
      [{ profile: { name: '' }, wa_id: phone }],
      { phone, userId: null, name: null },
    ],
    ['without any contact', { from: phone, from_user_id: userId }, [], { phone, userId, name: null }],
    [
      'with a plus and spaces in the number',
      { from: '+91 90000 00101' },
      [],
      { phone, userId: null, name: null },
    ],
    [
      'with a contact that is no object',
      { from: phone },
      ['Asha', null, 5] as unknown as object[],
      { phone, userId: null, name: null },
    ],
    [
      'with a name that is no text',
      { from: phone },
      [{ profile: 'Asha', wa_id: phone }],
      { phone, userId: null, name: null },
    ],
  ])('is known %s', (_how, message, contacts, expected) => {
    expect(who(message, contacts)).toEqual(expected);
  });

  test('is the contact of that number, when two people’s messages come in one change', () => {
    const contacts = [
      { profile: { name: 'Ravi' }, wa_id: '919000000102', user_id: 'IN.2' },
      { profile, wa_id: phone, user_id: userId },
    ];
    expect(who({ from: phone }, contacts)).toEqual({ phone, userId, name: 'Asha' });
    expect(who({ from: '919000000102' }, contacts)?.name).toBe('Ravi');
    expect(who({ from_user_id: 'IN.2' }, contacts)?.phone).toBe('919000000102');
  });

  test('is never somebody else’s contact, even if it is the only one', () => {
    const ravi = [{ profile: { name: 'Ravi' }, wa_id: '919000000102', user_id: 'IN.2' }];
    expect(who({ from: phone }, ravi)).toEqual({ phone, userId: null, name: null });
    expect(who({ from_user_id: userId }, ravi)).toEqual({ phone: null, userId, name: null });
  });

  test('is the old number, when Meta tells of a new one', () => {
    const system = { type: 'user_changed_number', wa_id: '919000000199', user_id: 'IN.9' };
    expect(who({ from: phone, type: 'system', system }, [])).toMatchObject({ phone, userId: null });
  });

  test.each([
    ['neither number nor user id', {}],
    ['empty ones', { from: '', from_user_id: '' }],
    ['a number without a digit', { from: 'unknown' }],
    ['more digits than a number has', { from: '9'.repeat(40) }],
    ['a user id longer than any', { from_user_id: `IN.${'3'.repeat(400)}` }],
  ])('nobody did, where there is %s', (_how, message) => {
    expect(who(message, [])).toBeUndefined();
  });
});

describe('of what became of a message', () => {
  const status = { id: 'wamid.OUT1', status: 'sent', timestamp: '1793500020' };
  const at = new Date(1793500020 * 1000);
  const rowId = 'b2f5ff47-4366-4d06-9b8e-6c7c1f2f0c11';

  test.each([
    [
      'that it was sent, and as what it is billed',
      {
        ...status,
        recipient_id: '919000000101',
        biz_opaque_callback_data: rowId,
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' },
      },
      { status: 'sent', rowId, pricing: { category: 'utility', type: 'regular' } },
    ],
    ['that it was delivered', { ...status, status: 'delivered' }, { status: 'delivered' }],
    ['that it was read', { ...status, status: 'read' }, { status: 'read' }],
    ['that a voice message was played', { ...status, status: 'played' }, { status: 'played' }],
    [
      'that it failed, and why',
      {
        ...status,
        status: 'failed',
        errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'x' } }],
      },
      { status: 'failed', error: { code: 131047, title: 'Re-engagement message' } },
    ],
    [
      'that it failed, without a reason',
      { ...status, status: 'failed', errors: [] },
      { status: 'failed', error: null },
    ],
    [
      'with a reason that is odd',
      { ...status, status: 'failed', errors: 'many' },
      { status: 'failed', error: null },
    ],
    [
      'with an echo that is not one of our ids',
      { ...status, biz_opaque_callback_data: 'job-77' },
      { rowId: null },
    ],
    ['at a time nobody can read', { ...status, timestamp: '1e300' }, { at: new Date(0) }],
  ])('Meta tells %s', (_what, raw, kept) => {
    const nothing = { wamid: 'wamid.OUT1', status: 'sent', at, rowId: null, error: null, pricing: null };
    expect(readStatus(raw)).toEqual({ ...nothing, ...kept });
  });

  test.each([
    ['a word that we do not know', { ...status, status: 'warning' }],
    ['nothing about which message', { ...status, id: undefined }],
    ['a string', 'sent'],
    ['nothing', null],
  ])('%s tells us nothing', (_what, raw) => {
    expect(readStatus(raw)).toBeNull();
  });
});
