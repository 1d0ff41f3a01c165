import type { Slot } from '../../../school/enquiry/facts.js';
import { type Option, type Reply, buttonId, buttons, list } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { offerLines } from './offer.js';
import { FLOW, type State } from './state.js';

type On<Step extends State['step']> = Extract<State, { step: Step }>;

/** WhatsApp shows ten rows; two of them lead on. */
const PAGE = 8;

export function prompt(ctx: FlowContext, state: State): Reply {
  switch (state.step) {
    case 'resume':
      return askResume(ctx, state);
    case 'ask':
      return ask(ctx, state);
    case 'change':
      return askChange(ctx, state);
    case 'offer':
      return offerClasses(ctx, state);
  }
}

function askResume({ copy: { enquiry: words } }: FlowContext, { facts }: On<'resume'>): Reply {
  return buttons(words.resume(words.summary(facts)), [
    { id: buttonId(FLOW, 'yes', 'resume'), title: words.goOn },
    { id: buttonId(FLOW, 'no', 'resume'), title: words.afresh },
  ]);
}

function ask(ctx: FlowContext, state: On<'ask'>): Reply {
  const { enquiry: words } = ctx.copy;
  const { who, name, also } = state.facts;
  const set = (slot: Slot, value: string, title: string): Option => ({
    id: buttonId(FLOW, 'set', slot, value),
    title,
  });
  const skip = (slot: Slot): Option => ({ id: buttonId(FLOW, 'skip', slot), title: words.skip });
  switch (state.slot) {
    case 'instrument':
      return askInstrument(ctx, state);
    case 'who':
      return buttons(words.askWho, [set('who', 'self', words.forMe), set('who', 'child', words.forChild)]);
    case 'age':
      return buttons(words.askAge(who, name), [skip('age')]);
    case 'level':
      return buttons(words.askLevel, [
        set('level', 'beginner', words.levels.beginner),
        set('level', 'some', words.levels.some),
        skip('level'),
      ]);
    case 'days':
      return buttons(words.askDays, [
        set('days', 'weekdays', words.weekdays),
        set('days', 'weekend', words.weekend),
        set('days', 'any', words.anyDay),
      ]);
    case 'name':
      return buttons(also.length > 0 ? words.askNames : words.askName(who), [skip('name')]);
    case 'phone':
      return buttons(words.askPhone, [skip('phone')]);
  }
}

function askInstrument({ copy: { enquiry: words } }: FlowContext, { taught, only, page }: On<'ask'>): Reply {
  const choices = only ? taught.filter((i) => only.includes(i.id)) : taught;
  const rows = choices.slice(page * PAGE, (page + 1) * PAGE).map((i) => ({
    id: buttonId(FLOW, 'set', 'instrument', i.id),
    title: i.name,
  }));
  const next = (page + 1) * PAGE < choices.length ? page + 1 : 0;
  const more = choices.length > PAGE ? [{ id: buttonId(FLOW, 'more', next), title: words.more }] : [];
  const unsure = only ? [] : [{ id: buttonId(FLOW, 'skip', 'instrument'), title: words.notSure }];
  const body = only ? words.whichOf(choices.map((i) => i.name)) : words.askInstrument;
  return list(body, words.showInstruments, [
    { title: words.instruments, rows: [...rows, ...more, ...unsure] },
  ]);
}

function askChange(ctx: FlowContext, { facts }: On<'change'>): Reply {
  const { enquiry: words } = ctx.copy;
  const slots: Slot[] = ['instrument', 'who', 'age', 'level', 'days', 'name'];
  const reach: Slot[] = ctx.actor.phone === null || facts.phone !== null ? ['phone'] : [];
  const rows = [...slots, ...reach].map((slot) => ({
    id: buttonId(FLOW, 'edit', slot),
    title: words.slots[slot],
  }));
  return list(words.changeWhat, words.showChoices, [{ title: words.changeTitle, rows }]);
}

function offerClasses(ctx: FlowContext, { facts, offer, others, ref, taught }: On<'offer'>): Reply {
  const { enquiry: words } = ctx.copy;
  const phone = facts.phone ?? ctx.actor.phone;
  const children = ctx.actor.children.map((c) => c.name);
  const body = [
    words.offerHead(words.summary(facts)),
    ...(offer ? offerLines(ctx, facts, offer) : [words.weTeach(taught.map((i) => i.name))]),
    ...others.flatMap((o) => offerLines(ctx, { ...facts, instrument: o.instrument, trial: false }, o.offer)),
    ...(children.length > 0 ? [words.siblings(children)] : []),
    facts.waiting ? words.callWhenFree(phone) : words.shallWeCall(phone),
  ].join('\n\n');
  const at = [ref?.id ?? '', ref?.version ?? 0] as const;
  return buttons(body, [
    { id: buttonId(FLOW, 'yes', ...at), title: words.yes },
    { id: buttonId(FLOW, 'change', ...at), title: words.change },
    { id: buttonId(FLOW, 'no', ...at), title: words.no },
  ]);
}
