import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messages, people, settings } from '../../db/schema/bot.js';
import { store } from '../../src/mailbox/inbox.js';
import { record } from '../../src/mailbox/outbox.js';
import { STATUS_RANK, type Status, type StatusName } from '../../src/whatsapp/inbound.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
let personId = '';
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  await database.reset();
  const [row] = await database.db.insert(people).values({ phoneNumber: '919000000101' }).returning();
  personId = row?.id ?? '';
});
afterAll(() => database.close());

const AT = Date.parse('2026-11-24T12:00:00+05:30');
const seconds = (n: number) => new Date(AT + n * 1000);

/** A message of ours; `wamid` is unknown until the send's own answer is recorded. */
async function sent(more: { status?: string; wamid?: string | null } = {}) {
  const [row] = await database.db
    .insert(messages)
    .values({
      personId,
      direction: 'outbound',
      messageType: 'text',
      kind: 'reply',
      status: more.status ?? 'sent',
      whatsappMessageId: more.wamid === undefined ? 'wamid.OUT1' : more.wamid,
    })
    .returning();
  return row?.id ?? '';
}

function told(status: StatusName, more: Partial<Status> = {}): Status {
  return {
    wamid: 'wamid.OUT1',
    status,
    at: seconds(STATUS_RANK[status]),
    rowId: null,
    error: null,
    pricing: null,
    ...more,
  };
}

const hear = (...statuses: Status[]) => store(database.db, [], statuses);
const row = async (id: string) => {
  const [found] = await database.db.select().from(messages).where(eq(messages.id, id));
  return found;
};

const NAMES = Object.keys(STATUS_RANK) as StatusName[];
const furthest = (names: readonly StatusName[]) =>
  names.reduce((a, b) => (STATUS_RANK[b] > STATUS_RANK[a] ? b : a));

