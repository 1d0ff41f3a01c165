import * as z from 'zod';
import type { App } from '../app.js';
import { type Staff, type StaffRole, requireStaff } from './guards.js';
import { json, readBody, readInput } from './respond.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Who may call: somebody of the office by role, a scheduler, Meta, Razorpay, or anybody. */
export type Who = readonly StaffRole[] | 'open' | 'cron' | 'meta' | 'razorpay';

export const ADMIN = ['admin'] as const;
export const OFFICE = ['admin', 'agent'] as const;

/** One endpoint: what the router serves, and what the description is made of. */
export interface Route {
  method: Method;
  /** With `:names` for its parameters. */
  path: string;
  who: Who;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  /** Request headers of its own, by their names in small letters. */
  headers: z.ZodObject;
  body: z.ZodType | null;
  response: z.ZodType;
  /** Of the answer when all went well. */
  status: number;
  /** What the answer may be besides JSON, by content type. */
  produces: readonly string[];
  handle(app: App, request: Request, params: Record<string, string>): Promise<Response>;
}

type Described = Pick<Route, 'method' | 'path' | 'summary'> &
  Partial<Pick<Route, 'status' | 'produces'>> & { response: z.ZodType };

const NOTHING = z.object({});

/** What a handler of the office's is given: all of it checked. */
export interface Call<P = unknown, Q = unknown, B = unknown, H = unknown> {
  app: App;
  staff: Staff;
  request: Request;
  params: P;
  query: Q;
  body: B;
  headers: H;
}

interface StaffRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  H extends z.ZodObject,
  R extends z.ZodType,
> extends Described {
  who: readonly StaffRole[];
  params?: P;
  query?: Q;
  headers?: H;
  body?: B;
  response: R;
  /** What the body may weigh, in bytes. */
  bodyLimit?: number;
  /** The answer's JSON, or a whole answer where it is something else. */
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>, z.output<H>>): Promise<z.input<R> | Response>;
}

/** An endpoint of the office: the token is looked at first, then everything that was sent is checked. */
export function staffRoute<
  R extends z.ZodType,
  P extends z.ZodObject = typeof NOTHING,
  Q extends z.ZodObject = typeof NOTHING,
  B extends z.ZodType = z.ZodType<undefined>,
  H extends z.ZodObject = typeof NOTHING,
>(d: StaffRoute<P, Q, B, H, R>): Route {
  const [params, query, headers] = [d.params ?? NOTHING, d.query ?? NOTHING, d.headers ?? NOTHING];
  const body = d.body ?? null;
  const status = d.status ?? 200;
  return {
    ...shared(d),
    who: d.who,
    params,
    query,
    headers,
    body,
    async handle(app, request, given) {
      const staff = await requireStaff(app.env, request, d.who);
      const call = {
        app,
        staff,
        request,
        params: readInput(given, params) as z.output<P>,
        query: readInput(Object.fromEntries(new URL(request.url).searchParams), query) as z.output<Q>,
        headers: readInput(Object.fromEntries(request.headers), headers) as z.output<H>,
        body: (body ? await readBody(request, body, d.bodyLimit) : undefined) as z.output<B>,
      };
      const answer = await d.handle(call);
      return answer instanceof Response ? answer : json(answer, status);
    },
  };
}

interface OwnRoute extends Described {
  who: Exclude<Who, readonly StaffRole[]>;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  handle(app: App, request: Request): Promise<Response>;
}

/** An endpoint that sees to its own callers: Meta, Razorpay, a scheduler, or anybody. */
export function ownRoute(d: OwnRoute): Route {
  return {
    ...shared(d),
    who: d.who,
    params: d.params ?? NOTHING,
    query: d.query ?? NOTHING,
    headers: d.headers ?? NOTHING,
    body: d.body ?? null,
    handle: (app, request) => d.handle(app, request),
  };
}

function shared({ method, path, summary, response, status = 200, produces = [] }: Described) {
  return { method, path, summary, response, status, produces };
}
