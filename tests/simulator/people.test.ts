import { describe, expect, it } from 'vitest';
import { ASHA, listeningSchool, sentId, textTo } from './school.js';

const KABIR = 'IN.30400000000000001';

describe('the four kinds of people', () => {
  it('somebody with a number alone is told by it, and has no user id', async () => {
    const school = listeningSchool();
    school.simulator.person({ phone: ASHA, name: 'Asha', kind: 'phone_only' });
    await school.simulator.userSends(ASHA, 'Hello');
    expect(school.values()[0]?.contacts).toEqual([{ profile: { name: 'Asha' }, wa_id: '919000000100' }]);
    expect(school.messages()[0]).not.toHaveProperty('from_user_id');
    expect(school.messages()[0]?.from).toBe('919000000100');
  });

  it('somebody with both is told by both, and the user id is the same after a restart', async () => {
    const first = listeningSchool();
    await first.simulator.userSends(ASHA, 'Hello');
    const second = listeningSchool();
    await second.simulator.userSends(ASHA, 'Hello');
    const [said] = first.messages();
    expect(said?.from).toBe('919000000100');
    expect(said?.from_user_id).toMatch(/^IN\.\d{17}$/);
    expect(second.messages()[0]?.from_user_id).toBe(said?.from_user_id);
  });

  it('somebody with a user id alone has no number anywhere and is answered by `recipient`', async () => {
    const school = listeningSchool();
    school.simulator.person({ userId: KABIR, name: 'Kabir' });
    await school.simulator.userSends(KABIR, 'Hello');
    expect(school.messages()[0]).not.toHaveProperty('from');
    expect(school.values()[0]?.contacts).toEqual([{ profile: { name: 'Kabir' }, user_id: KABIR }]);

    const answer = await school.send({
      messaging_product: 'whatsapp',
      recipient: KABIR,
      type: 'text',
      text: { body: 'Hello Kabir' },
    });
    const body = (await answer.clone().json()) as { contacts: unknown[] };
    expect(body.contacts).toEqual([{ input: KABIR, user_id: KABIR }]);
    const id = await sentId(answer);
    await school.simulator.settle();
    const [sent] = school.statuses(id);
    expect(sent).not.toHaveProperty('recipient_id');
    expect(sent?.recipient_user_id).toBe(KABIR);
    expect(school.simulator.outbox.of(KABIR)).toHaveLength(1);
  });

  it('somebody who changes number is announced from the old one, with a new user id', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    const before = school.messages()[0]?.from_user_id;
    await school.simulator.userSends(ASHA, { type: 'number_changed', phone: '+919000000199' });
    const system = school.messages()[1];
    expect(system?.from).toBe('919000000100');
    expect(system?.system).toMatchObject({
      type: 'user_changed_number',
      wa_id: '919000000199',
      previous_user_id: before,
    });
    expect(school.values()[1]).not.toHaveProperty('contacts');
    await school.simulator.userSends('+919000000199', 'It is me');
    const after = school.messages()[2];
    expect(after?.from).toBe('919000000199');
    expect(after?.from_user_id).toBe((system?.system as { user_id: string }).user_id);
    expect(after?.from_user_id).not.toBe(before);
  });

  it('a number is found in whatever form it is written', async () => {
    const school = listeningSchool();
    const asha = school.simulator.person(ASHA);
    for (const form of ['919000000100', '90000 00100', '+91 (90000) 00100', '09000000100']) {
      expect(school.simulator.person(form)).toBe(asha);
    }
    await school.simulator.userSends(ASHA, 'Hello');
    await school.send(textTo('90000-00100'));
    expect(school.simulator.outbox.of(ASHA)).toHaveLength(1);
  });
});

