import { historyRoute } from './history.js';
import { machineRoutes } from './machines.js';
import type { Route } from './route.js';
import { sendRoute } from './send.js';
import { sessionRoutes } from './sessions.js';

/** Every endpoint there is. The router serves them by this table, and GET /api/openapi.json describes them from it. */
export const ROUTES: readonly Route[] = [
  ...machineRoutes(() => ROUTES),
  sendRoute,
  ...sessionRoutes,
  historyRoute,
];
