import { app } from '#app';
import { createRazorpayStandIn } from '../razorpay/stand-in.js';
import type { MovableClock } from './clock.js';

/** Where Razorpay's stand-in is mounted: its API and the pages on which one pays. */
export const RAZORPAY_PATH = '/razorpay';

/** Razorpay's side, at /razorpay; everything else is not its. */
export function standInForRazorpay(clock: MovableClock, { url, name }: { url: string; name: string }) {
  const { RAZORPAY_KEY_ID = '', RAZORPAY_KEY_SECRET = '', RAZORPAY_WEBHOOK_SECRET = '' } = app.env;
  const standIn = createRazorpayStandIn({
    keyId: RAZORPAY_KEY_ID,
    keySecret: RAZORPAY_KEY_SECRET,
    webhookSecret: RAZORPAY_WEBHOOK_SECRET,
    webhookUrl: `${url}/api/payments/razorpay/webhook`,
    url: `${url}${RAZORPAY_PATH}`,
    schoolName: name,
    clock,
  });
  return async (request: Request): Promise<Response | null> => {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(`${RAZORPAY_PATH}/`)) return null;
    const within = pathname.slice(RAZORPAY_PATH.length);
    return standIn.handle(new Request(`${url}${within}${search}`, request));
  };
}
