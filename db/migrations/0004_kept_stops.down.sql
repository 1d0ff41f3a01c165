DROP TRIGGER "heed_kept_stop" ON "bot"."whatsapp_subscriptions";
--> statement-breakpoint
DROP FUNCTION "bot"."heed_kept_stop"(), "bot"."is_stop_of"("bot"."kept_stops", text), "bot"."stop_hash"(uuid, text);
--> statement-breakpoint
DROP TABLE "bot"."kept_stops";
