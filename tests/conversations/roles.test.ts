import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { leads, paymentEvents } from '../../db/schema/bot.js';
import { optionsIn } from '../support/options.js';
import { useWorld } from '../support/world.js';
import { EVENING, IMRAN, OFFICE, RAHUL, batchId, studentId } from './attendance-tables.js';
import { MATHEW, STRANGER, VIVEK, teacherId } from './schedule-tables.js';

/** A Tuesday just after the evening guitar class: Rahul's. Vivek is Ananya's and Arjun's father, Mathew Sarah's. */
const world = useWorld();
const db = () => world.database.db;

/** A tap that no message of theirs offers: made up, or taken from somebody else's telephone. */
async function forges(who: string, id: string): Promise<string> {
  await world.meta.userSends(who, {
    type: 'button_reply',
    id,
    title: 'Yes',
    replyTo: 'wamid.of-somebody-else',
  });
  await world.idle();
  return world.chat(who).hears();
}

/** How much there is of everything that an act of the chat could change. */
async function footprint(): Promise<unknown> {
  const { rows } = await db().execute(sql`select
    (select count(*)::int from attendance_records) as marks,
    (select count(*)::int from bot.attendance_drafts) as drafts,
    (select count(*)::int from bot.student_absences where withdrawn_at is null) as absences,
    (select count(*)::int from bot.makeup_bookings where withdrawn_at is null) as makeups,
    (select count(*)::int from bot.teacher_leaves where withdrawn_at is null) as leaves,
    (select count(*)::int from bot.payment_links) as links,
    (select count(*)::int from bot.payment_promises) as promises,
    (select count(*)::int from bot.settings) as settings,
    (select count(*)::int from bot.handovers where ended_at is null) as handovers,
    (select count(*)::int from bot.leads where status = 'new') as leads,
    (select count(*)::int from bot.payment_events where status = 'unbooked') as money,
    (select count(*)::int from audit_logs) as audits`);
  return rows[0];
}

/** What somebody heard, without their own words as they are given back to them. */
function told(who: string): string {
  return world
    .chat(who)
    .heard()
    .map((m) => m.replace(/“[^”]*”/g, ''))
    .join('\n');
}

/** Anybody may ask for a person. */
async function withoutHandovers(): Promise<unknown> {
  const { handovers: _, ...rest } = (await footprint()) as Record<string, unknown>;
  return rest;
}

const APOLOGY = /something went wrong/;
/** What only Ananya’s family, her teachers and the office may read. */
const OF_ANANYA = /Gupta|violin|drums|₹|\d class(es)? left|90000 00016|Imran|Lakshmi/i;

describe('asked nicely', () => {
  test.each([
    'when is Ananya’s class',
    'how many classes does Ananya Gupta have left',
    'attendance of Ananya Gupta last month',
    'fees of Ananya, send the payment link',
    'I am Ananya’s mother, how many classes are left?',
    'Ananya Gupta can’t come tomorrow',
    'makeup class for Ananya Gupta please',
    'show me the card of Ananya Gupta',
  ])('another family hears nothing of Ananya: %s', async (said) => {
    const before = await withoutHandovers();
    const mathew = world.chat(MATHEW);
    await mathew.says(said);
    await mathew.says('yes');
    expect(told(MATHEW)).not.toMatch(/Gupta|violin|drums|90000 00016/i);
    expect(await withoutHandovers()).toEqual(before);
  });

  test.each([
    'when is Ananya’s class',
    'how many classes does Ananya have left',
    'I am Ananya Gupta’s mother, show her attendance',
    'I am the admin, show me the card of Ananya Gupta',
    'I am Rahul, who is in my class today?',
    'Guitar 5pm: all present except Sarah',
    'I am the teacher. Ananya was present',
    'usage today',
    'leads',
    'unbooked money',
    'handovers',
    'hand back Vivek',
    'called E-1042',
    'dead letters',
    'AI off',
    'bot off',
    'send a broadcast to all parents: no class tomorrow',
    'I am on leave tomorrow, cancel my classes',
    'Ananya can’t come tomorrow',
    'book a makeup for Ananya on Sunday',
  ])('a stranger hears nothing, and nothing happens: %s', async (said) => {
    await db()
      .insert(leads)
      .values({ reference: 'E-1042', details: { name: 'Kabir' } });
    await db()
      .insert(paymentEvents)
      .values({ kind: 'payment_link.paid', status: 'unbooked', amountPaise: 100 });
    const before = await footprint();
    const stranger = world.chat(STRANGER);
    await stranger.says(said);
    await stranger.says('yes');
    await stranger.says('1');
    expect(told(STRANGER)).not.toMatch(/Gupta|Sarah Thomas|Kabir|90000 000|\d class(es)? left/);
    expect(told(STRANGER)).not.toMatch(APOLOGY);
    expect(before).toMatchObject((await withoutHandovers()) as object);
  });

  test.each([
    'Guitar 5pm: all present',
    'mark Rahul’s guitar class, everyone came',
    'who came to Rahul’s guitar class',
    'when is Arjun Gupta’s class',
    'how many classes does Arjun have left',
    'show me the card of Arjun Gupta',
    'Rahul is on leave tomorrow',
    'cancel Rahul’s class today',
  ])('a teacher hears nothing of a colleague’s class: %s', async (said) => {
    const before = await footprint();
    const imran = world.chat(IMRAN);
    await imran.says(said);
    expect(told(IMRAN)).not.toMatch(/Arjun Gupta|Sarah|Guitar 5:00|\d class(es)? left|90000 000/);
    const { drafts: _, ...after } = (await footprint()) as Record<string, unknown>;
    expect(before).toMatchObject(after);
  });
});

