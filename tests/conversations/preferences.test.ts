import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { people, settings } from '../../db/schema/bot.js';
import { auditLogs } from '../../db/schema/school.js';
import { reminderWish } from '../../src/conversation/flows/preferences/reading.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const VIVEK = '919000000016';
const RAHUL = '919000000002';
const OFFICE = '919000000006';
const vivek = () => world.chat(`+${VIVEK}`);
const office = () => world.chat(`+${OFFICE}`);
const chosen = async (phone = VIVEK) => {
  const [row] = await world.app.db.select().from(people).where(eq(people.phoneNumber, phone));
  return row?.preferences as { mute?: string[]; want?: string[] };
};
const kept = async (key: string) =>
  (await world.app.db.select().from(settings).where(eq(settings.key, key)))[0]?.value;

describe('what somebody wants to be reminded of', () => {
  test('"don’t remind me of fees" stops fees alone, and can be taken back with a tap', async () => {
    expect(await vivek().says('don’t remind me of fees')).toBe(
      'Done: I do not remind you of this any more: *Fees that are due*. I still answer when you ask.\n[Switch it on]\n[All reminders]',
    );
    expect(await chosen()).toMatchObject({ mute: ['payment_reminder'], want: [] });
    const [row] = await world.app.db.select().from(people).where(eq(people.phoneNumber, VIVEK));
    expect(row?.optedOutAt).toBeNull();
    expect(await vivek().taps('Switch it on')).toMatch(/^Done: I remind you of this: \*Fees that are due\*/);
    expect(await chosen()).toMatchObject({ mute: [], want: ['payment_reminder'] });
  });

  test('"class reminders on" asks for tomorrow’s classes; said twice it changes nothing more', async () => {
    await vivek().says('class reminders on');
    expect(await chosen()).toMatchObject({ want: ['class_reminder'] });
    expect(await vivek().says('class reminders on please')).toMatch(/Tomorrow’s classes/);
    expect(await chosen()).toMatchObject({ mute: [], want: ['class_reminder'] });
  });

  test('what else they chose stays, also what is kept there by others', async () => {
    await world.app.db
      .update(people)
      .set({ preferences: { mute: ['absence_alert'], marketing: 'stop', forgottenAt: 'x' } })
      .where(eq(people.phoneNumber, VIVEK));
    await vivek().says('no more fee reminders');
    expect(await chosen()).toEqual({
      mute: ['absence_alert', 'payment_reminder'],
      want: [],
      marketing: 'stop',
      forgottenAt: 'x',
    });
  });

  test('the whole list, each with how it stands, and a tap turns one', async () => {
    expect(await vivek().says('reminders')).toBe(
      'This is what I remind you of. Tap one to switch it on or off.\n[Fees that are due]\n[Tomorrow’s classes]\n[Few classes left]\n[Absences]\n[Who was present]',
    );
    expect(
      vivek()
        .last()
        ?.view.options.map((o) => o.description),
    ).toEqual([
      'on; tap to switch it off',
      'off; tap to switch it on',
      'on; tap to switch it off',
      'on; tap to switch it off',
      'off; tap to switch it on',
    ]);
    await vivek().taps('Absences');
    expect(await chosen()).toMatchObject({ mute: ['absence_alert'] });
    await vivek().says('reminders');
    await vivek().says('2');
    expect(await chosen()).toMatchObject({ mute: ['absence_alert'], want: ['class_reminder'] });
  });

  test('who stopped everything hears that START comes first', async () => {
    await vivek().says('STOP');
    expect(await vivek().says('class reminders on')).toContain('until you write *START*');
  });

  test('a teacher’s attendance reminders are the questions after class', async () => {
    await world.chat(`+${RAHUL}`).says('turn off attendance reminders');
    expect(await chosen(RAHUL)).toMatchObject({ mute: ['attendance_prompt'] });
  });

  test('a stranger’s are about their enquiry, and nothing else is offered', async () => {
    const asha = world.chat('+919000000150');
    expect(await asha.says('reminders')).toContain('[My open enquiry]');
    await asha.taps(1);
    expect(await chosen('919000000150')).toMatchObject({ mute: ['enquiry_waiting'] });
  });

  test.each<[string, string, boolean]>([
    ["don't remind me of fees", 'payment_reminder', false],
    ['stop fee reminders', 'payment_reminder', false],
    ['fees ki yaad mat dilao', 'payment_reminder', false],
    ['फ़ीस की याद मत दिलाओ', 'payment_reminder', false],
    ['फीस के रिमाइंडर बंद करो', 'payment_reminder', false],
    ['ఫీజు గుర్తు చేయకండి', 'payment_reminder', false],
    ['fees gurtu cheyandi', 'payment_reminder', true],
    ['class reminders on', 'class_reminder', true],
    ['please remind me of classes', 'class_reminder', true],
    ['क्लास की याद दिलाओ', 'class_reminder', true],
    ['క్లాసుల రిమైండర్లు కావాలి', 'class_reminder', true],
    ['absence alerts off', 'absence_alert', false],
    ['low balance alerts off', 'classes_low_alert', false],
  ])('%s', (said, about, on) => {
    expect(reminderWish(said)).toMatchObject({ about, on });
  });

  test.each([
    'I did not get the payment message',
    'payment ka message nahi aaya',
    'stop',
    'remind me',
    'is there a class tomorrow',
    'I have paid the fees',
    'band karo',
    'what are the fees',
    'I want to learn guitar',
    'guitar 5pm all present',
    'please do not forget that I have paid the fees for this month, I have the receipt and will show the reminder',
  ])('%s is about something else', (said) => {
    expect(reminderWish(said)).toBeNull();
  });

  test('what came late, or was passed on, changes nothing', async () => {
    await vivek().says({ type: 'text', body: 'don’t remind me of fees', forwarded: 'once' });
    expect(await chosen()).not.toHaveProperty('mute');
  });
});

