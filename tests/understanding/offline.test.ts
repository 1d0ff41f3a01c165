import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, readLines } from '../../dev/evaluation.js';
import { INTENTS, type ReadRequest, type Role } from '../../src/understanding/intent.js';
import { detectLanguage, readOffline } from '../../src/understanding/offline.js';

const ask = (text: string, role: Role = 'student') => {
  const request: ReadRequest = {
    text,
    role,
    today: '2026-11-18',
    instruments: ['Keyboard', 'Guitar', 'Tabla', 'Hindustani Vocals', 'Carnatic Vocals'],
  };
  return readOffline(request);
};

describe('the same words from different people', () => {
  it.each([
    ['Sarah is absent today', 'teacher', 'mark_attendance'],
    ['Sarah is absent today', 'student', 'report_leave'],
    ['Sarah is absent today', 'admin', 'attendance_override'],
    ["I can't take class tomorrow", 'teacher', 'report_leave'],
    ['On leave 25th', 'teacher', 'report_leave'],
    ['leave on 25th', 'teacher', 'report_leave'],
    ['25th ko chutti', 'teacher', 'report_leave'],
    ['leave 3 to 5 december', 'teacher', 'report_leave'],
    ['roll 3 and 5 on leave', 'teacher', 'mark_attendance'],
    ['Sarah on leave', 'teacher', 'mark_attendance'],
    ['guitar fees?', 'prospect', 'enrollment_inquiry'],
    ['show full card of Sarah', 'admin', 'student_lookup'],
    ['makeup for John', 'teacher', 'mark_attendance'],
    ['makeup for John', 'student', 'makeup_request'],
  ] as const)('"%s" from a %s is %s', (text, role, intent) => expect(ask(text, role).intent).toBe(intent));
});

describe('the words that matter', () => {
  it.each([
    [
      'Guitar 5pm: all present except Sarah',
      'teacher',
      { instrument: 'Guitar', time: '17:00', absent: ['Sarah'] },
    ],
    [
      'yesterday tabla, everyone came',
      'teacher',
      { instrument: 'Tabla', date: 'yesterday', all_present: true },
    ],
    ['John, Mary and Aditya Rao came', 'teacher', { present: ['John', 'Mary', 'Aditya Rao'] }],
    ['मेरी बेटी 7 साल की है, गिटार सीखना है', 'prospect', { age: 7, instrument: 'Guitar' }],
    [
      'Meera cannot come tomorrow because of fever',
      'student',
      { student: 'Meera', date: 'tomorrow', reason: 'fever' },
    ],
    ['on leave from Thursday to Saturday', 'teacher', { date: 'Thursday to Saturday' }],
    ['chutti 3 se 5 december', 'teacher', { date: '3 se 5 december' }],
    ['telugu lo matladandi', 'student', { language: 'te' }],
    [
      'Broadcast to all parents: school closed tomorrow',
      'admin',
      { audience: 'all parents', message: 'school closed tomorrow' },
    ],
    ['mark Rohan present for 14th', 'admin', { student: 'Rohan', status: 'present', date: '14th' }],
    ['vocals classes for my son', 'prospect', { instrument: 'vocals' }],
  ] as const)('of "%s"', (text, role, entities) => expect(ask(text, role).entities).toMatchObject(entities));
});

describe('the language of a message', () => {
  it.each([
    ['When is the class?', 'en'],
    ['class kab hai', 'hi'],
    ['class eppudu undi', 'te'],
    ['कल क्लास है?', 'hi'],
    ['రేపు క్లాస్ ఉందా', 'te'],
    ['Sarah', 'en'],
    ['ok sir', 'en'],
  ])('"%s" is %s', (text, language) => expect(detectLanguage(text)).toBe(language));
});

describe('without the model', () => {
  const lines = readLines(readFileSync(new URL('../evaluation/seen.jsonl', import.meta.url), 'utf8'));

  it('the known messages are understood, and so are their registers', async () => {
    const report = await evaluate(lines, null);
    expect(report.accuracy).toBeGreaterThanOrEqual(0.95);
    expect(report.registers).toBeGreaterThanOrEqual(0.95);
    for (const { n, accuracy } of Object.values(report.by_language))
      expect(n >= 45 && accuracy).toBeGreaterThanOrEqual(0.9);
    expect(Object.keys(report.by_intent)).toHaveLength(INTENTS.length);
  });

  it('what is called certain is right, and most messages are certain', () => {
    const certain = lines.filter((l) => ask(l.text, l.role).by === 'rule');
    const right = certain.filter((l) => ask(l.text, l.role).intent === l.intent);
    expect(right.length / certain.length).toBeGreaterThanOrEqual(0.97);
    expect(certain.length / lines.length).toBeGreaterThanOrEqual(0.6);
  });

  it('anything at all gets an answer', () => {
    const roles = fc.constantFrom<Role>('teacher', 'student', 'admin', 'prospect');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), roles, (text, role) => {
        const { intent, confidence } = ask(text, role);
        expect(INTENTS).toContain(intent);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('an evaluation file', () => {
  it('that is malformed says in which line', () => {
    const good = '{"id":"1","role":"teacher","lang":"en","text":"hi","intent":"greeting","entities":{}}';
    expect(() => readLines(`${good}\n{oops\n`)).toThrow('line 2: not JSON');
    expect(() => readLines(`${good}\n\n${good.replace('greeting', 'greet')}`)).toThrow(/line 3: intent/);
  });

  it('compares registers exactly, and counts what was asked', async () => {
    const line = (expectation: object) =>
      JSON.stringify({
        id: 'r',
        role: 'teacher',
        lang: 'en',
        text: 'Sai absent',
        intent: 'mark_attendance',
        entities: {},
        roster: ['Sai Teja', 'Sai Charan', 'Zoya Ali'],
        expect: expectation,
      });
    const right = line({ present: ['Zoya Ali'], absent: [], ask: ['Sai'] });
    const wrong = line({ present: ['Zoya Ali'], absent: ['Sai Teja'], ask: [] });
    expect((await evaluate(readLines(`${right}\n${wrong}`), null)).registers).toBe(0.5);
  });
});
