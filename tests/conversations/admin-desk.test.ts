import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { leads, messages, paymentEvents, people } from '../../db/schema/bot.js';
import { auditLogs } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { OFFICE, audits } from './attendance-tables.js';
import { STRANGER, VIVEK, withOffice } from './human-tables.js';

/** A Tuesday morning in the office. */
const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const office = () => world.chat(OFFICE);

async function speaks(language: 'hi' | 'te') {
  await office().says('hello');
  await db().update(people).set({ language }).where(eq(people.phoneNumber, OFFICE));
}

async function lead(reference: string, name: string) {
  await db()
    .insert(leads)
    .values({ reference, details: { instrument: 'Violin', name, age: 8 } });
}

async function money(of: Partial<typeof paymentEvents.$inferInsert>) {
  const [row] = await db()
    .insert(paymentEvents)
    .values({ kind: 'payment_link.paid', amountPaise: 540_000, status: 'unbooked', ...of })
    .returning();
  return row?.id ?? '';
}

async function deadLetter(phone: string, words: string) {
  await world.chat(phone).says('hello');
  const [person] = await db().select().from(people).where(eq(people.phoneNumber, phone));
  const [row] = await db()
    .insert(messages)
    .values({
      personId: person?.id ?? '',
      direction: 'inbound',
      messageType: 'text',
      content: words,
      status: 'dead',
      attempts: 3,
      sentAt: new Date('2026-11-24T09:00:00+05:30'),
    })
    .returning();
  return row?.id ?? '';
}

describe('conversations that the office has', () => {
  test('are listed with who waits, since when, why and the last words; one is handed back by its row', async () => {
    await world.chat(VIVEK).says('talk to someone');
    await world.chat(VIVEK).says('It is about the recital dress');
    expect(await office().says('menu')).toContain('[Office]');
    await office().taps('Office');
    const list = await office().taps('With the office');
    expect(list).toContain('One conversation is with the office:');
    expect(list).toMatch(/Ananya Gupta.*\+91 90000 00016 · since Tue 24 Nov, 10:00 am · asked for a person/);
    expect(list).toContain('“It is about the recital dress”');
    const shown = office().last();
    expect(await office().taps('Hand back no. 1')).toMatch(
      /^Done: I answer .*Ananya Gupta.* again\.\n\nNo conversation is with the office/,
    );
    expect(await withOffice(db())).toEqual(['asked, ended']);
    expect(await audits(db())).toEqual(['admin conversation_handed_back']);
    expect(await world.chat(VIVEK).says('hello')).toContain('What can I do for you?');
    expect(await office().taps('Hand back no. 1', shown?.id)).toContain('not with the office any more');
    expect(await audits(db())).toHaveLength(1);
  });

  test.each([
    'hand back Ananya',
    'Hand back: Ananya Gupta',
    'hand back +91 90000 00016',
    'Ananya ko wapas karo',
    'Ananya को वापस लें',
    'Ananya ను తిరిగి తీసుకోండి',
  ])('by name or number: %s', async (said) => {
    await world.chat(VIVEK).says('human');
    await office().says(said);
    expect(await withOffice(db())).toEqual(['asked, ended']);
  });

  test('of nobody who waits, or of two who fit, none is handed back', async () => {
    await world.chat(VIVEK).says('human');
    expect(await office().says('hand back Zorro')).toContain('No conversation of “Zorro” is with the office');
    await world.chat(STRANGER).says('human');
    await db().update(people).set({ profileName: 'Ananya Rao' }).where(eq(people.phoneNumber, STRANGER));
    expect(await office().says('hand back Ananya')).toContain('Several fit “Ananya”');
    expect(await withOffice(db())).toEqual(['asked', 'asked']);
    await office().says('2');
    expect((await withOffice(db())).filter((h) => h.endsWith('ended'))).toHaveLength(1);
  });

  test('run out by themselves, and are off the list then', async () => {
    await world.chat(VIVEK).says('human');
    world.clock.set(13 * 60);
    expect(await office().says('handovers')).toContain('No conversation is with the office');
  });

  test('in Hindi and Telugu', async () => {
    await world.chat(VIVEK).says('human');
    await speaks('hi');
    expect(await office().says('ऑफ़िस के पास')).toContain('किसी व्यक्ति से बात चाहते थे');
    await db().update(people).set({ language: 'te' }).where(eq(people.phoneNumber, OFFICE));
    expect(await office().says('ఎవరు ఎదురుచూస్తున్నారు')).toContain('ఒక సంభాషణ ఆఫీస్ దగ్గర ఉంది');
    expect(await office().taps(1)).toMatch(/^సరే: .*Ananya Gupta.* కు ఇకపై నేనే జవాబిస్తాను/);
  });
});

