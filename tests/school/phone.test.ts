import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, parsePhone, phonesIn } from '../../src/school/phone.js';

describe('one number, however it is typed', () => {
  test.each([
    ['9876543210', '919876543210'],
    ['+91 98765 43210', '919876543210'],
    ['098765-43210', '919876543210'],
    ['919876543210', '919876543210'],
    ['0091 9876543210', '919876543210'],
    ['(+91) 98765.43210', '919876543210'],
    ['tel:+91-98765-43210', '919876543210'],
    ['९८७६५४३२१०', '919876543210'],
    ['౯౮౭౬౫౪౩౨౧౦', '919876543210'],
    ['040-2345 6789', '914023456789'],
    ['+1 415 555 2671', '14155552671'],
    ['+65 8123 4567', '6581234567'],
  ])('%s is %s', (typed, digits) => expect(parsePhone(typed)).toBe(digits));

  test.each([
    '0000000000',
    '+91 99999 99999',
    '1111111111',
    '12345',
    '98765432',
    '',
    'n/a',
    '+',
    '987654321098765',
  ])('%s identifies nobody', (typed) => expect(parsePhone(typed)).toBeNull());
});

describe('a field of the school', () => {
  test.each([
    ['9876543210 / 9876543211', ['919876543210', '919876543211']],
    ['9876543210, +91 98765 43211', ['919876543210', '919876543211']],
    ['98765 43210 98765 43211', ['919876543210', '919876543211']],
    ['9876543210 9876543211', ['919876543210', '919876543211']],
    ['9876543210-9876543211', ['919876543210', '919876543211']],
    ['+919876543210+919876543211', ['919876543210', '919876543211']],
    ['Mother: 98765-43210 (Amma), father 098765-43211', ['919876543210', '919876543211']],
    ['9876543210 or 0000000000', ['919876543210']],
    ['9876543210; +91 98765 43210', ['919876543210']],
    ['12345', []],
    ['not given', []],
  ])('"%s" holds %j', (field, digits) => expect(phonesIn(field)).toEqual(digits));

  test('that is empty holds nobody', () => {
    expect(phonesIn(null)).toEqual([]);
    expect(phonesIn(undefined)).toEqual([]);
  });
});

const mobile = fc
  .tuple(fc.constantFrom('6', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
  .map(([head, tail]) => head + tail)
  .filter((n) => !/^(\d)\1*$/.test(n));
const spelling = fc.constantFrom<(n: string) => string>(
  (n) => n,
  (n) => `+91 ${n.slice(0, 5)} ${n.slice(5)}`,
  (n) => `0${n.slice(0, 5)}-${n.slice(5)}`,
  (n) => `91${n}`,
  (n) => `+91${n}`,
  (n) => `+91-${n.slice(0, 4)}-${n.slice(4, 7)}-${n.slice(7)}`,
);

test('any mobile number in any spelling, alone or beside another, is found', () => {
  const between = fc.constantFrom(' / ', ', ', ' or ', '; ', '\n', ' & ', '/');
  fc.assert(
    fc.property(mobile, spelling, mobile, spelling, between, (a, spellA, b, spellB, separator) => {
      expect(parsePhone(spellA(a))).toBe(`91${a}`);
      const field = `${spellA(a)}${separator}${spellB(b)}`;
      expect(phonesIn(field)).toEqual([...new Set([`91${a}`, `91${b}`])]);
    }),
  );
});

test('no text whatever breaks the reading, and what is found is ten digits or more', () => {
  const any = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d +()./-]{0,40}$/));
  fc.assert(
    fc.property(any, (text) => {
      parsePhone(text);
      for (const found of phonesIn(text)) expect(found).toMatch(/^\d{10,15}$/);
    }),
  );
});

test('a masked number shows two digits', () => {
  expect(maskPhone('919876543210')).toBe('••••••••••10');
});
