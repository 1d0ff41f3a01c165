import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { broadcastDelivery, deliveryByDay, deliveryByTemplate } from '../../src/outreach/delivery.js';
import { reasonInWords } from '../../src/outreach/reasons.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { crowd, planned, refuses, someone } from './sending-support.js';

const world = useWorld({
  env: { DAILY_PEOPLE_LIMIT: '0' },
  simulator: { perSecond: null, ladder: { sentMs: 1, deliveredMs: 1 } },
});
const db = () => world.app.db;
const period = () => {
  const now = Date.now();
  return { from: new Date(now - 3_600_000), to: new Date(now + 3_600_000), timezone: 'Asia/Kolkata' };
};

test('what became of a broadcast is counted, with what it cost and why somebody did not get it', async () => {
  await approveTemplates(world, ['announcement']);
  await crowd(db(), 10);
  await db().execute(
    sql`update bot.whatsapp_subscriptions set opted_out_at = now() where phone_number = ${someone(9)}`,
  );
  refuses(world, 131026, (to) => to === someone(8));
  await world.meta.userChanges(`+${someone(7)}`, { online: false });
  const id = await planned(db(), 10);
  await world.tick();
  await world.meta.settle();
  await world.meta.userReads(`+${someone(0)}`);
  await world.meta.settle();
  await world.idle();

  expect(await broadcastDelivery(db(), id)).toEqual({
    waiting: 0,
    sending: 0,
    sent: 8,
    delivered: 7,
    read: 1,
    failed: 1,
    skipped: 1,
    unknown: 0,
    // Seven arrived, at what an advertisement costs.
    cost: 6.0417,
    reasons: [
      {
        reason: '131026 (#131026) refused',
        words: 'The number is not on WhatsApp, or cannot get this message.',
        count: 1,
      },
      { reason: 'opted_out', words: 'This person asked for no more of these messages.', count: 1 },
    ],
  });
  const answers = await deliveryByTemplate(db(), period());
  expect(answers.find((t) => t.of === 'announcement')).toMatchObject({ sent: 8, delivered: 7, cost: 6.0417 });
  const [today] = await deliveryByDay(db(), period());
  expect(today).toMatchObject({ sent: 8, failed: 1 });
});

test('a reason is a sentence, even one that nobody knows', () => {
  expect(reasonInWords('131047 Re-engagement message')).toMatch(/^More than 24 hours/);
  expect(reasonInWords('999999 new')).toBe('WhatsApp refused it (999999).');
  expect(reasonInWords('quite another')).toBe('It could not be sent.');
});
