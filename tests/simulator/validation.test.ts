import { describe, expect, it } from 'vitest';
import { ACCOUNT, ASHA, listeningSchool, refusal, textTo } from './school.js';

const x = (length: number): string => 'x'.repeat(length);
const interactive = (more: Record<string, unknown>) => ({
  messaging_product: 'whatsapp',
  to: ASHA,
  type: 'interactive',
  interactive: { body: { text: 'Which?' }, ...more },
});
const button = (title: string, id = title) => ({ type: 'reply', reply: { id, title } });
const buttons = (...list: unknown[]) => interactive({ type: 'button', action: { buttons: list } });
const row = (id: string, title = id, description?: string) => ({
  id,
  title,
  ...(description && { description }),
});
const list = (rows: unknown[], action: Record<string, unknown> = {}) =>
  interactive({ type: 'list', action: { button: 'Choose', sections: [{ title: 'All', rows }], ...action } });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`r${index}`));
const link = (parameters: Record<string, unknown>) =>
  interactive({ type: 'cta_url', action: { name: 'cta_url', parameters } });
const template = (name: string, code: string, components?: unknown[]) => ({
  messaging_product: 'whatsapp',
  to: ASHA,
  type: 'template',
  template: { name, language: { code }, components },
});
const body = (...texts: string[]) => ({
  type: 'body',
  parameters: texts.map((text, index) => ({ type: 'text', parameter_name: ['child', 'due'][index], text })),
});
const linkValue = {
  type: 'button',
  sub_type: 'url',
  index: '0',
  parameters: [{ type: 'text', text: 'inv-77' }],
};

const REFUSED: [why: string, request: unknown, code: number, text: string][] = [
  ['no product', { to: ASHA }, 100, '(#100) The parameter messaging_product is required.'],
  ['another product', textTo(ASHA, { messaging_product: 'x' }), 100, 'must be one of {WHATSAPP} - got "x"'],
  [
    'nobody to send to',
    { messaging_product: 'whatsapp', type: 'text' },
    100,
    'The parameter to is required.',
  ],
  ['not JSON', '{"messaging_product":', 100, 'Invalid JSON'],
  ['an unknown type', textTo(ASHA, { type: 'fax' }), 100, 'Param type must be one of {TEXT, IMAGE'],
  ['a misspelt key', textTo(ASHA, { preview: true }), 100, 'Unexpected key "preview"'],
  ['no text object', textTo(ASHA, { text: undefined }), 100, 'The parameter text is required.'],
  ['an empty text', textTo(ASHA, { text: { body: ' ' } }), 100, "The parameter text['body'] is required."],
  ['a long text', textTo(ASHA, { text: { body: x(4097) } }), 100, 'at most 4096 characters'],
  ['a long job id', textTo(ASHA, { biz_opaque_callback_data: x(513) }), 100, 'at most 512'],
  [
    'a broken user id',
    textTo('', { to: undefined, recipient: '919000000100' }),
    131009,
    'Invalid recipient user ID',
  ],
  ['no buttons', buttons(), 131009, 'Invalid buttons count'],
  [
    'four buttons',
    buttons(...['a', 'b', 'c', 'd'].map((one) => button(one))),
    131009,
    'Invalid buttons count',
  ],
  [
    'a long button',
    buttons(button(x(21), 'a')),
    131009,
    'Button title length invalid. Min length: 1, Max length: 20',
  ],
  ['an empty button', buttons(button('', 'a')), 131009, 'Button title length invalid'],
  ['a long button id', buttons(button('Yes', x(257))), 131009, 'Button id length invalid'],
  ['two like buttons', buttons(button('Yes', 'a'), button('Yes', 'b')), 131009, 'Duplicate button titles'],
  ['two like ids', buttons(button('Yes', 'a'), button('No', 'a')), 131009, 'Duplicate button ids'],
  [
    'no question',
    interactive({ type: 'button', body: undefined, action: {} }),
    131008,
    'Body text is missing',
  ],
  [
    'a long question',
    interactive({ type: 'button', body: { text: x(1025) }, action: { buttons: [button('Yes')] } }),
    131009,
    'Body text is too long. Max length is 1024',
  ],
  [
    'a long footer',
    interactive({ type: 'button', footer: { text: x(61) }, action: { buttons: [button('Yes')] } }),
    131009,
    'Footer text is too long',
  ],
  ['eleven rows', list(rows(11)), 131009, 'Total row count exceed max allowed count: 10'],
  ['a long row', list([row('a', x(25))]), 131009, 'Row title is too long. Max length is 24'],
  ['a long row id', list([row(x(201), 'a')]), 131009, 'Row id is too long. Max length is 200'],
  [
    'a long description',
    list([row('a', 'a', x(73))]),
    131009,
    'Row description is too long. Max length is 72',
  ],
  ['two like rows', list([row('a'), row('a', 'b')]), 131009, 'Duplicated row id'],
  ['a long list label', list(rows(1), { button: x(21) }), 131009, 'List button label is too long'],
  [
    'a section without a title among several',
    list([], { sections: [{ title: 'A', rows: rows(1) }, { rows: [row('z')] }] }),
    131008,
    'Section title is missing',
  ],
  ['a link without an address', link({ display_text: 'Pay', url: 'pay' }), 131009, 'not a valid URI'],
  [
    'a long link label',
    link({ display_text: x(21), url: 'https://a.example' }),
    131009,
    'display_text length',
  ],
  [
    'an unknown file',
    { ...textTo(), type: 'image', text: undefined, image: { id: '1' } },
    131009,
    'does not exist',
  ],
  [
    'a caption on a recording',
    { ...textTo(), type: 'audio', text: undefined, audio: { link: 'https://a.example', caption: 'a' } },
    100,
    'Unexpected key "caption"',
  ],
  ['an unknown template', template('fees', 'en_US'), 132001, 'template name (fees) does not exist in en_US'],
  [
    'a template in another language',
    template('due', 'hi'),
    132001,
    'template name (due) does not exist in hi',
  ],
  [
    'too few values',
    template('due', 'en', [body('Asha'), linkValue]),
    132000,
    'body: number of localizable_params (1) does not match the expected number of params (2)',
  ],
  [
    'a value without text',
    template('due', 'en', [body('Asha', ''), linkValue]),
    100,
    "Parameter 'text' is mandatory for component parameter type 'text'",
  ],
  ['a value of two lines', template('due', 'en', [body('Asha', 'a\nb'), linkValue]), 132012, 'new-line'],
  [
    'a link without its value',
    template('due', 'en', [body('Asha', '10 Dec')]),
    131008,
    'buttons: Button at index 0 of type Url requires a parameter',
  ],
];

