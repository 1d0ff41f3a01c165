import { describe, expect, it } from 'vitest';
import { asciiJson } from '../../dev/simulator/json.js';
import { sign } from '../../dev/simulator/webhooks.js';
import { ASHA, SECRET, hmac, listeningSchool } from './school.js';

const SAID = { object: 'whatsapp_business_account', t: 'Ä नमस्ते 👍 a/b' };

describe('the signature of a webhook', () => {
  it('is made over ASCII with lower-case escapes', () => {
    const wire = asciiJson(SAID);
    expect(wire).toBe(
      '{"object":"whatsapp_business_account","t":"\\u00c4 \\u0928\\u092e\\u0938\\u094d\\u0924\\u0947 \\ud83d\\udc4d a/b"}',
    );
    expect(sign(wire, SECRET)).toBe(
      'sha256=c0d0698a1a5081faba6bea4436b1b9f8ffe0329c3a93fcac42672c3faa974e39',
    );
  });

  it('is made over escaped slashes where Meta writes them so', () => {
    expect(sign(asciiJson(SAID, true), SECRET)).toBe(
      'sha256=4036a5435bd3b367f9b23697386a13ae14f87074b3dddf34aeb47bad210007ee',
    );
  });

  it('differs from that of the same text written anew', () => {
    expect(sign(JSON.stringify(SAID), SECRET)).toBe(
      'sha256=b35474359f79c8e7327e259bfd80033147f543d7b185966374fc9107ae50dc1a',
    );
  });

  it('covers exactly the bytes that a Hindi message travels in', async () => {
    const school = listeningSchool();
    await school.simulator.userSends(ASHA, 'सब आए 👍 24/11');
    const [webhook] = school.received;
    expect(webhook?.body).toMatch(/^[\x20-\x7e]+$/);
    expect(webhook?.body).toContain('\\ud83d\\udc4d');
    expect(webhook?.headers.get('x-hub-signature-256')).toBe(hmac(webhook?.body ?? ''));
    expect(webhook?.headers.get('content-type')).toBe('application/json');
  });

  it('is wrong when that fault is on, for one webhook', async () => {
    const school = listeningSchool();
    school.simulator.setFaults({ bad_signature: 1, escaped_slashes: true });
    await school.simulator.userSends(ASHA, 'a/b');
    await school.simulator.userSends(ASHA, 'a/b');
    const right = school.received.map(
      ({ headers, body }) => headers.get('x-hub-signature-256') === hmac(body),
    );
    expect(right).toEqual([false, true]);
    expect(school.received[1]?.body).toContain('a\\/b');
  });

  it('has nothing to do with the handshake, which asks for the challenge', async () => {
    expect(await listeningSchool().simulator.handshake()).toBe(true);
    const deaf = listeningSchool({ fetch: async () => new Response('no', { status: 403 }) });
    expect(await deaf.simulator.handshake()).toBe(false);
  });
});
