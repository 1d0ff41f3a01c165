DROP TABLE "bot"."handovers", "bot"."leads", "bot"."makeup_bookings", "bot"."one_time_codes", "bot"."payment_events", "bot"."payment_links", "bot"."payment_promises", "bot"."person_links", "bot"."teacher_leaves", "bot"."unanswered_questions";
--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_subscriptions" DROP COLUMN "suspended_at";
--> statement-breakpoint
DROP SEQUENCE "bot"."lead_numbers";