describe('what became of a message', () => {
  test('only ever goes forward, in whatever order and however often Meta tells it', async () => {
    const story = fc.array(fc.record({ status: fc.constantFrom(...NAMES), together: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(story, fc.boolean(), fc.boolean(), async (steps, recorded, echoed) => {
        await database.db.delete(messages);
        const id = await sent(recorded ? {} : { status: 'sending', wamid: null });
        const rowId = echoed || !recorded ? id : null;
        const webhooks: Status[][] = [];
        for (const { status, together } of steps) {
          const last = together ? webhooks.at(-1) : undefined;
          if (last) last.push(told(status, { rowId }));
          else webhooks.push([told(status, { rowId })]);
        }
        let rank = recorded ? STATUS_RANK.sent : 0;
        for (const webhook of webhooks) {
          await hear(...webhook);
          const now = await row(id);
          rank = Math.max(rank, ...webhook.map((s) => STATUS_RANK[s.status]));
          expect(STATUS_RANK[now?.status as StatusName]).toBe(rank);
          expect(now?.whatsappMessageId).toBe('wamid.OUT1');
        }
        const all = steps.map((s) => s.status);
        expect((await row(id))?.status).toBe(furthest(recorded ? ['sent', ...all] : all));
      }),
      { numRuns: 30 },
    );
  });

  test('ends the same in all orders of sent, delivered, read and failed', async () => {
    const orders = permutations<StatusName>(['sent', 'delivered', 'read', 'failed']);
    expect(orders).toHaveLength(24);
    for (const order of orders) {
      await database.db.delete(messages);
      const id = await sent();
      for (const status of order) await hear(told(status));
      expect((await row(id))?.status, order.join(' → ')).toBe('read');
    }
  });

  test('is delivered when one telephone got it and another did not, whichever is told first', async () => {
    for (const order of permutations<StatusName>(['sent', 'delivered', 'failed'])) {
      await database.db.delete(messages);
      const id = await sent();
      await hear(
        ...order.map((s) => told(s, { error: s === 'failed' ? { code: 131026, title: 'x' } : null })),
      );
      expect(await row(id), order.join(' + ')).toMatchObject({ status: 'delivered', reason: null });
    }
  });

  test('is kept with the reason when it failed, and with the price when it has one', async () => {
    const id = await sent();
    await hear(told('failed', { error: { code: 131047, title: 'Re-engagement message' } }));
    expect(await row(id)).toMatchObject({
      status: 'failed',
      reason: '131047 Re-engagement message',
      statusAt: seconds(STATUS_RANK.failed),
    });
    await hear(told('delivered', { pricing: { category: 'utility', type: 'regular' } }));
    expect(await row(id)).toMatchObject({
      status: 'delivered',
      metadata: { pricing: { category: 'utility', type: 'regular' } },
    });
  });

  test('settles one whose answer was lost, by the id of ours that it echoes', async () => {
    const id = await sent({ status: 'sending', wamid: null });
    expect((await hear(told('sent', { rowId: id }))).statuses).toBe(1);
    expect(await row(id)).toMatchObject({ status: 'sent', whatsappMessageId: 'wamid.OUT1' });
  });

  test('stays as it was told when the send’s own answer is recorded after it', async () => {
    const id = await sent({ status: 'sending', wamid: null });
    await hear(told('delivered', { rowId: id }));
    await database.db.batch([record(database.db, id, { status: 'sent', wamid: 'wamid.OUT1' })]);
    expect(await row(id)).toMatchObject({ status: 'delivered', whatsappMessageId: 'wamid.OUT1' });
  });

  test('is also found by Meta’s id when nothing is echoed', async () => {
    const id = await sent();
    await hear(told('read'));
    expect((await row(id))?.status).toBe('read');
  });

  test('that we gave up on is told after all', async () => {
    const id = await sent({ status: 'unknown', wamid: null });
    await hear(told('read', { rowId: id }));
    expect((await row(id))?.status).toBe('read');
  });

  test('that waited to be sent again, and had arrived, is not sent again', async () => {
    const id = await sent({ status: 'queued', wamid: null });
    await hear(told('delivered', { rowId: id }));
    expect((await row(id))?.status).toBe('delivered');
  });

  test('that went out twice is what the luckier of the two became', async () => {
    const id = await sent({ status: 'sending', wamid: null });
    const second = { wamid: 'wamid.OUT2', rowId: id };
    await hear(told('sent', second), told('delivered', { rowId: id }), told('failed', second));
    expect(await row(id)).toMatchObject({ status: 'delivered' });
    await hear(told('read', second));
    expect(await row(id)).toMatchObject({ status: 'read', whatsappMessageId: 'wamid.OUT1' });
  });
});

describe('a status', () => {
  test('of a message that is not ours changes nothing', async () => {
    const id = await sent();
    const other = { wamid: 'wamid.SOMEBODY', rowId: 'b2f5ff47-4366-4d06-9b8e-6c7c1f2f0c11' };
    expect(await hear(told('read', other), told('failed', { wamid: 'wamid.X' }))).toEqual({
      people: [],
      statuses: 0,
    });
    expect((await row(id))?.status).toBe('sent');
  });

  test('never touches what a person wrote', async () => {
    const [wrote] = await database.db
      .insert(messages)
      .values({
        personId,
        direction: 'inbound',
        messageType: 'text',
        status: 'received',
        whatsappMessageId: 'wamid.IN1',
      })
      .returning();
    await hear(told('read', { wamid: 'wamid.IN1', rowId: wrote?.id ?? null }));
    expect((await row(wrote?.id ?? ''))?.status).toBe('received');
  });

  test('with the ids of two of our messages does not stop the webhook it came in', async () => {
    const [first, second] = [await sent(), await sent({ status: 'sending', wamid: null })];
    await hear(told('delivered', { rowId: second }), told('read', { wamid: 'wamid.OUT9', rowId: null }));
    expect([(await row(first))?.status, (await row(second))?.whatsappMessageId]).toEqual(['delivered', null]);
  });

  test('comes with others in one webhook, and each finds its message', async () => {
    const ids = [
      await sent({ wamid: 'wamid.A' }),
      await sent({ wamid: 'wamid.B' }),
      await sent({ wamid: 'wamid.C' }),
    ];
    const statuses = [
      told('delivered', { wamid: 'wamid.A' }),
      told('sent', { wamid: 'wamid.B' }),
      told('sent', { wamid: 'wamid.A' }),
      told('failed', { wamid: 'wamid.C' }),
    ];
    expect((await hear(...statuses)).statuses).toBe(2);
    const now = await Promise.all(ids.map(async (id) => (await row(id))?.status));
    expect(now).toEqual(['delivered', 'sent', 'failed']);
  });

  test('comes together with a message, and both are kept', async () => {
    const id = await sent();
    const from = { phone: '919000000101', userId: null, name: 'Asha' };
    const said = { wamid: 'wamid.IN1', from, at: seconds(0), type: 'text', text: 'yes', details: {} };
    expect(await store(database.db, [said], [told('read')])).toEqual({ people: [personId], statuses: 1 });
    expect((await row(id))?.status).toBe('read');
  });
});

describe('a message that Meta gave up on after its yes', () => {
  const failed = (code: number, more: Partial<Status> = {}) =>
    told('failed', { error: { code, title: 'x' }, ...more });
  const notice = async () => {
    const id = await sent();
    await database.db.update(messages).set({ kind: 'absence_alert', attempts: 1 }).where(eq(messages.id, id));
    return id;
  };
  const whom = async () => {
    const [found] = await database.db.select().from(people).where(eq(people.id, personId));
    return found;
  };

  test('because the window was closed goes once more, and of the first nothing but its arrival is heard', async () => {
    const id = await notice();
    await hear(failed(131047));
    expect(await row(id)).toMatchObject({ status: 'queued', whatsappMessageId: null, reason: '131047 x' });
    expect(await whom()).toMatchObject({ windowClosedAt: seconds(STATUS_RANK.failed) });
    // Meta tells it again, and what came before it late.
    await hear(failed(131047, { rowId: id }), told('sent', { rowId: id }));
    expect((await row(id))?.status).toBe('queued');
    const again = { wamid: 'wamid.OUT2', rowId: id };
    await database.db.update(messages).set({ status: 'sending', attempts: 2 }).where(eq(messages.id, id));
    await hear(told('sent', again));
    await hear(failed(131047, again));
    expect(await row(id)).toMatchObject({ status: 'failed', whatsappMessageId: 'wamid.OUT2' });
  });

  test('and that arrived all the same is not sent again', async () => {
    const id = await notice();
    await hear(failed(131000));
    expect((await row(id))?.status).toBe('queued');
    await hear(told('delivered', { rowId: id }));
    expect((await row(id))?.status).toBe('delivered');
  });

  test('for no reason of ours goes again, an answer too, three times in all', async () => {
    const id = await sent();
    for (const attempts of [1, 2, 3]) {
      const wamid = `wamid.TRY${attempts}`;
      const now = { status: 'sent', whatsappMessageId: wamid, attempts };
      await database.db.update(messages).set(now).where(eq(messages.id, id));
      await hear(failed(131000, { wamid }));
      expect((await row(id))?.status).toBe(attempts < 3 ? 'queued' : 'failed');
    }
  });

  test('that went out twice is not sent a third time', async () => {
    const id = await sent();
    await database.db
      .update(messages)
      .set({ metadata: { sentAgain: 1 } })
      .where(eq(messages.id, id));
    await hear(failed(131000));
    expect((await row(id))?.status).toBe('failed');
  });

  test('says whom nothing reaches, until something does', async () => {
    await notice();
    await hear(failed(131026));
    expect(await whom()).toMatchObject({
      unreachableAt: seconds(STATUS_RANK.failed),
      unreachableReason: '131026 x',
    });
    await sent({ wamid: 'wamid.NEXT' });
    await hear(told('delivered', { wamid: 'wamid.NEXT' }));
    expect(await whom()).toMatchObject({ unreachableAt: null, unreachableReason: null });
  });

  test('says who wants no advertisements, and when nothing can be sent at all', async () => {
    await notice();
    await hear(failed(131050));
    expect(await whom()).toMatchObject({ preferences: { marketing: 'stop' } });
    const other = await sent({ wamid: 'wamid.B' });
    await hear(failed(131042, { wamid: 'wamid.B' }));
    expect((await row(other))?.status).toBe('queued');
    const kept = await database.db.select().from(settings).where(eq(settings.key, 'OUTGOING_HALTED'));
    expect(kept[0]?.value).toMatchObject({ code: 131042, later: true });
  });

  test('costs nothing; what arrives costs what Meta’s card of that day says, and nothing where Meta says free', async () => {
    const priced = (category: string, type: string) => ({ pricing: { category, type } });
    const [utility, free, lost] = [
      await sent({ wamid: 'wamid.U' }),
      await sent({ wamid: 'wamid.F' }),
      await sent({ wamid: 'wamid.L' }),
    ];
    await hear(
      told('delivered', { wamid: 'wamid.U', ...priced('utility', 'regular') }),
      told('delivered', { wamid: 'wamid.F', ...priced('service', 'free_customer_service') }),
    );
    await hear(told('sent', { wamid: 'wamid.L', ...priced('marketing', 'regular') }));
    await hear(failed(131049, { wamid: 'wamid.L' }));
    expect([await row(utility), await row(free), await row(lost)]).toMatchObject([
      { pricingCategory: 'utility', deliveryCost: '0.1150' },
      { pricingCategory: 'service', deliveryCost: '0.0000' },
      { status: 'failed', deliveryCost: null },
    ]);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((one, i) => permutations(items.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}
