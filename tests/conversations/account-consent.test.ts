import { eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { messages, settings } from '../../db/schema/bot.js';
import { notify } from '../../src/outreach/notify.js';
import { useWorld } from '../support/world.js';
import { VIVEK, personOf } from './account-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);
afterEach(() => db().execute(sql`drop table if exists public.whatsapp_contacts`));

/** The school's own table, in one of the shapes that such tables have. */
const contacts = (columns: string) =>
  db().execute(
    sql.raw(
      `create table public.whatsapp_contacts (id uuid primary key default gen_random_uuid(), ${columns})`,
    ),
  );
const contactRows = async () =>
  (await db().execute<Record<string, unknown>>(sql`select * from public.whatsapp_contacts`)).rows;

/** The school tells Vivek something of its own accord. */
async function absenceTold(origin: string) {
  const params = { pupil: 'Arjun Gupta', class: 'Guitar', date: 'Tue 24 Nov' };
  const notice = {
    kind: 'absence_alert' as const,
    phone: VIVEK,
    params,
    origin,
    notBefore: world.clock.now(),
  };
  await commit(db(), notify(db(), notice));
  await world.tick();
  const [row] = await db().select().from(messages).where(eq(messages.origin, origin));
  return row?.status === 'skipped' ? `skipped ${row.reason}` : row?.status;
}

describe('STOP and START, with their time and wording', () => {
  test.each([
    ['STOP', 'the school will not write to you'],
    ['please don’t send me messages any more', 'the school will not write to you'],
    ['मैसेज मत भेजो', 'अब स्कूल अपनी ओर से'],
    ['సందేశాలు ఆపండి', 'ఇకపై స్కూల్'],
    ['messages band karo', 'the school will not write to you'],
    ['messages aapandi', 'the school will not write to you'],
  ])('%s', async (said, heard) => {
    expect(await vivek().says(said)).toContain(heard);
    const person = await personOf(db(), VIVEK);
    expect(person.optedOutAt?.toISOString()).toBe('2026-11-24T06:30:00.000Z');
    expect(person.consentWording).toBe(said);
    expect(await absenceTold('one')).toBe('skipped opted_out');
    expect(await vivek().says('classes left?')).toContain('Guitar');
    world.clock.set(1);
    await vivek().says('START');
    expect(await personOf(db(), VIVEK)).toMatchObject({ optedOutAt: null, consentWording: 'START' });
    expect(await absenceTold('two')).toMatch(/sent|delivered|read/);
  });

  test.each(['bus stop', 'చాలు', 'we will stop classes', 'is there a bus stop near the school?'])(
    'not “%s”',
    async (said) => {
      await vivek().says(said);
      expect(await personOf(db(), VIVEK)).toMatchObject({ optedOutAt: null, consentWording: null });
    },
  );

  test.each(['leave me alone', 'please unsubscribe me', 'stop sending me messages'])(
    'also “%s”',
    async (said) => {
      await vivek().says(said);
      if ((await personOf(db(), VIVEK)).optedOutAt === null) await vivek().taps('Stop messages');
      expect((await personOf(db(), VIVEK)).optedOutAt).not.toBeNull();
    },
  );

  test('STOP is kept while the bot is switched off', async () => {
    await db().insert(settings).values({ key: 'BOT_OFF', value: true });
    await vivek().says('stop');
    expect((await personOf(db(), VIVEK)).optedOutAt).not.toBeNull();
  });
});

describe('the school’s own list of contacts', () => {
  test.each([
    [
      'phone_number text not null, opted_out boolean not null default false, opted_out_at timestamptz',
      '+91 90000 00016',
    ],
    ['phone text, opted_in boolean default true', '9000000016'],
    [
      'wa_id text unique, name text, opt_out boolean, opt_in_at timestamptz, updated_at timestamptz',
      '919000000016',
    ],
    ['phone_number text, metadata jsonb', '919000000016'],
  ])('hears STOP and START (%s)', async (columns, spelt) => {
    await contacts(columns);
    const field = columns.split(' ')[0] ?? '';
    await db().execute(
      sql`insert into public.whatsapp_contacts (${sql.raw(field)}) values (${spelt}), ('919000000999')`,
    );
    await vivek().says('STOP');
    const said = async () =>
      (await contactRows()).map((r) => [r[field], JSON.stringify({ ...r, id: 0, updated_at: 0 })] as const);
    const stopped = (await said()).find(([number]) => number === spelt)?.[1] ?? '';
    expect(stopped).toMatch(/"(opted_out|opt_out)":true|"opted_in":false/);
    expect((await said()).find(([number]) => number === '919000000999')?.[1]).not.toMatch(
      /out":true|in":false/,
    );
    world.clock.set(1);
    await vivek().says('START');
    expect((await said()).find(([number]) => number === spelt)?.[1]).toMatch(
      /"(opted_out|opt_out)":false|"opted_in":true/,
    );
  });

  test('gets a row for who is not in it', async () => {
    await contacts('phone_number text not null unique, opted_out boolean default false');
    await vivek().says('STOP');
    expect(await contactRows()).toMatchObject([{ phone_number: VIVEK, opted_out: true }]);
    await vivek().says('STOP');
    expect(await contactRows()).toHaveLength(1);
  });

  test('never stands in the way of a STOP, whatever it refuses and whatever its shape', async () => {
    await contacts(
      "phone_number text not null check (phone_number like '+%'), opted_out boolean, agent text not null",
    );
    expect(await vivek().says('STOP')).toContain('the school will not write to you');
    expect((await personOf(db(), VIVEK)).optedOutAt).not.toBeNull();
    await db().execute(sql`drop table public.whatsapp_contacts`);
    await contacts('something text');
    await vivek().says('START');
    expect((await personOf(db(), VIVEK)).optedOutAt).toBeNull();
    expect(await absenceTold('odd')).toMatch(/sent|delivered|read/);
  });

  test('a STOP that was recorded there is heeded when something is to be sent, until START', async () => {
    await contacts('phone_number text not null, opted_out boolean default false, opted_out_at timestamptz');
    await vivek().says('hi');
    expect(await absenceTold('before')).toMatch(/sent|delivered|read/);
    await db().execute(sql`insert into public.whatsapp_contacts (phone_number, opted_out, opted_out_at)
      values ('090000-00016', true, ${world.clock.now().toISOString()}::timestamptz)`);
    expect(await absenceTold('after')).toBe('skipped opted_out');
    world.clock.set(1);
    await vivek().says('START');
    expect(await absenceTold('again')).toMatch(/sent|delivered|read/);
  });
});

describe('who tells WhatsApp that they want no marketing', () => {
  test('is no STOP to the school, and is remembered until they want it again', async () => {
    await vivek().says('hi');
    await world.meta.userStopsMarketing(VIVEK, true);
    await world.idle();
    expect(await personOf(db(), VIVEK)).toMatchObject({
      optedOutAt: null,
      preferences: { marketing: 'stop' },
    });
    expect(await absenceTold('utility')).toMatch(/sent|delivered|read/);
    await world.meta.userStopsMarketing(VIVEK, false);
    await world.idle();
    expect((await personOf(db(), VIVEK)).preferences).toMatchObject({ marketing: 'resume' });
  });

  test('also before they ever wrote', async () => {
    await world.meta.userStopsMarketing('919000000177', true);
    await world.idle();
    expect(await personOf(db(), '919000000177')).toMatchObject({
      optedInAt: null,
      preferences: { marketing: 'stop' },
    });
  });
});

test('who said that a child is not theirs hears nothing of that child any more', async () => {
  await vivek().says('not me');
  await vivek().taps('Arjun Gupta');
  await vivek().says('yes');
  expect(await absenceTold('not theirs')).toBe('skipped not theirs');
  const params = { pupil: 'Ananya Gupta', class: 'Violin', date: 'Tue 24 Nov' };
  const notice = {
    kind: 'absence_alert' as const,
    phone: VIVEK,
    params,
    origin: 'theirs',
    notBefore: world.clock.now(),
  };
  await commit(db(), notify(db(), notice));
  await world.tick();
  expect(vivek().hears()).toContain('Ananya Gupta was marked absent');
});
