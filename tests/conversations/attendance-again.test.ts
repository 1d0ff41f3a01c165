import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { attendanceDrafts, studentAbsences } from '../../db/schema/bot.js';
import { attendanceRecords } from '../../db/schema/school.js';
import { TODAY } from '../support/database.js';
import { useWorld } from '../support/world.js';
import {
  EVENING,
  LATE,
  OFFICE,
  PRIYA,
  RAHUL,
  audits,
  batchId,
  drafts,
  join,
  markOnWeb,
  register,
  studentId,
  written,
} from './attendance-tables.js';

const world = useWorld();
const rahul = () => world.chat(RAHUL);
const db = () => world.database.db;

/** A tap on a message that is not the last one. */
const oldMessage = () => world.chat(RAHUL).last()?.id ?? '';

/** Taps a button that was never offered, as somebody with another program could. */
async function forges(who: string, id: string): Promise<string> {
  await world.chat(who).says('hello');
  const replyTo = world.chat(who).last()?.id ?? '';
  return world.chat(who).says({ type: 'button_reply', id, title: 'Yes', replyTo });
}

describe('a second or a stale Yes', () => {
  test('Yes tapped twice is saved once, and the second tap is told so', async () => {
    await rahul().says('all except Sarah');
    const asked = oldMessage();
    await rahul().taps('Yes', asked);
    const again = await rahul().taps('Yes', asked);
    expect(again).toContain('This was saved already; nothing was saved twice.');
    expect(again).toContain('10 present, 1 absent (Sarah Thomas)');
    expect(await audits(db())).toEqual(['teacher attendance_marked']);
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('a typed Yes after the Yes is told so too', async () => {
    await rahul().says('all except Sarah');
    await rahul().says('theek hai save kar do');
    expect(await rahul().says('yes')).toMatch(/^This was saved already; nothing was saved twice\./);
    expect(await audits(db())).toHaveLength(1);
  });

  test('a question in between is answered, and Yes comes back to the list before it saves it', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('what is my schedule tomorrow?')).toMatch(
      /^Your list for \*Guitar 5:00 pm, Tue 24 Nov\* is \*not\* saved yet: write \*yes\* to come back to it\./,
    );
    expect(await rahul().says('yes')).toMatch(/^This list is not saved yet:\n\n.*10 present, 1 absent/);
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('a typed Yes after the session is over shows the list again and saves nothing yet', async () => {
    await rahul().says('all except Sarah');
    world.clock.set(45);
    expect(await rahul().says('yes')).toMatch(/^This list is not saved yet:/);
    expect(await written(db())).toBe(0);
  });

  test('Yes to a list that was corrected since saves nothing and shows how it stands now', async () => {
    await rahul().says('all except Sarah');
    const first = oldMessage();
    await rahul().says('John absent too');
    const heard = await rahul().taps('Yes', first);
    expect(heard).toContain('That was an earlier list, so nothing was saved.');
    expect(heard).toContain('9 present, 2 absent');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('9 present, 2 absent (John Mathew, Sarah Thomas)');
  });

  test('Yes to the list of another class saves neither', async () => {
    await rahul().says('Guitar 5pm: all present');
    const evening = oldMessage();
    expect(await rahul().says('Guitar 6:15pm: all present')).toMatch(
      /^The list before this one is \*not\* saved\.\n\n\*Guitar 6:15 pm/,
    );
    const heard = await rahul().taps('Yes', evening);
    expect(heard).toContain('nothing was saved');
    expect(heard).toContain('*Guitar 6:15 pm, Tue 24 Nov*');
    expect(await written(db())).toBe(0);
    await rahul().says('yes');
    expect(await register(db(), EVENING)).toEqual([]);
    expect(await register(db(), LATE)).toHaveLength(6);
  });

  test('Yes to a list that was put away brings it back to be asked again', async () => {
    await rahul().says('all except Sarah');
    const asked = oldMessage();
    await rahul().taps('Cancel');
    expect(await rahul().taps('Yes', asked)).toContain('That list had been put away, so nothing was saved.');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
    expect(await drafts(db())).toEqual(['confirmed', 'rejected']);
  });

  test('after "back" an earlier list is asked about again before it is saved', async () => {
    await rahul().says('all except Sarah');
    await rahul().says('John absent too');
    expect(await rahul().says('back')).toContain('10 present, 1 absent');
    expect(await rahul().says('yes')).toContain('nothing was saved');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved: Guitar 5:00 pm, Tue 24 Nov: 10 present, 1 absent');
  });

  test('Yes half an hour later, with the session over, still saves the list it was shown under', async () => {
    await rahul().says('all except Sarah');
    world.clock.set(45);
    expect(await rahul().taps('Yes')).toContain('Saved: Guitar 5:00 pm, Tue 24 Nov: 10 present, 1 absent');
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('a question is answered after the session is over, and the names are not lost', async () => {
    await rahul().says('Guitar 5pm: Aditya absent');
    world.clock.set(45);
    expect(await rahul().taps('Aditya Rao')).toContain('10 present, 1 absent');
  });
});

describe('the school moved in the meantime', () => {
  test('the office marked the class on the web: who, when and what would change', async () => {
    await rahul().says('all except Sarah');
    await markOnWeb(db(), { recurrence: EVENING, name: 'Sarah Thomas', status: 'present' });
    const heard = await rahul().says('yes');
    expect(heard).toContain('Nothing was saved yet: somebody marked this class in the meantime.');
    expect(heard).toContain(
      'Already marked on the web, 5:50 pm. Saving changes: Sarah Thomas present → absent',
    );
    expect(await register(db(), EVENING)).toEqual(['Sarah Thomas: present (web)']);
    expect(await rahul().says('yes')).toContain('10 present, 1 absent (Sarah Thomas).');
    expect(await register(db(), EVENING)).toContain('Sarah Thomas: absent (whatsapp)');
  });

  test('a class that was marked before is shown as such from the beginning', async () => {
    await markOnWeb(db(), { recurrence: EVENING, name: 'Sarah Thomas', status: 'present' });
    expect(await rahul().says('mark attendance')).toContain('Already marked on the web, 5:50 pm.');
    expect(await rahul().says('all except Sarah')).toContain(
      'Saving changes: Sarah Thomas present → absent, 10 more marked who were not.',
    );
  });

  test('what he saved himself is corrected by naming one pupil', async () => {
    await rahul().says('all except Sarah');
    await rahul().says('yes');
    const heard = await rahul().says('guitar 5pm: Meera was absent');
    expect(heard).toContain('9 present, 2 absent');
    expect(heard).toContain(
      'Already marked by you here in the chat, 6:05 pm. Saving changes: Meera Iyer present → absent.',
    );
  });

  test('a pupil joined: said, and asked about', async () => {
    await rahul().says('all except Sarah');
    await join(db(), 'Kabir Singh', EVENING);
    const heard = await rahul().says('yes');
    expect(heard).toContain('the class changed in the meantime. Kabir Singh joined.');
    expect(heard).toContain('Kabir Singh: present or absent?');
    expect(await written(db())).toBe(0);
    expect(await rahul().taps('Absent')).toContain('10 present, 2 absent');
    expect(await rahul().says('yes')).toContain('10 present, 2 absent (Kabir Singh, Sarah Thomas).');
  });

  test('a family told us in the meantime: said, and asked again', async () => {
    await rahul().says('all except Sarah');
    const sarah = await studentId(db(), 'Sarah Thomas');
    await db().insert(studentAbsences).values({ studentId: sarah, absenceDate: TODAY });
    const heard = await rahul().says('yes');
    expect(heard).toContain('Sarah Thomas told us that they cannot come.');
    expect(heard).toContain('10 present, 0 absent, 1 excused');
    expect(await written(db())).toBe(0);
  });
});

describe('Undo', () => {
  beforeEach(async () => {
    await rahul().says('all except Sarah');
    await rahul().says('yes');
  });

  test('within ten minutes puts everything back', async () => {
    world.clock.set(9);
    expect(await rahul().taps('Undo')).toBe('Undone: Guitar 5:00 pm, Tue 24 Nov is as it was before.');
    expect(await register(db(), EVENING)).toEqual([]);
    expect(await audits(db())).toEqual(['teacher attendance_marked', 'teacher attendance_undone']);
    expect(await drafts(db())).toEqual(['undone']);
  });

  test('after ten minutes leaves it as saved and says how to correct it', async () => {
    world.clock.set(11);
    expect(await rahul().taps('Undo')).toContain('The 10 minutes for Undo are over');
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('twice is told so', async () => {
    const receipt = oldMessage();
    await rahul().taps('Undo', receipt);
    expect(await rahul().taps('Undo', receipt)).toBe('Guitar 5:00 pm, Tue 24 Nov was undone already.');
  });

  test('is heard when it is typed after something else was talked about, and a second time', async () => {
    await rahul().says('what is my schedule tomorrow?');
    expect(await rahul().says('undo')).toBe('Undone: Guitar 5:00 pm, Tue 24 Nov is as it was before.');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('undo')).toBe('Guitar 5:00 pm, Tue 24 Nov was undone already.');
  });

  test('leaves alone what the office changed since', async () => {
    await db()
      .update(attendanceRecords)
      .set({ status: 'present', source: 'web' })
      .where(eq(attendanceRecords.studentId, await studentId(db(), 'Sarah Thomas')));
    expect(await rahul().taps('Undo')).toContain('was changed by somebody after you saved it');
    expect(await register(db(), EVENING)).toContain('Sarah Thomas: present (web)');
  });

  test('while another list is open undoes the saved one and keeps the open one', async () => {
    const receipt = oldMessage();
    await rahul().says('Guitar 6:15pm: all present');
    const heard = await rahul().taps('Undo', receipt);
    expect(heard).toContain('Undone: Guitar 5:00 pm');
    expect(heard).toContain('*Guitar 6:15 pm, Tue 24 Nov* — 6 present');
    expect(await rahul().says('yes')).toContain('Saved: Guitar 6:15 pm');
  });
});

describe('what comes late or is not theirs', () => {
  test('a sentence that arrives late is asked about, a Yes that arrives late saves nothing', async () => {
    const { meta, clock } = world;
    const late = { at: new Date(clock.now().getTime() - 20 * 60_000) };
    await meta.userSends(RAHUL, 'all except Sarah', late);
    await world.idle();
    expect(rahul().hears()).toContain('Your message reached me late, so I did nothing yet.');
    expect(rahul().hears()).toContain('10 present, 1 absent');
    await meta.userSends(RAHUL, 'yes', late);
    await world.idle();
    expect(rahul().hears()).toContain('Your message reached me late');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('a Yes tapped long ago, arriving after the session is over, only shows the list again', async () => {
    await rahul().says('all except Sarah');
    const replyTo = oldMessage();
    const [draft] = await db().select().from(attendanceDrafts);
    const late = { at: world.clock.now() };
    world.clock.set(45);
    const tap = { type: 'button_reply' as const, id: `att:yes:${draft?.id}:1`, title: 'Yes', replyTo };
    await world.meta.userSends(RAHUL, tap, late);
    await world.idle();
    expect(rahul().hears()).toContain('Your message reached me late');
    expect(rahul().hears()).toContain('10 present, 1 absent');
    expect(await written(db())).toBe(0);
  });

  test("another teacher's class cannot be opened by a forged button", async () => {
    const id = await batchId(db(), EVENING);
    expect(await forges(PRIYA, `att:class:${id}:${TODAY}`)).toBe(
      'That class is not one of yours, so I cannot open its register.',
    );
    expect(await forges(PRIYA, `att:all:${id}:${TODAY}`)).toContain('not one of yours');
    expect(await forges(PRIYA, `att:off:${id}:${TODAY}`)).toContain('not one of yours');
    expect(await drafts(db())).toEqual([]);
  });

  test("another's draft is neither confirmed nor undone, by a teacher or by the office", async () => {
    await rahul().says('all except Sarah');
    const [draft] = await db().select().from(attendanceDrafts);
    expect(await forges(PRIYA, `att:yes:${draft?.id}:1`)).toContain('not one of yours');
    expect(await forges(OFFICE, `att:yes:${draft?.id}:1`)).toContain('not one of yours');
    expect(await written(db())).toBe(0);
    await rahul().says('yes');
    expect(await forges(PRIYA, `att:undo:${draft?.id}`)).toContain('not one of yours');
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('a father cannot mark by a forged button', async () => {
    const id = await batchId(db(), EVENING);
    expect(await forges('919000000016', `att:all:${id}:${TODAY}`)).toContain(
      'Attendance can be marked by the school’s teachers',
    );
    expect(await drafts(db())).toEqual([]);
  });

  test('buttons that make no sense do nothing', async () => {
    for (const id of [
      'att:yes:nonsense:1',
      'att:class:x:y',
      'att:who',
      'att:flip:00000000-0000-4000-8000-000000000000:1:x',
    ]) {
      expect(await forges(RAHUL, id)).not.toContain('Saved');
    }
    expect(await drafts(db())).toEqual([]);
  });
});
