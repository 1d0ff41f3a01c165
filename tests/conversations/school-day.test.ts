import { sql } from 'drizzle-orm';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { copyFor } from '../../src/copy/index.js';
import { LANGUAGES } from '../../src/understanding/intent.js';
import { standInForModel } from '../support/model.js';
import { useWorld } from '../support/world.js';
import { SCHOOL_DAY, type Turn } from './school-day-script.js';

const DAY = '2026-11-24';
const world = useWorld({ at: `${DAY}T08:00:00+05:30`, env: { OPENAI_API_KEY: 'a-key-of-the-tests' } });

// Nothing may be written here that nobody confirmed. (An unfinished enquiry is kept, in bot.leads.)
const TABLES = [
  'attendance_records',
  'teacher_attendance',
  'payments',
  'students',
  'enrollments',
  'bot.student_absences',
  'bot.teacher_leaves',
  'bot.makeup_bookings',
  'bot.settings',
];

/** What stands in all of them, as one word; the newest row tells of a change that leaves their number as it was. */
async function written(): Promise<string> {
  const parts = TABLES.map((t) =>
    sql.raw(`(select count(*) || ':' || coalesce(max(xmin::text::bigint), 0) from ${t})`),
  );
  const { rows } = await world.database.db.execute<{ all: string }>(
    sql`select concat_ws(',', ${sql.join(parts, sql`, `)}) as all`,
  );
  return rows[0]?.all ?? '';
}

const SORRY = LANGUAGES.map((l) => copyFor(l).general.sorry);

test('an ordinary Tuesday of forty people: every turn has an answer that fits, few of them from the model', async () => {
  const model = standInForModel();
  let turn: Turn = { does: '', hears: /./ };
  model.answers(() => turn.model ?? HttpResponse.json({}, { status: 500 }));
  const unfit: string[] = [];
  let turns = 0;
  let asked = 0;
  let before = await written();
  for (const { at, who, phone, turns: all } of SCHOOL_DAY) {
    world.clock.set(`${DAY}T${at}:00+05:30`);
    const chat = world.chat(phone);
    for (turn of all) {
      const [answers, calls] = [chat.heard().length, model.asked.length];
      const heard = turn.tap ? await chat.taps(turn.does) : await chat.says(turn.does);
      const after = await written();
      const says = (trouble: string) => unfit.push(`${at} ${who}: “${turn.does}” ${trouble}\n${heard}`);
      if (chat.heard().length === answers) says('has no answer');
      if (!turn.hears.test(heard) || SORRY.some((s) => heard.includes(s)))
        says('has an answer that does not fit');
      if ((after !== before) !== (turn.writes ?? false)) says('wrote what it should not, or nothing');
      if (model.asked.length > calls && !turn.model) says('asked the model, and nothing is recorded');
      turns++;
      asked += model.asked.length > calls ? 1 : 0;
      before = after;
      world.clock.set(1);
    }
  }
  expect(unfit).toEqual([]);
  expect(new Set(SCHOOL_DAY.map((s) => s.phone)).size).toBeGreaterThanOrEqual(40);
  expect(turns).toBeGreaterThanOrEqual(145);
  // The figure in docs/evaluation.md.
  expect((turns - asked) / turns, `${asked} of ${turns} turns asked the model`).toBeGreaterThanOrEqual(0.7);
}, 180_000);
