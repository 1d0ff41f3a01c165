import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifySignature } from '../../src/whatsapp/webhook.js';

const SECRET = 'test_app_secret';
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (body: Uint8Array, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** The same words in the three ways they can stand on the wire; only the bytes that came are signed. */
const ON_THE_WIRE = [
  [
    'with every other letter escaped, as Meta writes them',
    String.raw`{"object":"whatsapp_business_account","t":"\u00c4 \u0928\u092e\u0938\u094d\u0924\u0947 \ud83d\udc4d a/b"}`,
    'c0d0698a1a5081faba6bea4436b1b9f8ffe0329c3a93fcac42672c3faa974e39',
  ],
  [
    'with its slashes escaped too',
    String.raw`{"object":"whatsapp_business_account","t":"\u00c4 \u0928\u092e\u0938\u094d\u0924\u0947 \ud83d\udc4d a\/b"}`,
    '4036a5435bd3b367f9b23697386a13ae14f87074b3dddf34aeb47bad210007ee',
  ],
  [
    'in plain UTF-8',
    '{"object":"whatsapp_business_account","t":"Ä नमस्ते 👍 a/b"}',
    'b35474359f79c8e7327e259bfd80033147f543d7b185966374fc9107ae50dc1a',
  ],
] as const;

describe('a webhook that Meta signed', () => {
  test.each(ON_THE_WIRE)('is known by its signature %s', (_how, body, hmac) => {
    expect(verifySignature(bytes(body), `sha256=${hmac}`, SECRET)).toBe(true);
    expect(verifySignature(bytes(body), `sha256=${hmac.toUpperCase()}`, SECRET)).toBe(true);
  });

  test('is refused with the signature of the same words written another way', () => {
    for (const [, body] of ON_THE_WIRE) {
      const others = ON_THE_WIRE.filter(([, other]) => other !== body);
      for (const [, , hmac] of others)
        expect(verifySignature(bytes(body), `sha256=${hmac}`, SECRET)).toBe(false);
    }
  });

  test('is refused when any one byte of it was changed on the way', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (body, at, flip) => {
          const header = signed(body);
          expect(verifySignature(body, header, SECRET)).toBe(true);
          const changed = Uint8Array.from(body, (byte, i) => (i === at % body.length ? byte ^ flip : byte));
          expect(verifySignature(changed, header, SECRET)).toBe(false);
        },
      ),
    );
  });
});

describe('what somebody else sends', () => {
  const body = bytes('{"object":"whatsapp_business_account","entry":[]}');
  const right = signed(body);
  test.each([
    ['without a signature', null],
    ['with an empty one', ''],
    ['with one that is too short', right.slice(0, -1)],
    ['with one that is too long', `${right}0`],
    ['without saying how it was signed', right.slice('sha256='.length)],
    ['signed with another secret', signed(body, 'somebody else')],
    ['signed with an empty secret', signed(body, '')],
    ['signed by the old method', `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`],
    ['with the right length but no hexadecimal', `sha256=${'z'.repeat(64)}`],
    ['with a second signature behind the first', `${signed(body, 'x')}, ${right}`],
  ])('is refused %s', (_how, header) => {
    expect(verifySignature(body, header, SECRET)).toBe(false);
  });

  test('is refused when nothing was sent at all, unless nothing was signed', () => {
    const nothing = new Uint8Array();
    expect(verifySignature(nothing, right, SECRET)).toBe(false);
    expect(verifySignature(nothing, signed(nothing), SECRET)).toBe(true);
  });
});
