import { shownByMeta, withMetasWords } from './authentication.js';
import { GraphError, invalid, unknownObject } from './failures.js';
import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from './json.js';
import { type Template, type TemplateStatus, buttonsOf, componentOf, variablesOf } from './templates.js';
import { type World, now } from './world.js';

const REVIEW_MS = 2000;
const DAY_MS = 24 * 3_600_000;

export function listTemplates(world: World, url: URL): Json {
  const wanted = (key: string, value: string): boolean => {
    const asked = url.searchParams.get(key);
    return asked === null || asked === value;
  };
  const after = Number(url.searchParams.get('after') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 25);
  const found = world.templates
    .all()
    .filter((one) => wanted('name', one.name) && wanted('language', one.language))
    .filter((one) => wanted('status', one.status) && wanted('category', one.category));
  const end = after + limit;
  const next = new URL(url);
  next.searchParams.set('after', String(end));
  return {
    data: found.slice(after, end).map(described),
    paging: {
      cursors: { before: String(after), after: String(end) },
      next: end < found.length ? next.href : undefined,
    },
  };
}

/** A new template waits for its review, which then approves it and says so by webhook. */
export function createTemplate(world: World, body: JsonObject): Json {
  const [name, language, category] = ['name', 'language', 'category'].map((key) => required(body, key));
  const components = listAt(body, 'components').filter(isObject);
  if (!name || !language || !isCategory(category)) throw invalid('(#100) Invalid parameter');
  if (!/^[a-z0-9_]{1,512}$/.test(name))
    throw refused(2388042, 'Message template name may hold a-z, 0-9 and _ only');
  if (world.templates.find(name, language)) throw refused(2388024, 'Content in this language already exists');
  checkComponents(components, category);
  const named = textAt(body, 'parameter_format')?.toLowerCase() === 'named';
  const template = world.templates.add({
    name,
    language,
    category,
    components,
    status: 'PENDING',
    parameterFormat: named ? 'NAMED' : 'POSITIONAL',
  });
  review(world, template);
  return { id: template.id, status: 'PENDING', category };
}

export function editTemplate(world: World, template: Template, body: JsonObject): Json {
  if (template.status === 'PENDING' || template.status === 'DISABLED') {
    throw refused(2388039, `Templates that are ${template.status} cannot be edited`);
  }
  if (template.status === 'APPROVED' && now(world) - (template.editedAt ?? Number.NEGATIVE_INFINITY) < DAY_MS)
    throw refused(2388039, 'An approved template can be edited once in 24 hours');
  const components = listAt(body, 'components').filter(isObject);
  const category = textAt(body, 'category');
  if (category && category !== template.category && template.status === 'APPROVED') {
    throw refused(2388039, 'The category of an approved template cannot be changed');
  }
  if (components.length > 0) {
    checkComponents(components, template.category);
    template.components = withMetasWords(components, template);
  }
  if (category && template.status !== 'APPROVED' && isCategory(category)) template.category = category;
  template.editedAt = now(world);
  template.status = 'PENDING';
  review(world, template);
  return { success: true };
}

/** Without `hsm_id` every language of that name goes. */
export function deleteTemplate(world: World, url: URL): Json {
  const name = url.searchParams.get('name');
  const id = url.searchParams.get('hsm_id');
  if (!name) throw invalid('(#100) The parameter name is required.');
  const gone = world.templates.remove((one) => one.name === name && (id === null || one.id === id));
  if (gone === 0) throw refused(2593002, 'Message template was not found');
  world.events.emit('templates', world.templates.all());
  return { success: true };
}

export function templateOr404(world: World, id: string, method: string): Template {
  const template = world.templates.byId(id);
  if (!template) throw unknownObject(id, method);
  return template;
}

export function described(template: Template): JsonObject {
  const { name, parameterFormat, language, status, category, id, reason, quality } = template;
  return {
    name,
    parameter_format: parameterFormat,
    components: shownByMeta(template.components),
    language,
    status,
    category,
    quality_score: { score: quality ?? 'UNKNOWN', date: null },
    rejected_reason: reason,
    id,
  };
}

/** Sets a template's status and tells the school. */
export async function setTemplateStatus(
  world: World,
  template: Template,
  status: TemplateStatus,
  reason = 'NONE',
): Promise<void> {
  template.status = status;
  template.reason = reason;
  world.events.emit('templates', world.templates.all());
  const value: JsonObject = {
    event: status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language.replace('_', '-'),
    message_template_category: template.category,
    reason,
  };
  await world.webhooks.send({ field: 'message_template_status_update', value });
}

function review(world: World, template: Template): void {
  world.events.emit('templates', world.templates.all());
  const started = now(world);
  world.scheduler.after(world.options.reviewMs ?? REVIEW_MS, 'review', async () => {
    if (template.status === 'PENDING' && now(world) >= started)
      await setTemplateStatus(world, template, 'APPROVED');
  });
}

function checkComponents(components: JsonObject[], category: Template['category']): void {
  const sketch = { components } as Template;
  const body = textAt(componentOf(sketch, 'BODY') ?? {}, 'text') ?? '';
  if (body === '' && category !== 'AUTHENTICATION') throw refused(2388072, 'A template needs a body');
  if (body.length > 1024) throw refused(2388040, 'The body is longer than 1024 characters');
  if (/^\s*\{\{|\}\}\s*$/.test(body))
    throw refused(2388299, "Variables can't be at the start or end of the template");
  if (/\}\}\s*\{\{/.test(body)) throw refused(2388299, 'Two variables stand side by side');
  const variables = variablesOf(body);
  if (variables.length > 0 && body.split(/\s+/).length < variables.length * 2 + 1) {
    throw refused(2388293, 'This template has too many variables for its length');
  }
  if (variables.length > 0 && !objectAt(componentOf(sketch, 'BODY') ?? {}, 'example')) {
    throw refused(2388043, 'Each variable needs a sample (example)');
  }
  if ((textAt(componentOf(sketch, 'HEADER') ?? {}, 'text') ?? '').length > 60)
    throw refused(2388072, 'The header is too long');
  if ((textAt(componentOf(sketch, 'FOOTER') ?? {}, 'text') ?? '').length > 60)
    throw refused(2388073, 'The footer is too long');
  checkButtons(buttonsOf(sketch));
}

function checkButtons(buttons: JsonObject[]): void {
  if (buttons.length > 10) throw refused(2388047, 'More than 10 buttons');
  if (buttons.some((one) => (textAt(one, 'text') ?? '').length > 25))
    throw refused(2388047, 'A button text is too long');
  const quick = buttons.map((one) => textAt(one, 'type')?.toUpperCase() === 'QUICK_REPLY');
  if (
    quick.lastIndexOf(true) - quick.indexOf(true) + 1 > quick.filter(Boolean).length &&
    quick.includes(true)
  ) {
    throw refused(2388047, 'Quick replies must stand together');
  }
}

function refused(subcode: number, details: string): GraphError {
  return new GraphError(100, 'Invalid parameter', {
    extra: {
      error_subcode: subcode,
      is_transient: false,
      error_user_title: 'Template refused',
      error_user_msg: details,
    },
  });
}

function required(body: JsonObject, key: string): string {
  const value = textAt(body, key);
  if (!value) throw invalid(`(#100) The parameter ${key} is required.`);
  return value;
}

function isCategory(value: string | undefined): value is Template['category'] {
  return value === 'UTILITY' || value === 'MARKETING' || value === 'AUTHENTICATION';
}
