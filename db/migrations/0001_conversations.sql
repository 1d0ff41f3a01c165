CREATE SEQUENCE "bot"."lead_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "bot"."handovers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."leads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid,
	"student_id" uuid,
	"reference" text NOT NULL,
	"status" text DEFAULT 'new' NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"referral" jsonb,
	"call_back" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leads_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "bot"."makeup_bookings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"session_date" date NOT NULL,
	"missed_date" date,
	"booked_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."one_time_codes" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_ids" jsonb NOT NULL,
	"code_hash" text NOT NULL,
	"channel" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"asked" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."payment_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event_id" text,
	"kind" text NOT NULL,
	"razorpay_payment_id" text,
	"razorpay_link_id" text,
	"link_id" uuid,
	"amount_paise" integer,
	"status" text NOT NULL,
	"reason" text,
	"payment_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_events_event_id_unique" UNIQUE("event_id"),
	CONSTRAINT "payment_events_razorpay_payment_id_unique" UNIQUE("razorpay_payment_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."payment_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"person_id" uuid,
	"purpose" text NOT NULL,
	"instrument_id" uuid,
	"package_id" uuid,
	"fee_structure_id" uuid,
	"label" text NOT NULL,
	"classes_count" integer NOT NULL,
	"frequency" text,
	"amount_paise" integer NOT NULL,
	"currency" text DEFAULT 'INR' NOT NULL,
	"reference_id" text NOT NULL,
	"razorpay_link_id" text,
	"short_url" text,
	"status" text DEFAULT 'creating' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_links_reference_id_unique" UNIQUE("reference_id"),
	CONSTRAINT "payment_links_razorpay_link_id_unique" UNIQUE("razorpay_link_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."payment_promises" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"person_id" uuid,
	"promised_for" date NOT NULL,
	"wording" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_promises_student_id_unique" UNIQUE("student_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."person_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"source" text NOT NULL,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_links_once" UNIQUE("person_id","subject_type","subject_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."teacher_leaves" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"teacher_id" uuid NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"reason" text,
	"reported_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."unanswered_questions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid,
	"question" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."handovers" ADD CONSTRAINT "handovers_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."leads" ADD CONSTRAINT "leads_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."one_time_codes" ADD CONSTRAINT "one_time_codes_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."payment_links" ADD CONSTRAINT "payment_links_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."payment_promises" ADD CONSTRAINT "payment_promises_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."person_links" ADD CONSTRAINT "person_links_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."unanswered_questions" ADD CONSTRAINT "unanswered_questions_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_one_live" ON "bot"."handovers" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "leads_person" ON "bot"."leads" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "leads_status" ON "bot"."leads" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "makeup_once" ON "bot"."makeup_bookings" USING btree ("student_id","batch_id","session_date") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "makeup_class" ON "bot"."makeup_bookings" USING btree ("batch_id","session_date");--> statement-breakpoint
CREATE INDEX "payment_events_unbooked" ON "bot"."payment_events" USING btree ("created_at") WHERE status = 'unbooked';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_links_one_open" ON "bot"."payment_links" USING btree ("student_id","purpose") WHERE status in ('creating', 'open');--> statement-breakpoint
CREATE INDEX "payment_links_status" ON "bot"."payment_links" USING btree ("status");--> statement-breakpoint
CREATE INDEX "leaves_teacher" ON "bot"."teacher_leaves" USING btree ("teacher_id","from_date");