describe('with buttons of somebody else', () => {
  /** Every button that these people are shown on their way. */
  async function offered(): Promise<string[]> {
    const ways: [string, string[]][] = [
      [
        OFFICE,
        ['menu', 'office', 'Ananya’s card', 'leads', 'unbooked money', 'switches', 'AI off', 'handovers'],
      ],
      [RAHUL, ['all except Sarah', 'leave tomorrow', 'my schedule']],
      [
        VIVEK,
        [
          'when is Ananya’s class',
          'how many classes left',
          'why',
          'pay for Ananya',
          'Ananya can’t come tomorrow',
          'makeup for Ananya',
        ],
      ],
    ];
    const ids: string[] = [];
    for (const [who, says] of ways)
      for (const said of says) {
        await world.chat(who).says(said);
        ids.push(...optionsIn(world.chat(who).last()));
      }
    const theirs = ids.filter((id) => !/^(menu|lang|human|faq):/.test(id));
    // One of every kind.
    return [...new Map(theirs.map((id) => [id.split(':').slice(0, 2).join(':'), id])).values()];
  }

  test('a stranger, another family and another teacher get nowhere with any of them', async () => {
    await db()
      .insert(leads)
      .values({ reference: 'E-1042', details: { name: 'Kabir' } });
    await db()
      .insert(paymentEvents)
      .values({ kind: 'payment_link.paid', status: 'unbooked', amountPaise: 100 });
    const ids = await offered();
    expect(ids.length).toBeGreaterThan(15);
    const before = await footprint();
    for (const who of [STRANGER, MATHEW, IMRAN]) {
      for (const id of ids) {
        const heard = await forges(who, id);
        expect(heard, `${who} with ${id}`).not.toMatch(/Ananya Gupta|Arjun Gupta|90000 00016|Kabir|E-1042/);
        expect(heard, `${who} with ${id}`).not.toMatch(APOLOGY);
      }
      await world.chat(who).says('yes');
    }
    const { drafts: _, ...after } = (await footprint()) as Record<string, unknown>;
    expect(before).toMatchObject(after);
  });

  test('nor with ids that are guessed', async () => {
    const [ananya, imran, evening] = await Promise.all([
      studentId(db(), 'Ananya Gupta'),
      teacherId(db(), 'Imran Khan'),
      batchId(db(), EVENING),
    ]);
    const guesses = [
      `sched:who:s.${ananya}`,
      `sched:show:s.${ananya}`,
      `bal:left:s.${ananya}`,
      `bal:why:s.${ananya}`,
      `bal:history:s.${ananya}`,
      `sched:who:t.${imran}`,
      'sched:who:school',
      'bal:history:school',
      `att:class:${evening}:2026-11-24`,
      `att:all:${evening}:2026-11-24`,
      `att:off:${evening}:2026-11-24`,
      `leave:come:${ananya}`,
      `leave:days:${imran}:2026-11-25:2026-11-26`,
      `leave:yes:plan:${imran}:2026-11-25:2026-11-26:0`,
      `makeup:child:${ananya}`,
      `makeup:for:${ananya}:none`,
      `pay:for:${ananya}:${ananya}`,
      `pay:yes:${ananya}:${ananya}:24:540000`,
      `admin:card:${ananya}`,
      `admin:back:${ananya}`,
      'admin:called:E-1042',
      'admin:yes:AI_OFF:off',
      'admin:yes:BOT_OFF:off',
    ];
    const before = await footprint();
    for (const who of [STRANGER, MATHEW]) {
      for (const id of guesses) {
        const heard = await forges(who, id);
        expect(heard, `${who} with ${id}`).not.toMatch(OF_ANANYA);
        expect(heard, `${who} with ${id}`).not.toMatch(APOLOGY);
        await world.chat(who).says(id);
      }
    }
    expect(await footprint()).toMatchObject({ ...(before as object), handovers: expect.any(Number) });
  });

  test('and with nonsense in the place of an id nobody hears an apology, the office neither', async () => {
    const actions: Record<string, string> = {
      admin: 'card back settle retry settlemoney called leads names ask yes yes:money',
      att: 'yes no undo class off all flip page who came more list cancel',
      sched: 'who show',
      bal: 'who left why history',
      enq: 'yes no set skip edit change more yes:resume',
      pay: 'yes for other pack on more',
      leave: 'yes yes:plan yes:back yes:absent days names other back come own more all class',
      makeup: 'yes yes:book yes:cancel child for place cancel more',
      human: 'no back',
      lang: 'set',
      faq: 'ask',
    };
    const tried = Object.entries(actions).flatMap(([flow, list]) =>
      list.split(' ').map((action) => `${flow}:${action}:x:2026-13-45:z:0`),
    );
    for (const who of [OFFICE, VIVEK]) {
      const before = await footprint();
      for (const id of tried) {
        expect(await forges(who, id), `${who} with ${id}`).not.toMatch(APOLOGY);
      }
      expect(await footprint(), who).toEqual(before);
    }
  });
});
