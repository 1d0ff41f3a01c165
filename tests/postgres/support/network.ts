import { type Handler, type Served, serveFetch } from '../../../dev/serve.js';

/** Everybody whom the bot calls. */
export type Party = 'database' | 'upstash' | 'graph' | 'model';

/** One call of the bot, before it is passed on. */
export interface Call {
  party: Party;
  /** Which instance makes it. */
  by: string;
  /** What it asks for, in a word. */
  what: string;
  /** The how manieth of this kind it is for this instance, from 1. */
  nth: number;
  /** When, in milliseconds since 1970. */
  at: number;
  body: string;
}

/** What becomes of a call. `pass` does what was asked for and brings the answer; Response.error() breaks the connection. */
export type Rule = (call: Call, pass: () => Promise<Response>) => Promise<Response>;

/** Stands between the bot and everybody else: counts every call, and holds, breaks or answers those it is told to. */
export interface Network {
  rule: Rule;
  calls: Call[];
  /** Calls that have not been answered yet, but for the model's: nobody may be waiting for those any more. */
  underWay(): number;
  url(party: Party, by: string): string;
  /** From now on nobody listens at that address. */
  refuse(party: Party): Promise<void>;
  accept(party: Party): Promise<void>;
  close(): Promise<void>;
}

const passOn: Rule = (_call, pass) => pass();

export async function openNetwork(parties: Record<Party, Handler>): Promise<Network> {
  const served = new Map<Party, Served>();
  let underWay = 0;
  const network: Network = {
    rule: passOn,
    calls: [],
    underWay: () => underWay,
    url: (party, by) => `${served.get(party)?.url}/${by}`,
    refuse: async (party) => served.get(party)?.close(),
    accept: async (party) => {
      served.set(party, await serveFetch(handlerOf(party), served.get(party)?.port));
    },
    close: async () => {
      await Promise.all([...served.values()].map((server) => server.close()));
    },
  };
  const handlerOf = (party: Party) => async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const [, by = '', ...path] = pathname.split('/');
    const { method, headers } = request;
    const body = await request.text();
    const what = nameOf(party, body);
    const before = network.calls.filter((c) => c.by === by && c.party === party && c.what === what);
    const call: Call = { party, by, what, nth: before.length + 1, at: Date.now(), body };
    network.calls.push(call);
    const url = new URL(`/${path.join('/')}${search}`, request.url);
    const pass = () =>
      parties[party](new Request(url, { method, headers, ...(body === '' ? {} : { body }) }));
    if (party === 'model') return network.rule(call, pass);
    underWay++;
    return network.rule(call, pass).finally(() => underWay--);
  };
  for (const party of Object.keys(parties) as Party[]) {
    served.set(party, await serveFetch(handlerOf(party)));
  }
  return network;
}

function nameOf(party: Party, body: string): string {
  if (party === 'database') return statementName(body);
  if (party === 'upstash') return String([JSON.parse(body)].flat(2)[0]).toLowerCase();
  if (party === 'graph')
    return body.includes('"typing_indicator"') ? 'typing' : /"status":"read"/.test(body) ? 'read' : 'message';
  return 'model';
}

/** The requests of a turn by what they are for. */
const REQUESTS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['store', /insert into bot\.whatsapp_messages[\s\S]*on conflict \(whatsapp_message_id\)/],
  ['lease', /set lease_id = \$\d+, lease_until = now/],
  ['drain-claim', /for no key update of m, p skip locked/],
  ['drain-begin', /cut off while sending/],
  ['drain-record', /wamid text, accepted_at timestamptz/],
  ['finish', /\\"latency_ms\\" = /],
  ['commit', /'inbox'|\\"status\\" = 'handled'|bot\.guard\(\(select count/],
  ['claim', /'outbox'/],
  ['guarded', /bot\.guard/],
];

function statementName(body: string): string {
  return REQUESTS.find(([, mark]) => mark.test(body))?.[0] ?? 'read';
}

/** Meta's refusal of a message, by its code. */
export function refusedByMeta(code: number, status = 400): Response {
  const error = { message: `(#${code}) refused`, type: 'OAuthException', code, fbtrace_id: 'A1' };
  return Response.json({ error }, { status });
}
