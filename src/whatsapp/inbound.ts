import * as z from 'zod';

/** Who wrote or was written to, as Meta knows them. Either may be missing, not both. */
export interface Contact {
  /** Digits with country code. */
  phone: string | null;
  /** Meta's business-scoped user id: text, never to be normalised. */
  userId: string | null;
  name: string | null;
}

/** One message of a person, in our words. `type` is the kind as Meta names it, a tap is 'tap' whatever it was tapped on. */
export interface Inbound {
  wamid: string;
  from: Contact;
  /** Meta's timestamp, in seconds' resolution; 1970 where there is none to be read, so that it counts as late. */
  at: Date;
  type: string;
  /** What was typed, the title that was tapped, or a caption. */
  text: string | null;
  details: InboundDetails;
}

/** What else we keep of a message; stands as `metadata` in its row. */
export const InboundDetails = z.object({
  tapId: z.string().optional(),
  replyTo: z.string().optional(),
  forwarded: z.boolean().optional(),
  media: z
    .object({
      id: z.string().optional(),
      mime: z.string().optional(),
      voice: z.boolean().optional(),
      filename: z.string().optional(),
    })
    .optional(),
  /** The message that an edit, a deletion or a reaction is about. */
  target: z.string().optional(),
  emoji: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  sharedPhones: z.array(z.string()).optional(),
  referral: z.record(z.string(), z.unknown()).optional(),
  system: z.record(z.string(), z.unknown()).optional(),
  unsupported: z.string().optional(),
});
export type InboundDetails = z.infer<typeof InboundDetails>;

export const STATUS_RANK = { sent: 2, failed: 3, delivered: 4, read: 5, played: 6 } as const;
export type StatusName = keyof typeof STATUS_RANK;

/** What became of a message of ours. */
export interface Status {
  wamid: string;
  status: StatusName;
  at: Date;
  /** The id of our row, given with the send and echoed: known even before the send's own answer was recorded. */
  rowId: string | null;
  error: { code: number; title: string } | null;
  pricing: { category: string | null; type: string | null } | null;
}

const text = z.string();
const maybe = text.nullish().catch(null);
/** Ids stand in unique columns, which do not take texts of any length. */
const Wamid = text.min(1).max(512);
const UserId = text.max(300).nullish().catch(null);
/** Seconds since 1970, up to the year 2100. */
const Timestamp = z.coerce.number().min(0).max(4_102_444_800).catch(0);
const Media = z.looseObject({
  id: maybe,
  mime_type: maybe,
  caption: maybe,
  filename: maybe,
  voice: z.boolean().nullish().catch(null),
});
const Choice = z.looseObject({ id: text, title: text.catch('') });

const RawMessage = z.looseObject({
  id: Wamid,
  from: maybe,
  from_user_id: UserId,
  timestamp: Timestamp,
  type: text.catch('unsupported'),
  context: z
    .looseObject({ id: maybe, forwarded: z.boolean().nullish(), frequently_forwarded: z.boolean().nullish() })
    .nullish()
    .catch(null),
  referral: z.record(z.string(), z.unknown()).nullish().catch(null),
});
type RawMessage = z.infer<typeof RawMessage>;

type Parsed = Pick<Inbound, 'type' | 'text' | 'details'>;

/** One reader per kind of message (Cloud API, webhook reference "messages"). What one cannot read is 'unsupported'. */
const READERS: Record<string, (m: RawMessage) => Parsed> = {
  text: (m) => plain('text', z.looseObject({ body: text }).parse(m.text).body),
  button: (m) => {
    const b = z.looseObject({ payload: maybe, text: maybe }).parse(m.button);
    return { type: 'tap', text: b.text ?? b.payload ?? '', details: { tapId: b.payload ?? b.text ?? '' } };
  },
  interactive: (m) => {
    const i = z
      .looseObject({ button_reply: Choice.nullish(), list_reply: Choice.nullish() })
      .parse(m.interactive);
    const choice = i.button_reply ?? i.list_reply;
    return choice
      ? { type: 'tap', text: choice.title, details: { tapId: choice.id } }
      : unsupported('interactive');
  },
  image: (m) => media('image', m.image),
  video: (m) => media('video', m.video),
  audio: (m) => media('audio', m.audio),
  document: (m) => media('document', m.document),
  sticker: (m) => media('sticker', m.sticker),
  location: (m) => {
    const l = z
      .looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number(), name: maybe })
      .parse(m.location);
    return {
      type: 'location',
      text: l.name ?? null,
      details: { location: { latitude: l.latitude, longitude: l.longitude } },
    };
  },
  contacts: (m) => {
    const Shared = z.array(
      z.looseObject({ phones: z.array(z.looseObject({ phone: maybe, wa_id: maybe })).nullish() }),
    );
    const phones = Shared.parse(m.contacts).flatMap((c) => c.phones ?? []);
    return {
      type: 'contacts',
      text: null,
      details: { sharedPhones: phones.flatMap((p) => p.wa_id ?? p.phone ?? []) },
    };
  },
  reaction: (m) => {
    const r = z.looseObject({ message_id: text, emoji: maybe }).parse(m.reaction);
    return { type: 'reaction', text: null, details: { target: r.message_id, emoji: r.emoji ?? '' } };
  },
  edit: (m) => {
    const e = z
      .looseObject({
        original_message_id: text,
        message: z.looseObject({ text: z.looseObject({ body: text }).nullish() }),
      })
      .parse(m.edit);
    return { type: 'edit', text: e.message.text?.body ?? null, details: { target: e.original_message_id } };
  },
  revoke: (m) => ({
    type: 'revoke',
    text: null,
    details: { target: z.looseObject({ original_message_id: text }).parse(m.revoke).original_message_id },
  }),
  system: (m) => ({
    type: 'system',
    text: null,
    details: { system: z.record(z.string(), z.unknown()).parse(m.system) },
  }),
  order: () => plain('order', null),
  request_welcome: () => plain('request_welcome', null),
};

