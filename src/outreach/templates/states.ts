/** What a template's state at Meta means here: only `approved` may be sent. */
export type TemplateStatus = 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

/** Meta's states and events (Cloud API, "Template webhooks"). FLAGGED only warns; an appeal changes nothing yet. */
const STATUS_OF: Record<string, TemplateStatus> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
  FLAGGED: 'approved',
  PENDING: 'pending',
  REJECTED: 'rejected',
  IN_APPEAL: 'rejected',
  PAUSED: 'paused',
  LIMIT_EXCEEDED: 'paused',
  DISABLED: 'disabled',
  ARCHIVED: 'disabled',
  PENDING_DELETION: 'disabled',
  DELETED: 'disabled',
};

/** Null for a state that we do not know. */
export function statusOf(meta: string): TemplateStatus | null {
  return Object.hasOwn(STATUS_OF, meta) ? (STATUS_OF[meta] ?? null) : null;
}

export function isTemplateStatus(text: string): text is TemplateStatus {
  return ['pending', 'approved', 'rejected', 'paused', 'disabled'].includes(text);
}

/** `en-US` and `en_US` are one language: webhooks write the dash, everything else the underscore. */
export function languageCode(code: string): string {
  return code.replace('-', '_');
}
