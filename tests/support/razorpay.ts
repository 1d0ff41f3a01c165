import { http, HttpResponse } from 'msw';
import { beforeEach } from 'vitest';
import { type RazorpayStandIn, createRazorpayStandIn } from '../../dev/razorpay/stand-in.js';
import { server } from './network.js';
import type { World } from './world.js';

export const RAZORPAY_ENV = {
  RAZORPAY_KEY_ID: 'rzp_test_of_the_tests',
  RAZORPAY_KEY_SECRET: 'a-key-secret-of-the-tests',
  RAZORPAY_WEBHOOK_SECRET: 'a-webhook-secret-of-the-tests',
  RAZORPAY_API_URL: 'https://razorpay.test',
};

export interface TestRazorpay extends RazorpayStandIn {
  /** Every call to its API, as `POST /v1/payment_links`. */
  calls: string[];
  /** How the next calls end, instead of as they should. `lost`: done, but the answer never comes. */
  trouble: ('down' | 'lost' | 'busy' | 'html' | ((answer: unknown) => unknown))[];
}

/** Razorpay for a world that has RAZORPAY_ENV: empty at the beginning of every test. */
export function useRazorpay(world: World): TestRazorpay {
  const razorpay = {} as TestRazorpay;
  beforeEach(() => {
    const standIn = createRazorpayStandIn({
      keyId: RAZORPAY_ENV.RAZORPAY_KEY_ID,
      keySecret: RAZORPAY_ENV.RAZORPAY_KEY_SECRET,
      webhookSecret: RAZORPAY_ENV.RAZORPAY_WEBHOOK_SECRET,
      webhookUrl: 'https://bot.test/api/payments/razorpay/webhook',
      url: RAZORPAY_ENV.RAZORPAY_API_URL,
      schoolName: 'Sargam School of Music',
      clock: world.clock,
      fetch: async (request) => {
        const answer = await world.handlers.razorpayPost(request);
        await world.idle();
        return answer;
      },
    });
    Object.assign(razorpay, standIn, { calls: [], trouble: [] });
    // The stand-in's own functions look at its own list of links and switches.
    Object.defineProperty(razorpay, 'deliver', {
      configurable: true,
      get: () => standIn.deliver,
      set: (on: boolean) => {
        standIn.deliver = on;
      },
    });
    server.use(
      http.all(`${RAZORPAY_ENV.RAZORPAY_API_URL}/*`, ({ request }) => answer(razorpay, standIn, request)),
    );
  });
  return razorpay;
}

async function answer(
  { calls, trouble }: TestRazorpay,
  standIn: RazorpayStandIn,
  request: Request,
): Promise<Response> {
  calls.push(`${request.method} ${new URL(request.url).pathname.replace(/plink_\w+/, ':id')}`);
  const kind = trouble.shift();
  if (kind === 'down') return HttpResponse.error();
  if (kind === 'html') return new HttpResponse('<html>Bad gateway</html>', { status: 502 });
  if (kind === 'busy') {
    const error = { code: 'SERVER_ERROR', description: 'Please try later.' };
    return HttpResponse.json({ error }, { status: 503 });
  }
  const response = (await standIn.handle(request)) ?? new HttpResponse(null, { status: 404 });
  if (kind === 'lost') return HttpResponse.error();
  return typeof kind === 'function' ? HttpResponse.json(kind(await response.json()) as never) : response;
}
