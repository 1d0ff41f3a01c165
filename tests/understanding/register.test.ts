import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, readCorrection, readRegister } from '../../src/understanding/register.js';

const NAMES = [
  'Aditya Rao',
  'Aditya Reddy',
  'Sarah Thomas',
  'John Mathew',
  'Mary Joseph',
  'Ahmed Siddiqui',
  'Meera Iyer',
  'Rohan Kulkarni',
];
const ROSTER = NAMES.map((name) => ({ id: name, name }));
const full = (firsts: string) =>
  firsts === '' ? [] : firsts.split(',').map((f) => NAMES.find((n) => n.startsWith(f)) ?? f);
const everyoneBut = (names: string[]) => NAMES.filter((n) => !names.includes(n));

describe('who was away', () => {
  it.each([
    ['Guitar 5pm: all present except Sarah', 'Sarah'],
    ['everyone but Sarah came', 'Sarah'],
    ['all came but not Sarah and Meera', 'Sarah,Meera'],
    ['Sarah absent', 'Sarah'],
    ['Absent: Sarah, John', 'Sarah,John'],
    ['absent Sarah rest present', 'Sarah'],
    ['3 and 5 absent', 'Sarah,Mary'],
    ["Sarah didn't come", 'Sarah'],
    ['neither Meera nor Rohan came', 'Meera,Rohan'],
    ['Everyone attended, just Meera missing', 'Meera'],
    ['please mark all as present but Sarah and John as absent', 'Sarah,John'],
    ['Sarah has fever, John went to a wedding, others came', 'Sarah,John'],
    ['evryone presnt excpt Sraah', 'Sarah'],
    ['sab aaye Sarah ko chhod kar', 'Sarah'],
    ['Sarah aur John ko chhodke sab aaye', 'Sarah,John'],
    ['Sarah nahi aayi baaki sab aaye', 'Sarah'],
    ['sab aaye the lekin Sarah nahi thi', 'Sarah'],
    ['Sarah tappa andaru vacharu', 'Sarah'],
    ['Sarah inka John raledhu', 'Sarah,John'],
    ['Sarah ledu', 'Sarah'],
    ['सारा को छोड़कर सब आए', 'Sarah'],
    ['जॉन और मेरी नहीं आए', 'John,Mary'],
    ['సారా తప్ప అందరూ వచ్చారు', 'Sarah'],
    ['జాన్, మేరీ రాలేదు', 'John,Mary'],
    ['ఈరోజు అందరూ వచ్చారు కానీ సారా రాలేదు', 'Sarah'],
  ])('"%s"', (text, absent) => {
    const reading = readRegister(text, ROSTER);
    expect(reading).toMatchObject({
      present: everyoneBut(full(absent)),
      ask: [],
      bare: false,
      rest: 'present',
    });
    expect(reading.absent.sort()).toEqual(full(absent).sort());
  });
});

describe('who came', () => {
  it.each([
    ['John, Mary, Ahmed came', 'John,Mary,Ahmed'],
    ['3,4 present', 'Sarah,John'],
    ['3-5 present', 'Sarah,John,Mary'],
    ['only John came', 'John'],
    ['Nobody except John came', 'John'],
    ['Guitar 5: John, Mary present', 'John,Mary'],
    ['1. John\n2. Mary\npresent', 'John,Mary'],
    ['sirf John aur Mary aaye', 'John,Mary'],
    ['Rohan, Meera matrame vacharu', 'Rohan,Meera'],
    ['रोहन और मीरा आए', 'Rohan,Meera'],
    ['జాన్ మేరీ వచ్చారు', 'John,Mary'],
  ])('"%s" makes the others absent', (text, present) => {
    const reading = readRegister(text, ROSTER);
    expect(reading.present.sort()).toEqual(full(present).sort());
    expect(reading).toMatchObject({ absent: everyoneBut(full(present)), ask: [], rest: 'absent' });
  });

  it.each([
    'all present',
    "yesterday's tabla, everyone came",
    'full attendance',
    'no absentees today',
    'all 8 came',
    'koi absent nahi',
    'andaru vacharu',
    'evaru absent kaledu',
    'सब आए',
    'అందరూ ఉన్నారు',
  ])('"%s" is everybody', (text) =>
    expect(readRegister(text, ROSTER)).toMatchObject({ all: 'present', present: NAMES, absent: [] }),
  );

  it.each(['nobody came', 'all absent', 'koi nahi aaya', 'evaru raledu', 'कोई नहीं आया', 'ఎవరూ రాలేదు'])(
    '"%s" is nobody',
    (text) => expect(readRegister(text, ROSTER)).toMatchObject({ all: 'absent', present: [], absent: NAMES }),
  );
});

