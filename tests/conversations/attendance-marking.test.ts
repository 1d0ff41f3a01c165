import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerStatus,
  answerWho,
  begin,
  correct,
  markAll,
  toggle,
} from '../../src/conversation/flows/attendance/marking.js';
import type { Reading } from '../../src/conversation/flows/attendance/reading.js';
import { blankSheet, contentOf } from '../../src/conversation/flows/attendance/sheet.js';
import type { Sheet } from '../../src/conversation/flows/attendance/state.js';

const IDS = ['a', 'b', 'c', 'd', 'e'];

function sheet(excused: readonly string[] = []): Sheet {
  const roster = IDS.map((id) => ({ id, name: `Pupil ${id}`, excused: excused.includes(id) }));
  const register = {
    ...{ batchId: 'x', date: '2026-11-24', instrument: 'Guitar', instrumentId: 'g', teacherId: 't' },
    ...{
      teacherName: 'Rahul',
      start: '17:00',
      isMakeup: false,
      rows: [],
      extras: [],
      doubled: [],
      booked: [],
    },
    ...{ markedBy: null, held: null, holiday: null, roster },
  };
  return blankSheet(register, 'register');
}

function reading(said: Partial<Reading>): Reading {
  const nothing = { present: [], absent: [], bare: [], several: [], unread: [], noise: [] };
  return {
    ...nothing,
    stated: false,
    rest: null,
    cancelled: false,
    makeup: false,
    confidence: null,
    ...said,
  };
}

const ids = fc.uniqueArray(fc.constantFrom(...IDS));
const said = fc.constantFrom('present' as const, 'absent' as const);
const anyReading = fc.record({
  present: ids,
  absent: ids,
  bare: ids,
  rest: fc.option(said),
  several: fc.array(
    fc.record({
      word: fc.constant('Aditya'),
      ids: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 2 }),
      mark: fc.option(said),
    }),
    { maxLength: 2 },
  ),
  unread: fc.array(fc.record({ word: fc.constant('Zubin'), mark: fc.option(said) }), { maxLength: 1 }),
});

/** Answers whatever is asked, until nothing is. */
function answerAll(start: Sheet, choose: (n: number) => number): Sheet {
  let s = start;
  for (let rounds = 0; s.open.length > 0; rounds++) {
    if (rounds > 20) throw new Error('asks for ever');
    const [question] = s.open;
    if (question?.ask === 'status') s = answerStatus(s, choose(2) === 0 ? 'present' : 'absent');
    else if (question?.ask === 'who')
      s = answerWho(s, question.candidates[choose(question.candidates.length + 1)] ?? null);
    else s = answerWho(s, null);
  }
  return s;
}

describe('whatever is said and answered', () => {
  test('every pupil ends up in exactly one list, and who was named stays what was said', () => {
    fc.assert(
      fc.property(anyReading, ids, fc.array(fc.nat(5), { minLength: 1 }), (said, excused, picks) => {
        let turn = 0;
        const choose = (n: number) => (picks[turn++ % picks.length] ?? 0) % n;
        const done = answerAll(begin(sheet(excused), reading(said)), choose);
        const { present, absent, excused: away } = contentOf(done);
        expect([...present, ...absent, ...away].sort()).toEqual(IDS);
        const sure = said.present.filter((id) => !said.absent.includes(id) && !mentionedAgain(said, id));
        for (const id of sure) expect(present).toContain(id);
      }),
    );
  });

  test('a correction changes nobody who is not named', () => {
    fc.assert(
      fc.property(ids, ids, (present, absent) => {
        const all = markAll(sheet(), 'present');
        const change = correct(all, reading({ present, absent }));
        for (const id of IDS.filter((i) => !absent.includes(i))) expect(change.marks[id]).toBe('present');
      }),
    );
  });

  test('tapping a name twice leaves it as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDS), ids, (id, excused) => {
        const all = markAll(sheet(excused), 'present');
        expect(toggle(toggle(all, id), id).marks).toEqual(all.marks);
      }),
    );
  });
});

function mentionedAgain(said: { bare: string[]; several: { ids: string[] }[] }, id: string): boolean {
  return said.bare.includes(id) || said.several.some((s) => s.ids.includes(id));
}
