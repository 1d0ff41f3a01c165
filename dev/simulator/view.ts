import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from './json.js';
import { type Template, fillTemplate } from './templates.js';

/** Something that can be tapped. A link sends nothing to the school. */
export interface Option {
  kind:
    | 'button'
    | 'row'
    | 'link'
    | 'call'
    | 'copy'
    | 'template_button'
    | 'location_request'
    | 'contact_request'
    | 'flow';
  id: string;
  title: string;
  description?: string;
  section?: string;
  url?: string;
}

export interface MediaView {
  id?: string;
  link?: string;
  mimeType?: string;
  filename?: string;
  voice?: boolean;
}

/** A message as a person sees it: the page, the terminal and the tests read this and not Meta's JSON. */
export interface View {
  kind: string;
  header?: string;
  body: string;
  footer?: string;
  media?: MediaView;
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  /** The label that opens a list. */
  listButton?: string;
  options: Option[];
}

const FILES = ['image', 'video', 'audio', 'document', 'sticker'];

/** @param template what a template message is filled from. */
export function viewOf(json: JsonObject, template: Template | null = null): View {
  const type = textAt(json, 'type') ?? 'text';
  if (type === 'template') return template ? fillTemplate(template, json) : plain(type, '');
  if (type === 'interactive') return interactiveView(objectAt(json, 'interactive') ?? {});
  if (FILES.includes(type)) return fileView(type, objectAt(json, type) ?? {});
  if (type === 'location') return locationView(objectAt(json, 'location') ?? {});
  if (type === 'contacts') return plain(type, listAt(json, 'contacts').map(contactLine).join('\n'));
  if (type === 'button') return plain(type, textAt(objectAt(json, 'button') ?? {}, 'text') ?? '');
  if (type === 'system') return plain(type, textAt(objectAt(json, 'system') ?? {}, 'body') ?? '');
  return plain(type, textAt(objectAt(json, 'text') ?? {}, 'body') ?? '');
}

function plain(kind: string, body: string): View {
  return { kind, body, options: [] };
}

function fileView(kind: string, file: JsonObject): View {
  const media: MediaView = {
    ...optional('id', textAt(file, 'id')),
    ...optional('link', textAt(file, 'link')),
    ...optional('mimeType', textAt(file, 'mime_type')),
    ...optional('filename', textAt(file, 'filename')),
    voice: file.voice === true,
  };
  return { ...plain(kind, textAt(file, 'caption') ?? ''), media };
}

function locationView(place: JsonObject): View {
  const location = {
    latitude: Number(place.latitude),
    longitude: Number(place.longitude),
    ...optional('name', textAt(place, 'name')),
    ...optional('address', textAt(place, 'address')),
  };
  return { ...plain('location', ''), location };
}

function interactiveView(interactive: JsonObject): View {
  const reply = objectAt(interactive, 'button_reply') ?? objectAt(interactive, 'list_reply');
  if (reply)
    return plain('reply', [textAt(reply, 'title'), textAt(reply, 'description')].filter(Boolean).join('\n'));
  const header = objectAt(interactive, 'header');
  const action = objectAt(interactive, 'action') ?? {};
  const fileKind = FILES.find((kind) => objectAt(header ?? {}, kind)) ?? null;
  return {
    kind: textAt(interactive, 'type') ?? 'interactive',
    ...optional('header', textAt(header ?? {}, 'text')),
    body: textAt(objectAt(interactive, 'body') ?? {}, 'text') ?? '',
    ...optional('footer', textAt(objectAt(interactive, 'footer') ?? {}, 'text')),
    ...(fileKind ? { media: fileView(fileKind, objectAt(header ?? {}, fileKind) ?? {}).media ?? {} } : {}),
    ...optional('listButton', textAt(action, 'button')),
    options: optionsOf(textAt(interactive, 'type') ?? '', action),
  };
}

function optionsOf(type: string, action: JsonObject): Option[] {
  if (type === 'button')
    return listAt(action, 'buttons').map((button) => replyButton(objectAt(button, 'reply') ?? {}));
  if (type === 'list') return listAt(action, 'sections').flatMap(sectionRows);
  const parameters = objectAt(action, 'parameters') ?? {};
  if (type === 'cta_url') {
    const url = textAt(parameters, 'url') ?? '';
    return [{ kind: 'link', id: url, title: textAt(parameters, 'display_text') ?? 'Open', url }];
  }
  if (type === 'location_request_message')
    return [{ kind: 'location_request', id: 'location', title: 'Send location' }];
  if (type === 'request_contact_info')
    return [{ kind: 'contact_request', id: 'contact', title: 'Share my number' }];
  if (type === 'flow') return [{ kind: 'flow', id: 'flow', title: textAt(parameters, 'flow_cta') ?? 'Open' }];
  return [];
}

function replyButton(reply: JsonObject): Option {
  return { kind: 'button', id: textAt(reply, 'id') ?? '', title: textAt(reply, 'title') ?? '' };
}

function sectionRows(section: Json): Option[] {
  return listAt(section, 'rows')
    .filter(isObject)
    .map((row) => ({
      kind: 'row' as const,
      id: textAt(row, 'id') ?? '',
      title: textAt(row, 'title') ?? '',
      ...optional('description', textAt(row, 'description')),
      ...optional('section', textAt(section, 'title')),
    }));
}

function contactLine(contact: Json): string {
  const name = textAt(objectAt(contact, 'name') ?? {}, 'formatted_name') ?? '';
  const phones = listAt(contact, 'phones').map((phone) => textAt(phone, 'phone') ?? '');
  return [name, ...phones].filter(Boolean).join(' · ');
}

/** An optional member: present only where there is a value. */
export function optional<K extends string>(key: K, value: string | null): { [key in K]?: string } {
  return (value === null ? {} : { [key]: value }) as { [key in K]?: string };
}