describe('leads', () => {
  test.each(['called E-1042', 'took up e1042', 'E-1042 done', 'E-1042 को फ़ोन किया', 'E-1042 కి ఫోన్ చేశాను'])(
    '%s: off the list, once, and written down',
    async (said) => {
      await lead('E-1042', 'Kabir');
      await lead('E-1043', 'Zoya');
      expect(await office().says(said)).toContain('E-1042');
      const rows = await db().select().from(leads);
      expect(rows.map((l) => `${l.reference} ${l.status}`).sort()).toEqual(['E-1042 taken_up', 'E-1043 new']);
      await office().says(said);
      const logs = await db().select().from(auditLogs);
      expect(logs).toMatchObject([
        {
          actorRole: 'admin',
          action: 'lead_taken_up',
          payload: { reference: 'E-1042', before: { status: 'new' }, after: { status: 'taken_up' } },
        },
      ]);
    },
  );

  test('by the row of the list; a number that there is not changes nothing', async () => {
    await lead('E-1042', 'Kabir');
    expect(await office().says('leads')).toContain('[Called E-1042]');
    expect(await office().taps('Called E-1042')).toContain('somebody has called E-1042');
    expect(await office().says('called E-1042')).toContain('had been taken up already');
    expect(await office().says('called E-9999')).toContain('There is no lead E-9999');
    expect(await office().says('leads')).toContain('No lead is waiting.');
  });

  test('of a parent who writes the same words nothing is taken up', async () => {
    await lead('E-1042', 'Kabir');
    await world.chat(VIVEK).says('called E-1042');
    const [row] = await db().select().from(leads);
    expect(row?.status).toBe('new');
    expect(await audits(db())).toEqual([]);
  });
});

describe('money that could not be booked', () => {
  test('is listed with its reason, and settled after a Yes alone', async () => {
    await money({ reason: 'amount', razorpayPaymentId: 'pay_A', createdAt: world.clock.now() });
    const list = await office().says('unbooked money');
    expect(list).toContain('1. *₹5,400* · Tue 24 Nov · another amount than the link asked for · pay_A');
    expect(await office().taps('Settle no. 1')).toContain('has the office seen to it?');
    expect(await office().says('no')).toContain('nothing was changed');
    await office().says('money');
    await office().taps('Settle no. 1');
    const asked = office().last();
    expect(await office().taps('Yes')).toContain('Noted: ₹5,400 of Tue 24 Nov is settled.');
    const [row] = await db().select().from(paymentEvents);
    expect(row).toMatchObject({ status: 'noted', reason: 'settled by office: amount' });
    expect(await audits(db())).toEqual(['admin money_settled']);
    expect(await office().taps('Yes', asked?.id)).toContain('off the list already');
    expect(await audits(db())).toHaveLength(1);
  });

  test('a refund is one line however many times Razorpay told of it, and comes back only if it fails', async () => {
    const refund = { status: 'noted' as const, reason: 'rfnd_1 of pay_B', amountPaise: 210_000 };
    await money({
      ...refund,
      kind: 'refund.created',
      eventId: 'a',
      createdAt: new Date('2026-11-23T10:00:00Z'),
    });
    await money({
      ...refund,
      kind: 'refund.processed',
      eventId: 'b',
      createdAt: new Date('2026-11-23T11:00:00Z'),
    });
    expect(await office().says('refunds')).toContain(
      'One payment waits for the office:\n\n1. *₹2,100* · Mon 23 Nov · was paid back · pay_B',
    );
    await office().taps('Settle no. 1');
    await office().says('yes');
    expect(await office().says('refunds')).toContain('Every payment that came is booked');
    await money({ ...refund, kind: 'refund.processed', eventId: 'c' });
    expect(await office().says('refunds')).toContain('Every payment that came is booked');
    await money({ ...refund, kind: 'refund.failed', eventId: 'd' });
    expect(await office().says('refunds')).toContain('the refund did not go through');
  });

  test('in Hindi and Telugu', async () => {
    await money({ reason: 'paid_twice', razorpayPaymentId: 'pay_A' });
    await speaks('hi');
    expect(await office().says('बिना दर्ज पैसे')).toContain('यह लिंक पहले ही चुकाया जा चुका था');
    await db().update(people).set({ language: 'te' }).where(eq(people.phoneNumber, OFFICE));
    expect(await office().says('తేల్చాల్సిన డబ్బు')).toContain('ఆ లింక్ ముందే చెల్లించి ఉంది');
  });
});

describe('a dead letter', () => {
  test('is tried again: the person hears an answer, and the list is empty', async () => {
    await deadLetter(VIVEK, 'how many classes left');
    await office().says('dead letters');
    expect(await office().taps('Try again')).toContain('I try once more to answer');
    expect(await audits(db())).toEqual(['admin dead_letter_retried']);
    await world.tick();
    expect(world.chat(VIVEK).hears()).toMatch(/classes? left/);
    expect(await office().says('dead letters')).toContain('is without an answer');
  });

  test('of the day before yesterday is not: WhatsApp would not deliver the answer', async () => {
    const id = await deadLetter(VIVEK, 'how many classes left');
    await db()
      .update(messages)
      .set({ sentAt: new Date('2026-11-22T09:00:00+05:30') })
      .where(eq(messages.id, id));
    await office().says('dead letters');
    expect(await office().taps('Try again')).toContain('Please call.');
    expect(await audits(db())).toEqual([]);
  });
});