/** Reads one message; null for what has no id, which could not be stored once, and for what nobody sent. */
export function readMessage(raw: unknown, contacts: readonly Contact[]): Inbound | null {
  const parsed = RawMessage.safeParse(raw);
  if (!parsed.success) return null;
  const m = parsed.data;
  const from = sender(m, contacts);
  if (!from) return null;
  const what = readKind(m);
  const details: InboundDetails = { ...what.details };
  if (m.context?.id) details.replyTo = m.context.id;
  if (m.context?.forwarded || m.context?.frequently_forwarded) details.forwarded = true;
  if (m.referral) details.referral = m.referral;
  return { wamid: m.id, from, at: new Date(m.timestamp * 1000), type: what.type, text: what.text, details };
}

function readKind(m: RawMessage): Parsed {
  const reader = Object.hasOwn(READERS, m.type) ? READERS[m.type] : undefined;
  if (!reader) return unsupported(m.type);
  try {
    return reader(m);
  } catch {
    return unsupported(m.type);
  }
}

/** A person may come with a number, with a user id, or with both; `""` counts as absent. */
function sender(m: RawMessage, contacts: readonly Contact[]): Contact | null {
  const phone = digits(m.from);
  const userId = m.from_user_id || null;
  const named = contacts.find(
    (c) => (phone !== null && c.phone === phone) || (userId !== null && c.userId === userId),
  );
  // What names nobody itself is of the only contact there is; anything else would be somebody else's word.
  const only = contacts.length === 1 && phone === null && userId === null && m.type !== 'system';
  const known = named ?? (only ? contacts[0] : undefined);
  const contact = {
    phone: phone ?? known?.phone ?? null,
    userId: userId ?? known?.userId ?? null,
    name: known?.name ?? null,
  };
  return contact.phone === null && contact.userId === null ? null : contact;
}

export function readContact(raw: unknown): Contact | null {
  const Raw = z.looseObject({
    wa_id: maybe,
    user_id: UserId,
    profile: z.looseObject({ name: maybe }).nullish().catch(null),
  });
  const parsed = Raw.safeParse(raw);
  if (!parsed.success) return null;
  return {
    phone: digits(parsed.data.wa_id),
    userId: parsed.data.user_id || null,
    name: parsed.data.profile?.name || null,
  };
}

export function readStatus(raw: unknown): Status | null {
  const Raw = z.looseObject({
    id: Wamid,
    status: z.enum(['sent', 'failed', 'delivered', 'read', 'played']),
    timestamp: Timestamp,
    biz_opaque_callback_data: z.uuid().nullish().catch(null),
    errors: z
      .array(z.looseObject({ code: z.coerce.number(), title: maybe }))
      .nullish()
      .catch(null),
    pricing: z.looseObject({ category: maybe, type: maybe }).nullish().catch(null),
  });
  const parsed = Raw.safeParse(raw);
  if (!parsed.success) return null;
  const s = parsed.data;
  const error = s.errors?.[0];
  return {
    wamid: s.id,
    status: s.status,
    at: new Date(s.timestamp * 1000),
    rowId: s.biz_opaque_callback_data ?? null,
    error: error ? { code: error.code, title: error.title ?? '' } : null,
    pricing: s.pricing ? { category: s.pricing.category ?? null, type: s.pricing.type ?? null } : null,
  };
}

/** No number has more than 15 digits (E.164). */
function digits(phone: string | null | undefined): string | null {
  const found = (phone ?? '').replace(/\D/g, '');
  return found === '' || found.length > 15 ? null : found;
}

function plain(type: string, body: string | null): Parsed {
  return { type, text: body, details: {} };
}

function unsupported(type: string): Parsed {
  return { type: 'unsupported', text: null, details: { unsupported: type } };
}

function media(type: string, raw: unknown): Parsed {
  const m = Media.parse(raw);
  const kept = { id: m.id, mime: m.mime_type, voice: m.voice, filename: m.filename };
  const present = Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== null && value !== undefined),
  );
  return { type, text: m.caption ?? null, details: { media: present } };
}
