CREATE TABLE "bot"."broadcasts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid,
	"staff_id" text,
	"idempotency_key" text,
	"request_hash" text,
	"recipient_type" text NOT NULL,
	"recipients" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"template_name" text NOT NULL,
	"language" text,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"category" text NOT NULL,
	"status" text DEFAULT 'planning' NOT NULL,
	"status_reason" text,
	"planned_to" text,
	"planned" integer DEFAULT 0 NOT NULL,
	"left_out" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cost_estimate" numeric(12, 4),
	"schedule_at" timestamp with time zone,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcasts_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "bot"."entry_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"text" text NOT NULL,
	"label" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entry_links_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "bot"."job_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"ran_for" text,
	"ran_at" timestamp with time zone,
	"report" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."link_invites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code_hash" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_ids" jsonb NOT NULL,
	"created_by" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_by" uuid,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "link_invites_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "bot"."send_seconds" (
	"second" bigint PRIMARY KEY NOT NULL,
	"bulk" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "once_key" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "template_name" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "outside_window" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "pricing_category" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD COLUMN "delivery_cost" numeric(10, 4);--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" ADD COLUMN "window_closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" ADD COLUMN "unreachable_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" ADD COLUMN "unreachable_reason" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" ADD COLUMN "bulk_after" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_templates" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_templates" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_templates" ADD COLUMN "synced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bot"."broadcasts" ADD CONSTRAINT "broadcasts_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."link_invites" ADD CONSTRAINT "link_invites_used_by_whatsapp_subscriptions_id_fk" FOREIGN KEY ("used_by") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcasts_status" ON "bot"."broadcasts" USING btree ("status","schedule_at");--> statement-breakpoint
CREATE INDEX "messages_broadcast" ON "bot"."whatsapp_messages" USING btree ("broadcast_id","status") WHERE broadcast_id is not null;--> statement-breakpoint
CREATE INDEX "messages_bulk" ON "bot"."whatsapp_messages" USING btree ("broadcast_id","seq") WHERE broadcast_id is not null and status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "messages_outside_window" ON "bot"."whatsapp_messages" USING btree ("accepted_at","person_id") WHERE outside_window;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD CONSTRAINT "whatsapp_messages_once_key_unique" UNIQUE("once_key");