import { describe, expect, test } from 'vitest';
import { asParagraph } from '../../src/conversation/flows/broadcast/paragraph.js';
import { readWish } from '../../src/conversation/flows/broadcast/reading.js';
import { onlyWhen, readTimedWish } from '../../src/conversation/flows/broadcast/when.js';
import { broadcastErrand } from '../../src/conversation/flows/broadcast/words.js';

const to = (text: string) => {
  const heard = readWish(text).to;
  return typeof heard === 'object' && heard !== null ? 'class' : heard;
};

describe('when the office wants it told', () => {
  const TODAY = '2026-11-24';
  test.each([
    ['tomorrow 9am tell all parents that tomorrow is off', '2026-11-25 09:00', 'tomorrow is off'],
    ['send tomorrow at 9 am to all families: annual day', '2026-11-25 09:00', 'annual day'],
    ['kal subah 9 baje sab parents ko message bhejo ki chutti hai', '2026-11-25 09:00', 'chutti hai'],
    ['tell all teachers meeting at 5, send it tomorrow morning', '2026-11-25 09:00', 'meeting at 5'],
    ['schedule a broadcast for Friday 10:30', '2026-11-27 10:30', null],
    ['tell all parents that tomorrow 9am class is cancelled', null, 'tomorrow 9am class is cancelled'],
    ['tell all parents: class at 9:30 tomorrow', null, 'class at 9:30 tomorrow'],
  ])('%s', (text, when, message) => {
    const heard = readTimedWish(text, TODAY);
    expect(heard.when && `${heard.when.date} ${heard.when.time}`).toBe(when);
    expect(heard.message).toBe(message);
  });

  test.each([
    ['tomorrow 9am', '2026-11-25 09:00'],
    ['schedule it for 6 pm', 'null 18:00'],
    ['कल शाम', '2026-11-25 18:00'],
    ['రేపు ఉదయం 9 గంటలకు', '2026-11-25 09:00'],
    ['send now', 'now'],
    ['అప్పుడు', null],
    ['tomorrow is a holiday', null],
    ['25 people', null],
  ])('a time and nothing else: %s', (text, when) => {
    const heard = onlyWhen(text, TODAY);
    expect(heard?.now ? 'now' : heard && `${heard.date} ${heard.time}`).toBe(when);
  });
});

describe('what the office wants told, and to whom', () => {
  test.each([
    ['tell all parents that Saturday is a holiday', 'families', 'Saturday is a holiday'],
    ['Broadcast to all parents: school closed tomorrow', 'families', 'school closed tomorrow'],
    [
      'tell all parents school is closed tomorrow for bonalu',
      'families',
      'school is closed tomorrow for bonalu',
    ],
    ['Tell every parent that tomorrow is a holiday', 'families', 'tomorrow is a holiday'],
    ['Let all the parents know that Friday is a holiday', 'families', 'Friday is a holiday'],
    ['send to guitar batch: bring your capo on Saturday', 'class', 'bring your capo on Saturday'],
    ['Send a message to guitar batch that class starts at 6', 'class', 'class starts at 6'],
    ['send guitar 5 pm batch: no class today', 'class', 'no class today'],
    ['message all teachers: meeting at 4', 'teachers', 'meeting at 4'],
    ['notify all teachers about staff meeting on Friday', 'teachers', 'staff meeting on Friday'],
    ['let everyone know that classes are off on Friday', 'everybody', 'classes are off on Friday'],
    ['brodcast holiday tmrw to al parnts', 'families', 'holiday tmrw'],
    ['msg evry1 concert shiftd to 20th', 'everybody', 'concert shiftd to 20th'],
    ['sab parents ko message bhejo ki kal chutti hai', 'families', 'kal chutti hai'],
    ['sabhi teachers ko bata do meeting 5 baje hai', 'teachers', 'meeting 5 baje hai'],
    ['sab teachers ko bhej do ki meeting subah 11 baje hai', 'teachers', 'meeting subah 11 baje hai'],
    ['sab bachcho ko message kar do kal class nahi hai', 'families', 'kal class nahi hai'],
    ['andariki message pampu repu holiday ani', 'everybody', 'repu holiday'],
    ['parents andariki cheppandi repu class ledani', 'families', 'repu class ledani'],
    ['सभी अभिभावकों को संदेश भेजो कि कल अवकाश है', 'families', 'कल अवकाश है'],
    ['सभी अभिभावकों को संदेश भेजो कि रविवार को क्लास नहीं होगी', 'families', 'रविवार को क्लास नहीं होगी'],
    ['सभी को बता दो कि कल स्कूल बंद है', 'everybody', 'कल स्कूल बंद है'],
    ['తల్లిదండ్రులందరికీ రేపు సెలవు అని చెప్పండి', 'families', 'రేపు సెలవు'],
    ['టీచర్లందరికీ మెసేజ్ పంపండి రేపు 5 గంటలకు మీటింగ్ ఉంది', 'teachers', 'రేపు 5 గంటలకు మీటింగ్ ఉంది'],
    ['కీబోర్డ్ బ్యాచ్ పేరెంట్స్‌కి ఈ సందేశం పంపాలి: శనివారం పరీక్ష ఉంది', 'class', 'శనివారం పరీక్ష ఉంది'],
    [
      'Announcement: recital on 20th December, all students must attend',
      null,
      'recital on 20th December, all students must attend',
    ],
    ['tell all teachers students will play on Sunday', 'teachers', 'students will play on Sunday'],
    ['tell parents all classes are off', 'families', 'all classes are off'],
    ['I want to send a broadcast', null, null],
  ])('%s', (said, whom, message) => {
    expect([to(said), readWish(said).message]).toEqual([whom, message]);
  });

  test('lines become one paragraph of sentences', () => {
    expect(asParagraph('Dear parents\n\n  Saturday is a\tholiday!\nकल छुट्टी है')).toEqual({
      message: 'Dear parents. Saturday is a holiday! कल छुट्टी है।',
      cleaned: true,
    });
  });

  test.each([
    ['approve broadcast', 'approve'],
    ['Approve the broadcast please', 'approve'],
    ['how is the broadcast going?', 'progress'],
    ['broadcast status', 'progress'],
    ['ब्रॉडकास्ट कैसा चल रहा है', 'progress'],
    ['బ్రాడ్‌కాస్ట్ ఎలా ఉంది', 'progress'],
    ['pause the broadcast', 'pause'],
    ['broadcast rok do', 'pause'],
    ['బ్రాడ్‌కాస్ట్ ఆపండి', 'pause'],
    ['resume broadcast', 'resume'],
    ['ब्रॉडकास्ट फिर चालू करो', 'resume'],
    ['cancel broadcast', 'cancel'],
    ['ब्रॉडकास्ट रद्द करो', 'cancel'],
    ['broadcast: how is everybody?', undefined],
    ['send a broadcast to all parents that the concert is going to be on Sunday', undefined],
    ['how are you', undefined],
  ])('%s is the errand %s', (said, action) => {
    expect(broadcastErrand(said)?.action).toBe(action);
  });
});
