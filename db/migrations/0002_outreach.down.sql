DROP FUNCTION "bot"."share_consent"(text, boolean, timestamptz, text), "bot"."school_stopped"(text, timestamptz), "bot"."contact_number"(), "bot"."contact_columns"();
--> statement-breakpoint
DROP TABLE "bot"."broadcasts", "bot"."entry_links", "bot"."job_runs", "bot"."link_invites", "bot"."send_seconds";
--> statement-breakpoint
DROP INDEX "bot"."messages_broadcast", "bot"."messages_bulk", "bot"."messages_outside_window", "bot"."messages_outgoing", "bot"."messages_sending", "bot"."messages_due";
--> statement-breakpoint
CREATE INDEX "messages_due" ON "bot"."whatsapp_messages" USING btree ("not_before","seq") WHERE direction = 'outbound' and status in ('queued', 'sending');
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" DROP COLUMN "once_key", DROP COLUMN "template_name", DROP COLUMN "accepted_at", DROP COLUMN "outside_window", DROP COLUMN "pricing_category", DROP COLUMN "delivery_cost";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" DROP COLUMN "window_closed_at", DROP COLUMN "unreachable_at", DROP COLUMN "unreachable_reason", DROP COLUMN "bulk_after";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_templates" DROP COLUMN "status_reason", DROP COLUMN "quality", DROP COLUMN "synced_at";
