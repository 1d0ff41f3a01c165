import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL } from './attendance-tables.js';
import { STRANGER, VIVEK } from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;

/** Everything a person finds by tapping through the menu. */
async function foundBy(who: string): Promise<string[]> {
  await world.chat(who).says('menu');
  const first = titles(who);
  const more = first.find((t) => /More|और …|ఇంకా/.test(t));
  if (!more) return first;
  await world.chat(who).taps(more);
  return [...first, ...titles(who)];
}

function titles(who: string): string[] {
  return (
    world
      .chat(who)
      .last()
      ?.view.options.map((o) => o.title) ?? []
  );
}

describe('the menu', () => {
  test('of a family has everything, with a question and a person on the first page', async () => {
    await world.chat(VIVEK).says('menu');
    expect(titles(VIVEK)).toHaveLength(9);
    expect(titles(VIVEK)).toEqual(expect.arrayContaining(['Ask a question', 'Talk to the office', 'More …']));
    expect(await foundBy(VIVEK)).toEqual(
      expect.arrayContaining(['Fees and payment', 'Join a class', 'Language', 'Stop messages', 'Main menu']),
    );
    expect(await world.chat(VIVEK).taps('Main menu')).toContain('[Talk to the office]');
  });

  test('of somebody who teaches and is a parent, and of one who is the office as well, leaves nothing out', async () => {
    await db().update(students).set({ phone: '+919000000002' }).where(eq(students.name, 'Ananya Gupta'));
    const both = ['Mark attendance', 'Fees and payment', 'Ask a question', 'Talk to the office', 'Language'];
    expect(await foundBy(RAHUL)).toEqual(expect.arrayContaining(both));
    await db().update(people).set({ userType: 'admin' }).where(eq(people.phoneNumber, RAHUL));
    const all = [
      'Mark attendance',
      'Fees and payment',
      'Office',
      'Ask a question',
      'Join a class',
      'Stop messages',
    ];
    expect(await foundBy(RAHUL)).toEqual(expect.arrayContaining(all));
  });

  test.each([STRANGER, RAHUL, OFFICE])(
    'of %s fits on one page, and every row leads somewhere',
    async (who) => {
      await world.chat(who).says('menu');
      const rows = titles(who);
      expect(rows.length).toBeLessThanOrEqual(10);
      expect(rows).toContain('Ask a question');
      for (const title of rows.filter((t) => !/Stop|Talk/.test(t))) {
        world.clock.set(1);
        await world.chat(who).says('menu');
        expect(await world.chat(who).taps(title), title).not.toMatch(/cannot do this here|is over\./);
        await world.chat(who).says('cancel');
      }
    },
  );

  test('is complete in Hindi and Telugu too, and a number answers it', async () => {
    await world.chat(VIVEK).says('menu');
    for (const [language, further] of [
      ['hi', 'और …'],
      ['te', 'ఇంకా …'],
    ] as const) {
      await db().update(people).set({ language }).where(eq(people.phoneNumber, VIVEK));
      await world.chat(VIVEK).says('menu');
      expect(titles(VIVEK).at(-1)).toBe(further);
      await world.chat(VIVEK).says('9');
      expect(titles(VIVEK).length).toBeGreaterThanOrEqual(3);
    }
  });
});
