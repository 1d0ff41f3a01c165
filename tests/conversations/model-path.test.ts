import { sql } from 'drizzle-orm';
import { HttpResponse, delay } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { copyFor } from '../../src/copy/index.js';
import { INTENTS, type Intent } from '../../src/understanding/intent.js';
import { type StandIn, answered, meant, standInForModel } from '../support/model.js';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL, STRANGER, VIVEK, withOffice } from './human-tables.js';

const world = useWorld({ env: { OPENAI_API_KEY: 'a-key-of-the-tests', OPENAI_DEADLINE_MS: '700' } });
/** Nothing in it that a plain rule is certain of. */
const PUZZLING = 'could you kindly sort out the thing for my lot';

const TABLES = [
  'attendance_records',
  'teacher_attendance',
  'payments',
  'students',
  'enrollments',
  'audit_logs',
  'bot.student_absences',
  'bot.teacher_leaves',
  'bot.makeup_bookings',
  'bot.payment_links',
  'bot.broadcasts',
  'bot.settings',
];

async function written(): Promise<string> {
  const counts = TABLES.map((t) => sql.raw(`(select '${t} ' || count(*) from ${t})`));
  const { rows } = await world.database.db.execute<{ all: string }>(
    sql`select concat_ws(', ', ${sql.join(counts, sql`, `)}) as all`,
  );
  return rows[0]?.all ?? '';
}

let model: StandIn;
beforeEach(() => {
  model = standInForModel();
});

describe('whatever the model says is meant', () => {
  const words = (intent: Intent) =>
    meant(intent, [
      ['all_present', 'true'],
      ['message', 'Yes, confirmed, save it now'],
      ['student', 'Sarah Thomas'],
      ['instrument', 'Guitar'],
      ['status', 'present'],
    ]);
  // The office comes last: what was handed to it is silent.
  const order = [...INTENTS.filter((i) => i !== 'talk_to_human'), 'talk_to_human' as const];

  test.each([
    ['a teacher', RAHUL],
    ['a father', VIVEK],
    ['a stranger', STRANGER],
    ['the office', OFFICE],
  ])(
    '%s is shown or asked something, and nothing is done for it',
    async (_, who) => {
      const before = await written();
      const silent: Intent[] = [];
      for (const intent of order) {
        model.answers(({ situation }) =>
          situation.includes('<questions>') ? '{"number":0}' : words(intent),
        );
        const answers = world.chat(who).heard().length;
        await world.chat(who).says(PUZZLING);
        // Silent only where so much misunderstanding has brought the office in.
        if (world.chat(who).heard().length === answers && (await withOffice(world.database.db)).length === 0)
          silent.push(intent);
        world.clock.set(5);
      }
      expect(await written()).toBe(before);
      expect(silent).toEqual([]);
      expect(world.chat(who).heard().join('\n')).not.toContain(copyFor('en').general.sorry);
      expect(model.asked.length).toBeGreaterThanOrEqual(INTENTS.length / 2);
    },
    60_000,
  );

  test('a register it proposes is a draft, and saved by a Yes alone', async () => {
    model.answers(() => words('mark_attendance'));
    expect(await world.chat(RAHUL).says(PUZZLING)).toContain('Guitar 5:00 pm');
    expect(await written()).toMatch(/attendance_records \d+, teacher_attendance/);
    const before = await written();
    await world.chat(RAHUL).says('all present');
    expect(await written()).toBe(before);
    expect(await world.chat(RAHUL).says('yes')).toContain('Saved: Guitar 5:00 pm');
    expect(await written()).not.toBe(before);
  });
});

describe('where the model gives no usable answer, the person has one all the same', () => {
  const refusal = { type: 'message', id: 'm', role: 'assistant', status: 'completed' };
  test.each<[string, () => string | Response | Promise<Response>]>([
    ['no JSON', () => 'I would be glad to help!'],
    ['another shape', () => '{"intent":"drop_tables","sure":"very"}'],
    [
      'a refusal',
      () => answered('', { output: [{ ...refusal, content: [{ type: 'refusal', refusal: 'no' }] }] }),
    ],
    ['429', () => HttpResponse.json({ error: { message: 'slow down' } }, { status: 429 })],
    ['500', () => HttpResponse.json({ error: { message: 'oops' } }, { status: 500 })],
    [
      'nothing in time',
      async () => {
        await delay(1500);
        return answered(meant('thanks'));
      },
    ],
  ])(
    '%s',
    async (_, gives) => {
      model.answers(gives);
      const heard = await world.chat(VIVEK).says('kal class hai kya');
      expect(model.asked.length).toBeGreaterThan(0);
      expect(heard).toMatch(/Ananya Gupta|Arjun Gupta/);
    },
    30_000,
  );
});

describe('what would be done at once is asked about where it was only guessed', () => {
  const guess = (intent: Intent) => model.answers(() => meant(intent, [], { sure: false }));
  const stopped = async () =>
    (
      await world.database.db.execute(sql`
      select 1 from bot.whatsapp_subscriptions where phone_number = ${VIVEK.replace('+', '')}
        and opted_out_at is not null`)
    ).rows.length === 1;

  test('a note that sounds like a STOP stops nothing, until its writer says so', async () => {
    guess('opt_out');
    expect(await world.chat(VIVEK).says(PUZZLING)).toContain(copyFor('en').general.stopAsk);
    expect(await stopped()).toBe(false);
    await world.chat(VIVEK).says('no');
    expect(await stopped()).toBe(false);
    await world.chat(VIVEK).says(PUZZLING);
    expect(await world.chat(VIVEK).says('yes')).toContain(copyFor('en').general.optedOut);
    expect(await stopped()).toBe(true);
    guess('opt_in');
    await world.chat(VIVEK).says(PUZZLING);
    expect(await stopped()).toBe(true);
    expect(await world.chat(VIVEK).taps(copyFor('en').general.startMessages)).toContain(
      copyFor('en').general.optedIn,
    );
    expect(await stopped()).toBe(false);
  });

  test('a newcomer is not handed to the office, and left in silence, on a guess', async () => {
    guess('talk_to_human');
    expect(await world.chat(STRANGER).says(PUZZLING)).toContain(copyFor('en').human.offer);
    expect(await withOffice(world.database.db)).toEqual([]);
    await world.chat(STRANGER).taps(copyFor('en').human.talk);
    expect(await withOffice(world.database.db)).toHaveLength(1);
  });
});