describe('what people send', () => {
  it('taps by number, id or title, each as Meta tells it', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'menu');
    const buttons = ['Yes', 'Change'].map((title, index) => ({
      type: 'reply',
      reply: { id: `b${index}`, title },
    }));
    const id = await sentId(
      await school.send({
        messaging_product: 'whatsapp',
        to: ASHA,
        type: 'interactive',
        interactive: { type: 'button', body: { text: 'Right?' }, action: { buttons } },
      }),
    );
    await school.simulator.userTaps(ASHA, 'Change');
    await school.simulator.userTaps(ASHA, 1);
    const taps = school.messages().slice(1);
    expect(taps.map((one) => one.interactive)).toEqual([
      { type: 'button_reply', button_reply: { id: 'b1', title: 'Change' } },
      { type: 'button_reply', button_reply: { id: 'b0', title: 'Yes' } },
    ]);
    expect(taps[0]?.context).toEqual({ from: '911140000000', id });
    await expect(school.simulator.userTaps(ASHA, 'Perhaps')).rejects.toThrow('Yes, Change');
  });

  it('a template button comes as `button` with its payload', async () => {
    const school = listeningSchool();
    school.simulator.templates.add({
      name: 'reminder',
      language: 'en',
      components: [
        { type: 'BODY', text: 'Class at {{time}} today.', example: {} },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop updates' }] },
      ],
      parameterFormat: 'NAMED',
    });
    const components = [
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'time', text: '5 pm' }] },
      {
        type: 'button',
        sub_type: 'quick_reply',
        index: '0',
        parameters: [{ type: 'payload', payload: 'stop' }],
      },
    ];
    const template = { name: 'reminder', language: { code: 'en' }, components };
    await school.send({ messaging_product: 'whatsapp', to: ASHA, type: 'template', template });
    expect(school.simulator.outbox.last(ASHA)?.view.body).toBe('Class at 5 pm today.');
    await school.simulator.userTaps(ASHA, 1);
    expect(school.messages()[0]).toMatchObject({
      type: 'button',
      button: { payload: 'stop', text: 'Stop updates' },
    });
  });

  it.each([
    ['a voice note', { type: 'voice', says: 'everyone came' }, 'audio', { voice: true }],
    [
      'a picture',
      { type: 'image', caption: 'receipt' },
      'image',
      { caption: 'receipt', mime_type: 'image/png' },
    ],
    ['a paper', { type: 'document', filename: 'form.pdf' }, 'document', { filename: 'form.pdf' }],
    ['a sticker', { type: 'sticker' }, 'sticker', { mime_type: 'image/webp', animated: false }],
    ['a place', { type: 'location', latitude: 1, longitude: 2 }, 'location', { latitude: 1, longitude: 2 }],
    ['a reaction', { type: 'reaction', messageId: 'wamid.X', emoji: '👍' }, 'reaction', { emoji: '👍' }],
    [
      'an edit',
      { type: 'edit', messageId: 'wamid.X', body: 'b' },
      'edit',
      { original_message_id: 'wamid.X' },
    ],
    ['a deletion', { type: 'revoke', messageId: 'wamid.X' }, 'revoke', { original_message_id: 'wamid.X' }],
    ['a poll', { type: 'unsupported' }, 'unsupported', { type: 'poll_creation' }],
  ] as const)('%s', async (_, content, type, inside) => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, content);
    expect(school.messages()[0]?.type).toBe(type);
    expect(school.messages()[0]?.[type]).toMatchObject(inside);
  });

  it('a forwarded text says so without an id, and one from an ad carries its referral', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, { type: 'text', body: 'see', forwarded: 'once' });
    await school.simulator.userSends(ASHA, { type: 'text', body: 'hi', referral: true });
    const [forwarded, fromAd] = school.messages();
    expect(forwarded?.context).toEqual({ forwarded: true });
    expect(fromAd?.referral).toMatchObject({ source_type: 'ad' });
    const id = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    expect(school.statuses(id)[0]?.pricing?.type).toBe('free_entry_point');
  });

  it('media can be looked up and fetched with the token, for five minutes', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, { type: 'voice', says: 'सब आए' });
    const { id } = school.messages()[0]?.audio as { id: string };
    const found = (await (await school.send('', { path: `/v25.0/${id}`, method: 'GET' })).json()) as {
      url: string;
    };
    const fetched = async (token: string) =>
      school.simulator.handle(new Request(found.url, { headers: { authorization: `Bearer ${token}` } }));
    const file = await fetched('token-of-the-school');
    const bytes = Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(bytes.subarray(0, 4).toString()).toBe('OggS');
    expect(bytes.toString('utf8')).toContain('TRANSCRIPT=सब आए');
    expect((await fetched('somebody'))?.status).toBe(404);
    school.clock.forward(5 * 60_000 + 1);
    expect((await fetched('token-of-the-school'))?.status).toBe(404);
  });
});
