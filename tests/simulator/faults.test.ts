import { describe, expect, it } from 'vitest';
import { ASHA, listeningSchool, refusal, textTo } from './school.js';

describe('faults of the Graph API', () => {
  it.each([
    ['rate_limited', 400, 130429],
    ['pair_limited', 400, 131056],
    ['window_closed', 400, 131047],
    ['server_error', 500, 131000],
    ['token_expired', 401, 190],
  ] as const)('%s strikes the next two sends and then no more', async (name, status, code) => {
    const school = listeningSchool();
    school.simulator.setFaults({ [name]: 2 });
    for (const _ of [1, 2]) {
      const response = await school.send(textTo());
      expect([response.status, (await refusal(response)).code]).toEqual([status, code]);
    }
    expect((await school.send(textTo())).status).toBe(200);
    expect(school.simulator.outbox.all()).toHaveLength(1);
  });

  it('lasts until it is switched off', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ server_error: true });
    for (const _ of [1, 2, 3]) expect((await school.send(textTo())).status).toBe(500);
    school.simulator.setFaults({ server_error: false });
    expect((await school.send(textTo())).status).toBe(200);
  });

  it('breaks the connection with or without having accepted', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ connection_dropped: 1 });
    expect((await school.send(textTo())).type).toBe('error');
    expect(school.simulator.outbox.all()).toHaveLength(0);
    school.simulator.setFaults({ answer_lost: 1 });
    expect((await school.send(textTo(ASHA, { biz_opaque_callback_data: 'row-1' }))).type).toBe('error');
    expect(school.simulator.outbox.all()).toHaveLength(1);
    await school.simulator.settle();
    expect(school.statuses().every((one) => one.biz_opaque_callback_data === 'row-1')).toBe(true);
  });

  it('is slow, fails later, or is down altogether', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ slow: { value: 60, times: 1 } });
    const started = performance.now();
    await school.send(textTo());
    expect(performance.now() - started).toBeGreaterThan(55);
    await school.simulator.settle();

    school.simulator.setFaults({ undeliverable: { value: 131049, times: 1 } });
    await school.send(textTo());
    await school.simulator.settle();
    expect(school.statuses().at(-1)?.errors?.[0]?.code).toBe(131049);

    school.simulator.setFaults({ graph_down: 1 });
    expect((await school.send('', { path: '/v25.0/202000000000002', method: 'GET' })).status).toBe(503);
  });

  it('leaves the others alone, and does not touch read receipts', async () => {
    const school = listeningSchool();
    const { id } = await school.simulator.userSends(ASHA, 'Hello');
    school.simulator.setFaults({ server_error: 1 });
    const typing: string[] = [];
    school.simulator.events.subscribe((event) => {
      if (event.kind === 'typing') typing.push(JSON.stringify(event.data));
    });
    const read = {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: id,
      typing_indicator: { type: 'text' },
    };
    expect(await (await school.send(read)).json()).toEqual({ success: true });
    expect(typing).toHaveLength(1);
    expect(school.simulator.chat(ASHA)[0]?.ticks).toBe('read');
    expect((await school.send(textTo())).status).toBe(500);
  });

  it('does not know faults that do not exist', () => {
    const settings = JSON.parse('{"earthquake":true}') as Record<string, boolean>;
    expect(() => listeningSchool().simulator.setFaults(settings)).toThrow('earthquake');
  });
});
