/** What the bot can answer with, and Meta's limits on it (Cloud API, "Messages": text, interactive, template). */
export type Reply =
  | { kind: 'text'; body: string; options?: Option[] }
  | { kind: 'buttons'; body: string; buttons: Option[] }
  | { kind: 'list'; body: string; button: string; sections: Section[] }
  | { kind: 'link'; body: string; label: string; url: string };

/** Something to tap: `id` is made by buttonId(), `title` is what the person sees. */
export interface Option {
  id: string;
  title: string;
  description?: string;
}

export interface Section {
  title: string;
  rows: Option[];
}

export const LIMITS = {
  textBody: 4096,
  body: 1024,
  buttons: 3,
  buttonTitle: 20,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  sectionTitle: 24,
  listButton: 20,
  linkLabel: 20,
  buttonId: 256,
  rowId: 200,
} as const;

/** Meta does not say what a length counts, so a text must fit in UTF-16 units, which are never fewer than code points. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

export function text(body: string): Reply {
  return { kind: 'text', body: clip(body, LIMITS.textBody) };
}

/**
 * One to three buttons. A body too long for a message with buttons is sent whole as a text with the options
 * numbered, since answering by number always works: a name cut off a register would be worse. So are buttons that
 * would look the same once cut to length, which Meta refuses.
 */
export function buttons(body: string, options: readonly Option[]): Reply {
  if (options.length === 0) return text(body);
  const short = options.map((o) => ({ id: o.id, title: titled(o.title, LIMITS.buttonTitle) }));
  const alike = new Set(short.map((o) => o.title)).size < short.length;
  if (alike || body.length > LIMITS.body || options.length > LIMITS.buttons) return numbered(body, options);
  return { kind: 'buttons', body, buttons: short };
}

/** Up to ten rows in all, behind one button. The caller pages what is more. */
export function list(body: string, button: string, sections: readonly Section[]): Reply {
  const rows = sections.flatMap((s) => s.rows);
  if (rows.length === 0) return text(body);
  if (rows.length > LIMITS.rows)
    throw new RangeError(`a list has at most ${LIMITS.rows} rows, not ${rows.length}`);
  if (body.length > LIMITS.body) return numbered(body, rows);
  return {
    kind: 'list',
    body,
    button: clip(button, LIMITS.listButton),
    sections: sections
      .filter((s) => s.rows.length > 0)
      .map((s) => ({ title: clip(s.title, LIMITS.sectionTitle), rows: s.rows.map(row) })),
  };
}

/** A button that opens an address; tapping it tells us nothing. */
export function link(body: string, label: string, url: string): Reply {
  return { kind: 'link', body: clip(body, LIMITS.body), label: clip(label, LIMITS.linkLabel), url };
}

/** What a person can tap or answer by number, in the order shown. */
export function optionsOf(reply: Reply): Option[] {
  switch (reply.kind) {
    case 'buttons':
      return reply.buttons;
    case 'list':
      return reply.sections.flatMap((s) => s.rows);
    case 'text':
      return reply.options ?? [];
    case 'link':
      return [];
  }
}

/** The same reply with a sentence before it; the options stay. */
export function prefixed(reply: Reply, lead: string | undefined): Reply {
  if (!lead) return reply;
  const body = `${lead}\n\n${reply.body}`;
  switch (reply.kind) {
    case 'text':
      return reply.options ? numbered(`${lead}\n\n${unnumbered(reply.body)}`, reply.options) : text(body);
    case 'buttons':
      return buttons(body, reply.buttons);
    case 'list':
      return list(body, reply.button, reply.sections);
    case 'link':
      return link(body, reply.label, reply.url);
  }
}

const LINES_BEGIN = '\n\n1. ';
/** Longer than a button's, so that options which are alike at their beginning can be told apart. */
const LINE = 150;

/** A message that carries its options as text: "1" answers as a tap would. */
function numbered(body: string, options: readonly Option[]): Reply {
  const whole = options.map((o) => ({ ...o, title: titled(o.title, LINE) }));
  const lines = whole.map((o, i) => `${i + 1}. ${o.description ? `${o.title} – ${o.description}` : o.title}`);
  const end = `\n\n${lines.join('\n')}`;
  const all = `${clip(body, LIMITS.textBody - end.length)}${end}`;
  return { kind: 'text', body: clip(all, LIMITS.textBody), options: whole };
}

function unnumbered(body: string): string {
  return body.slice(0, body.lastIndexOf(LINES_BEGIN));
}

/** One line, and never empty: Meta refuses both. */
function titled(title: string, max: number): string {
  return clip(title.replace(/\s+/g, ' ').trim() || '–', max);
}

function row(o: Option): Option {
  const title = titled(o.title, LIMITS.rowTitle);
  // A long name that had to be cut stands whole below, or two cousins would look the same.
  const whole = titled(o.title, LIMITS.rowDescription);
  const description = o.description ?? (whole === title ? undefined : whole);
  return description
    ? { id: o.id, title, description: clip(description, LIMITS.rowDescription) }
    : { id: o.id, title };
}

/** A tap, read back: which flow, which of its actions, with which arguments. */
export interface Tap {
  flow: string;
  action: string;
  args: string[];
}

const PART = /^[A-Za-z0-9._-]*$/;

/** The one codec of button ids: `flow:action:argument…`. Arguments are ids, numbers and dates, never names. */
export function buttonId(flow: string, action: string, ...args: (string | number)[]): string {
  const parts = [flow, action, ...args.map(String)];
  const bad = parts.find((p) => !PART.test(p));
  const id = parts.join(':');
  if (bad !== undefined || id.length > LIMITS.rowId) throw new RangeError(`not a button id: ${id}`);
  return id;
}

/** Null for an id that is not ours (an old version's, or somebody else's template). */
export function readButtonId(id: string): Tap | null {
  const [flow, action, ...args] = id.split(':');
  if (!flow || !action || !id.split(':').every((p) => PART.test(p))) return null;
  return { flow, action, args };
}
