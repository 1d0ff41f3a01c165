import { setTimeout as sleep } from 'node:timers/promises';
import { type Trouble, lies } from './marking.js';
import type { Party, Rule } from './network.js';

/** Nobody listens at that address. */
export function refuses(party: Party): Trouble {
  return { begin: (network) => network.refuse(party), end: (network) => network.accept(party) };
}

/** Every call to that party is answered so. */
export function always(party: Party, answer: Rule): Trouble {
  return lies((call, pass) => (call.party === party ? answer(call, pass) : pass()));
}

/** Every message is answered so when Meta is handed it for the first time. */
export function atFirst(answer: Rule): Trouble {
  const told = new Set<string>();
  return lies((call, pass) => {
    if (call.party !== 'graph' || call.what !== 'message') return pass();
    const id = String(JSON.parse(call.body).biz_opaque_callback_data);
    if (told.has(id)) return pass();
    told.add(id);
    return answer(call, pass);
  });
}

/** Does what was asked for, and then answers otherwise. */
export function afterwards(answer: () => Response): Rule {
  return async (_call, pass) => {
    await pass();
    return answer();
  };
}

export function instead(answer: () => Response): Rule {
  return async () => answer();
}

export function slowly(ms: number): Rule {
  return async (_call, pass) => {
    await sleep(ms);
    return pass();
  };
}

export function gatewayPage(): Response {
  const headers = { 'content-type': 'text/html' };
  return new Response('<html><body>502 Bad Gateway</body></html>', { status: 502, headers });
}
