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
	"bulk" integer DEFAULT 0 NOT NULL
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
DROP INDEX "bot"."messages_due";--> statement-breakpoint
CREATE INDEX "messages_due" ON "bot"."whatsapp_messages" USING btree ("not_before","seq") WHERE direction = 'outbound' and status in ('queued', 'sending') and broadcast_id is null;--> statement-breakpoint
CREATE INDEX "messages_outgoing" ON "bot"."whatsapp_messages" USING btree ("person_id","seq") WHERE direction = 'outbound' and status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "messages_sending" ON "bot"."whatsapp_messages" USING btree ("try_at") WHERE direction = 'outbound' and status = 'sending';--> statement-breakpoint
CREATE INDEX "messages_broadcast" ON "bot"."whatsapp_messages" USING btree ("broadcast_id","seq") WHERE broadcast_id is not null;--> statement-breakpoint
CREATE INDEX "messages_bulk" ON "bot"."whatsapp_messages" USING btree ("broadcast_id","seq") WHERE broadcast_id is not null and status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "messages_outside_window" ON "bot"."whatsapp_messages" USING btree ("accepted_at","person_id") WHERE outside_window;--> statement-breakpoint
ALTER TABLE "bot"."whatsapp_messages" ADD CONSTRAINT "whatsapp_messages_once_key_unique" UNIQUE("once_key");
--> statement-breakpoint
CREATE FUNCTION "bot"."contact_columns"() RETURNS jsonb LANGUAGE sql STABLE AS $$
	SELECT coalesce(jsonb_object_agg(a.attname, format_type(a.atttypid, NULL)), '{}')
	FROM pg_attribute a
	WHERE a.attrelid = to_regclass('public.whatsapp_contacts') AND a.attnum > 0 AND NOT a.attisdropped
		AND a.attgenerated = ''
$$;
--> statement-breakpoint
CREATE FUNCTION "bot"."contact_number"() RETURNS text LANGUAGE sql STABLE AS $$
	SELECT name FROM unnest(array['phone_number', 'phone', 'wa_id', 'whatsapp_number', 'wa_phone', 'mobile', 'contact_number'])
		WITH ORDINALITY AS names(name, place)
	WHERE bot.contact_columns() ? name ORDER BY place LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION "bot"."school_stopped"(number text, since timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
	spelt text := bot.contact_number();
	stopped boolean := false;
BEGIN
	IF spelt IS NULL OR coalesce(length(number), 0) < 10 THEN
		RETURN false;
	END IF;
	EXECUTE format($q$SELECT coalesce(bool_or(flags.stopped AND coalesce(times.at > $2, true)), false)
		FROM public.whatsapp_contacts t CROSS JOIN LATERAL (SELECT to_jsonb(t) AS c) AS kept
		CROSS JOIN LATERAL (SELECT array_agg(value = 'true') AS said FROM jsonb_each_text(c)
			WHERE key IN ('opted_out', 'is_opted_out', 'opt_out', 'has_opted_out', 'unsubscribed')) AS told
		CROSS JOIN LATERAL (SELECT bool_or(value = 'false') AS withheld FROM jsonb_each_text(c)
			WHERE key IN ('opted_in', 'is_opted_in', 'opt_in', 'is_subscribed', 'subscribed')) AS consent
		CROSS JOIN LATERAL (SELECT coalesce(c ->> 'opted_out_at', c ->> 'opt_out_at', c ->> 'unsubscribed_at') AS out_at) AS marked
		CROSS JOIN LATERAL (SELECT coalesce(c -> 'metadata' ->> 'opted_out' = 'true', false)
			OR CASE WHEN said IS NOT NULL THEN true = ANY (said) WHEN out_at IS NOT NULL THEN true
				ELSE coalesce(withheld, false) END AS stopped) AS flags
		CROSS JOIN LATERAL (SELECT coalesce(out_at, c -> 'metadata' ->> 'consent_at')::timestamptz AS at) AS times
		WHERE right(regexp_replace(t.%1$I::text, '[^0-9]', '', 'g'), 10) = right($1, 10)$q$, spelt) INTO stopped USING number, since;
	RETURN stopped;
EXCEPTION WHEN others THEN
	RETURN false;
END
$$;
--> statement-breakpoint
CREATE FUNCTION "bot"."share_consent"(number text, stopped boolean, at timestamptz, words text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	spelt text := bot.contact_number();
	changes text;
	touched integer;
BEGIN
	IF spelt IS NULL OR coalesce(length(number), 0) < 10 THEN
		RETURN false;
	END IF;
	SELECT string_agg(format('%I = %s', name, value), ', ') INTO changes FROM (
		SELECT key AS name, CASE
			WHEN type = 'boolean' AND key IN ('opted_out', 'is_opted_out', 'opt_out', 'has_opted_out', 'unsubscribed') THEN '$2'
			WHEN type = 'boolean' AND key IN ('opted_in', 'is_opted_in', 'opt_in', 'is_subscribed', 'subscribed') THEN 'NOT $2'
			WHEN type LIKE 'timestamp%' AND key IN ('opted_out_at', 'opt_out_at', 'unsubscribed_at') THEN 'CASE WHEN $2 THEN $3 END'
			WHEN type LIKE 'timestamp%' AND key IN ('opted_in_at', 'opt_in_at') THEN format('CASE WHEN $2 THEN %I ELSE $3 END', key)
			WHEN type IN ('text', 'character varying') AND key IN ('opt_out_reason', 'opt_out_wording', 'consent_wording') THEN 'left($4, 200)'
			WHEN type = 'jsonb' AND key = 'metadata'
				THEN 'coalesce(metadata, ''{}'') || jsonb_build_object(''opted_out'', $2, ''consent_at'', $3, ''consent_wording'', $4)'
			WHEN type LIKE 'timestamp%' AND key = 'updated_at' THEN '$3'
		END AS value FROM jsonb_each_text(bot.contact_columns()) AS columns(key, type)) AS wanted
	WHERE value IS NOT NULL;
	IF changes IS NULL THEN
		RETURN false;
	END IF;
	EXECUTE format($q$UPDATE public.whatsapp_contacts SET %2$s
		WHERE right(regexp_replace(%1$I::text, '[^0-9]', '', 'g'), 10) = right($1, 10)$q$, spelt, changes)
		USING number, stopped, at, words;
	GET DIAGNOSTICS touched = ROW_COUNT;
	IF touched = 0 THEN
		EXECUTE format('INSERT INTO public.whatsapp_contacts (%I) VALUES ($1)', spelt) USING number;
		EXECUTE format('UPDATE public.whatsapp_contacts SET %2$s WHERE %1$I::text = $1', spelt, changes)
			USING number, stopped, at, words;
	END IF;
	RETURN true;
EXCEPTION WHEN others THEN
	-- The table is the school's, of a shape that we do not know: what it refuses must not undo the person's word.
	RETURN false;
END
$$;
