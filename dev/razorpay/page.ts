import { money } from '../../src/copy/money.js';
import { refuseStrangers } from '../simulator/local-only.js';
import type { Link } from './entities.js';
import type { RazorpayStandIn, StandInOptions } from './stand-in.js';

/** Where somebody who tapped a link pays, fails to pay or lets the link run out; nothing here is money. */
export async function payPage(
  self: RazorpayStandIn,
  options: StandInOptions,
  request: Request,
): Promise<Response> {
  const refused = refuseStrangers(request);
  if (refused) return refused;
  const [, , code = '', action] = new URL(request.url).pathname.split('/');
  const link = self.links.find((l) => l.id === `plink_${code}`);
  if (!link) return page('<h1>There is no such link.</h1>', 404);
  if (request.method === 'GET') return page(show(link, options.schoolName));
  if (link.status !== 'created') return Response.json({ status: link.status }, { status: 409 });
  if (action === 'pay') await self.pay(link);
  else if (action === 'fail') await self.fail(link);
  else if (action === 'expire') await self.expire(link);
  else return Response.json({ status: 'unknown' }, { status: 404 });
  return Response.json({ status: link.status });
}

const STATES: Record<Link['status'], string> = {
  created: '',
  partially_paid: 'A part of this was paid.',
  paid: 'Paid. You can go back to the chat.',
  expired: 'This link has run out.',
  cancelled: 'This link was cancelled.',
};

function show(link: Link, school: string): string {
  const buttons = `
    <button data-act="pay" class="pay">Pay ${money(link.amount)}</button>
    <button data-act="fail">Let the payment fail</button>
    <button data-act="expire">Let the link run out</button>`;
  return `
    <p class="who">${escaped(school)}</p>
    <h1>${money(link.amount)}</h1>
    <p>${escaped(link.description)}</p>
    <p role="status">${STATES[link.status]}</p>
    ${link.status === 'created' ? buttons : ''}
    <p class="note">A stand-in for Razorpay on this machine: no money moves.</p>`;
}

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; background: #f2f4f7; margin: 0; display: grid; place-items: center; min-height: 100vh }
  main { background: #fff; padding: 2rem; border-radius: 12px; width: min(22rem, 90vw); box-shadow: 0 2px 12px #0002 }
  h1 { margin: .2rem 0 } .who { color: #475467; margin: 0 } .note { color: #667085; font-size: .85rem }
  button { display: block; width: 100%; padding: .8rem; margin: .5rem 0; border: 1px solid #d0d5dd; border-radius: 8px; background: #fff; font: inherit; cursor: pointer }
  .pay { background: #155eef; color: #fff; border-color: #155eef }`;

const SCRIPT = `
  for (const button of document.querySelectorAll('button')) {
    button.onclick = async () => {
      const answer = await fetch(location.pathname + '/' + button.dataset.act, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      const { status } = await answer.json();
      if (status === 'created') document.querySelector('[role=status]').textContent = 'The payment failed. You can try again.';
      else location.reload();
    };
  }`;

function page(body: string, status = 200): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Pay</title>
    <style>${STYLE}</style><main>${body}</main><script>${SCRIPT}</script></html>`;
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
