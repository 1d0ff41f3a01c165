import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  time,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * The school's own tables, as the bot uses them: mapped, never migrated where they exist.
 * Columns that a school's database may lack (`withoutThese` in db/school-check.ts) are not mapped,
 * because an insert names every mapped column.
 */
const id = () => uuid('id').primaryKey().defaultRandom();
const at = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => at('created_at').defaultNow();
const updatedAt = () => at('updated_at').defaultNow();

export const attendanceStatus = pgEnum('attendance_status', ['present', 'absent', 'excused']);
export const attendanceSource = pgEnum('attendance_source', ['whatsapp', 'web', 'manual']);
export const enrollmentStatus = pgEnum('enrollment_status', ['active', 'paused', 'completed']);
export const holidayScope = pgEnum('holiday_scope', ['school', 'teacher', 'batch']);
export const paymentFrequency = pgEnum('payment_frequency', [
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
]);
export const payoutType = pgEnum('payout_type', ['fixed', 'per_student_monthly']);

export const students = pgTable('students', {
  id: id(),
  name: text('name').notNull(),
  dob: date('dob'),
  phone: text('phone'),
  /** The guardian's name; the number stands in metadata.guardian_phone. */
  guardianContact: text('guardian_contact'),
  metadata: jsonb('metadata'),
  isActive: boolean('is_active').default(true),
  /** 'permanent', 'prospect' or 'intentful_user'; null counts as permanent. */
  studentType: text('student_type').default('permanent'),
  deactivatedAt: at('deactivated_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const teachers = pgTable('teachers', {
  id: id(),
  name: text('name'),
  phone: text('phone'),
  role: text('role').default('teacher'),
  isActive: boolean('is_active').default(true),
  payoutTerms: jsonb('payout_terms'),
  payoutType: payoutType('payout_type'),
  rate: numeric('rate'),
  metadata: jsonb('metadata'),
});

export const instruments = pgTable('instruments', {
  id: id(),
  name: text('name').notNull().unique(),
  maxBatchSize: integer('max_batch_size').default(10),
  onlineSupported: boolean('online_supported'),
});

export const batches = pgTable('batches', {
  id: id(),
  instrumentId: uuid('instrument_id').references(() => instruments.id),
  teacherId: uuid('teacher_id').references(() => teachers.id),
  recurrence: text('recurrence').notNull(),
  startTime: time('start_time'),
  endTime: time('end_time'),
  capacity: integer('capacity').default(8),
  isMakeup: boolean('is_makeup').default(false),
  whatsappGroupLink: text('whatsapp_group_link'),
});

/** Meant to be one row per student; nothing enforces it. `classes_remaining` is left over and never used. */
export const enrollments = pgTable('enrollments', {
  id: id(),
  studentId: uuid('student_id').references(() => students.id),
  instrumentId: uuid('instrument_id'),
  status: enrollmentStatus('status').default('active'),
  classesRemaining: integer('classes_remaining'),
  enrolledOn: date('enrolled_on'),
});

/** One row per class slot a pupil attends; doubles exist. `classes_remaining` is left over and never used. */
export const enrollmentBatches = pgTable('enrollment_batches', {
  id: id(),
  enrollmentId: uuid('enrollment_id').references(() => enrollments.id),
  batchId: uuid('batch_id').references(() => batches.id),
  assignedOn: date('assigned_on'),
  paymentFrequency: paymentFrequency('payment_frequency').default('monthly'),
  classesRemaining: integer('classes_remaining').default(0),
  enrolledOn: date('enrolled_on'),
  trinityGrade: text('trinity_grade').default('Initial'),
  feeStructureId: uuid('fee_structure_id'),
});

/** At most one row with isExtra = false per batch, student and day: the writers keep that, nothing enforces it. */
export const attendanceRecords = pgTable('attendance_records', {
  id: id(),
  sessionDate: date('session_date').notNull(),
  batchId: uuid('batch_id').references(() => batches.id),
  studentId: uuid('student_id').references(() => students.id),
  status: attendanceStatus('status').default('absent'),
  source: attendanceSource('source').default('whatsapp'),
  finalizedAt: at('finalized_at'),
  /** 0 to 1, where an AI read the names. */
  confidence: numeric('confidence'),
  notes: text('notes'),
  isExtra: boolean('is_extra').default(false),
  createdAt: createdAt(),
});

/** Unique per batch and day. */
export const teacherAttendance = pgTable('teacher_attendance', {
  id: id(),
  teacherId: uuid('teacher_id').references(() => teachers.id),
  batchId: uuid('batch_id').references(() => batches.id),
  sessionDate: date('session_date').notNull(),
  status: text('status', { enum: ['conducted', 'not_conducted'] }).notNull(),
  notes: text('notes'),
  markedBy: uuid('marked_by'),
});

export const packages = pgTable('packages', {
  id: id(),
  instrumentId: uuid('instrument_id').references(() => instruments.id),
  name: text('name').notNull(),
  classesCount: integer('classes_count'),
  price: numeric('price', { precision: 10, scale: 2 }),
  location: text('location'),
});

/** A database may lack this table: look with `db/school-check.ts` or `to_regclass` before reading it. */
export const branches = pgTable('branches', {
  id: id(),
  name: text('name').notNull().unique(),
  code: text('code').notNull().unique(),
  isActive: boolean('is_active').default(true),
});

/** A database may lack this table. Grades: 'Initial', 'Grade 1' … 'Grade 8', 'Fixed', 'Trial'. */
export const feeStructures = pgTable('fee_structures', {
  id: id(),
  branchId: uuid('branch_id').references(() => branches.id),
  instrumentId: uuid('instrument_id').references(() => instruments.id),
  trinityGrade: text('trinity_grade'),
  classesCount: integer('classes_count'),
  feeAmount: numeric('fee_amount', { precision: 10, scale: 2 }),
  isTrial: boolean('is_trial').default(false),
  effectiveFrom: date('effective_from'),
});

export const payments = pgTable('payments', {
  id: id(),
  studentId: uuid('student_id').references(() => students.id),
  packageId: uuid('package_id').references(() => packages.id),
  amount: numeric('amount', { precision: 10, scale: 2 }),
  /** 'pending' is written at enrolment and counts as credit like any other. */
  method: text('method'),
  transactionId: text('transaction_id'),
  metadata: jsonb('metadata'),
  paidAt: at('timestamp').defaultNow(),
});

/** Read and kept by the bot alone; there is no teacher column, so scope 'teacher' names nobody. */
export const holidays = pgTable('holidays', {
  id: id(),
  date: date('date').notNull(),
  scope: holidayScope('scope').notNull(),
  reason: text('reason'),
  affectedBatchId: uuid('affected_batch_id').references(() => batches.id),
  createdAt: createdAt(),
});

export const auditLogs = pgTable('audit_logs', {
  id: id(),
  actorId: uuid('actor_id'),
  actorRole: text('actor_role'),
  action: text('action'),
  payload: jsonb('payload'),
  at: at('timestamp').defaultNow(),
});
