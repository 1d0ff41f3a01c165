import * as z from 'zod';
import type { Language } from '../../understanding/intent.js';
import { DEFINITIONS, type TemplateName, templateWords, variablesOf } from './definitions.js';

/** How long a one-time code counts: Meta says so under it. */
const CODE_MINUTES = 10;

/** A template as Meta's create and edit calls take it (Cloud API, "Templates: manage"). */
export interface TemplateCreation {
  name: TemplateName;
  language: Language;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  parameter_format: 'named' | 'positional';
  components: Record<string, unknown>[];
}

const CATEGORY = { marketing: 'MARKETING', utility: 'UTILITY', authentication: 'AUTHENTICATION' } as const;

export function creationOf(name: TemplateName, language: Language): TemplateCreation {
  const category = CATEGORY[DEFINITIONS[name].category];
  const secret = category === 'AUTHENTICATION';
  return {
    name,
    language,
    category,
    parameter_format: secret ? 'positional' : 'named',
    components: secret ? codeComponents() : components(name, language),
  };
}

function components(name: TemplateName, language: Language): Record<string, unknown>[] {
  const { body, footer, buttons, samples } = templateWords(name, language);
  const example = variablesOf(body).map((key) => ({ param_name: key, example: samples[key] }));
  return [
    { type: 'BODY', text: body, example: { body_text_named_params: example } },
    ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
    ...(buttons
      ? [{ type: 'BUTTONS', buttons: buttons.map((text) => ({ type: 'QUICK_REPLY', text })) }]
      : []),
  ];
}

/** Around a code the words are Meta's own, in the template's language, and so is the button's. */
function codeComponents(): Record<string, unknown>[] {
  return [
    { type: 'BODY', add_security_recommendation: true },
    { type: 'FOOTER', code_expiration_minutes: CODE_MINUTES },
    { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
  ];
}

const Kept = z.looseObject({
  type: z.string().transform((type) => type.toUpperCase()),
  text: z.string().trim().optional().catch(undefined),
  code_expiration_minutes: z.number().optional().catch(undefined),
  buttons: z
    .array(z.looseObject({ text: z.string().optional().catch(undefined) }))
    .optional()
    .catch(undefined),
});

/** Whether what Meta keeps says what we would have it say now. Samples are not compared: Meta changes them. */
export function saysTheSame(wanted: TemplateCreation, kept: readonly unknown[]): boolean {
  const there = kept.flatMap((part) => Kept.safeParse(part).data ?? []);
  const of = (type: string) => there.find((part) => part.type === type);
  if (wanted.category === 'AUTHENTICATION') {
    const minutes = of('FOOTER')?.code_expiration_minutes;
    return (minutes === undefined || minutes === CODE_MINUTES) && of('BUTTONS')?.buttons?.length === 1;
  }
  const ours = z.array(Kept).parse(wanted.components);
  return ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].every((type) => {
    const [mine, its] = [ours.find((part) => part.type === type), of(type)];
    const titles = (part: typeof its) => (part?.buttons ?? []).map((b) => b.text).join('\n');
    return mine?.text === its?.text && titles(mine) === titles(its);
  });
}
