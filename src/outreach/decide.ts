import * as z from 'zod';
import { type Copy, copyFor } from '../copy/index.js';
import { RuleError } from '../errors.js';
import type { MessageRow, PersonRow } from '../mailbox/mailbox.js';
import { Language } from '../understanding/intent.js';
import { type GraphBody, graphBody } from '../whatsapp/client.js';
import { buttons, text } from '../whatsapp/reply.js';
import { type NoticeKind, NoticePayload } from './notify.js';
import { wants, wantsMarketing } from './preferences.js';
import type { TemplateBook } from './templates/book.js';
import { DEFINITIONS, type TemplateName, isTemplateName } from './templates/definitions.js';
import { dated, templateOf, templateParams } from './templates/for-notice.js';
import { templateMessage } from './templates/message.js';
import { ASKED_FOR, isTooLate, isUrgent } from './timing.js';
import { quietForMinutes, windowOpenFor } from './window.js';

/** A message that is one template whatever the window: a broadcast's. `language`: null or absent is the person's own. */
export const TemplatePayload = z.object({
  template: z.string().refine(isTemplateName),
  language: Language.nullish(),
  params: z.record(z.string(), z.string()),
  buttons: z.array(z.string()).optional(),
});
type TemplatePayload = z.infer<typeof TemplatePayload>;
const Payload = z.union([NoticePayload, TemplatePayload]);
type Payload = z.infer<typeof Payload>;

export type Refusal =
  | 'no_consent'
  | 'opted_out'
  | 'inactive'
  | 'suspended'
  | 'unreachable'
  | 'not_in_pilot'
  | 'muted'
  | 'no_template'
  | 'too_late'
  | 'unreadable';

/** Whether the school may tell somebody something now, and how. A refusal keeps its reason with the message. */
export type Decision =
  | {
      kind: 'send';
      body: GraphBody;
      /** For the log; a secret is not in it. */
      text: string;
      template: TemplateName | null;
      /** Whether Meta counts this person among the day's different people. */
      outsideWindow: boolean;
      /** The row's payload must not be kept once this is sent or given up. */
      secret: boolean;
    }
  | { kind: 'later'; at: Date; reason: string }
  | { kind: 'never'; reason: Refusal };

export interface OutreachRules {
  quietHours: string;
  timezone: string;
  schoolName: string;
  /** Digits with country code: during a pilot nobody else is written to but the office; empty or absent = everybody. */
  pilot?: readonly string[];
}

interface Moment {
  now: Date;
  rules: OutreachRules;
  templates: TemplateBook;
}

/** Whether it is wanted first, then the hour, then the window: outside it only an approved template may go. */
export function decide(row: Pick<MessageRow, 'payload'>, person: PersonRow, at: Moment): Decision {
  const read = Payload.safeParse(row.payload);
  if (!read.success) return never('unreadable');
  const payload = read.data;
  const refusal = inPilot(person, at.rules) ? refusalOf(payload, person) : 'not_in_pilot';
  if (refusal) return never(refusal);
  const notice = 'notice' in payload ? payload : null;
  if (notice && isTooLate(notice, at)) return never('too_late');
  const quiet =
    notice && isUrgent(notice, at) ? 0 : quietForMinutes(at.rules.quietHours, at.now, at.rules.timezone);
  if (quiet > 0)
    return { kind: 'later', at: new Date(at.now.getTime() + quiet * 60_000), reason: 'quiet hours' };
  return 'template' in payload ? asTemplate(payload, person, at) : asNotice(payload, person, at);
}

function inPilot({ userType, phoneNumber }: PersonRow, { pilot = [] }: OutreachRules): boolean {
  return pilot.length === 0 || userType === 'admin' || pilot.includes(phoneNumber ?? '');
}

function refusalOf(payload: Payload, person: PersonRow): Refusal | null {
  if (!person.isActive) return 'inactive';
  if (isUnreachable(person)) return 'unreachable';
  // The number changed hands: whoever has it now is told nothing that was meant for somebody else.
  if (person.suspendedAt) return 'suspended';
  if ('notice' in payload && ASKED_FOR.has(payload.notice)) return null;
  if (person.optedOutAt) return 'opted_out';
  if (!person.optedInAt) return 'no_consent';
  return 'notice' in payload && !wants(person.preferences, payload.notice) ? 'muted' : null;
}

/** Meta could not deliver to them, and they have not written since. */
function isUnreachable({ unreachableAt, lastInboundAt }: PersonRow): boolean {
  return unreachableAt !== null && (lastInboundAt === null || lastInboundAt <= unreachableAt);
}

function asNotice(payload: NoticePayload, person: PersonRow, at: Moment): Decision {
  const secret = payload.notice === 'one_time_code';
  if (!secret && windowOpenFor(person, at.now)) return freely(payload, person, at);
  const template = templateOf(payload.notice);
  const usable = template && at.templates.usable(template, languageOf(person));
  if (!usable) return never('no_template');
  const { schoolName } = at.rules;
  const params = templateParams(payload, { template, language: usable.language, schoolName });
  return asTemplate({ template, language: usable.language, params, buttons: payload.buttons }, person, at);
}

/** Words of our own, with the buttons of this kind. */
function freely(
  { notice, params, buttons: ids = [] }: NoticePayload,
  person: PersonRow,
  at: Moment,
): Decision {
  const copy = copyFor(languageOf(person));
  const titles: Partial<Copy['noticeButtons']> & Partial<Record<NoticeKind, readonly string[]>> =
    copy.noticeButtons;
  const options = ids.flatMap((id, i) => {
    const title = titles[notice]?.[i];
    return title ? [{ id, title }] : [];
  });
  const body = copy.notices[notice](dated(copy, params), at.rules.schoolName);
  const reply = options.length > 0 ? buttons(body, options) : text(body);
  return {
    kind: 'send',
    body: graphBody(reply),
    text: reply.body,
    template: null,
    outsideWindow: false,
    secret: false,
  };
}

function asTemplate(
  {
    template,
    language,
    params,
    buttons: ids,
  }: Omit<TemplatePayload, 'template'> & { template: TemplateName },
  person: PersonRow,
  at: Moment,
): Decision {
  const usable = at.templates.usable(template, language ?? languageOf(person));
  if (!usable) return never('no_template');
  if (usable.category === 'marketing' && !wantsMarketing(person.preferences)) return never('opted_out');
  try {
    const message = templateMessage({ name: template, language: usable.language, params, buttons: ids });
    const secret = DEFINITIONS[template].category === 'authentication';
    return {
      kind: 'send',
      body: message.body,
      text: secret ? message.text.replace(params.code ?? '', '••••••') : message.text,
      template,
      outsideWindow: !windowOpenFor(person, at.now),
      secret,
    };
  } catch (error) {
    if (error instanceof RuleError) return never('unreadable');
    throw error;
  }
}

function languageOf(person: PersonRow): Language {
  return Language.catch('en').parse(person.language);
}

function never(reason: Refusal): Decision {
  return { kind: 'never', reason };
}
