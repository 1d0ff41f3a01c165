ALTER TABLE "bot"."broadcasts" DROP COLUMN "resumed_at";