describe('both lists in one message', () => {
  it.each([
    ['Present: John, Mary. Absent: Ahmed', 'John,Mary', 'Ahmed'],
    ['present John Mary absent Ahmed', 'John,Mary', 'Ahmed'],
    ['John P, Mary A, Ahmed P', 'John,Ahmed', 'Mary'],
    ['P: John, Mary A: Sarah', 'John,Mary', 'Sarah'],
    ['sarah❌ john✅ mary✅', 'John,Mary', 'Sarah'],
    ['John aaya, Mary nahi', 'John', 'Mary'],
    ['John unnadu, Mary ledu', 'John', 'Mary'],
    ['meera ok sarah ok john no', 'Meera,Sarah', 'John'],
  ])('"%s" says nothing of the others', (text, present, absent) => {
    const reading = readRegister(text, ROSTER);
    expect(reading.present.sort()).toEqual(full(present).sort());
    expect(reading.absent.sort()).toEqual(full(absent).sort());
    expect(reading.rest).toBeNull();
  });
});

describe('what has to be asked', () => {
  it('asks which Aditya, and puts neither into a list', () => {
    const reading = readRegister('Aditya absent', ROSTER);
    expect(reading.ask).toEqual([
      { word: 'Aditya', candidates: ['Aditya Rao', 'Aditya Reddy'], as: 'absent' },
    ]);
    expect([...reading.present, ...reading.absent]).not.toContain('Aditya Rao');
    expect([...reading.present, ...reading.absent]).not.toContain('Aditya Reddy');
  });

  it('asks about names without a word on whether they came', () => {
    const reading = readRegister('John, Mary, Ahmed', ROSTER);
    expect(reading).toMatchObject({ bare: true, present: [], absent: [], rest: null });
    expect(reading.ask.map((a) => [a.word, a.as])).toEqual([
      ['John', 'unknown'],
      ['Mary', 'unknown'],
      ['Ahmed', 'unknown'],
    ]);
  });

  it('asks about a stranger and about a surname that is not on the roster', () => {
    expect(readRegister('John, Zubin, Mary came', ROSTER).ask).toEqual([
      { word: 'Zubin', candidates: [], as: 'present' },
    ]);
    expect(readRegister('Sarah Kumar absent', ROSTER).ask).toEqual([
      { word: 'Sarah Kumar', candidates: ['Sarah Thomas'], as: 'absent' },
    ]);
  });

  it('asks when somebody is said to be both', () => {
    expect(readRegister('John present, Mary present, John absent', ROSTER).ask).toMatchObject([
      { word: 'John', as: 'unknown' },
    ]);
  });

  it('does not take my ("meri") for Mary, nor marked ("kar diya") for Diya', () => {
    expect(readRegister('meri class me sab aaye', ROSTER)).toMatchObject({ all: 'present', ask: [] });
    const tabla = ['Diya Sharma', 'Kabir Singh'].map((name) => ({ id: name, name }));
    expect(readRegister('maine attendance mark kar diya', tabla)).toMatchObject({
      present: [],
      absent: [],
      ask: [],
    });
  });

  it('takes neither hours nor dates nor counts for pupils', () => {
    for (const text of ['guitar 5:30 batch', '5 students came', 'batch 2 on 3/11', '6 out of 8 came']) {
      expect(readRegister(text, ROSTER)).toMatchObject({ present: [], absent: [], ask: [] });
    }
  });
});

describe('what is said beside the register', () => {
  it.each([
    ["all present but John didn't practice", ''],
    ['everyone came, homework not done by Mary', ''],
    ["All came. Sarah's mother asked about fees", ''],
    ['everyone came. Ahmed will be absent tomorrow', ''],
    ['Everyone present, Meera came 20 min late', ''],
    ['all present today including Rohan', ''],
    ['Everyone but John. John is unwell', 'John'],
    ['John absent no reason given, others present', 'John'],
    ['John absent again!! rest all good', 'John'],
    ['John has fever, phone aaya tha, baki sab aaye', 'John'],
    ['John ki jwaram vachindi, migatha andaru unnaru', 'John'],
    ['Sarah ki exam undi anduke raledu', 'Sarah'],
    ['Meera was to be late but did not come, rest present', 'Meera'],
    ['sabki laga do, Sarah ki mat lagana', 'Sarah'],
    ['koi absent nahi hai sab aaye hai', ''],
    ['evaru miss avvaledu andaru vacharu', ''],
    ['na John aaya na Mary, baki sab aaye', 'John,Mary'],
    ['John cancelled last minute, others here', 'John'],
  ])('"%s"', (text, absent) => {
    const { present, absent: away, ask, cancelled } = readRegister(text, ROSTER);
    expect({ present, away, ask, cancelled }).toEqual({
      present: everyoneBut(full(absent)),
      away: full(absent),
      ask: [],
      cancelled: false,
    });
  });

  it('the rest are the others, whoever is named with them', () => {
    expect(readRegister('John, Mary, baki koi nahi aaya', ROSTER).present).toEqual(full('John,Mary'));
    expect(readRegister('John, Mary and Meera all came', ROSTER).present).toEqual(full('John,Mary,Meera'));
    expect(readRegister('Meera and John only', ROSTER).present).toEqual(full('John,Meera'));
  });
});

