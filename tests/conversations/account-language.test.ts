import { describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { notify } from '../../src/outreach/notify.js';
import { useWorld } from '../support/world.js';
import { VIVEK, personOf } from './account-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);

/** The school tells Vivek something of its own accord. */
async function told(): Promise<string> {
  const params = { pupil: 'Arjun Gupta', class: 'Guitar', date: '2026-11-24' };
  const origin = `told:${vivek().heard().length}`;
  await commit(
    db(),
    notify(db(), { kind: 'absence_alert', phone: VIVEK, params, origin, notBefore: world.clock.now() }),
  );
  await world.tick();
  return vivek().hears();
}

describe('the language', () => {
  test('follows what a person writes, in answers and in what the school starts', async () => {
    expect(await vivek().says('classes left?')).toContain('classes left');
    expect(await told()).toContain('was marked absent');
    expect(await vivek().says('कितनी क्लासें बची हैं?')).toContain('क्लास');
    expect(await told()).toMatch(/ग़ैरहाज़िर|नहीं आए|अनुपस्थित/);
    expect(await vivek().says('ఎన్ని క్లాసులు మిగిలాయి?')).toContain('క్లాసులు');
    expect(await told()).toContain('రాలేదని');
    expect(await vivek().says('please show me the classes left')).toContain('classes left');
    expect(await told()).toContain('was marked absent');
  });

  test('is remembered when the session is over, and Latin letters change nothing', async () => {
    await vivek().says('कितनी क्लासें बची हैं?');
    world.clock.set(3 * 60);
    expect(await vivek().says('hi')).toContain('नमस्ते');
    expect(await vivek().says('kitni class bachi hai')).toContain('क्लास');
  });

  test('stays what they chose, whatever they write', async () => {
    await vivek().says('తెలుగులో రాయండి');
    expect(await personOf(db(), VIVEK)).toMatchObject({ language: 'te' });
    expect((await personOf(db(), VIVEK)).preferences).not.toHaveProperty('languageFollows');
    expect(await vivek().says('please show me the classes left')).toContain('క్లాసులు');
    expect(await vivek().says('कितनी क्लासें बची हैं?')).toContain('క్లాసులు');
    await vivek().says('change language');
    expect(await vivek().taps('English')).toContain('I write in English from now on');
    expect(await vivek().says('कितनी क्लासें बची हैं?')).toContain('classes left');
  });

  test('has its own names of days and months, and money as it is read in India', async () => {
    await vivek().says('फ़ीस कितनी बाकी है?');
    expect(vivek().hears()).toMatch(/(रवि|सोम|मंगल|बुध|गुरु|शुक्र|शनि) \d+ (जनवरी|नवंबर|दिसंबर)/);
    await vivek().says('ఫీజు ఎంత బాకీ ఉంది?');
    expect(vivek().hears()).toMatch(/(ఆది|సోమ|మంగళ|బుధ|గురు|శుక్ర|శని) \d+ (జనవరి|నవంబర్|డిసెంబర్)/);
    await vivek().says('I want to pay the fees for Arjun');
    if (!vivek().hears().includes('₹')) await vivek().taps(1);
    expect(vivek().hears()).toMatch(/₹\d{1,2},\d{3}/);
  });
});
