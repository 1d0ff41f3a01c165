import * as z from 'zod';
import type { Route, Who } from './route.js';
import { ErrorAnswer } from './shapes.js';

/** How each kind of caller shows who they are. */
const SCHEMES = {
  staff: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A staff token with the role admin or agent.',
  },
  scheduler: { type: 'http', scheme: 'bearer', description: 'CRON_SECRET.' },
  meta: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Hub-Signature-256',
    description: 'Meta’s signature of the body; the handshake carries the verify token instead.',
  },
  razorpay: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Razorpay-Signature',
    description: 'Razorpay’s signature of the body.',
  },
} as const;

/** The endpoints as an OpenAPI 3.1 document, made from the schemas that check them. */
export function describe(routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'WhatsApp bot of a music school',
      version: '1',
      description: 'Errors are {"error": {"code", "message"}}; every answer carries X-Request-Id.',
    },
    paths,
    components: {
      securitySchemes: SCHEMES,
      schemas: { Error: schemaOf(ErrorAnswer, 'output') },
    },
  };
}

function operation(route: Route) {
  const { summary, body, response, status, produces, who } = route;
  const json = { 'application/json': { schema: schemaOf(response, 'output') } };
  const other = Object.fromEntries(produces.map((type) => [type, { schema: { type: 'string' } }]));
  const bare = route.response instanceof z.ZodString;
  return {
    summary,
    operationId: nameOf(route),
    ...(Array.isArray(who) ? { description: `For ${who.join(' and ')}.` } : {}),
    security: securityOf(who),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...parameters(route.headers, 'header'),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: {
      [String(status)]: { description: 'Done.', content: bare ? other : { ...json, ...other } },
      default: {
        description: 'Refused, with the reason.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function parameters(shape: z.ZodObject, place: 'path' | 'query' | 'header') {
  const { properties = {}, required = [] } = schemaOf(shape, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function nameOf({ method, path }: Route): string {
  const words = path.replace(/^\/api\//, '').match(/\w+/g) ?? [];
  return [method.toLowerCase(), ...words.map((w) => w[0]?.toUpperCase() + w.slice(1))].join('');
}

function securityOf(who: Who) {
  if (Array.isArray(who)) return [{ staff: [] }];
  return who === 'open' ? [] : [{ [who === 'cron' ? 'scheduler' : String(who)]: [] }];
}