describe('numbers that count heads', () => {
  it.each(['7 present 1 absent - John', 'Total 8, present 7, absent John', '8 me se 7 aaye, John nahi aaya'])(
    '"%s" names one only',
    (text) =>
      expect(readRegister(text, ROSTER)).toMatchObject({
        present: everyoneBut(full('John')),
        absent: full('John'),
      }),
  );

  it('are asked about where they may as well be pupils', () =>
    expect(readRegister('5 present 3 absent', ROSTER)).toMatchObject({
      present: [],
      absent: [],
      bare: true,
    }));

  it('are pupils as ranks side by side, and only lines before names', () => {
    expect(readRegister('2nd and 4th absent', ROSTER).absent).toEqual(full('Aditya Reddy,John'));
    expect(readRegister('1. Mary - present\n2. John - absent', ROSTER)).toMatchObject({
      present: full('Mary'),
      absent: full('John'),
    });
  });
});

describe('classes that were not as usual', () => {
  it.each([
    'class cancelled today',
    'keyboard class nahi hui',
    'aaj class ledu',
    'क्लास नहीं हुई',
    'క్లాస్ జరగలేదు',
  ])('"%s" was not held', (text) =>
    expect(readRegister(text, ROSTER)).toMatchObject({
      cancelled: true,
      present: [],
      absent: [],
      rest: null,
    }),
  );

  it('names only who came to a makeup class', () => {
    expect(readRegister('makeup for John', ROSTER)).toMatchObject({
      makeup: true,
      present: ['John Mathew'],
      absent: [],
      rest: null,
    });
  });
});

describe('a correction of a draft', () => {
  const draft: Draft = { present: full('Aditya Rao,Aditya Reddy,John,Ahmed'), absent: full('Sarah,Mary') };
  it.each([
    ['Sarah was also present', 'Sarah', ''],
    ['Sarah bhi aayi thi', 'Sarah', ''],
    ['సారా కూడా వచ్చింది', 'Sarah', ''],
    ['not John', '', 'John'],
    ['not Mary', 'Mary', ''],
    ['swap John and Mary', 'Mary', 'John'],
    ['change John', '', 'John'],
    ['remove John', '', 'John'],
    ['add Mary', 'Mary', ''],
    ['Mary, not John', 'Mary', 'John'],
    ['it was Mary not Sarah who came', 'Mary', ''],
    ['mark Mary absent', '', ''],
    ['sorry, Ahmed came', '', ''],
    ['4 absent', '', 'John'],
    ['all present', 'Sarah,Mary', ''],
    ['everyone except Ahmed', 'Sarah,Mary', 'Ahmed'],
  ])('"%s"', (text, present, absent) => {
    const change = readCorrection(text, ROSTER.slice(0, 6), draft);
    expect(change).toMatchObject({ toPresent: full(present), toAbsent: full(absent), ask: [] });
  });

  it('asks what a bare name is to be, and which Aditya', () => {
    expect(readCorrection('Sarah', ROSTER, draft).ask).toMatchObject([{ word: 'Sarah', as: 'unknown' }]);
    expect(readCorrection('Aditya absent', ROSTER, draft)).toMatchObject({
      toAbsent: [],
      ask: [{ word: 'Aditya' }],
    });
  });
});

describe('any class and any sentence', () => {
  const some = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 });

  it('reads full names in every frame exactly', () => {
    const frames: [(names: string) => string, 'present' | 'absent'][] = [
      [(n) => `${n} came`, 'present'],
      [(n) => `present: ${n}`, 'present'],
      [(n) => `sirf ${n} aaye`, 'present'],
      [(n) => `${n} absent`, 'absent'],
      [(n) => `all except ${n}`, 'absent'],
      [(n) => `${n} tappa andaru vacharu`, 'absent'],
      [(n) => `${n} ko chhodkar sab aaye`, 'absent'],
    ];
    fc.assert(
      fc.property(
        some,
        fc.constantFrom(...frames),
        fc.constantFrom(', ', ' and ', ' aur '),
        (names, [frame, status], joint) => {
          const reading = readRegister(frame(names.join(joint)), ROSTER);
          const said = NAMES.filter((n) => names.includes(n));
          expect(reading[status]).toEqual(said);
          expect(reading[status === 'present' ? 'absent' : 'present']).toEqual(everyoneBut(said));
          expect(reading.ask).toEqual([]);
        },
      ),
    );
  });

  it('never puts one pupil into both lists, nor one who is asked about into either', () => {
    const words = fc.constantFrom(
      'Sarah',
      'Aditya',
      'John',
      'absent',
      'present',
      'not',
      'all',
      'except',
      ',',
      '.',
      'came',
      '3',
      'tappa',
      'nahi',
      'rest',
      'only',
      'Zubin',
      'P',
      'but',
      'తప్ప',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 9 }), (typed) => {
        const { present, absent, ask } = readRegister(typed.join(' '), ROSTER);
        expect(present.filter((id) => absent.includes(id))).toEqual([]);
        const open = ask.flatMap((a) => a.candidates);
        expect([...present, ...absent].filter((id) => open.includes(id))).toEqual([]);
      }),
    );
  });

  it('reads anything at all without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readRegister(text, ROSTER)));
  });
});
