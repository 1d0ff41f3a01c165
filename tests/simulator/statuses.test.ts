import { describe, expect, it } from 'vitest';
import { ASHA, listeningSchool, refusal, sentId, textTo } from './school.js';

const HOUR = 3_600_000;

describe('what becomes of a message', () => {
  it('climbs from sent to delivered to read, and its price is told on sent and delivered', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    const id = await sentId(await school.send(textTo(ASHA, { biz_opaque_callback_data: 'row-7' })));
    await school.simulator.settle();
    expect(school.simulator.outbox.last(ASHA)?.ticks).toBe('delivered');
    await school.simulator.userReads(ASHA);

    const told = school.statuses(id);
    expect(told.map((one) => one.status)).toEqual(['sent', 'delivered', 'read']);
    expect(told.map((one) => one.pricing?.category)).toEqual(['service', 'service', undefined]);
    expect(told.every((one) => one.biz_opaque_callback_data === 'row-7')).toBe(true);
    expect(told.every((one) => one.recipient_id === '919000000100')).toBe(true);
    expect(told[0]?.recipient_user_id).toMatch(/^IN\.\d{17}$/);
    expect(school.simulator.outbox.last(ASHA)?.ticks).toBe('read');
  });

  it('is played when it is a voice message that somebody plays', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    const id = await sentId(
      await school.send({
        messaging_product: 'whatsapp',
        to: ASHA,
        type: 'audio',
        audio: { link: 'https://school.example/a.ogg', voice: true },
      }),
    );
    await school.simulator.settle();
    await school.simulator.userPlays(id);
    expect(school.statuses(id).at(-1)?.status).toBe('played');
  });

  it('skips delivered when nothing but read is left to say, and then prices read', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    const id = await sentId(await school.send(textTo()));
    await school.simulator.userReads(ASHA);
    await school.simulator.settle();
    const told = school.statuses(id);
    expect(told.map((one) => one.status).sort()).toEqual(['read', 'sent']);
    expect(told.every((one) => one.pricing !== undefined)).toBe(true);
  });

  it('stays at sent while the phone is off, and arrives when it is on again', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    await school.simulator.userChanges(ASHA, { online: false });
    const id = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    expect(school.statuses(id).map((one) => one.status)).toEqual(['sent']);
    await school.simulator.userChanges(ASHA, { online: true });
    expect(school.statuses(id).map((one) => one.status)).toEqual(['sent', 'delivered']);
  });

  it('is not told as read by who has turned receipts off', async () => {
    const school = listeningSchool();
    await school.simulator.userChanges(ASHA, { readReceipts: false });
    await school.simulator.userSends(ASHA, 'Hello');
    const id = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    await school.simulator.userReads(ASHA);
    expect(school.statuses(id).map((one) => one.status)).toEqual(['sent', 'delivered']);
  });
});

describe('the 24-hour window', () => {
  it('lets a free message through until a day after the last word', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    school.clock.forward(24 * HOUR - 1000);
    const inTime = await sentId(await school.send(textTo()));
    school.clock.forward(2000);
    const late = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    expect(school.statuses(inTime).map((one) => one.status)).toEqual(['sent', 'delivered']);
    const [failed, ...rest] = school.statuses(late);
    expect(rest).toEqual([]);
    expect(failed?.status).toBe('failed');
    expect(failed?.errors?.[0]).toMatchObject({ code: 131047, title: 'Re-engagement message' });
    expect(failed?.pricing).toBeUndefined();
    expect(school.simulator.outbox.last(ASHA)?.failure?.details).toContain('more than 24 hours');
  });

  it('is closed for who never wrote, and a template goes all the same', async () => {
    const school = listeningSchool();
    const text = await sentId(await school.send(textTo()));
    const hello = { name: 'hello_world', language: { code: 'en_US' } };
    const template = await sentId(
      await school.send({ messaging_product: 'whatsapp', to: ASHA, type: 'template', template: hello }),
    );
    await school.simulator.settle();
    expect(school.statuses(text)[0]?.errors?.[0]?.code).toBe(131047);
    expect(school.statuses(template).map((one) => one.status)).toEqual(['sent', 'delivered']);
    expect(school.statuses(template)[0]?.pricing).toMatchObject({ category: 'utility', type: 'regular' });
  });

  it('can be found closed at once, by a fault', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    school.simulator.setFaults({ window_closed: 1 });
    expect((await refusal(await school.send(textTo()))).code).toBe(131047);
    expect((await school.send(textTo())).status).toBe(200);
  });
});

describe('a message that nobody can get', () => {
  it('fails for a number that is not on WhatsApp', async () => {
    const school = listeningSchool();
    school.simulator.person({ phone: ASHA, onWhatsApp: false });
    const id = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    expect(school.statuses(id)[0]?.errors?.[0]?.code).toBe(131026);
  });

  it('fails for a user id that was put into `to`', async () => {
    const school = listeningSchool();
    const id = await sentId(await school.send(textTo('IN.30400000000000001')));
    await school.simulator.settle();
    expect(school.statuses(id)[0]?.errors?.[0]?.code).toBe(131026);
  });

  it('fails when it is marketing and they have stopped it, which the school was told', async () => {
    const school = listeningSchool();
    const components = [{ type: 'BODY', text: 'Summer camp starts on Monday.' }];
    school.simulator.templates.add({ name: 'camp', language: 'en', category: 'MARKETING', components });
    await school.simulator.userSends(ASHA, 'Hello');
    await school.simulator.userStopsMarketing(ASHA, true);
    const template = { name: 'camp', language: { code: 'en' } };
    const id = await sentId(
      await school.send({ messaging_product: 'whatsapp', to: ASHA, type: 'template', template }),
    );
    await school.simulator.settle();
    expect(school.statuses(id)[0]?.errors?.[0]?.code).toBe(131050);
    const preferences = school.values().flatMap((value) => value.user_preferences ?? []);
    expect(preferences).toMatchObject([
      { category: 'marketing_messages', value: 'stop', wa_id: '919000000100' },
    ]);
  });
});
