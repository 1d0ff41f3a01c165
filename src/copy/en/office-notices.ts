type Params = Record<string, string>;

/** What the office hears of its own house. */
export const officeNotices = {
  /** Classes whose attendance nobody marked. Params: date, classes (a list in one line), count. */
  unmarked_classes: (p: Params, school: string) =>
    `Not marked on ${p.date} (${p.count}): ${p.classes}. – ${school}`,
  /** The week. Params: from, to, and as numbers marked, unmarked, leads, payments, failed, dead, unanswered; amount and cost as money. */
  digest: (p: Params, school: string) =>
    [
      `The week from ${p.from} to ${p.to}`,
      `Classes marked: ${p.marked}, not marked: ${p.unmarked}`,
      `New enquiries: ${p.leads}`,
      `Payments received: ${p.payments} (${p.amount})`,
      `Messages that failed: ${p.failed}, left without an answer: ${p.dead}`,
      `Questions without an answer: ${p.unanswered}`,
      `Understanding messages cost: ${p.cost}`,
      `– ${school}`,
    ].join('\n'),
  /** Somebody says that they are not whom their number is on file for. Params: name, number, whom. */
  identity_denied: (p: Params, school: string) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} says: that number is not (any more) for ${p.whom}. I show them nothing about it now. Please check the number on file. – ${school}`,
  /** A number has changed hands or its owner a number. Params: name, number, new (empty when not known). */
  number_changed: (p: Params, school: string) =>
    `${[p.name, p.number].filter(Boolean).join(', ')} has a new number${p.new ? `: ${p.new}` : ''}. Until they have shown who they are, I tell them nothing about pupils. Please check the number on file. – ${school}`,
  /** Meta stopped a template. Params: template, language, what (paused, rejected, disabled, approved, marketing, marketing_soon), reason (Meta's word for it), broadcasts (how many wait; empty for none). */
  template_trouble: (p: Params, school: string) =>
    `${title(p.template)} (${LANGUAGE[p.language ?? ''] ?? p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${reason(p)}.${p.broadcasts ? ` Broadcasts that wait because of it: ${p.broadcasts}.` : ''} – ${school}`,
  /** It needs a second admin. Params: people, words. */
  broadcast_waiting: (p: Params, school: string) =>
    `A broadcast to ${p.people} people waits for a second admin: “${p.words}” Write *approve broadcast* to see it and let it go. – ${school}`,
  /** Too many of its messages fail. Params: name, failed, sent. */
  broadcast_stopped: (p: Params, school: string) =>
    `I stopped the broadcast “${p.name}”: ${p.failed} of ${p.sent} messages failed. – ${school}`,
  /** Nothing goes out any more. Params: reason. */
  sending_halted: (p: Params, school: string) =>
    `WhatsApp does not take our messages at present: ${p.reason}. What waits is sent when that is put right. – ${school}`,
};

const LANGUAGE: Record<string, string> = { en: 'English', hi: 'Hindi', te: 'Telugu' };

const TROUBLE: Record<string, string> = {
  paused: 'is paused by WhatsApp; messages that need it are not sent meanwhile',
  rejected: 'was rejected by WhatsApp; messages that need it are not sent',
  disabled: 'was taken away by WhatsApp; messages that need it are not sent',
  approved: 'may be sent again',
  marketing: 'counts as marketing now: it costs more and goes only to those who want such messages',
  marketing_soon:
    'will soon count as marketing: it will cost more and go only to those who want such messages',
};

const REASON: Record<string, string> = {
  ABUSIVE_CONTENT: 'its words were taken for abusive',
  INCORRECT_CATEGORY: 'its words do not fit its category',
  INVALID_FORMAT: 'its form is not right',
  PROMOTIONAL: 'its words were taken for advertising',
  SCAM: 'its words were taken for fraud',
  TAG_CONTENT_MISMATCH: 'its language or category does not fit its words',
  FIRST_PAUSE: 'too many people blocked or reported it',
  SECOND_PAUSE: 'too many people blocked or reported it, for the second time',
  RATE_LIMITING_PAUSE: 'too many were sent too fast',
};

function title(name = ''): string {
  return `The message form “${name.replaceAll('_', ' ')}”`;
}

function reason(p: Params): string {
  const why = REASON[p.reason ?? ''];
  return why ? ` (${why})` : '';
}
