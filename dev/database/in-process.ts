import { type Db, createDb } from '../../db/client.js';
import type { Endpoint } from './endpoint.js';

// The driver has one fetch for the whole process, so it is told apart by the host which database a request is for.
const endpoints = new Map<string, Endpoint>();

/** The production client over an endpoint of this same process: no socket, everything else as over the network. */
export function connectInProcess(endpoint: Endpoint): Db {
  const host = `database-${endpoints.size + 1}`;
  endpoints.set(host, endpoint);
  return createDb(`postgresql://local:local@${host}/local`, { fetch: route });
}

async function route(url: string, init: RequestInit): Promise<Response> {
  const request = new Request(url, init);
  const { hostname } = new URL(request.headers.get('neon-connection-string') ?? '');
  const endpoint = endpoints.get(hostname);
  if (!endpoint) throw new Error(`No database of this process is called ${hostname}.`);
  return endpoint(request);
}
