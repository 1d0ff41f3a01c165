import { analyticsRoute } from './analytics.js';
import { broadcastRoutes } from './broadcasts.js';
import { deliveryRoutes } from './delivery.js';
import { faqRoutes } from './faqs.js';
import { handoverRoutes } from './handovers.js';
import { historyRoute } from './history.js';
import { holidayRoutes } from './holidays.js';
import { leadRoutes } from './leads.js';
import { letterRoutes } from './letters.js';
import { linkRoute } from './links.js';
import { machineRoutes } from './machines.js';
import { settingRoutes } from './office-settings.js';
import { personRoutes } from './persons.js';
import type { Route } from './route.js';
import { sendRoute } from './send.js';
import { sessionRoutes } from './sessions.js';
import { templateRoutes } from './templates.js';

/** Every endpoint there is. The router serves them by this table, and GET /api/openapi.json describes them from it. */
export const ROUTES: readonly Route[] = [
  ...machineRoutes(() => ROUTES),
  sendRoute,
  ...sessionRoutes,
  historyRoute,
  ...broadcastRoutes,
  linkRoute,
  ...handoverRoutes,
  ...letterRoutes,
  ...leadRoutes,
  ...personRoutes,
  ...templateRoutes,
  ...settingRoutes,
  ...faqRoutes,
  ...holidayRoutes,
  analyticsRoute,
  ...deliveryRoutes,
];
