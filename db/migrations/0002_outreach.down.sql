DROP TABLE "bot"."broadcasts", "bot"."entry_links", "bot"."job_runs", "bot"."link_invites", "bot"."send_seconds";
--> statement-breakpoint
DROP INDEX "bot"."messages_broadcast", "bot"."messages_bulk", "bot"."messages_outside_window";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" DROP COLUMN "once_key", DROP COLUMN "template_name", DROP COLUMN "accepted_at", DROP COLUMN "outside_window", DROP COLUMN "pricing_category", DROP COLUMN "delivery_cost";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" DROP COLUMN "window_closed_at", DROP COLUMN "unreachable_at", DROP COLUMN "unreachable_reason", DROP COLUMN "bulk_after";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_templates" DROP COLUMN "status_reason", DROP COLUMN "quality", DROP COLUMN "synced_at";
