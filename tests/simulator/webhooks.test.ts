import { describe, expect, it } from 'vitest';
import { ASHA, NUMBER, listeningSchool, sentId, textTo } from './school.js';

const RAHUL = '+919000000002';

describe('a webhook that the school does not acknowledge', () => {
  it('comes again, less and less often, with the same message', async () => {
    const school = listeningSchool({ retryDelaysMs: [1_000, 60_000] });
    school.answers(500);
    const written = await school.simulator.userSends(ASHA, 'Hello');
    expect(written).toMatchObject({ acknowledged: false, status: 500 });
    school.clock.forward(1_000);
    await school.simulator.tick();
    expect(school.received).toHaveLength(2);
    school.clock.forward(30_000);
    await school.simulator.tick();
    expect(school.received).toHaveLength(2);
    school.clock.forward(30_000);
    await school.simulator.tick();
    expect(school.messages().map((one) => one.id)).toEqual(Array(3).fill(written.id));
    school.clock.forward(7 * 24 * 3_600_000);
    await school.simulator.tick();
    expect(school.received).toHaveLength(3);
  });

  it('stops coming once it was answered 200', async () => {
    const school = listeningSchool({ retryDelaysMs: [1_000, 1_000] });
    school.answers(204);
    await school.simulator.userSends(ASHA, 'Hello');
    school.answers(200);
    for (const _ of [1, 2, 3]) {
      school.clock.forward(1_000);
      await school.simulator.tick();
    }
    expect(school.received).toHaveLength(2);
  });

  it('comes again when there was no answer at all', async () => {
    let calls = 0;
    const school = listeningSchool({
      retryDelaysMs: [1_000],
      fetch: async () => {
        calls += 1;
        throw new TypeError('fetch failed');
      },
    });
    expect(await school.simulator.userSends(ASHA, 'Hello')).toMatchObject({
      acknowledged: false,
      status: null,
    });
    school.clock.forward(1_000);
    await school.simulator.tick();
    expect(calls).toBe(2);
  });

  it('never comes to a school that is not subscribed', async () => {
    const school = listeningSchool();
    await school.send('', { path: '/v25.0/101000000000001/subscribed_apps', method: 'DELETE' });
    await school.simulator.userSends(ASHA, 'Hello');
    expect(school.received).toHaveLength(0);
  });
});

describe('webhooks that go wrong', () => {
  it('come twice, one after the other or at once', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ duplicate: 1 });
    await school.simulator.userSends(ASHA, 'once');
    school.simulator.setFaults({ concurrent: 1 });
    await school.simulator.userSends(ASHA, 'again');
    await school.simulator.userSends(ASHA, 'and plainly');
    expect(school.received).toHaveLength(5);
    expect(new Set(school.messages().map((one) => one.id)).size).toBe(3);
  });

  it('come as one request for several people, over entries, changes and messages', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ batch: { value: 3, times: 1 } });
    const written = await Promise.all([
      school.simulator.userSends(ASHA, 'one'),
      school.simulator.userSends(RAHUL, 'two'),
      school.simulator.userSends(ASHA, 'three'),
    ]);
    expect(school.received).toHaveLength(1);
    const body = JSON.parse(school.received[0]?.body ?? '') as { entry: unknown[] };
    expect(body.entry).toHaveLength(2);
    const perChange = school.values().map((value) => value.messages?.length);
    expect(perChange).toEqual([2, 1]);
    expect(school.values()[0]?.contacts).toHaveLength(1);
    expect(
      school
        .messages()
        .map((one) => one.id)
        .sort(),
    ).toEqual(written.map((one) => one.id).sort());
    expect(school.values()[0]?.metadata?.phone_number_id).toBe(NUMBER);
  });

  it('do not wait for ever for a batch to fill', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ batch: true });
    const written = school.simulator.userSends(ASHA, 'alone');
    await new Promise((done) => setImmediate(done));
    await school.simulator.settle();
    expect((await written).acknowledged).toBe(true);
  });

  it('tell delivered before sent', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    school.simulator.setFaults({ statuses_shuffled: 1 });
    const id = await sentId(await school.send(textTo()));
    await school.simulator.settle();
    expect(school.statuses(id).map((one) => one.status)).toEqual(['delivered', 'sent']);
    expect(school.simulator.outbox.last(ASHA)?.ticks).toBe('delivered');
  });

  it('tell the statuses before the send is answered, or not at all', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'Hello');
    school.simulator.setFaults({ statuses_first: 1 });
    const answer = await school.send(textTo());
    expect(school.statuses()).toHaveLength(2);
    expect(school.statuses()[0]?.id).toBe(await sentId(answer));
    school.simulator.setFaults({ statuses_missing: true });
    await school.send(textTo());
    await school.simulator.settle();
    expect(school.statuses()).toHaveLength(2);
  });

  it('carry an old time when they are stale', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ stale: { value: 60, times: 1 } });
    await school.simulator.userSends(ASHA, 'Hello');
    const sent = Number(school.messages()[0]?.timestamp) * 1000;
    expect(school.clock.now().getTime() - sent).toBe(3_600_000);
  });
});
