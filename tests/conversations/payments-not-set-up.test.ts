import { expect, test } from 'vitest';
import { paymentLinks } from '../../db/schema/bot.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const suresh = () => world.chat('919000000028');

test('where payments are not set up, the fee is told and the office is named', async () => {
  expect(await suresh().says('pay fees monthly')).toContain('8 classes (monthly), *₹2,200*.');
  expect(await suresh().says('yes')).toBe(
    'Nithya Menon, Guitar: 8 classes are ₹2,200. Paying here in the chat is not possible yet; the school’s office will gladly take the payment.',
  );
  expect(await world.database.db.select().from(paymentLinks)).toEqual([]);
});

test('the webhook says that it is not set up', async () => {
  const answer = await world.call('razorpayPost', '/api/payments/razorpay/webhook', {
    method: 'POST',
    body: '{}',
  });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ error: { code: 'not_set_up' } });
});

test('the job has nothing to do', async () => {
  const headers = { authorization: `Bearer ${world.env.CRON_SECRET}` };
  const answer = await world.call('cronGet', '/api/cron/reconcile', { headers });
  expect(await answer.json()).toMatchObject({ links: 0, booked: 0, ended: 0, missed: 0 });
});
