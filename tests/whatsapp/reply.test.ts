import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../dev/simulator/json.js';
import { MediaStore } from '../../dev/simulator/media.js';
import { Templates } from '../../dev/simulator/templates.js';
import { checkSend } from '../../dev/simulator/validate.js';
import { chosenOption } from '../../src/conversation/input.js';
import { graphBody } from '../../src/whatsapp/client.js';
import {
  LIMITS,
  type Option,
  type Reply,
  buttonId,
  buttons,
  clip,
  link,
  list,
  optionsOf,
  prefixed,
  readButtonId,
  text,
} from '../../src/whatsapp/reply.js';

const tools = { media: new MediaStore({ now: () => new Date() }), templates: new Templates() };

/** What Meta says to it: nothing, or why it refuses. */
function refusal(reply: Reply): string | null {
  const envelope = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '+919000000101' };
  const message: JsonObject = JSON.parse(JSON.stringify({ ...envelope, ...graphBody(reply) }));
  try {
    checkSend(message, tools);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : 'unknown';
  }
}

const option = (n: number, title = `Option ${n}`): Option => ({ id: buttonId('t', 'pick', n), title });
const options = (n: number) => Array.from({ length: n }, (_, i) => option(i + 1));
const long = (n: number) => 'x'.repeat(n);
const graphemes = (s: string) => [...new Intl.Segmenter().segment(s)].map((one) => one.segment);

/** Letters that are made of several: none may be cut in two. */
const CLUSTERS = ['क्ष', 'हिं', 'नी', 'తె', 'లు', 'గు', 'స్త్రీ', '👨‍👩‍👧‍👦', '👍🏽', '🇮🇳', 'é', 'a', ' '];
const words = fc
  .array(fc.oneof(fc.constantFrom(...CLUSTERS), fc.string({ unit: 'grapheme', maxLength: 1 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
  .filter((s) => s.trim() !== '');
const body = fc.oneof(
  words,
  fc.tuple(words, fc.integer({ min: 1, max: 60 })).map(([w, n]) => w.repeat(n)),
  fc.tuple(words, fc.integer({ min: 4000, max: 4200 })).map(([w, n]) => `${w}${long(n)}`),
);

describe('a text cut to length', () => {
  test.each([
    ['what fits stays as it is', 'Guitar', 6, 'Guitar'],
    ['what is one letter too long loses two for the dots', 'Guitars', 6, 'Guita…'],
    ['no space is left before the dots', 'Guitar class', 8, 'Guitar…'],
    ['an emoji of several signs stays whole or goes', 'ab👨‍👩‍👧‍👦', 6, 'ab…'],
    ['a flag too', 'a🇮🇳🇮🇳', 6, 'a🇮🇳…'],
    ['a Hindi syllable is not parted from its vowel', 'हिन्दी में', 7, 'हिन्दी…'],
    ['nor a Telugu one', 'తెలుగులో', 6, 'తెలు…'],
  ])('%s', (_what, given, max, kept) => {
    expect(clip(given, max)).toBe(kept);
  });

  test('fits, begins as it did, and never ends inside a letter', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 80 }), (given, max) => {
        const kept = clip(given, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        if (given.length <= max) expect(kept).toBe(given);
        else {
          expect(kept.endsWith('…')).toBe(true);
          const whole = graphemes(given);
          const left = kept.slice(0, -1);
          const prefixes = whole.map((_, i) => whole.slice(0, i).join('').trimEnd());
          expect(prefixes).toContain(left);
        }
      }),
    );
  });
});