describe('what the office reminds everybody of', () => {
  test('is switched off with a Yes, for all, and written down', async () => {
    expect(await office().says('payment reminders off')).toBe(
      'Switch off *Fees that are due* for everybody? Nobody is reminded of it until it is on again.\n[Yes]\n[No]',
    );
    expect(await kept('REMINDER_PAYMENT')).toBeUndefined();
    expect(await office().taps('Yes')).toBe('Done: *Fees that are due* is *off* for everybody from now on.');
    expect(await kept('REMINDER_PAYMENT')).toBe(false);
    expect(await world.app.db.select().from(auditLogs)).toMatchObject([
      { action: 'setting_changed', payload: { key: 'REMINDER_PAYMENT', before: true, after: false } },
    ]);
    expect(await office().says('payment reminders off')).toMatch(/is off already/);
    await office().says('payment reminders on');
    await office().says('yes');
    expect(await kept('REMINDER_PAYMENT')).toBe(true);
  });

  test('a No changes nothing, and an old Yes asks again', async () => {
    await office().says('class reminders off');
    const question = office().last()?.id;
    expect(await office().taps('No')).toBe('All right, nothing was changed.');
    expect(await office().taps('Yes', question)).toMatch(/^Switch off \*Tomorrow’s classes\*/);
    expect(await kept('REMINDER_CLASS')).toBeUndefined();
  });

  test('the list shows all of them', async () => {
    expect((await office().says('reminders')).split('\n')).toHaveLength(8);
    await office().taps('The week in numbers');
    await office().taps('Yes');
    expect(await kept('REMINDER_DIGEST')).toBe(false);
  });

  test('of an admin’s own it is their own: "don’t remind me of the digest"', async () => {
    await office().says('don’t remind me of the digest');
    expect(await chosen(OFFICE)).toMatchObject({ mute: ['digest'] });
    expect(await kept('REMINDER_DIGEST')).toBeUndefined();
  });

  test('nobody else can: a parent’s words and a forged button change only their own', async () => {
    await vivek().says('payment reminders off');
    expect(await kept('REMINDER_PAYMENT')).toBeUndefined();
    for (const payload of [
      'remind:ask:REMINDER_PAYMENT:off',
      'remind:yes:REMINDER_PAYMENT:off',
      'remind:show',
    ])
      expect(await vivek().says({ type: 'template_button', payload, text: 'Yes' })).toMatch(/office/i);
    expect(await kept('REMINDER_PAYMENT')).toBeUndefined();
  });

  test('in Telugu', async () => {
    await world.app.db.update(people).set({ language: 'te' }).where(eq(people.phoneNumber, OFFICE));
    expect(await office().says('ఫీజు రిమైండర్లు ఆపండి')).toMatch(/^\*బాకీ ఫీజు\* అందరికీ ఆఫ్ చేయాలా/);
    await office().taps(1);
    expect(await kept('REMINDER_PAYMENT')).toBe(false);
  });
});
