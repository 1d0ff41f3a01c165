import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isJumbo, pieces } from '../../dev/simulator/page/format.js';

const PAGE = new URL('../../dev/simulator/page/', import.meta.url);

describe('the marks of WhatsApp', () => {
  it.each([
    ['*Present* (2)', [{ text: 'Present', bold: true }, { text: ' (2)' }]],
    [
      '_a_ ~b~ `c`',
      [
        { text: 'a', italic: true },
        { text: ' ' },
        { text: 'b', strike: true },
        { text: ' ' },
        { text: 'c', code: true },
      ],
    ],
    ['*_both_*', [{ text: 'both', bold: true, italic: true }]],
    ['```a *b*\nc```', [{ text: 'a *b*\nc', code: true }]],
    ['2*3*4', [{ text: '2*3*4' }]],
    ['* no *', [{ text: '* no *' }]],
    ['snake_case_name', [{ text: 'snake_case_name' }]],
    ['*a\nb*', [{ text: '*a\nb*' }]],
    ['*नमस्ते* आप', [{ text: 'नमस्ते', bold: true }, { text: ' आप' }]],
    ['(*a*)', [{ text: '(' }, { text: 'a', bold: true }, { text: ')' }]],
    [
      'https://a.example/x_y_z.',
      [{ text: 'https://a.example/x_y_z', url: 'https://a.example/x_y_z' }, { text: '.' }],
    ],
    [
      'see https://a.example *now*',
      [
        { text: 'see ' },
        { text: 'https://a.example', url: 'https://a.example' },
        { text: ' ' },
        { text: 'now', bold: true },
      ],
    ],
    ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ])('%s', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it('lose no letter of any text, and make no markup', () => {
    const text = '<img src=x onerror=alert(1)> *<b>bold</b>* _&amp;_';
    const shown = pieces(text);
    expect(shown.map((piece) => piece.text).join('')).toBe('<img src=x onerror=alert(1)> <b>bold</b> &amp;');
    expect(shown.every((piece) => piece.url === undefined)).toBe(true);
  });

  it.each([
    ['👍', true],
    ['👍🏽❤️', true],
    ['👨‍👩‍👧', true],
    ['ok 👍', false],
    ['123', false],
    ['👍👍👍👍', false],
  ])('emoji alone are large: %s %s', (text, large) => {
    expect(isJumbo(text)).toBe(large);
  });
});

describe('the files of the page', () => {
  it('never read text as markup, and ask nobody else for anything', async () => {
    for (const name of await readdir(PAGE)) {
      const text = await readFile(new URL(name, PAGE), 'utf8');
      expect(text, name).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      );
      const outside = [...text.matchAll(/https?:\/\/[\w.]+/g)].map(([address]) => address);
      expect(
        outside.filter((address) => address !== 'http://www.w3.org'),
        name,
      ).toEqual([]);
    }
  });
});
