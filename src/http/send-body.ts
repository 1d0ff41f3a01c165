import * as z from 'zod';
import { isTemplateName } from '../outreach/templates/definitions.js';
import { LIMITS } from '../whatsapp/reply.js';

const words = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `must have ${max} letters at most`);
const title = words(LIMITS.buttonTitle);

const distinct = <T>(items: readonly T[], of: (item: T) => string) =>
  new Set(items.map(of)).size === items.length;

const Common = {
  header: z.strictObject({ type: z.literal('text'), text: words(60) }).optional(),
  body: z.strictObject({ text: words(LIMITS.body) }),
  footer: z.strictObject({ text: words(60) }).optional(),
};

const Buttons = z.strictObject({
  type: z.literal('button'),
  ...Common,
  action: z.strictObject({
    buttons: z
      .array(
        z.strictObject({
          type: z.literal('reply'),
          reply: z.strictObject({ id: words(LIMITS.buttonId), title }),
        }),
      )
      .min(1)
      .max(LIMITS.buttons, `a message has at most ${LIMITS.buttons} buttons`)
      .refine((b) => distinct(b, ({ reply }) => reply.id), 'two buttons have one id')
      .refine((b) => distinct(b, ({ reply }) => reply.title), 'two buttons have one title'),
  }),
});

const Rows = z.strictObject({
  title: words(LIMITS.sectionTitle).optional(),
  rows: z
    .array(
      z.strictObject({
        id: words(LIMITS.rowId),
        title: words(LIMITS.rowTitle),
        description: words(LIMITS.rowDescription).optional(),
      }),
    )
    .min(1),
});

const List = z.strictObject({
  type: z.literal('list'),
  ...Common,
  action: z.strictObject({
    button: words(LIMITS.listButton),
    sections: z
      .array(Rows)
      .min(1)
      .refine((s) => s.flatMap((p) => p.rows).length <= LIMITS.rows, `a list has at most ${LIMITS.rows} rows`)
      .refine(
        (s) =>
          distinct(
            s.flatMap((p) => p.rows),
            (r) => r.id,
          ),
        'two rows have one id',
      )
      .refine(
        (s) => s.length === 1 || s.every((p) => p.title !== undefined),
        'of several sections each has a title',
      ),
  }),
});

const Link = z.strictObject({
  type: z.literal('cta_url'),
  ...Common,
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({
      display_text: words(LIMITS.linkLabel),
      url: z.url({ protocol: /^https?$/, error: 'must be a web address' }).max(2000),
    }),
  }),
});

const Parameter = z.strictObject({ type: z.literal('text'), parameter_name: z.string(), text: z.string() });

/** Meta's shape, with named parameters; or the short one, where `parameters` holds them by name. */
const Template = z.strictObject({
  name: z.string().refine((name) => isTemplateName(name), 'is not one of the bot’s templates'),
  language: z.strictObject({ code: z.enum(['en', 'hi', 'te']) }),
  parameters: z.record(z.string(), z.string()).optional(),
  components: z
    .array(z.strictObject({ type: z.literal('body'), parameters: z.array(Parameter) }))
    .max(1)
    .optional(),
});

const to = z.string().min(1, 'the number to write to, like +919812345678');

export const SendBody = z.discriminatedUnion(
  'type',
  [
    z.object({
      to,
      type: z.literal('text'),
      text: z.object({ body: z.string().trim().min(1, 'must not be empty').max(LIMITS.textBody) }),
    }),
    z.object({
      to,
      type: z.literal('interactive'),
      interactive: z.discriminatedUnion('type', [Buttons, List, Link]),
    }),
    z.object({ to, type: z.literal('template'), template: Template }),
  ],
  { error: 'must be text, template or interactive' },
);
export type SendBody = z.infer<typeof SendBody>;
export type TemplateBody = Extract<SendBody, { type: 'template' }>['template'];

/** A template's parameters by name, whichever of the two shapes they came in. */
export function namedParameters({ parameters = {}, components = [] }: TemplateBody): Record<string, string> {
  const named = components.flatMap((c) => c.parameters.map((p) => [p.parameter_name, p.text]));
  return { ...Object.fromEntries(named), ...parameters };
}
