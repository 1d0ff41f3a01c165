import { type Db, createDb } from '../../db/client.js';
import type { Endpoint } from './endpoint.js';

// The driver has one fetch for the whole process, so it is told apart by the host which database a request is for;
// one that is none of these is on the network.
const endpoints = new Map<string, Endpoint>();

/** The production client over an endpoint of this same process: no socket, everything else as over the network. */
export function connectInProcess(endpoint: Endpoint): Db {
  const host = `database-${endpoints.size + 1}`;
  endpoints.set(host, endpoint);
  return createDb(`postgresql://local:local@${host}/local`, { fetch: route });
}

async function route(url: string, init: RequestInit): Promise<Response> {
  const connection = new Headers(init.headers).get('neon-connection-string') ?? '';
  const endpoint = endpoints.get(new URL(connection).hostname);
  return endpoint ? endpoint(new Request(url, init)) : fetch(url, init);
}
