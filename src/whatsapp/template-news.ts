import * as z from 'zod';

/** What Meta says of one template by webhook. Null: this news is not about that. */
export interface TemplateNews {
  name: string;
  /** As Meta writes it here: with a dash or an underscore. */
  language: string;
  metaId: string | null;
  /** Meta's time; null where there is none to be read. */
  at: Date | null;
  /** APPROVED, REJECTED, PAUSED …, in Meta's capitals. */
  event: string | null;
  reason: string | null;
  /** What it counts as now, in Meta's capitals. */
  category: string | null;
  /** What it will count as, announced beforehand. */
  coming: string | null;
  quality: string | null;
}

/** The fields of Meta's webhook that bring it (Cloud API, "Template webhooks"). */
export const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
]);

/** Meta's words for states, categories and reasons; anything else is as good as nothing. */
const maybe = z
  .string()
  .regex(/^[A-Za-z_]{1,60}$/)
  .nullish()
  .catch(null);
const Digits = z.string().regex(/^\d{1,40}$/);
const Reason = z.looseObject({ reason: maybe, title: maybe }).nullish().catch(null);
const Raw = z.looseObject({
  message_template_name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  message_template_language: z.string().regex(/^[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?$/),
  message_template_id: z
    .union([Digits, z.number().transform(String)])
    .nullish()
    .catch(null),
  event: maybe,
  reason: maybe,
  rejection_info: Reason,
  other_info: Reason,
  message_template_category: maybe,
  new_category: maybe,
  correct_category: maybe,
  new_quality_score: maybe,
});
/** Seconds since 1970, up to the year 2100. */
const Time = z.coerce.number().min(1).max(4_102_444_800);

/** By what it holds and not by its field, of which Meta's own examples are not sure. Null for what names no template. */
export function readTemplateNews(value: unknown, time: unknown): TemplateNews | null {
  const read = Raw.safeParse(value);
  if (!read.success) return null;
  const v = read.data;
  const at = Time.safeParse(time);
  const why = [v.reason, v.rejection_info?.reason, v.other_info?.title].find((r) => r && r !== 'NONE');
  const id = v.message_template_id;
  return {
    name: v.message_template_name,
    language: v.message_template_language,
    metaId: id ?? null,
    at: at.success ? new Date(at.data * 1000) : null,
    event: v.event?.toUpperCase() ?? null,
    reason: why ?? null,
    category: (v.new_category ?? v.message_template_category)?.toUpperCase() ?? null,
    coming: v.correct_category?.toUpperCase() ?? null,
    quality: v.new_quality_score?.toUpperCase() ?? null,
  };
}