describe('what the bot answers is never refused by Meta', () => {
  test('a text, at and over its limit', () => {
    for (const n of [1, 4095, 4096, 4097, 9000]) expect(refusal(text(long(n))), `${n}`).toBeNull();
    expect(text(long(4096)).body).toHaveLength(4096);
    expect(text(long(4097)).body).toMatch(/x…$/);
  });

  test.each([
    [1, 1024, 'buttons'],
    [3, 1024, 'buttons'],
    [3, 1025, 'text'],
    [4, 10, 'text'],
    [10, 4096, 'text'],
    [1, 9000, 'text'],
  ])('%i buttons under %i letters become %s', (n, letters, kind) => {
    const reply = buttons(long(letters), options(n));
    expect(reply.kind).toBe(kind);
    expect(refusal(reply)).toBeNull();
  });

  test('no button at all is a text', () => {
    expect(buttons('Done.', [])).toEqual({ kind: 'text', body: 'Done.' });
    expect(list('Done.', 'Show', [{ title: 'None', rows: [] }])).toEqual({ kind: 'text', body: 'Done.' });
  });

  test.each([20, 21, 60])('a button of %i letters fits', (n) => {
    const [shown] = optionsOf(buttons('Which?', [option(1, long(n))]));
    expect(shown?.title.length).toBe(Math.min(n, 20));
    expect(refusal(buttons('Which?', [option(1, long(n))]))).toBeNull();
  });

  test('buttons that begin alike are told apart by their numbers', () => {
    const classes = [option(1, 'Hindustani Vocals, 17:00'), option(2, 'Hindustani Vocals, 18:15')];
    const reply = buttons('Which class?', classes);
    expect(reply.body).toBe('Which class?\n\n1. Hindustani Vocals, 17:00\n2. Hindustani Vocals, 18:15');
    expect(refusal(reply)).toBeNull();
    expect(optionsOf(reply)).toEqual(classes);
  });

  test.each([
    [1, 1, 24, 'list'],
    [1, 10, 25, 'list'],
    [2, 5, 24, 'list'],
    [10, 1, 100, 'list'],
  ])('%i sections of %i rows with %i letters are a %s', (parts, rows, letters, kind) => {
    let n = 0;
    const sections = Array.from({ length: parts }, (_, s) => ({
      title: `Section ${s} ${long(letters)}`,
      rows: Array.from({ length: rows }, () => {
        n += 1;
        return { ...option(n, `${n} ${long(letters)}`), description: long(letters * 4) };
      }),
    }));
    const reply = list(long(1024), long(30), sections);
    expect(reply.kind).toBe(kind);
    expect(refusal(reply)).toBeNull();
    const tooLong = list(long(1025), 'Show', sections);
    expect(tooLong.kind).toBe('text');
    expect(refusal(tooLong)).toBeNull();
    expect(optionsOf(tooLong)).toHaveLength(n);
  });

  test('an eleventh row is ours to page: it is never silently left out', () => {
    const many = [{ title: 'Classes', rows: options(11) }];
    expect(() => list('Which?', 'Show', many)).toThrow('a list has at most 10 rows, not 11');
  });

  test('two names that are alike once cut stand whole below, so that they can be told apart', () => {
    const cousins = ['Venkata Subrahmanya Sai Kiran', 'Venkata Subrahmanya Sai Kumar'];
    const rows = optionsOf(
      list('Who?', 'Show', [{ title: '', rows: cousins.map((name, i) => option(i, name)) }]),
    );
    expect(new Set(rows.map((o) => o.title)).size).toBe(1);
    expect(rows.map((o) => o.description)).toEqual(cousins);
  });

  test('an option without a name has at least a dash, and never a second line', () => {
    const nameless = [option(1, ' '), option(2, 'Tue\n17:00')];
    expect(optionsOf(buttons('Who?', nameless)).map((o) => o.title)).toEqual(['–', 'Tue 17:00']);
    const rows = optionsOf(list('Who?', 'Show', [{ title: '', rows: nameless }]));
    expect(rows.map((o) => o.title)).toEqual(['–', 'Tue 17:00']);
    expect(refusal(buttons('Who?', nameless))).toBeNull();
    expect(refusal(list('Who?', 'Show', [{ title: '', rows: nameless }]))).toBeNull();
  });

  test('a link with a long label and a long text is cut to length', () => {
    const reply = link(long(2000), 'Pay ₹2,100 for the guitar now', 'https://pay.example/abc');
    expect(reply).toMatchObject({ label: 'Pay ₹2,100 for the…' });
    expect(refusal(reply)).toBeNull();
  });

  test('whatever a flow says, in any script and of any length', () => {
    const titles = fc.uniqueArray(words, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(body, titles, fc.option(words, { nil: undefined }), words, (said, names, lead, label) => {
        const all = names.map((title, i) => ({ ...option(i, title), description: title }));
        const replies = [
          text(said),
          buttons(said, all.slice(0, 3)),
          buttons(said, all),
          list(said, label, [{ title: label, rows: all }]),
          list(said, label, [
            { title: `1 ${label}`, rows: all.slice(0, 5) },
            { title: `2 ${label}`, rows: all.slice(5) },
          ]),
          link(said, label, 'https://pay.example/abc'),
        ];
        for (const reply of replies)
          for (const final of [reply, prefixed(reply, lead)]) expect(refusal(final)).toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});

describe('a list of names too long for buttons', () => {
  const register = Array.from({ length: 60 }, (_, i) => `✓ Pupil number ${i + 1} of the batch`).join('\n');
  const choices = [option(1, 'Yes, save it'), option(2, 'Change'), option(3, 'Cancel')];

  test('keeps every name, and is answered by number or by words as if it had been tapped', () => {
    const reply = buttons(register, choices);
    expect(reply.kind).toBe('text');
    expect(reply.body).toContain('✓ Pupil number 60 of the batch');
    expect(reply.body.endsWith('\n\n1. Yes, save it\n2. Change\n3. Cancel')).toBe(true);
    const offered = optionsOf(reply);
    expect(chosenOption('1', offered)).toEqual(readButtonId(choices[0]?.id ?? ''));
    expect(chosenOption('२', offered)).toEqual(readButtonId(choices[1]?.id ?? ''));
    expect(chosenOption('cancel', offered)).toEqual(readButtonId(choices[2]?.id ?? ''));
  });

  test('keeps its choices when a sentence goes before it, however long', () => {
    for (const lead of ['Changed.', long(2500), long(5000)]) {
      const reply = prefixed(buttons(register, choices), lead);
      expect(reply.body.startsWith(lead.slice(0, 100))).toBe(true);
      expect(reply.body.endsWith('\n\n1. Yes, save it\n2. Change\n3. Cancel')).toBe(true);
      expect(optionsOf(reply).map((o) => o.id)).toEqual(choices.map((o) => o.id));
      expect(refusal(reply)).toBeNull();
    }
  });

  test('becomes one when a sentence goes before buttons that just fitted', () => {
    const reply = prefixed(buttons(long(1020), choices), 'Changed.');
    expect(reply.kind).toBe('text');
    expect(optionsOf(reply).map((o) => o.id)).toEqual(choices.map((o) => o.id));
  });

  test('says what stands beside each row', () => {
    const rows = [{ ...option(1, 'Guitar'), description: 'Tue 17:00' }, option(2, 'Tabla')];
    expect(list(long(1100), 'Show', [{ title: 'Classes', rows }]).body).toMatch(
      /\n\n1\. Guitar – Tue 17:00\n2\. Tabla$/,
    );
  });
});

describe('the id of a button', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/);

  test('is read back as it was made', () => {
    fc.assert(
      fc.property(part, part, fc.array(fc.oneof(part, fc.nat()), { maxLength: 5 }), (flow, action, args) => {
        expect(readButtonId(buttonId(flow, action, ...args))).toEqual({
          flow,
          action,
          args: args.map(String),
        });
      }),
    );
  });

  test.each([
    ['a name', () => buttonId('att', 'yes', 'Sarah Thomas')],
    ['a colon', () => buttonId('att', 'yes', 'a:b')],
    ['more letters than Meta takes', () => buttonId('att', 'yes', long(LIMITS.rowId))],
  ])('cannot hold %s', (_what, make) => {
    expect(make).toThrow(RangeError);
  });

  test.each(['', 'optout', 'Stop updates', ':yes', 'att:', 'att:yes:Sarah Thomas', 'https://x.example'])(
    'that is %o was not made by us',
    (id) => {
      expect(readButtonId(id)).toBeNull();
    },
  );
});
