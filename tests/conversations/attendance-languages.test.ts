import { describe, expect, test } from 'vitest';
import { copyFor } from '../../src/copy/index.js';
import { LANGUAGES } from '../../src/understanding/intent.js';
import { LIMITS } from '../../src/whatsapp/reply.js';
import { useWorld } from '../support/world.js';
import { EVENING, RAHUL, register } from './attendance-tables.js';

const world = useWorld();
const rahul = () => world.chat(RAHUL);

describe('Rahul writes', () => {
  test('in Telugu, and is answered in Telugu', async () => {
    expect(await rahul().says('సారా తప్ప అందరూ వచ్చారు')).toContain(
      '*Guitar సాయంత్రం 5:00, మంగళ 24 నవంబర్* — 10 హాజరు, 1 గైర్హాజరు:',
    );
    expect(await rahul().says('జాన్ రాలేదు')).toContain('9 హాజరు, 2 గైర్హాజరు');
    expect(await rahul().says('అవును')).toContain('నమోదైంది: Guitar సాయంత్రం 5:00');
    expect(await register(world.database.db, EVENING)).toContain('John Mathew: absent (whatsapp)');
  });

  test('in Hindi, and is answered in Hindi', async () => {
    expect(await rahul().says('अहमद नहीं आया, बाकी सब आए')).toContain(
      '*Guitar शाम 5:00 बजे, मंगल 24 नवंबर* — 10 हाज़िर, 1 ग़ैरहाज़िर:',
    );
    expect(await rahul().says('हाँ')).toContain('दर्ज हो गया');
    expect(await register(world.database.db, EVENING)).toContain('Ahmed Siddiqui: absent (whatsapp)');
  });

  test('Hindi and Telugu in Latin letters', async () => {
    expect(await rahul().says('sarah ko chhodkar sab aaye')).toContain('10 present, 1 absent');
    await rahul().says('cancel');
    expect(await rahul().says('John Mary raaledu, migatha andaru vacharu')).toContain('9 present, 2 absent');
    expect(await rahul().says('avunu')).toContain('Saved');
  });
});

describe('the words in every language', () => {
  const TITLES = [
    'allPresent',
    'classCancelled',
    'otherClass',
    'yes',
    'change',
    'cancel',
    'undo',
    'neither',
  ] as const;
  const MORE = [
    'noneOfThem',
    'noNobody',
    'leaveOut',
    'present',
    'absent',
    'showClasses',
    'showNames',
    'done',
    'more',
  ] as const;

  test.each(LANGUAGES)('%s: buttons fit on WhatsApp', (language) => {
    const words = copyFor(language).attendance;
    for (const key of [...TITLES, ...MORE]) expect(words[key].length).toBeLessThanOrEqual(LIMITS.buttonTitle);
  });

  test.each(LANGUAGES)('%s: two buttons that stand side by side differ', (language) => {
    const words = copyFor(language).attendance;
    expect(new Set([words.yes, words.change, words.cancel]).size).toBe(3);
    expect(words.present).not.toBe(words.absent);
  });

  test('times are those of a clock, also at noon and midnight', () => {
    const times = ['00:15', '09:00', '12:00', '17:05', '20:30'];
    expect(times.map(copyFor('en').attendance.time)).toEqual([
      '12:15 am',
      '9:00 am',
      '12:00 pm',
      '5:05 pm',
      '8:30 pm',
    ]);
    expect(times.map(copyFor('hi').attendance.time).join()).toBe(
      'रात 12:15 बजे,सुबह 9:00 बजे,दोपहर 12:00 बजे,शाम 5:05 बजे,रात 8:30 बजे',
    );
    expect(times.map(copyFor('te').attendance.time).join()).toBe(
      'రాత్రి 12:15,ఉదయం 9:00,మధ్యాహ్నం 12:00,సాయంత్రం 5:05,రాత్రి 8:30',
    );
  });
});
