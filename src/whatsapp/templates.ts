import * as z from 'zod';
import { actionFor } from './graph-errors.js';

/** A template as Meta lists it. `status`, `category` and `quality` in Meta's capitals. */
export interface MetaTemplate {
  id: string;
  name: string;
  language: string;
  status: string;
  category: string;
  quality: string | null;
  reason: string | null;
  components: unknown[];
}

/**
 * Why a call came to nothing. refused: this one template · slow_down: Meta wants a pause · no_access: token or
 * account · down: no answer that can be read.
 */
export interface TemplateProblem {
  kind: 'refused' | 'slow_down' | 'no_access' | 'down';
  /** For the office and the log: Meta's own explanation where it gives one. */
  words: string;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: TemplateProblem };

/** The templates of one WhatsApp Business account (Cloud API, "Templates: manage"). No call throws. */
export interface TemplatesAtMeta {
  list(): Promise<Answer<MetaTemplate[]>>;
  create(template: object): Promise<Answer<{ id: string }>>;
  edit(id: string, template: object): Promise<Answer<null>>;
}

interface TemplatesOptions {
  url: string;
  version: string;
  businessAccountId: string;
  accessToken: string;
  /** How long one call may take, in milliseconds. */
  deadlineMs?: number;
}

const FIELDS = 'id,name,language,status,category,components,quality_score,rejected_reason';
const PAGE = 100;
/** Meta allows 6,000 templates at most: more pages than that are a mistake. */
const MAX_PAGES = 60;

const Id = z.union([z.string(), z.number()]).transform(String);
const Listed = z
  .looseObject({
    id: Id,
    name: z.string(),
    language: z.string(),
    status: z.string().catch(''),
    category: z.string().catch(''),
    components: z.array(z.unknown()).catch([]),
    quality_score: z.looseObject({ score: z.string() }).nullish().catch(null),
    rejected_reason: z.string().nullish().catch(null),
  })
  .transform(({ quality_score, rejected_reason, ...kept }): MetaTemplate => {
    const reason = rejected_reason && rejected_reason !== 'NONE' ? rejected_reason : null;
    return { ...kept, quality: quality_score?.score ?? null, reason };
  });
const Page = z.looseObject({
  data: z.array(Listed),
  paging: z
    .looseObject({
      next: z.string().nullish(),
      cursors: z.looseObject({ after: z.string().nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
});
const Created = z.looseObject({ id: Id });

/** Those of the school's own account, as its settings name it. */
export function ownTemplatesAtMeta(env: {
  WHATSAPP_API_URL: string;
  WHATSAPP_API_VERSION: string;
  WHATSAPP_BUSINESS_ACCOUNT_ID: string;
  WHATSAPP_ACCESS_TOKEN: string;
}): TemplatesAtMeta {
  return templatesAtMeta({
    url: env.WHATSAPP_API_URL,
    version: env.WHATSAPP_API_VERSION,
    businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    accessToken: env.WHATSAPP_ACCESS_TOKEN,
  });
}

function templatesAtMeta(options: TemplatesOptions): TemplatesAtMeta {
  const base = `${options.url.replace(/\/$/, '')}/${options.version}`;
  const account = `${base}/${options.businessAccountId}/message_templates`;
  const call = caller(options);
  return {
    async list() {
      const all: MetaTemplate[] = [];
      let after: string | null = null;
      for (let page = 0; page < MAX_PAGES; page++) {
        const query: URLSearchParams = new URLSearchParams({
          fields: FIELDS,
          limit: String(PAGE),
          ...(after ? { after } : {}),
        });
        const answer: Answer<z.infer<typeof Page>> = await call(Page, 'GET', `${account}?${query}`);
        if (!answer.ok) return answer;
        all.push(...answer.value.data);
        // The address of the next page is Meta's word: only its cursor is used, with our own address and token.
        after = answer.value.paging?.next ? (answer.value.paging.cursors?.after ?? null) : null;
        if (after === null) break;
      }
      return { ok: true, value: all };
    },
    create: (template) => call(Created, 'POST', account, template),
    async edit(id, template) {
      const answer = await call(z.unknown(), 'POST', `${base}/${encodeURIComponent(id)}`, template);
      return answer.ok ? { ok: true, value: null } : answer;
    },
  };
}

function caller({ accessToken, deadlineMs = 15_000 }: TemplatesOptions) {
  return async <T>(
    shape: z.ZodType<T>,
    method: 'GET' | 'POST',
    ...[url, body]: [string, object?]
  ): Promise<Answer<T>> => {
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(deadlineMs),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const json: unknown = await response.json().catch(() => null);
      if (!response.ok) return { ok: false, problem: problemIn(json, response.status) };
      const read = shape.safeParse(json);
      return read.success
        ? { ok: true, value: read.data }
        : down(`an answer nobody can read (${response.status})`);
    } catch {
      return down('no answer');
    }
  };
}

function down(what: string): { ok: false; problem: TemplateProblem } {
  return { ok: false, problem: { kind: 'down', words: `Meta gave ${what}. Try again later.` } };
}

const Refused = z.looseObject({
  error: z.looseObject({
    code: z.coerce.number(),
    message: z.string().catch(''),
    error_subcode: z.coerce.number().nullish().catch(null),
    error_user_title: z.string().nullish().catch(null),
    error_user_msg: z.string().nullish().catch(null),
  }),
});

/** Where Meta's own words are missing or help nobody (Cloud API, "Error codes"; "Templates: manage"). */
const WORDS: Record<number, string> = {
  2388019: 'The account has as many templates as Meta allows.',
  2388023: 'A template of this name and language was deleted lately; Meta keeps the name for 30 days.',
  2388024: 'There is one of this name and language already.',
  2388039: 'Meta does not let it be changed now: an approved one once a day and ten times in 30 days.',
};

function problemIn(json: unknown, status: number): TemplateProblem {
  const read = Refused.safeParse(json);
  if (!read.success) return { kind: 'down', words: `Meta answered ${status}. Try again later.` };
  const { code, message, error_subcode: subcode, ...more } = read.data.error;
  const theirs = [more.error_user_title, more.error_user_msg].filter(Boolean).join(': ') || message;
  const words = `${WORDS[subcode ?? 0] ?? theirs} (${[code, subcode].filter(Boolean).join('/')})`;
  const wait = status === 429 || [4, 17, 341, 613, 80007, 80008].includes(code);
  if (wait) return { kind: 'slow_down', words };
  const access = code === 100 && subcode === 33;
  if (access || actionFor(code, status) === 'stop_all') return { kind: 'no_access', words };
  return { kind: code === 2 || status >= 500 ? 'down' : 'refused', words };
}
