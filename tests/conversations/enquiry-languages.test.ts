import { describe, expect, test } from 'vitest';
import { copyFor } from '../../src/copy/index.js';
import { LANGUAGES } from '../../src/understanding/intent.js';
import { LIMITS } from '../../src/whatsapp/reply.js';
import { useWorld } from '../support/world.js';
import { ASHA, leadsOf, prospects } from './enquiry-tables.js';

const world = useWorld();
const asha = () => world.chat(ASHA);
const db = () => world.database.db;

test('in Hindi', async () => {
  expect(await asha().says('मेरी बेटी को गिटार सीखना है, 8 साल की है')).toContain('क्या पहले कुछ संगीत सीखा है?');
  expect(await asha().says('नहीं')).toContain('कौन-से दिन ठीक रहेंगे?');
  expect(await asha().says('शनिवार')).toContain('बच्चे का नाम क्या है?');
  const offer = await asha().says('अनिका');
  expect(offer).toContain('*Guitar · आपके बच्चे अनिका के लिए, 8 साल · बिल्कुल नए · शनि*');
  expect(offer).toContain('• मंगल, गुरु, शनि शाम 5:00–6:00 बजे · Rahul Deshpande · 1 सीट ख़ाली');
  expect(offer).toContain('8 क्लास के ₹2,200');
  expect(await asha().says('हाँ')).toContain('*E-1001*');
  expect((await prospects(db()))[0]?.metadata.notes).toContain(
    'Guitar · child अनिका, 8 years · beginner · Sat',
  );
});

test('in Telugu', async () => {
  expect(await asha().says('మా అబ్బాయికి పియానో నేర్పిస్తారా?')).toContain('వయసు ఎంత?');
  expect(await asha().says('9')).toContain('ఇంతకు ముందు సంగీతం ఏమైనా నేర్చుకున్నారా?');
  await asha().says('కొంచెం');
  expect(await asha().says('శనివారం')).toContain('పేరు ఏమిటి?');
  const offer = await asha().says('రవి');
  expect(offer).toContain('• శని సాయంత్రం 4:00–5:00 · Imran Khan · 2 సీట్లు ఖాళీ');
  expect(await asha().says('అవును')).toContain('*E-1001*');
  expect(await leadsOf(db(), ASHA)).toMatchObject([
    { details: { age: 9, level: 'some', days: [6], name: 'రవి' } },
  ]);
});

test('Hindi and Telugu in Latin letters', async () => {
  expect(await asha().says('mere bete ko tabla sikhana hai, 8 saal ka hai')).toContain('musical training');
  await asha().says('nahi');
  await asha().says('koi bhi din');
  await asha().says('naam Arjun hai');
  expect(await asha().says('haan')).toContain('Tabla · for your child Arjun, 8 years · beginner · any day');
});

describe('the words', () => {
  test.each(LANGUAGES)('of buttons and rows fit in %s', (language) => {
    const { enquiry: words } = copyFor(language);
    const buttons = [words.forMe, words.forChild, words.skip, words.goOn, words.afresh];
    const more = [words.yes, words.no, words.change, words.weekdays, words.weekend, words.anyDay];
    for (const title of [...buttons, ...more, ...Object.values(words.levels)]) {
      expect(title.length, title).toBeLessThanOrEqual(LIMITS.buttonTitle);
    }
    for (const title of [words.menu, words.notSure, words.more, ...Object.values(words.slots)]) {
      expect(title.length, title).toBeLessThanOrEqual(LIMITS.rowTitle);
    }
    for (const button of [words.showInstruments, words.showChoices]) {
      expect(button.length, button).toBeLessThanOrEqual(LIMITS.listButton);
    }
    expect(words.menuHint.length).toBeLessThanOrEqual(LIMITS.rowDescription);
  });
});
