import { coded, invalid } from './failures.js';
import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from './json.js';
import type { MediaStore } from './media.js';
import { checkFile } from './validate-file.js';

const TYPES = ['button', 'list', 'cta_url', 'location_request_message', 'request_contact_info', 'flow'];

/** Buttons, lists, links and requests, by the limits of each. @throws GraphError */
export function checkInteractive(interactive: JsonObject, media: MediaStore): void {
  const type = textAt(interactive, 'type');
  if (!type) throw invalid("(#100) The parameter interactive['type'] is required.");
  if (!TYPES.includes(type)) {
    throw invalid(
      `(#100) Param interactive['type'] must be one of {${TYPES.join(', ').toUpperCase()}} - got "${type}".`,
    );
  }
  length(objectAt(interactive, 'body')?.text, 'Body text', 1024);
  if (interactive.footer !== undefined) length(objectAt(interactive, 'footer')?.text, 'Footer text', 60);
  if (interactive.header !== undefined) checkHeader(type, objectAt(interactive, 'header') ?? {}, media);
  const action = objectAt(interactive, 'action');
  if (!action) throw invalid("(#100) The parameter interactive['action'] is required.");
  checkAction(type, action);
}

function checkAction(type: string, action: JsonObject): void {
  if (type === 'button') checkButtons(listAt(action, 'buttons'));
  else if (type === 'list') checkList(action);
  else if (type === 'cta_url') checkLink(action);
  else if (type === 'location_request_message') checkName(action, 'send_location');
  else if (type === 'flow') checkFlow(action);
}

function checkHeader(type: string, header: JsonObject, media: MediaStore): void {
  const kind = textAt(header, 'type');
  if (kind === 'text') {
    length(header.text, 'Header text', 60);
    return;
  }
  if (type === 'list') throw coded(131009, 'Only text headers are supported for list messages');
  const file = kind ? objectAt(header, kind) : null;
  if (!kind || !['image', 'video', 'document'].includes(kind)) throw coded(131009, 'Invalid header type');
  if (!file) throw invalid(`(#100) The parameter header['${kind}'] is required.`);
  checkFile(kind, file, media);
}

function checkButtons(buttons: Json[]): void {
  if (buttons.length < 1 || buttons.length > 3) {
    throw coded(131009, 'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
  }
  const replies = buttons.map((button) => {
    if (textAt(button, 'type') !== 'reply') throw coded(131009, 'Button type must be reply');
    return objectAt(button, 'reply') ?? {};
  });
  for (const reply of replies) {
    lengthBetween(reply.title, 'Button title length invalid. Min length: 1, Max length: 20', 20);
    lengthBetween(reply.id, 'Button id length invalid. Min length: 1, Max length: 256', 256);
  }
  unique(replies, 'title', 'Duplicate button titles are not allowed');
  unique(replies, 'id', 'Duplicate button ids are not allowed');
}

function checkList(action: JsonObject): void {
  length(action.button, 'List button label', 20);
  const sections = listAt(action, 'sections');
  if (sections.length < 1) throw coded(131008, 'At least one section is required');
  if (sections.length > 10) throw coded(131009, 'Total section count exceed max allowed count: 10');
  for (const section of sections) {
    if (sections.length > 1) length(isObject(section) ? section.title : null, 'Section title', 24);
    else atMost(textAt(section, 'title') ?? '', 'Section title', 24);
    if (listAt(section, 'rows').length === 0)
      throw coded(131008, 'At least one row is required in a section');
  }
  const rows = sections.flatMap((section) => listAt(section, 'rows')).filter(isObject);
  if (rows.length > 10) throw coded(131009, 'Total row count exceed max allowed count: 10');
  for (const row of rows) {
    length(row.title, 'Row title', 24);
    length(row.id, 'Row id', 200);
    atMost(textAt(row, 'description') ?? '', 'Row description', 72);
    if (row.description === '') throw coded(131009, 'Row description is empty');
  }
  unique(rows, 'id', 'Duplicated row id');
}

function checkLink(action: JsonObject): void {
  checkName(action, 'cta_url');
  const parameters = objectAt(action, 'parameters') ?? {};
  lengthBetween(
    parameters.display_text,
    'Button display_text length invalid. Min length: 1, Max length: 20',
    20,
  );
  const url = textAt(parameters, 'url') ?? '';
  if (!/^https?:\/\/\S+$/.test(url)) throw coded(131009, 'Button url is not a valid URI');
  if (url.length > 2000) throw coded(131009, 'Button url is too long. Max length is 2000');
}

function checkFlow(action: JsonObject): void {
  checkName(action, 'flow');
  const parameters = objectAt(action, 'parameters') ?? {};
  length(parameters.flow_cta, 'flow_cta', 30);
  if (!textAt(parameters, 'flow_id') && !textAt(parameters, 'flow_name'))
    throw coded(131008, 'flow_id is required');
}

function checkName(action: JsonObject, name: string): void {
  if (textAt(action, 'name') !== name) throw coded(131009, `Action name must be ${name}`);
}

function length(value: Json | undefined, what: string, max: number): void {
  if (typeof value !== 'string' || value.trim() === '') throw coded(131008, `${what} is missing`);
  atMost(value, what, max);
}

/** Meta does not say what it counts; UTF-16 units are the most of all. */
function atMost(value: string, what: string, max: number): void {
  if (value.length > max) throw coded(131009, `${what} is too long. Max length is ${max}`);
}

function lengthBetween(value: Json | undefined, message: string, max: number): void {
  if (typeof value !== 'string' || value.trim() === '' || value.length > max) throw coded(131009, message);
}

function unique(items: JsonObject[], key: string, message: string): void {
  const values = items.map((item) => textAt(item, key));
  if (new Set(values).size !== values.length) throw coded(131009, message);
}
