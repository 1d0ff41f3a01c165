DROP FUNCTION "bot"."guard"(boolean, text);
--> statement-breakpoint
DROP TABLE "bot"."attendance_drafts", "bot"."whatsapp_messages", "bot"."whatsapp_sessions", "bot"."whatsapp_subscriptions";
--> statement-breakpoint
DROP TABLE "bot"."ai_usage", "bot"."faqs", "bot"."settings", "bot"."student_absences", "bot"."whatsapp_templates";
--> statement-breakpoint
-- The first migration is the last to go: its own journal goes with it, and the database is as it was.
DROP TABLE "bot"."migrations";
--> statement-breakpoint
DROP SCHEMA "bot";
