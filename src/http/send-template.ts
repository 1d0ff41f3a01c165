import type { Write } from '../../db/client.js';
import { messages, settings } from '../../db/schema/bot.js';
import type { App } from '../app.js';
import { settingsFrom } from '../conversation/settings.js';
import { RuleError } from '../errors.js';
import { type Refusal, decide } from '../outreach/decide.js';
import { readBook, templateRows } from '../outreach/templates/book.js';
import { DEFINITIONS, isTemplateName } from '../outreach/templates/definitions.js';
import { templateMessage } from '../outreach/templates/message.js';
import { type TemplateBody, namedParameters } from './send-body.js';
import type { OfficeRow } from './send.js';

const REFUSED: Record<Refusal, string> = {
  no_consent: 'This person has not agreed to be written to first.',
  opted_out: 'This person asked the school not to write to them.',
  inactive: 'This person is not active any more.',
  suspended: 'This number has changed hands: who has it now must first show who they are.',
  unreachable: 'WhatsApp could not deliver to this person, and they have not written since.',
  not_in_pilot: 'There is a pilot, and this person is not part of it.',
  muted: 'This person does not want messages of this kind.',
  no_template: 'This template is not approved by Meta at present.',
  too_late: 'This is no longer of use.',
  unreadable: 'This template cannot be sent with these parameters.',
};

/**
 * A template that somebody of the office sends: checked now so that a refusal is heard, and once more when it goes, as
 * everything that the school starts.
 * @throws RuleError unprocessable naming what is wrong with its parameters, conflict when it may not go.
 */
export async function templateRow(app: App, template: TemplateBody, row: OfficeRow): Promise<Write[]> {
  const { name, language } = template;
  if (!isTemplateName(name) || DEFINITIONS[name].category === 'authentication')
    throw new RuleError('unprocessable', 'Codes are sent by the bot alone, to whoever asked for one.');
  const params = namedParameters(template);
  const message = templateMessage({ name, language: language.code, params });
  const [kept, templates] = await app.db.batch([
    app.db.select({ key: settings.key, value: settings.value }).from(settings),
    templateRows(app.db),
  ]);
  const rules = settingsFrom(app.env, Object.fromEntries(kept.map((s) => [s.key, s.value])));
  const payload = { template: name, language: language.code, params };
  const moment = { now: app.clock.now(), rules, templates: readBook(templates) };
  const decision = decide({ payload }, row.person, moment);
  if (decision.kind === 'never') throw new RuleError('conflict', REFUSED[decision.reason]);
  const write = app.db.insert(messages).values({
    id: row.id,
    personId: row.person.id,
    phoneNumber: row.person.phoneNumber,
    direction: 'outbound',
    messageType: 'template',
    kind: 'office',
    content: message.text,
    payload,
    metadata: row.metadata,
    onceKey: row.onceKey ?? null,
    status: 'queued',
  });
  return [write];
}
