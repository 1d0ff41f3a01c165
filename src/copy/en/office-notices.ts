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
  /** Meta stopped a template. Params: template, language, what (paused, rejected, disabled, category), reason, broadcasts (how many wait; empty for none). */
  template_trouble: (p: Params, school: string) =>
    `Meta: the template “${p.template}” (${p.language}) ${TROUBLE[p.what ?? ''] ?? TROUBLE.disabled}${p.reason ? ` (${p.reason})` : ''}.${p.broadcasts ? ` Broadcasts that wait because of it: ${p.broadcasts}.` : ''} – ${school}`,
  /** Too many of its messages fail. Params: name, failed, sent. */
  broadcast_stopped: (p: Params, school: string) =>
    `I stopped the broadcast “${p.name}”: ${p.failed} of ${p.sent} messages failed. – ${school}`,
  /** Nothing goes out any more. Params: reason. */
  sending_halted: (p: Params, school: string) =>
    `WhatsApp does not take our messages at present: ${p.reason}. What waits is sent when that is put right. – ${school}`,
};

const TROUBLE: Record<string, string> = {
  paused: 'is paused; messages that need it are not sent',
  rejected: 'was rejected; messages that need it are not sent',
  disabled: 'is disabled; messages that need it are not sent',
  marketing: 'counts as marketing now: it costs more and goes only to those who want such messages',
};
