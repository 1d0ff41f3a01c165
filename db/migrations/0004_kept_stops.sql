CREATE TABLE "bot"."kept_stops" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number_hash" text NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION "bot"."stop_hash"(salt uuid, number text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT encode(sha256(convert_to(salt::text || ':' || number, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
CREATE FUNCTION "bot"."is_stop_of"(kept "bot"."kept_stops", number text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(kept.number_hash = bot.stop_hash(kept.id, number), false)
$$;
--> statement-breakpoint
CREATE FUNCTION "bot"."heed_kept_stop"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- An erased person who said STOP comes back: by an import, a list of numbers or a message. Only START ends it.
	IF NEW.opted_out_at IS NULL THEN
		SELECT min(k.stopped_at) INTO NEW.opted_out_at FROM bot.kept_stops k
			WHERE bot.is_stop_of(k, NEW.phone_number) OR bot.is_stop_of(k, NEW.wa_user_id);
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "heed_kept_stop" BEFORE INSERT OR UPDATE OF "phone_number", "wa_user_id" ON "bot"."whatsapp_subscriptions"
	FOR EACH ROW EXECUTE FUNCTION "bot"."heed_kept_stop"();
