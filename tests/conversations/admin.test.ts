import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aiUsage, leads, messages, people, settings } from '../../db/schema/bot.js';
import { auditLogs } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL, audits } from './attendance-tables.js';
import { MATHEW, STRANGER, VIVEK, cannotCome } from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const office = () => world.chat(OFFICE);

async function deadLetter(words: string) {
  await world.chat(VIVEK).says('hello');
  const [person] = await db().select().from(people).where(eq(people.phoneNumber, VIVEK));
  const [row] = await db()
    .insert(messages)
    .values({
      personId: person?.id ?? '',
      direction: 'inbound',
      messageType: 'text',
      content: words,
      status: 'dead',
      sentAt: new Date('2026-11-24T09:00:00+05:30'),
    })
    .returning();
  return row?.id ?? '';
}

describe('a pupil’s card', () => {
  test('is what the office gets when it asks for somebody’s dues', async () => {
    expect(await office().says('zoya dues')).toMatch(/^\*Zoya Fatima\*/);
  });

  test.each(['show me Zoya', 'card of Zoya', 'Zoya’s card please', 'who is zoya', 'attendance of Zoya'])(
    'is found in what answers “Which pupil?”: %s',
    async (said) => {
      expect(await office().says('pupil card')).toContain('Which pupil?');
      expect(await office().says(said)).toMatch(/^\*Zoya Fatima\*/);
    },
  );

  test('holds the guardian, numbers, classes, balance, payments, attendance and absences', async () => {
    await cannotCome(db(), 'Sarah Thomas', '2026-11-26');
    const card = await office().says('who is Sarah');
    expect(card).toContain('*Sarah Thomas*\nGuardian: ');
    expect(card).toContain('+91 90000 00009');
    expect(card).toMatch(/• Guitar · Tue.* · Rahul Deshpande/);
    expect(card).toContain('• Guitar: 2 classes left, payment due since Sat 14 Nov\n   last payment ₹');
    expect(card).toContain('Last attendance:\n✓ Sun 22 Nov · Keyboard');
    expect(card).toContain('Absences reported:\n○ Thu 26 Nov');
  });

  test('of two who fit the office is asked, and somebody unknown is not found', async () => {
    expect(await office().says('Aditya details')).toContain('“Aditya”: who is meant?');
    expect(await office().says('2')).toContain('*Aditya Reddy*');
    await office().says('Find a pupil');
    expect(await office().says('Zorro')).toContain('I find nobody called “Zorro”');
    expect(await office().says('+91 90000 00009')).toContain('*Sarah Thomas*');
  });

  test('is for the office alone, also by an old button', async () => {
    expect(await world.chat(RAHUL).says('pull up card of Sarah')).not.toContain('90000');
    await office().says('Aditya details');
    const [option] = office().last()?.view.options ?? [];
    expect(option?.id).toMatch(/^admin:card:/);
    await world.meta.userSends(MATHEW, {
      type: 'list_reply',
      id: option?.id ?? '',
      title: option?.title ?? '',
      replyTo: office().last()?.id ?? '',
    });
    await world.idle();
    expect(world.chat(MATHEW).hears()).toContain('That is for the office alone.');
    expect(world.chat(MATHEW).hears()).not.toContain('Guardian');
  });
});

describe('what waits for the office', () => {
  test('leads', async () => {
    expect(await office().says('leads waiting')).toContain('No lead is waiting.');
    await db()
      .insert(leads)
      .values({ reference: 'E-1001', details: { instrument: 'Violin', name: 'Kabir', age: 8 } });
    expect(await office().says('leads')).toMatch(
      /One lead is waiting:\n\n\*E-1001\* · .* · Violin · Kabir, 8 years/,
    );
  });

  test('a dead letter is settled once, and it is written down', async () => {
    const id = await deadLetter('when is the recital?');
    expect(await office().says('dead letters')).toContain('“when is the recital?”');
    const shown = office().last();
    expect(await office().taps(1)).toContain('Noted: ');
    const [row] = await db().select().from(messages).where(eq(messages.id, id));
    expect(row).toMatchObject({ status: 'handled', reason: 'settled by office' });
    expect(await audits(db())).toEqual(['admin dead_letter_settled']);
    expect(await office().taps(1, shown?.id)).toContain('off the list already');
    expect(await audits(db())).toHaveLength(1);
  });

  test('today’s usage, with the model’s cost', async () => {
    await world.chat(MATHEW).says('how many classes left');
    await db()
      .insert(aiUsage)
      .values({ purpose: 'understand', model: 'm', costUsd: '0.5', createdAt: world.clock.now() });
    const usage = await office().says('usage today');
    expect(usage).toContain('*Today, Tue 24 Nov*\nMessages: 2 in');
    expect(usage).toContain('AI: 1 call, $0.50, 25 % of the day’s $2.00');
  });
});

describe('switches', () => {
  test('the bot off: one sentence a minute for others, the office goes on; and on again', async () => {
    await office().says('bot off');
    expect(await db().select().from(settings).where(eq(settings.key, 'BOT_OFF'))).toHaveLength(0);
    expect(await office().says('yes')).toContain('the bot is *off*');
    const [kept] = await db().select().from(settings).where(eq(settings.key, 'BOT_OFF'));
    expect(kept?.value).toBe(true);
    const mathew = world.chat(MATHEW);
    expect(await mathew.says('how many classes left')).toContain('is not answering here just now');
    await mathew.says('hello?');
    expect(mathew.heard()).toHaveLength(1);
    expect(await mathew.says('stop')).toContain('will not write to you');
    expect(await world.chat(STRANGER).says('hi')).toContain('is not answering here just now');
    expect(await office().says('bot off')).toContain('is off already');
    await office().says('bot on');
    expect(await office().says('yes')).toContain('the bot is *on*');
    expect(await mathew.says('how many classes left')).toContain('*Sarah Thomas*');
    const logs = await db().select().from(auditLogs).orderBy(auditLogs.at);
    expect(logs.map((l) => l.payload)).toMatchObject([
      { key: 'BOT_OFF', before: false, after: true },
      { key: 'BOT_OFF', before: true, after: false },
    ]);
  });

  test('from the menu; No changes nothing, and nobody else has them', async () => {
    expect(await office().says('menu')).toContain('[Office]');
    await office().taps('Office');
    expect(await office().taps('Switches')).toContain('AI: *on*\nBot: *on*');
    await office().taps('AI off');
    expect(await office().taps('No')).toContain('nothing was changed');
    expect(await db().select().from(settings).where(eq(settings.key, 'AI_OFF'))).toHaveLength(0);
    expect(await world.chat(MATHEW).says('menu')).not.toContain('[Office]');
  });
});
