import { withMetasWords } from './authentication.js';
import { graphId } from './ids.js';
import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from './json.js';
import type { Option, View } from './view.js';

export type TemplateStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED';

export interface Template {
  /** Digits; the webhooks write it as a JSON integer. */
  id: string;
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  parameterFormat: 'NAMED' | 'POSITIONAL';
  components: JsonObject[];
  status: TemplateStatus;
  reason: string;
  /** GREEN, YELLOW, RED or UNKNOWN: how people take it. */
  quality?: string;
  /** When it was last changed, ms: an approved one once a day. */
  editedAt?: number;
}

export type NewTemplate = Pick<Template, 'name' | 'language' | 'components'> & Partial<Template>;

/** Named and positional variables of a text, each once, in order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi)].map((match) => match[1] ?? ''))];
}

export function componentOf(template: Template, type: string): JsonObject | null {
  return template.components.find((part) => textAt(part, 'type')?.toUpperCase() === type) ?? null;
}

export function buttonsOf(template: Template): JsonObject[] {
  return listAt(componentOf(template, 'BUTTONS') ?? {}, 'buttons').filter(isObject);
}

export class Templates {
  #all: Template[] = [];

  all(): Template[] {
    return [...this.#all];
  }

  find(name: string, language: string): Template | null {
    return this.#all.find((one) => one.name === name && one.language === language) ?? null;
  }

  byId(id: string): Template | null {
    return this.#all.find((one) => one.id === id) ?? null;
  }

  /** Adds it, or replaces the one with this name and language. Approved unless told otherwise. */
  add(details: NewTemplate): Template {
    const known = this.find(details.name, details.language);
    const template: Template = {
      // 15 digits: as a JSON integer it must stay exact.
      id: known?.id ?? graphId(15),
      category: 'UTILITY',
      parameterFormat: JSON.stringify(details.components).includes('_named_params') ? 'NAMED' : 'POSITIONAL',
      status: 'APPROVED',
      reason: 'NONE',
      ...details,
    };
    template.components = withMetasWords(template.components, template);
    this.#all = [...this.#all.filter((one) => one !== known), template];
    return template;
  }

  remove(match: (template: Template) => boolean): number {
    const before = this.#all.length;
    this.#all = this.#all.filter((one) => !match(one));
    return before - this.#all.length;
  }

  clear(): void {
    this.#all = [];
    this.add({
      name: 'hello_world',
      language: 'en_US',
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
        {
          type: 'BODY',
          text: 'Welcome and congratulations!! This message demonstrates your ability to send a message.',
        },
        { type: 'FOOTER', text: 'WhatsApp Business Platform sample message' },
      ],
    });
  }
}

/** What a person sees of a template message. */
export function fillTemplate(template: Template, json: JsonObject): View {
  const sent = listAt(objectAt(json, 'template') ?? {}, 'components').filter(isObject);
  const filled = (type: string): string => {
    const part = componentOf(template, type);
    const parameters = listAt(
      sent.find((one) => textAt(one, 'type')?.toUpperCase() === type) ?? {},
      'parameters',
    );
    return fill(textAt(part ?? {}, 'text') ?? '', parameters);
  };
  const [header, footer] = [filled('HEADER'), filled('FOOTER')];
  return {
    kind: 'template',
    body: filled('BODY'),
    ...(header ? { header } : {}),
    ...(footer ? { footer } : {}),
    options: buttonsOf(template).map((button, index) => templateButton(button, sentButton(sent, index))),
  };
}

function sentButton(sent: JsonObject[], index: number): Json[] {
  const part = sent.find((one) => textAt(one, 'type') === 'button' && textAt(one, 'index') === String(index));
  return listAt(part ?? {}, 'parameters');
}

function templateButton(button: JsonObject, parameters: Json[]): Option {
  const title = textAt(button, 'text') ?? '';
  const value = textAt(parameters[0] ?? {}, 'payload') ?? textAt(parameters[0] ?? {}, 'text');
  switch (textAt(button, 'type')?.toUpperCase()) {
    case 'URL': {
      const url = (textAt(button, 'url') ?? '').replace(/\{\{[^}]*\}\}/, value ?? '');
      return { kind: 'link', id: url, title, url };
    }
    case 'PHONE_NUMBER':
      return { kind: 'call', id: textAt(button, 'phone_number') ?? '', title };
    case 'COPY_CODE':
    case 'OTP':
      return {
        kind: 'copy',
        id: textAt(parameters[0] ?? {}, 'coupon_code') ?? value ?? '',
        title: title || 'Copy code',
      };
    case 'REQUEST_CONTACT_INFO':
      return { kind: 'contact_request', id: 'contact', title: title || 'Share my number' };
    default:
      return { kind: 'template_button', id: value ?? title, title };
  }
}

function fill(text: string, parameters: Json[]): string {
  return text.replace(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi, (whole, name: string) => {
    const named = parameters.find((one) => textAt(one, 'parameter_name') === name);
    const given = named ?? parameters[Number(name) - 1];
    return given === undefined ? whole : parameterText(given);
  });
}

function parameterText(parameter: Json): string {
  const fallback = objectAt(parameter, 'currency') ?? objectAt(parameter, 'date_time');
  return textAt(parameter, 'text') ?? textAt(fallback ?? {}, 'fallback_value') ?? '';
}
