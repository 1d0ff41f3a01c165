CREATE SCHEMA IF NOT EXISTS "bot";
--> statement-breakpoint
CREATE TABLE "bot"."ai_usage" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid,
	"purpose" text NOT NULL,
	"model" text NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"cached_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"cost_usd" numeric(12, 8) DEFAULT '0' NOT NULL,
	"latency_ms" integer,
	"outcome" text DEFAULT 'started' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."attendance_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"batch_id" uuid NOT NULL,
	"teacher_id" uuid,
	"person_id" uuid,
	"session_id" uuid,
	"attendance_date" date NOT NULL,
	"parsed_data" jsonb NOT NULL,
	"original_message" text,
	"status" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"confirmed_at" timestamp with time zone,
	"replaced" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."faqs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "faqs_question_language" UNIQUE("question","language")
);
--> statement-breakpoint
CREATE TABLE "bot"."whatsapp_messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "bot"."whatsapp_messages_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"session_id" uuid,
	"phone_number" text,
	"direction" text NOT NULL,
	"message_type" text NOT NULL,
	"content" text,
	"media_url" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"whatsapp_message_id" text,
	"status" text NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"broadcast_id" uuid,
	"kind" text,
	"payload" jsonb,
	"not_before" timestamp with time zone,
	"try_at" timestamp with time zone,
	"origin" text,
	"intent" text,
	"confidence" real,
	"understood_by" text,
	"tokens" integer,
	"cost" numeric(12, 8),
	"latency_ms" integer,
	"counted" boolean DEFAULT true NOT NULL,
	"sent_at" timestamp with time zone,
	"status_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "whatsapp_messages_whatsapp_message_id_unique" UNIQUE("whatsapp_message_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."whatsapp_subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"phone_number" text,
	"wa_user_id" text,
	"profile_name" text,
	"user_id" uuid,
	"user_type" text DEFAULT 'prospect' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"opted_in_at" timestamp with time zone,
	"opted_out_at" timestamp with time zone,
	"consent_source" text,
	"consent_wording" text,
	"language" text,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_inbound_at" timestamp with time zone,
	"lease_id" uuid,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "whatsapp_subscriptions_phone_number_unique" UNIQUE("phone_number"),
	CONSTRAINT "whatsapp_subscriptions_wa_user_id_unique" UNIQUE("wa_user_id")
);
--> statement-breakpoint
CREATE TABLE "bot"."whatsapp_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"context" jsonb NOT NULL,
	"last_intent" text,
	"last_message_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."student_absences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"batch_id" uuid,
	"absence_date" date NOT NULL,
	"reason" text,
	"reported_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bot"."whatsapp_templates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"template_name" text NOT NULL,
	"language" text NOT NULL,
	"template_type" text NOT NULL,
	"category" text NOT NULL,
	"content" text NOT NULL,
	"variables" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"meta_template_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_name_language" UNIQUE("template_name","language")
);
--> statement-breakpoint
ALTER TABLE "bot"."attendance_drafts" ADD CONSTRAINT "attendance_drafts_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."attendance_drafts" ADD CONSTRAINT "attendance_drafts_session_id_whatsapp_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "bot"."whatsapp_sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD CONSTRAINT "whatsapp_messages_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD CONSTRAINT "whatsapp_messages_session_id_whatsapp_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "bot"."whatsapp_sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_sessions" ADD CONSTRAINT "whatsapp_sessions_person_id_whatsapp_subscriptions_id_fk" FOREIGN KEY ("person_id") REFERENCES "bot"."whatsapp_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_usage_created" ON "bot"."ai_usage" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "drafts_batch_day" ON "bot"."attendance_drafts" USING btree ("batch_id","attendance_date");--> statement-breakpoint
CREATE INDEX "drafts_person" ON "bot"."attendance_drafts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_seq" ON "bot"."whatsapp_messages" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "messages_person" ON "bot"."whatsapp_messages" USING btree ("person_id","seq");--> statement-breakpoint
CREATE INDEX "messages_open" ON "bot"."whatsapp_messages" USING btree ("person_id","seq") WHERE direction = 'inbound' and status = 'received';--> statement-breakpoint
CREATE INDEX "messages_due" ON "bot"."whatsapp_messages" USING btree ("not_before","seq") WHERE direction = 'outbound' and status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "messages_origin" ON "bot"."whatsapp_messages" USING btree ("origin") WHERE origin is not null;--> statement-breakpoint
CREATE INDEX "messages_created" ON "bot"."whatsapp_messages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "people_user_type" ON "bot"."whatsapp_subscriptions" USING btree ("user_type");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_one_live" ON "bot"."whatsapp_sessions" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "sessions_person" ON "bot"."whatsapp_sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "absences_day" ON "bot"."student_absences" USING btree ("absence_date","student_id");
--> statement-breakpoint
-- Ends a batch in the middle: the change it guards is rolled back with everything beside it.
CREATE FUNCTION "bot"."guard"(ok boolean, name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF ok IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE = 'guard: ' || name;
	END IF;
END
$$;
