import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgSchema,
  real,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** The bot's own tables. They point at the school's rows by id, without constraints: a delete there never fails because of us. */
export const bot = pgSchema('bot');

const id = () => uuid('id').primaryKey().defaultRandom();
const at = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => at('created_at').notNull().defaultNow();

/** A person. Phone digits and Meta's user id are two ways to find one; either may be missing. */
export const people = bot.table(
  'whatsapp_subscriptions',
  {
    id: id(),
    phoneNumber: text('phone_number').unique(),
    waUserId: text('wa_user_id').unique(),
    profileName: text('profile_name'),
    userId: uuid('user_id'),
    userType: text('user_type').notNull().default('prospect'),
    isActive: boolean('is_active').notNull().default(true),
    optedInAt: at('opted_in_at'),
    optedOutAt: at('opted_out_at'),
    consentSource: text('consent_source'),
    consentWording: text('consent_wording'),
    language: text('language'),
    preferences: jsonb('preferences').notNull().default({}),
    /** Rights rest until they are confirmed again: the number changed hands, or WhatsApp says so. */
    suspendedAt: at('suspended_at'),
    /** Meta's time of the person's last message: the 24-hour window counts from here. */
    lastInboundAt: at('last_inbound_at'),
    /** Meta said that the window is closed (131047) although our clock has it open: it is, until they write again. */
    windowClosedAt: at('window_closed_at'),
    /** Meta cannot or may not deliver to this number (131026, 131050 …), with its reason; a message of theirs ends it. */
    unreachableAt: at('unreachable_at'),
    unreachableReason: text('unreachable_reason'),
    /** No bulk message to this person before (the database's clock): one per 6 seconds. */
    bulkAfter: at('bulk_after'),
    leaseId: uuid('lease_id'),
    leaseUntil: at('lease_until'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('people_user_type').on(t.userType)],
);

/** The Postgres copy of sessions; Upstash is read first. One live session per person. */
export const sessions = bot.table(
  'whatsapp_sessions',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    context: jsonb('context').notNull(),
    lastIntent: text('last_intent'),
    lastMessageAt: at('last_message_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    version: integer('version').notNull().default(1),
    endedAt: at('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('sessions_one_live').on(t.personId).where(sql`ended_at is null`),
    index('sessions_person').on(t.personId),
  ],
);

/** Log, inbox and outbox at once. Order is by `seq`, never by time. */
export const messages = bot.table(
  'whatsapp_messages',
  {
    id: id(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'set null' }),
    phoneNumber: text('phone_number'),
    direction: text('direction', { enum: ['inbound', 'outbound'] }).notNull(),
    messageType: text('message_type').notNull(),
    content: text('content'),
    mediaUrl: text('media_url'),
    metadata: jsonb('metadata').notNull().default({}),
    whatsappMessageId: text('whatsapp_message_id').unique(),
    status: text('status').notNull(),
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    broadcastId: uuid('broadcast_id'),
    /** Outbound: what kind it is ('reply', or the kind of notice) and the Graph body or notice it becomes when sent. */
    kind: text('kind'),
    payload: jsonb('payload'),
    /** Outbound: not to be sent before (the app's clock). */
    notBefore: at('not_before'),
    /** Outbound: when the last try to send began (the database's clock); settlement counts from here. */
    tryAt: at('try_at'),
    /** Outbound: groups what one act started, so that undoing the act can withdraw it. */
    origin: text('origin'),
    /** Outbound: what happens once has a name of its own, as `class_tomorrow:<pupil>:2026-11-24`; the second is not put. */
    onceKey: text('once_key').unique(),
    /** Outbound: the approved template it went as. */
    templateName: text('template_name'),
    /** Outbound: when Meta took it (the app's clock), and whether it counts among the day's different people. */
    acceptedAt: at('accepted_at'),
    outsideWindow: boolean('outside_window').notNull().default(false),
    /** Outbound: as Meta priced it, and what that costs in rupees by the dated rate card. */
    pricingCategory: text('pricing_category'),
    deliveryCost: numeric('delivery_cost', { precision: 10, scale: 4 }),
    intent: text('intent'),
    confidence: real('confidence'),
    understoodBy: text('understood_by'),
    tokens: integer('tokens'),
    cost: numeric('cost', { precision: 12, scale: 8 }),
    latencyMs: integer('latency_ms'),
    /** Inbound: whether it counts against the person's limit (taps and expected answers do not). */
    counted: boolean('counted').notNull().default(true),
    /** When it happened: Meta's timestamp of an inbound message, in the app's clock. */
    sentAt: at('sent_at'),
    /** When the last status came, as Meta says. */
    statusAt: at('status_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('messages_seq').on(t.seq),
    index('messages_person').on(t.personId, t.seq),
    index('messages_open').on(t.personId, t.seq).where(sql`direction = 'inbound' and status = 'received'`),
    index('messages_due')
      .on(t.notBefore, t.seq)
      .where(sql`direction = 'outbound' and status in ('queued', 'sending') and broadcast_id is null`),
    index('messages_outgoing')
      .on(t.personId, t.seq)
      .where(sql`direction = 'outbound' and status in ('queued', 'sending')`),
    index('messages_sending').on(t.tryAt).where(sql`direction = 'outbound' and status = 'sending'`),
    index('messages_origin').on(t.origin).where(sql`origin is not null`),
    index('messages_created').on(t.createdAt),
    index('messages_broadcast').on(t.broadcastId, t.seq).where(sql`broadcast_id is not null`),
    index('messages_bulk')
      .on(t.broadcastId, t.seq)
      .where(sql`broadcast_id is not null and status in ('queued', 'sending')`),
    index('messages_outside_window').on(t.acceptedAt, t.personId).where(sql`outside_window`),
  ],
);

export const templates = bot.table(
  'whatsapp_templates',
  {
    id: id(),
    templateName: text('template_name').notNull(),
    language: text('language').notNull(),
    templateType: text('template_type').notNull(),
    category: text('category').notNull(),
    content: text('content').notNull(),
    variables: jsonb('variables').notNull().default([]),
    status: text('status').notNull().default('pending'),
    /** Why Meta rejected or paused it, and its quality: GREEN, YELLOW, RED or UNKNOWN. */
    statusReason: text('status_reason'),
    quality: text('quality'),
    metaTemplateId: text('meta_template_id'),
    syncedAt: at('synced_at'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('templates_name_language').on(t.templateName, t.language)],
);

/** A register as read from the chat, waiting for Yes; afterwards what it replaced, for Undo. */
export const attendanceDrafts = bot.table(
  'attendance_drafts',
  {
    id: id(),
    batchId: uuid('batch_id').notNull(),
    teacherId: uuid('teacher_id'),
    /** Whose chat it is: only this person may confirm or undo it. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    sessionId: uuid('session_id').references(() => sessions.id, { onDelete: 'set null' }),
    attendanceDate: date('attendance_date').notNull(),
    /** { present: [ids], absent: [ids], excused: [ids] }, and extra: [ids] of makeup or extra sessions. */
    parsedData: jsonb('parsed_data').notNull(),
    originalMessage: text('original_message'),
    status: text('status', { enum: ['draft', 'confirmed', 'rejected', 'undone'] })
      .notNull()
      .default('draft'),
    /** Goes up with every change of the draft: a Yes names the version it saw. */
    version: integer('version').notNull().default(1),
    confirmedAt: at('confirmed_at'),
    /** The register's rows and the teacher's row as they were before, for Undo. */
    replaced: jsonb('replaced'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('drafts_batch_day').on(t.batchId, t.attendanceDate), index('drafts_person').on(t.personId)],
);

/** A pupil who said beforehand that they cannot come: excused in that day's registers (of one batch, or of all). */
export const studentAbsences = bot.table(
  'student_absences',
  {
    id: id(),
    studentId: uuid('student_id').notNull(),
    batchId: uuid('batch_id'),
    absenceDate: date('absence_date').notNull(),
    reason: text('reason'),
    reportedBy: uuid('reported_by'),
    withdrawnAt: at('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [index('absences_day').on(t.absenceDate, t.studentId)],
);

export const faqs = bot.table(
  'faqs',
  {
    id: id(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    language: text('language').notNull().default('en'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('faqs_question_language').on(t.question, t.language)],
);

/** One row per model call: the day's budget and the calls per minute are counted here. */
export const aiUsage = bot.table(
  'ai_usage',
  {
    id: id(),
    personId: uuid('person_id'),
    purpose: text('purpose').notNull(),
    model: text('model').notNull(),
    inputTokens: integer('input_tokens').notNull().default(0),
    cachedTokens: integer('cached_tokens').notNull().default(0),
    outputTokens: integer('output_tokens').notNull().default(0),
    costUsd: numeric('cost_usd', { precision: 12, scale: 8 }).notNull().default('0'),
    latencyMs: integer('latency_ms'),
    outcome: text('outcome').notNull().default('started'),
    createdAt: createdAt(),
  },
  (t) => [index('ai_usage_created').on(t.createdAt)],
);

/** What admins changed, and what an imported school says of itself; it wins over the environment. */
export const settings = bot.table('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedBy: uuid('updated_by'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Who a person may speak for beyond the number on file, or is not although the number says so. */
export const personLinks = bot.table(
  'person_links',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    subjectType: text('subject_type', { enum: ['student', 'teacher'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** How it came about: the number on file was seen, a one-time code, an admin; or the person said "not me". */
    source: text('source', { enum: ['number', 'code', 'admin', 'denied'] }).notNull(),
    confirmedAt: at('confirmed_at').notNull().defaultNow(),
    revokedAt: at('revoked_at'),
    createdAt: createdAt(),
  },
  (t) => [unique('person_links_once').on(t.personId, t.subjectType, t.subjectId)],
);

/** A one-time code under way: hashed, ten minutes, five tries, one per person at a time. */
export const oneTimeCodes = bot.table('one_time_codes', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  subjectType: text('subject_type', { enum: ['student', 'teacher'] }).notNull(),
  subjectIds: jsonb('subject_ids').notNull(),
  codeHash: text('code_hash').notNull(),
  channel: text('channel', { enum: ['whatsapp', 'email'] }).notNull(),
  tries: integer('tries').notNull().default(0),
  /** How many codes this person asked for lately: wrong claims are slowed down. */
  asked: integer('asked').notNull().default(1),
  expiresAt: at('expires_at').notNull(),
  createdAt: createdAt(),
});

/** An enquiry; the same family's next one updates it. The pupil stands in the school's students as a prospect. */
export const leads = bot.table(
  'leads',
  {
    id: id(),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    studentId: uuid('student_id'),
    /** What the family is told, short enough to be read out: E-1042. */
    reference: text('reference').notNull().unique(),
    status: text('status').notNull().default('new'),
    /** Instrument, age, level, days, batch, names: as understood. */
    details: jsonb('details').notNull().default({}),
    /** The advertisement or post a person came from. */
    referral: jsonb('referral'),
    callBack: boolean('call_back'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('leads_person').on(t.personId), index('leads_status').on(t.status)],
);
export const leadNumbers = bot.sequence('lead_numbers', { startWith: 1001 });

/** A payment link: one open per pupil and purpose. Amounts in paise (hundredths), never in floating point. */
export const paymentLinks = bot.table(
  'payment_links',
  {
    id: id(),
    studentId: uuid('student_id').notNull(),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    purpose: text('purpose').notNull(),
    instrumentId: uuid('instrument_id'),
    packageId: uuid('package_id'),
    feeStructureId: uuid('fee_structure_id'),
    label: text('label').notNull(),
    classesCount: integer('classes_count').notNull(),
    frequency: text('frequency'),
    amountPaise: integer('amount_paise').notNull(),
    currency: text('currency').notNull().default('INR'),
    /** Given to Razorpay, unique there: repeating the creation cannot make a second link. */
    referenceId: text('reference_id').notNull().unique(),
    razorpayLinkId: text('razorpay_link_id').unique(),
    shortUrl: text('short_url'),
    status: text('status', { enum: ['creating', 'open', 'paid', 'expired', 'cancelled', 'failed'] })
      .notNull()
      .default('creating'),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('payment_links_one_open')
      .on(t.studentId, t.purpose)
      .where(sql`status in ('creating', 'open')`),
    index('payment_links_status').on(t.status),
  ],
);

/** Every paid event once, booked or not: money received with nobody to book it to is kept here for the admins. */
export const paymentEvents = bot.table(
  'payment_events',
  {
    id: id(),
    eventId: text('event_id').unique(),
    kind: text('kind').notNull(),
    /** Razorpay's payment: booked at most once, whichever event or reconcile run brings it. */
    razorpayPaymentId: text('razorpay_payment_id').unique(),
    razorpayLinkId: text('razorpay_link_id'),
    linkId: uuid('link_id'),
    amountPaise: integer('amount_paise'),
    status: text('status', { enum: ['booked', 'unbooked', 'noted'] }).notNull(),
    reason: text('reason'),
    /** The row in the school's payments. */
    paymentId: uuid('payment_id'),
    createdAt: createdAt(),
  },
  (t) => [index('payment_events_unbooked').on(t.createdAt).where(sql`status = 'unbooked'`)],
);

/** "I'll pay Friday": no reminder before. */
export const paymentPromises = bot.table('payment_promises', {
  id: id(),
  studentId: uuid('student_id').notNull().unique(),
  personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
  promisedFor: date('promised_for').notNull(),
  wording: text('wording'),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const teacherLeaves = bot.table(
  'teacher_leaves',
  {
    id: id(),
    teacherId: uuid('teacher_id').notNull(),
    fromDate: date('from_date').notNull(),
    toDate: date('to_date').notNull(),
    reason: text('reason'),
    reportedBy: uuid('reported_by'),
    withdrawnAt: at('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [index('leaves_teacher').on(t.teacherId, t.fromDate)],
);

/** A pupil's place in another class for one that was missed. */
export const makeupBookings = bot.table(
  'makeup_bookings',
  {
    id: id(),
    studentId: uuid('student_id').notNull(),
    batchId: uuid('batch_id').notNull(),
    sessionDate: date('session_date').notNull(),
    missedDate: date('missed_date'),
    bookedBy: uuid('booked_by'),
    withdrawnAt: at('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('makeup_once').on(t.studentId, t.batchId, t.sessionDate).where(sql`withdrawn_at is null`),
    index('makeup_class').on(t.batchId, t.sessionDate),
  ],
);

export const unansweredQuestions = bot.table('unanswered_questions', {
  id: id(),
  personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
  question: text('question').notNull(),
  language: text('language').notNull().default('en'),
  answeredAt: at('answered_at'),
  createdAt: createdAt(),
});

/** A conversation in the office's hands: the bot is silent until it is handed back or the time is up. */
export const handovers = bot.table(
  'handovers',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    reason: text('reason').notNull(),
    context: jsonb('context').notNull().default({}),
    until: at('until').notNull(),
    endedAt: at('ended_at'),
    endedBy: uuid('ended_by'),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('handovers_one_live').on(t.personId).where(sql`ended_at is null`)],
);

/** A message to many: what was asked for, as planned; its messages carry its id. */
export const broadcasts = bot.table(
  'broadcasts',
  {
    id: id(),
    /** Who started it: a person of the chat, or somebody of the office by their token. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    staffId: text('staff_id'),
    /** The same request with the same key makes one broadcast; another request with it is refused. */
    idempotencyKey: text('idempotency_key').unique(),
    requestHash: text('request_hash'),
    recipientType: text('recipient_type').notNull(),
    /** The batch's or instrument's id, or the list of numbers. */
    recipients: jsonb('recipients').notNull().default({}),
    templateName: text('template_name').notNull(),
    /** Null: each in their own language. */
    language: text('language'),
    parameters: jsonb('parameters').notNull().default({}),
    category: text('category').notNull(),
    status: text('status', {
      enum: [
        'planning',
        'awaiting_approval',
        'scheduled',
        'sending',
        'paused',
        'stopped',
        'cancelled',
        'finished',
      ],
    })
      .notNull()
      .default('planning'),
    statusReason: text('status_reason'),
    /** When it was last resumed or sent once more, by the database's clock: what failed before that does not stop it again. */
    resumedAt: at('resumed_at'),
    /** How far planning has come: the last recipient that was planned; null when it is complete. */
    plannedTo: text('planned_to'),
    planned: integer('planned').notNull().default(0),
    /** How many were left out, by reason. */
    leftOut: jsonb('left_out').notNull().default({}),
    /** What it is expected to cost, in the school's currency. */
    costEstimate: numeric('cost_estimate', { precision: 12, scale: 4 }),
    scheduleAt: at('schedule_at'),
    approvedBy: text('approved_by'),
    approvedAt: at('approved_at'),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('broadcasts_status').on(t.status, t.scheduleAt)],
);

/** How many messages the school started in a second of the clock, where no other store counts them. */
export const sendSeconds = bot.table('send_seconds', {
  second: bigint('second', { mode: 'number' }).primaryKey(),
  bulk: integer('bulk').notNull().default(0),
});

/** When a job ran last and when it is due again; one caller of many gets to run it. */
export const jobRuns = bot.table('job_runs', {
  job: text('job').primaryKey(),
  /** The school's day or hour it last ran for. */
  ranFor: text('ran_for'),
  ranAt: at('ran_at'),
  report: jsonb('report').notNull().default({}),
});

/** A wa.me link of the school's: its short reference stands in the text and shows up in the lead. */
export const entryLinks = bot.table('entry_links', {
  id: id(),
  reference: text('reference').notNull().unique(),
  text: text('text').notNull(),
  label: text('label'),
  createdBy: text('created_by'),
  createdAt: createdAt(),
});

/** A link an admin made for somebody to claim who they are: hashed, once, for a limited time. */
export const linkInvites = bot.table('link_invites', {
  id: id(),
  codeHash: text('code_hash').notNull().unique(),
  subjectType: text('subject_type', { enum: ['student', 'teacher'] }).notNull(),
  subjectIds: jsonb('subject_ids').notNull(),
  createdBy: text('created_by'),
  expiresAt: at('expires_at').notNull(),
  usedBy: uuid('used_by').references(() => people.id, { onDelete: 'set null' }),
  usedAt: at('used_at'),
  createdAt: createdAt(),
});

/**
 * STOPs of people who were erased: a salted hash of the number and the date, nothing else. Whoever comes back by that
 * number is stopped until they say START (the trigger in migration 0004).
 */
export const keptStops = bot.table('kept_stops', {
  /** The salt. */
  id: id(),
  numberHash: text('number_hash').notNull(),
  stoppedAt: at('stopped_at').notNull(),
});