function schoolWithTemplate() {
  const school = listeningSchool();
  school.simulator.templates.add({
    name: 'due',
    language: 'en',
    parameterFormat: 'NAMED',
    components: [
      { type: 'BODY', text: 'For {{child}} a payment is due on {{due}}. Thank you.' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Pay', url: 'https://pay.example/{{1}}' }] },
    ],
  });
  return school;
}

describe('Meta refuses', () => {
  it.each(REFUSED)('%s', async (_, request, code, text) => {
    const school = schoolWithTemplate();
    const response = await school.send(request);
    const error = await refusal(response);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.error_data?.details ?? ''}`).toContain(text);
    expect(error.type).toBe('OAuthException');
    expect(error.fbtrace_id).toMatch(/^A[\w-]{22}$/);
    expect(response.status).toBe(code === 132001 ? 404 : 400);
    expect(school.simulator.outbox.all()).toEqual([]);
  });

  it('who has no token, a wrong one, or asks for another number', async () => {
    const school = listeningSchool();
    const none = await school.send(textTo(), { token: null });
    expect([none.status, (await refusal(none)).code]).toEqual([401, 104]);
    const wrong = await school.send(textTo(), { token: 'x' });
    expect([wrong.status, (await refusal(wrong)).code]).toEqual([401, 190]);
    const other = await school.send(textTo(), { path: '/v25.0/999/messages' });
    expect(other.status).toBe(400);
    expect(await refusal(other)).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: 'GraphMethodException',
    });
  });

  it('a test number that writes to somebody who is not on its list', async () => {
    const school = listeningSchool({ allowList: ['+919000000101'] });
    expect((await refusal(await school.send(textTo()))).code).toBe(131030);
  });

  it('more than 45 messages at once to one person, until some time has passed', async () => {
    const school = listeningSchool({ perSecond: null });
    for (let sent = 0; sent < 45; sent += 1) expect((await school.send(textTo())).status).toBe(200);
    expect((await refusal(await school.send(textTo()))).code).toBe(131056);
    expect((await school.send(textTo('+919000000101'))).status).toBe(200);
    school.clock.forward(6_000);
    expect((await school.send(textTo())).status).toBe(200);
  });

  it('more than 80 messages in a second', async () => {
    const school = listeningSchool({ pairLimit: false });
    const answers = await Promise.all(Array.from({ length: 81 }, () => school.send(textTo())));
    expect(answers.map((one) => one.status).filter((status) => status !== 200)).toEqual([400]);
  });
});

describe('Meta accepts', () => {
  it.each([
    ['a text without a type', textTo(ASHA, { type: undefined })],
    ['three buttons at their limits', buttons(button(x(20), x(256)), button('b'), button('c'))],
    ['ten rows', list(rows(10))],
    ['a link', link({ display_text: 'Pay now', url: 'https://pay.example/1' })],
    ['a filled template', template('due', 'en', [body('Asha', '10 Dec'), linkValue])],
    ['an answer to a message', textTo(ASHA, { context: { message_id: 'wamid.X' } })],
  ])('%s', async (_, request) => {
    const school = schoolWithTemplate();
    const response = await school.send(request);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as { contacts: unknown; messages: { id: string }[] };
    expect(answer.contacts).toEqual([{ input: ASHA, wa_id: '919000000100' }]);
    expect(answer.messages[0]?.id).toMatch(/^wamid\.[A-Za-z0-9+/=]+$/);
    expect(school.simulator.outbox.last(ASHA)?.id).toBe(answer.messages[0]?.id);
  });

  it('the path with any version or none', async () => {
    const school = listeningSchool();
    for (const path of ['/v19.0/202000000000002/messages', '/202000000000002/messages']) {
      expect((await school.send(textTo(), { path })).status).toBe(200);
    }
    expect(await school.simulator.handle(new Request('http://127.0.0.1:3000/api/health'))).toBeNull();
  });
});

describe('templates', () => {
  const create = (more: Record<string, unknown>) => ({
    name: 'fee_note',
    language: 'en',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Dear family, {{1}} is due soon.', example: { body_text: [['₹2,100']] } },
    ],
    ...more,
  });
  const path = `/v25.0/${ACCOUNT}/message_templates`;

  it('wait for their review, can then be sent, and the school hears of it', async () => {
    const school = listeningSchool();
    const made = (await (await school.send(create({}), { path })).json()) as { id: string; status: string };
    expect(made.status).toBe('PENDING');
    expect((await refusal(await school.send(template('fee_note', 'en')))).code).toBe(132001);
    await school.simulator.settle();
    const [value] = school.values();
    expect(value).toMatchObject({ event: 'APPROVED', message_template_id: Number(made.id) });
    const listed = await (await school.send('', { path: `${path}?name=fee_note`, method: 'GET' })).json();
    expect(listed).toMatchObject({ data: [{ id: made.id, status: 'APPROVED', language: 'en' }] });
  });

  it.each([
    ['a variable at the end', { components: [{ type: 'BODY', text: 'Due: {{1}}', example: {} }] }, 2388299],
    ['a variable without a sample', { components: [{ type: 'BODY', text: 'It is {{1}} today.' }] }, 2388043],
    ['capitals in the name', { name: 'Fee' }, 2388042],
  ])('are refused for %s', async (_, more, subcode) => {
    const school = listeningSchool();
    expect((await refusal(await school.send(create(more), { path }))).error_subcode).toBe(subcode);
  });

  it('that are paused or deleted cannot be sent', async () => {
    const school = schoolWithTemplate();
    await school.simulator.templates.setStatus('due', 'en', 'PAUSED');
    const filled = template('due', 'en', [body('Asha', '10 Dec'), linkValue]);
    expect((await refusal(await school.send(filled))).code).toBe(132015);
    await school.send('', { path: `${path}?name=due`, method: 'DELETE' });
    expect((await refusal(await school.send(filled))).code).toBe(132001);
  });
});
