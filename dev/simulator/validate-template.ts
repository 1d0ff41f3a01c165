import { coded, invalid } from './failures.js';
import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from './json.js';
import type { MediaStore } from './media.js';
import { type Template, type Templates, buttonsOf, componentOf, variablesOf } from './templates.js';
import { checkFile } from './validate-file.js';

export interface TemplateTools {
  templates: Templates;
  media: MediaStore;
  byUserId?: boolean;
}

/** A template message against the approved template. @throws GraphError */
export function checkTemplate(sent: JsonObject, tools: TemplateTools): void {
  const template = findSendable(sent, tools.templates);
  if (tools.byUserId && template.category === 'AUTHENTICATION') throw coded(131062);
  const components = listAt(sent, 'components').filter(isObject);
  checkHeader(template, partOf(components, 'header'), tools.media);
  checkBody(template, partOf(components, 'body'));
  buttonsOf(template).forEach((button, index) => checkButton(button, index, components));
}

function findSendable(sent: JsonObject, templates: Templates): Template {
  const name = textAt(sent, 'name');
  const code = textAt(objectAt(sent, 'language') ?? {}, 'code');
  if (!name) throw invalid("(#100) The parameter template['name'] is required.");
  if (!code) throw invalid("(#100) The parameter template['language']['code'] is required.");
  const template = templates.find(name, code);
  if (template?.status === 'PAUSED') throw coded(132015, `template (${name}) is paused due to low quality`);
  if (template?.status === 'DISABLED') throw coded(132016, `template (${name}) is disabled`);
  if (template?.status !== 'APPROVED') {
    throw coded(132001, `template name (${name}) does not exist in ${code}`, 404);
  }
  return template;
}

function partOf(components: JsonObject[], type: string): Json[] {
  const part = components.find((one) => textAt(one, 'type')?.toLowerCase() === type);
  return listAt(part ?? {}, 'parameters');
}

function checkHeader(template: Template, parameters: Json[], media: MediaStore): void {
  const header = componentOf(template, 'HEADER');
  const format = textAt(header ?? {}, 'format')?.toLowerCase() ?? 'text';
  if (!header || format === 'text') {
    checkParameters('header', textAt(header ?? {}, 'text') ?? '', parameters, template);
    return;
  }
  if (parameters.length !== 1) throw count('header', parameters.length, 1);
  const parameter = parameters[0] ?? {};
  if (textAt(parameter, 'type') !== format) {
    throw coded(
      132012,
      `header: Format mismatch, expected ${format.toUpperCase()}, received ${textAt(parameter, 'type')?.toUpperCase()}`,
    );
  }
  if (format !== 'location') checkFile(format, objectAt(parameter, format) ?? {}, media);
}

function checkBody(template: Template, parameters: Json[]): void {
  const text = textAt(componentOf(template, 'BODY') ?? {}, 'text') ?? '';
  // An authentication template has no text of its own: Meta writes it around the code.
  const body = template.category === 'AUTHENTICATION' && text === '' ? '{{1}}' : text;
  checkParameters('body', body, parameters, template);
  const fixed = text.replace(/\{\{[^}]*\}\}/g, '').length;
  const filled = parameters.reduce<number>((sum, one) => sum + (textAt(one, 'text')?.length ?? 0), fixed);
  if (filled > 1024) throw coded(132005, 'body: Translated text too long');
}

function checkParameters(where: string, text: string, parameters: Json[], template: Template): void {
  const wanted = variablesOf(text);
  if (wanted.length !== parameters.length) throw count(where, parameters.length, wanted.length);
  parameters.forEach((parameter, index) => {
    checkValue(where, parameter);
    const name = textAt(parameter, 'parameter_name');
    if (template.parameterFormat === 'NAMED' && (name === null || !wanted.includes(name))) {
      throw coded(132012, `${where}: Parameter name is missing or invalid at index ${index}`);
    }
  });
}

function checkValue(where: string, parameter: Json): void {
  const type = textAt(parameter, 'type');
  if (type !== 'text') {
    if (type === 'currency' || type === 'date_time') return;
    throw coded(132012, `${where}: Parameter of type ${type ?? 'none'} does not fit`);
  }
  const text = textAt(parameter, 'text');
  if (!text)
    throw invalid(
      '(#100) Invalid parameter',
      "Parameter 'text' is mandatory for component parameter type 'text'",
    );
  if (/[\n\t]| {5,}/.test(text)) {
    throw coded(
      132012,
      `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    );
  }
}

function checkButton(button: JsonObject, index: number, components: JsonObject[]): void {
  const type = textAt(button, 'type')?.toUpperCase();
  const needsValue =
    (type === 'URL' && variablesOf(textAt(button, 'url') ?? '').length > 0) || type === 'COPY_CODE';
  const sent = components.find(
    (one) => textAt(one, 'type')?.toLowerCase() === 'button' && textAt(one, 'index') === String(index),
  );
  if ((needsValue || type === 'OTP') && listAt(sent ?? {}, 'parameters').length === 0) {
    throw coded(131008, `buttons: Button at index ${index} of type ${titled(type)} requires a parameter`);
  }
}

function titled(type: string | undefined): string {
  return type === 'URL' || type === 'OTP' ? 'Url' : 'CopyCode';
}

function count(where: string, given: number, expected: number): Error {
  return coded(
    132000,
    `${where}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  );
}
