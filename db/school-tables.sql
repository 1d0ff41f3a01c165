-- The school's tables, for an empty database only. A school that has them already keeps its own.
create type public.attendance_status as enum ('present', 'absent', 'excused');
--> statement-breakpoint
create type public.attendance_source as enum ('whatsapp', 'web', 'manual');
--> statement-breakpoint
create type public.enrollment_status as enum ('active', 'paused', 'completed');
--> statement-breakpoint
create type public.holiday_scope as enum ('school', 'teacher', 'batch');
--> statement-breakpoint
create type public.payment_frequency as enum ('monthly', 'quarterly', 'half_yearly', 'yearly');
--> statement-breakpoint
create type public.payout_type as enum ('fixed', 'per_student_monthly');
--> statement-breakpoint
create type public.user_role_type as enum ('admin', 'teacher', 'parent', 'student');
--> statement-breakpoint
create type public.guardian_relationship as enum ('parent', 'guardian', 'self');
--> statement-breakpoint
create table public.students (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  dob date,
  phone text,
  guardian_contact text,
  email text,
  metadata jsonb default '{}',
  is_active boolean default true,
  student_type text default 'permanent',
  deactivated_at timestamptz,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
--> statement-breakpoint
create table public.teachers (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  phone text,
  role text default 'teacher',
  is_active boolean default true,
  payout_terms jsonb,
  payout_type payout_type,
  rate numeric,
  metadata jsonb default '{}',
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
--> statement-breakpoint
create table public.instruments (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  max_batch_size integer default 10,
  online_supported boolean default false,
  is_deprecated boolean default false
);
--> statement-breakpoint
create table public.batches (
  id uuid primary key default gen_random_uuid(),
  instrument_id uuid references instruments (id),
  teacher_id uuid references teachers (id),
  recurrence text not null,
  start_time time,
  end_time time,
  capacity integer default 8,
  is_makeup boolean default false,
  whatsapp_group_link text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
--> statement-breakpoint
create table public.enrollments (
  id uuid primary key default gen_random_uuid(),
  student_id uuid references students (id) on delete cascade,
  instrument_id uuid references instruments (id),
  status enrollment_status default 'active',
  classes_remaining integer,
  enrolled_on date default current_date,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
--> statement-breakpoint
create table public.branches (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  code text not null unique,
  is_active boolean default true
);
--> statement-breakpoint
create table public.fee_structures (
  id uuid primary key default gen_random_uuid(),
  branch_id uuid references branches (id),
  instrument_id uuid references instruments (id),
  trinity_grade text,
  classes_count integer,
  fee_amount numeric(10, 2),
  is_trial boolean default false,
  effective_from date
);
--> statement-breakpoint
create table public.enrollment_batches (
  id uuid primary key default gen_random_uuid(),
  enrollment_id uuid references enrollments (id) on delete cascade,
  batch_id uuid references batches (id),
  assigned_on date default current_date,
  payment_frequency payment_frequency default 'monthly',
  classes_remaining integer default 0,
  enrolled_on date default current_date,
  trinity_grade text default 'Initial',
  fee_structure_id uuid references fee_structures (id)
);
--> statement-breakpoint
create table public.attendance_records (
  id uuid primary key default gen_random_uuid(),
  session_date date not null,
  batch_id uuid references batches (id),
  student_id uuid references students (id),
  status attendance_status default 'absent',
  source attendance_source default 'whatsapp',
  finalized_at timestamptz,
  confidence numeric,
  notes text,
  is_extra boolean default false,
  created_at timestamptz default now()
);
--> statement-breakpoint
create table public.teacher_attendance (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid references teachers (id),
  batch_id uuid references batches (id),
  session_date date not null,
  status text not null,
  notes text,
  marked_by uuid,
  created_at timestamptz default now(),
  unique (batch_id, session_date)
);
--> statement-breakpoint
create table public.packages (
  id uuid primary key default gen_random_uuid(),
  instrument_id uuid references instruments (id),
  name text not null,
  classes_count integer,
  price numeric(10, 2),
  location text
);
--> statement-breakpoint
create table public.payments (
  id uuid primary key default gen_random_uuid(),
  student_id uuid references students (id),
  package_id uuid references packages (id),
  amount numeric(10, 2),
  method text,
  transaction_id text,
  metadata jsonb default '{}',
  timestamp timestamptz default now()
);
--> statement-breakpoint
create table public.holidays (
  id uuid primary key default gen_random_uuid(),
  date date not null,
  scope holiday_scope not null,
  reason text,
  affected_batch_id uuid references batches (id),
  created_at timestamptz default now()
);
--> statement-breakpoint
create table public.audit_logs (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid,
  actor_role text,
  action text,
  payload jsonb,
  timestamp timestamptz default now()
);
--> statement-breakpoint
create table public.users (
  id uuid primary key default gen_random_uuid(),
  email text unique,
  name text,
  created_at timestamptz default now()
);
--> statement-breakpoint
create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references users (id) on delete cascade,
  role user_role_type not null
);
--> statement-breakpoint
create table public.student_guardians (
  id uuid primary key default gen_random_uuid(),
  student_id uuid references students (id) on delete cascade,
  user_id uuid references users (id) on delete cascade,
  relationship guardian_relationship
);
--> statement-breakpoint
create table public.teacher_users (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid references teachers (id) on delete cascade,
  user_id uuid references users (id) on delete cascade
);
--> statement-breakpoint
create index enrollments_student on enrollments (student_id);
--> statement-breakpoint
create index enrollment_batches_enrollment on enrollment_batches (enrollment_id);
--> statement-breakpoint
create index enrollment_batches_batch on enrollment_batches (batch_id);
--> statement-breakpoint
create index attendance_records_batch_day on attendance_records (batch_id, session_date);
--> statement-breakpoint
create index attendance_records_student on attendance_records (student_id);
--> statement-breakpoint
create index payments_student on payments (student_id);
