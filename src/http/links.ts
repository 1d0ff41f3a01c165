import * as z from 'zod';
import { RuleError } from '../errors.js';
import { LINK_TEXT_MAX, entryLink } from '../outreach/links.js';
import { save } from './desk.js';
import { ADMIN, staffRoute } from './route.js';

export const linkRoute = staffRoute({
  method: 'GET',
  path: '/api/whatsapp/link',
  who: ADMIN,
  summary:
    'A wa.me link with its text written already, and its QR code; the reference in it shows up in the lead.',
  query: z.object({
    text: z.string().trim().min(1, 'what is written already when the chat opens').max(LINK_TEXT_MAX),
    label: z.string().trim().min(1).max(100).optional().describe('where it is put up: “poster at the gate”'),
    format: z.enum(['json', 'svg', 'png']).default('json'),
  }),
  response: z.object({
    url: z.url(),
    reference: z.string(),
    text: z.string(),
    qr_svg: z.string().describe('the QR code as an SVG picture'),
  }),
  produces: ['image/svg+xml', 'image/png'],
  async handle({ app, staff, query }) {
    const number = await app.ownNumber();
    if (number === null)
      throw new RuleError(
        'not_set_up',
        'WhatsApp does not say just now which number the school has, so no link can be made. Please try again.',
      );
    const { text, label = null, format } = query;
    const made = { number, text, label, createdBy: staff.id, now: app.clock.now() };
    const { link, writes } = await entryLink(app.db, made);
    await save(app, writes);
    const { toBuffer, toString: draw } = (await import('qrcode')).default;
    if (format === 'png') {
      const png = await toBuffer(link.url, { type: 'png', width: 512, margin: 2 });
      return picture(new Uint8Array(png), 'image/png');
    }
    const svg = await draw(link.url, { type: 'svg', margin: 2 });
    if (format === 'svg') return picture(svg, 'image/svg+xml');
    return { url: link.url, reference: link.reference, text: link.text, qr_svg: svg };
  },
});

function picture(content: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(content, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}
