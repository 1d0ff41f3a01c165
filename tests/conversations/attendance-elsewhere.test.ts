import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../support/world.js';

const RAHUL = '+919000000002';
const world = useWorld();

describe('a teacher in the middle of something else', () => {
  it('speaks of the later class while the earlier one is asked about', async () => {
    const rahul = world.chat(RAHUL);
    expect(await rahul.says('mark attendance')).toContain('Guitar 5:00 pm');
    const answer = await rahul.says('class cancelled today 6.15 guitar');
    expect(answer).toContain('Guitar 6:15 pm');
    expect(answer).toContain('did not take place');
  });

  it('says no to a cancelled class, and nobody is marked absent for it', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('guitar 5pm class cancelled');
    expect(await rahul.says('no')).toMatch(/nothing was saved/i);
    const { rows } = await world.app.db.execute(
      sql`select 1 from attendance_records where session_date = '2026-11-24'`,
    );
    expect(rows).toEqual([]);
  });

  it('answers "no" to who came, which is not an empty class', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('mark attendance');
    expect(await rahul.says('no')).not.toContain('absent:');
  });

  it('says undo after a second yes', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('Guitar 5pm: all present except Sarah');
    await rahul.says('yes');
    expect(await rahul.says('yes')).toMatch(/^This was saved already/);
    expect(await rahul.says('undo')).toMatch(/^Undone/);
  });
});
