import { LEADS_PAGE, type WaitingLead, leadsWaiting, takeUpLead } from '../../../school/office/leads.js';
import { type Option, buttonId, buttons, list, prefixed, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import { toOffice } from './desk.js';
import type { State } from './state.js';

/** Enquiries that wait, each with the row by which it is taken up. */
export async function showLeads(ctx: FlowContext, page: number, say?: string): Promise<Step<State>> {
  const { admin: words, desk, general } = ctx.copy;
  const found = await leadsWaiting(ctx, { page });
  if (found.kind === 'office_only') return officeOnly(ctx);
  if (found.leads.length === 0)
    return { kind: 'done', reply: prefixed(buttons(words.noLeads, [toOffice(ctx)]), say) };
  const lines = found.leads.map((lead) => lineOf(ctx, lead));
  const more = (page + 1) * LEADS_PAGE < found.all;
  const rows = [
    ...found.leads.map((lead) => called(ctx, lead)),
    ...(more ? [{ id: buttonId('admin', 'leads', page + 1), title: words.more }] : []),
    toOffice(ctx),
  ];
  const body = [words.leadsHead(found.all), ...lines].join('\n\n');
  const reply = list(body, general.menuButton, [{ title: desk.calledLeadHint, rows }]);
  return { kind: 'done', reply: prefixed(reply, say) };
}

function lineOf({ copy }: FlowContext, { reference, since, facts }: WaitingLead): string {
  const all = (of: 'instrument' | 'name') =>
    [facts[of], ...facts.also.map((a) => a[of])].filter((w) => w !== null).join(' + ') || null;
  return copy.admin.lead({ ...facts, instrument: all('instrument'), name: all('name'), reference, since });
}

function called({ copy: { desk } }: FlowContext, { reference, facts }: WaitingLead): Option {
  const description = facts.name ?? facts.guardian ?? facts.instrument ?? desk.calledLeadHint;
  return { id: buttonId('admin', 'called', reference), title: desk.calledLead(reference), description };
}

/** "Called E-1042": it waits no more. */
export async function takeUp(ctx: FlowContext, reference: string): Promise<Step<State>> {
  const { desk: words } = ctx.copy;
  const { outcome, writes } = await takeUpLead(ctx, { reference });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'unknown':
      return { kind: 'done', reply: text(words.noLead(reference)) };
    case 'already':
      return { kind: 'done', reply: text(words.takenUpAlready(reference)) };
    case 'taken_up':
      return {
        kind: 'done',
        reply: text([words.takenUp(reference), lineOf(ctx, outcome.lead)].join('\n\n')),
        writes,
      };
  }
}
