import type { Write } from '../../../../db/client.js';
import { copyFor } from '../../../copy/index.js';
import type { Facts } from '../../../school/enquiry/facts.js';
import type { EnquiryRef } from '../../../school/enquiry/keep.js';
import { openEnquiry } from '../../../school/enquiry/open.js';
import { type Submitted, submitEnquiry } from '../../../school/enquiry/submit.js';
import type { FlowContext } from '../../flow.js';
import type { State } from './state.js';
import { type EnqStep, go, onward, over } from './steps.js';

/** "Shall we call you?" – "Yes." `open` is the conversation it was said in, if that is still open. */
export async function yes(ctx: FlowContext, ref: EnquiryRef, open: State | null): Promise<EnqStep> {
  const { enquiry: words } = ctx.copy;
  const { outcome, writes } = await submitEnquiry(ctx, { ...ref, notesOf: (facts) => notes(ctx, facts) });
  switch (outcome.kind) {
    case 'saved': {
      const { reference, facts, updated } = outcome;
      const said = { reference, summary: words.summary(facts), phone: phoneOf(ctx, facts) };
      const body = facts.waiting ? words.savedWaiting(said, updated) : words.saved(said, updated);
      return over(body, [...writes, ...tellOffice(ctx, outcome)]);
    }
    case 'already_saved':
      return aside(words.alreadySaved(outcome.reference, words.summary(outcome.facts)), open, ref);
    case 'stale': {
      const { taught } = await openEnquiry(ctx);
      const { id, details } = outcome.draft;
      const base = { taught, facts: details, ref: { id, version: details.version } };
      return onward(ctx, base, { say: words.stale });
    }
    case 'gone':
      return open ? go(open, { say: words.stale }) : over(words.gone);
  }
}

/** What an old Yes comes to does not close an enquiry that is open. */
function aside(body: string, open: State | null, ref: EnquiryRef): EnqStep {
  return open && open.ref?.id !== ref.id ? go(open, { say: body }) : over(body);
}

function phoneOf({ actor }: FlowContext, facts: Facts): string | null {
  return facts.phone ?? actor.phone;
}

/** For the office's list, always in one language. */
function notes({ actor }: FlowContext, facts: Facts): string {
  const { enquiry: words } = copyFor('en');
  return words.notes({
    summary: words.summary(facts, true),
    trial: facts.trial,
    call: facts.call,
    waiting: facts.waiting,
    siblings: actor.children.map((c) => c.name),
    noNumber: actor.phone === null && facts.phone === null,
  });
}

/** Every admin hears of it, each in their own language. */
function tellOffice(ctx: FlowContext, saved: Extract<Submitted, { kind: 'saved' }>): Write[] {
  const { facts, reference, updated } = saved;
  const phone = phoneOf(ctx, facts);
  const params = {
    ref: reference,
    phone: phone === null ? '' : copyFor('en').enquiry.phone(phone),
    again: updated ? 'yes' : '',
    waiting: facts.waiting ? 'yes' : '',
    siblings: ctx.actor.children.map((c) => c.name).join(', '),
    en: copyFor('en').enquiry.summary(facts, true),
    hi: copyFor('hi').enquiry.summary(facts, true),
    te: copyFor('te').enquiry.summary(facts, true),
  };
  const origin = `lead:${saved.leadId}`;
  return saved.admins.flatMap((admin) =>
    ctx.notify({ kind: 'lead_new', phone: admin, params, origin, notBefore: ctx.now }),
  );
}
