import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchName } from '../../src/understanding/names.js';
import { commonNames } from '../../src/understanding/names/table.js';

const DEMO =
  'Aditya Rao,Aditya Reddy,Sarah Thomas,John Mathew,Mary Joseph,Ahmed Siddiqui,Meera Iyer,Rohan Kulkarni,Ananya Gupta,Arjun Gupta,Lakshmi Prasanna,Zoya Fatima,Kabir Singh,Ishaan Verma,Diya Sharma,Vihaan Naidu,Sai Teja,Sai Charan,Nithya Menon,Harini Subramaniam,Mohammed Faizan,Tara Fernandes,Yash Agarwal,Bhavya Sri,Advik Raman,Neha Chowdary,Rishi Patel,Samaira Kapoor';
const rosterOf = (names: string) => names.split(',').map((name) => ({ id: name, name }));
const SCHOOL = rosterOf(DEMO);
const who = (typed: string, roster = SCHOOL) => {
  const match = matchName(typed, roster);
  return match.kind === 'one' ? match.id : match.kind === 'several' ? match.ids : null;
};

describe('a name that fits one pupil', () => {
  it.each([
    ['Sarah', 'Sarah Thomas'],
    ['sara', 'Sarah Thomas'],
    ['Sraah', 'Sarah Thomas'],
    ['Sarha', 'Sarah Thomas'],
    ['Sari', 'Sarah Thomas'],
    ['सारा', 'Sarah Thomas'],
    ['సారా', 'Sarah Thomas'],
    ['సారాకి', 'Sarah Thomas'],
    ['Sarah garu', 'Sarah Thomas'],
    ['A. Rao', 'Aditya Rao'],
    ['Aditya Rao', 'Aditya Rao'],
    ['aditya re', 'Aditya Reddy'],
    ['Jhon', 'John Mathew'],
    ['जॉन', 'John Mathew'],
    ['జాన్', 'John Mathew'],
    ['Mery', 'Mary Joseph'],
    ['మేరీ', 'Mary Joseph'],
    ['Ahmad', 'Ahmed Siddiqui'],
    ['अहमद', 'Ahmed Siddiqui'],
    ['Laxmi', 'Lakshmi Prasanna'],
    ['లక్ష్మి', 'Lakshmi Prasanna'],
    ['Zoiya', 'Zoya Fatima'],
    ['Kabeer', 'Kabir Singh'],
    ['Ishan', 'Ishaan Verma'],
    ['Bavya', 'Bhavya Sri'],
    ['Nitya', 'Nithya Menon'],
    ['Harni', 'Harini Subramaniam'],
    ['Mohd', 'Mohammed Faizan'],
    ['Mohd Faizan', 'Mohammed Faizan'],
    ['Saiteja', 'Sai Teja'],
    ['Sai Teja', 'Sai Teja'],
    ['Adwik', 'Advik Raman'],
    ['Yashu', 'Yash Agarwal'],
    ['Samira', 'Samaira Kapoor'],
    ['#3', 'Sarah Thomas'],
    ['3', 'Sarah Thomas'],
  ])('"%s" is %s', (typed, name) => expect(who(typed)).toBe(name));
});

describe('a name that is not sure', () => {
  it.each([
    ['Aditya', ['Aditya Rao', 'Aditya Reddy']],
    ['Addy', ['Aditya Rao', 'Aditya Reddy']],
    ['Aditya R', ['Aditya Rao', 'Aditya Reddy']],
    ['Sai', ['Sai Teja', 'Sai Charan']],
    ['Gupta', ['Ananya Gupta', 'Arjun Gupta']],
    ['Tom', ['Sarah Thomas']],
    ['Advika', ['Advik Raman']],
    ['आर्यन', ['Rohan Kulkarni']],
    ['ఆర్యన్', ['Rohan Kulkarni']],
    ['Rehan', ['Rohan Kulkarni']],
  ])('"%s" is asked about', (typed, names) => expect(who(typed)).toEqual(names));

  it.each([
    'Meena',
    'Roshan',
    'Arun',
    'Kiran',
    'Riya',
    'Kavya',
    'Sneha',
    'Mark',
    'John Mary',
    'Aditya Kumar',
    'Zubin',
    'ar',
    '29',
    'x',
    '',
    '!!',
  ])('"%s" is nobody of this class', (typed) => expect(who(typed)).toBeNull());

  it('asks which of two when one spelling sounds like the other', () => {
    expect(who('Sara', rosterOf('Sara Khan,Sarah Thomas'))).toEqual(['Sara Khan', 'Sarah Thomas']);
    expect(who('Sara Khan', rosterOf('Sara Khan,Sarah Khan'))).toBe('Sara Khan');
  });

  it('takes initials only in capitals', () => {
    const roster = rosterOf('Ananya Roy,Vikram Shah');
    expect(who('AR', roster)).toBe('Ananya Roy');
    expect(who('ar', roster)).toBeNull();
  });

  it('wants names of two letters exactly', () => {
    const roster = rosterOf('Om Prakash,Jo Mary');
    expect(who('Om', roster)).toBe('Om Prakash');
    expect(who('Am', roster)).toBeNull();
    expect(who('O', roster)).toBeNull();
  });
});

describe('any class', () => {
  const letters = [...'abcdefghijklmnoprstuvyz'];
  const part = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 9 }).map((l) => l.join(''));
  const common = fc.constantFrom(...commonNames);
  const full = fc.tuple(fc.oneof(part, common), part).map((parts) => parts.join(' '));
  const roster = fc
    .uniqueArray(full, { minLength: 1, maxLength: 15 })
    .map((names) => rosterOf(names.join(',')));

  it('knows each pupil by the full name', () => {
    fc.assert(
      fc.property(roster, (pupils) => {
        for (const { id, name } of pupils) expect(who(name.toUpperCase(), pupils)).toBe(id);
      }),
    );
  });

  it('never takes one of two with the same first name', () => {
    fc.assert(
      fc.property(roster, common, part, part, (pupils, first, a, b) => {
        fc.pre(a !== b);
        const twins = [
          { id: 'a', name: `${first} ${a}` },
          { id: 'b', name: `${first} ${b}` },
        ];
        const match = matchName(first, [...pupils, ...twins]);
        expect(match.kind).toBe('several');
      }),
    );
  });

  it('does not change its mind with the order of the roster', () => {
    fc.assert(
      fc.property(roster, fc.oneof(part, common), (pupils, typed) => {
        const sort = (w: ReturnType<typeof who>) => (Array.isArray(w) ? [...w].sort() : w);
        expect(sort(who(typed, [...pupils].reverse()))).toEqual(sort(who(typed, pupils)));
      }),
    );
  });

  it('takes no common name for another one', () => {
    for (const typed of commonNames) {
      for (const other of commonNames) {
        if (typed === other) continue;
        const match = matchName(typed, [{ id: '1', name: other }]);
        if (match.kind === 'one') expect([typed, other, match.score]).toEqual([typed, other, 0.85]);
      }
    }
  });
});
