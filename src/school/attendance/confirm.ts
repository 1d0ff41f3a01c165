import { sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import { attendanceDrafts } from '../../../db/schema/bot.js';
import { type AccountRows, accountRows, readAccounts } from '../account.js';
import type { Result } from '../context.js';
import { audit, replacedRows, standing } from './audit.js';
import { type DraftRef, isOpenAt } from './draft.js';
import { rowsPrintSql, seenOf } from './fingerprint.js';
import { specialNumbers } from './numbers.js';
import { type MarkContext, type Refusal, refusal, roleIn } from './rights.js';
import { rosterPrintSql } from './roster.js';
import { type Told, familiesToTell } from './told.js';
import type { Mark, Scope } from './types.js';
import { type DraftView, toView, viewReads } from './view.js';
import { waitingRead } from './waiting.js';
import {
  at,
  lockRegister,
  removeRows,
  rowsAre,
  stored,
  writeExtras,
  writeHeld,
  writeMarks,
} from './writes.js';

export type Confirmed =
  /** `replaces`: earlier drafts of this class whose families have not been told yet, and are not to be any more. */
  | { kind: 'saved'; draft: DraftView; told: Told[]; replaces: string[] }
  /** A second Yes: what was saved, and stays. */
  | { kind: 'already_saved'; draft: DraftView }
  /** Another version is the current one, or this draft was put away. */
  | { kind: 'stale'; draft: DraftView }
  /** Something is still to be asked. */
  | { kind: 'incomplete'; draft: DraftView }
  /** Who is in the class, or who said they cannot come, is not what the person saw. */
  | { kind: 'roster_changed'; draft: DraftView }
  /** Somebody wrote in this register since the person saw it. */
  | { kind: 'already_marked'; draft: DraftView }
  | { kind: Refusal; draft: DraftView | null };

export interface ConfirmInput extends DraftRef {
  /** At or below this many classes left a family is told. */
  low: number;
  /** Who is to be present in it, where the caller knows: their accounts are then read by the same request. */
  charged?: readonly string[];
}

/** A Yes to one version of a draft. One request where `charged` is right, else two. */
export async function confirm(ctx: MarkContext, input: ConfirmInput): Promise<Result<Confirmed>> {
  const [accountsAnswer, waits, special, ...answers] = await ctx.db.batch([
    accountRows(ctx.db, input.charged ?? []),
    waitingRead(ctx.db, input.id),
    specialNumbers(ctx.db),
    ...viewReads(ctx.db, input.id),
  ]);
  const draft = toView(answers, ctx.actor.personId);
  if (!draft || draft.personId !== ctx.actor.personId) {
    return { outcome: { kind: 'not_yours', draft: null }, writes: [] };
  }
  const kind = verdict(ctx, draft, input.version);
  // The reads are one after another: what stands there now may be this very draft, saved in between.
  const changed = kind === 'roster_changed' || kind === 'already_marked';
  if (kind !== 'saved') return { outcome: { kind, draft }, writes: changed ? [isOpenAt(ctx, draft)] : [] };
  const accounts = await accountsOf(ctx, draft, readAccounts(accountsAnswer));
  const waiting = draft.data.kind === 'extra' ? [] : waits;
  const told = familiesToTell(ctx, draft, { accounts, low: input.low, waiting, special });
  const replaces = [...new Set(waiting.map((w) => w.draftId))];
  return { outcome: { kind, draft, told, replaces }, writes: save(ctx, draft) };
}

async function accountsOf(
  ctx: MarkContext,
  { data }: DraftView,
  read: AccountRows[],
): Promise<AccountRows[]> {
  const charged = [...data.present, ...data.extra];
  const all = charged.every((id) => read.some((a) => a.studentId === id));
  return all ? read : readAccounts(await accountRows(ctx.db, charged));
}

function verdict(ctx: MarkContext, draft: DraftView, version: number): Confirmed['kind'] {
  const { data, register } = draft;
  const refused = refusal(ctx, register);
  if (refused === 'not_yours') return refused;
  if (draft.status === 'confirmed') return 'already_saved';
  if (draft.status !== 'draft' || draft.version !== version) return 'stale';
  if (refused) return refused;
  if (data.open.length > 0) return 'incomplete';
  const seen = seenOf(register, data.kind);
  if (data.kind === 'register' && seen.roster !== data.seen.roster) return 'roster_changed';
  return seen.rows === data.seen.rows ? 'saved' : 'already_marked';
}

function save(ctx: MarkContext, draft: DraftView): Write[] {
  const { data, register } = draft;
  const scope = scopeOf(draft);
  return [
    lockRegister(ctx, scope),
    isOpenAt(ctx, draft),
    ...(scope.kind === 'register' ? [rosterIs(ctx, scope, data.seen.roster)] : []),
    rowsAre(ctx, scope, data.seen.rows),
    ctx.db.execute(sql`update ${attendanceDrafts} set status = 'confirmed', confirmed_at = ${at(ctx)},
      updated_at = ${at(ctx)}, replaced = ${stored(scope)} where id = ${draft.id}::uuid`),
    ...changes(ctx, draft),
    writeHeld(ctx, scope, register.teacherId),
    // What we left behind: an Undo is for this alone.
    ctx.db.execute(sql`update ${attendanceDrafts}
      set replaced = replaced || jsonb_build_object('after', ${rowsPrintSql(scope)}) where id = ${draft.id}::uuid`),
    audit(ctx, {
      draftId: draft.id,
      scope,
      teacherId: register.teacherId,
      action: roleIn(ctx, register) === 'admin' ? 'attendance_override' : 'attendance_marked',
      before: replacedRows(),
      after: standing(scope),
    }),
  ];
}

function changes(ctx: MarkContext, draft: DraftView): Write[] {
  const { data } = draft;
  const scope = scopeOf(draft);
  const as = (status: Mark) => (student: string) => ({ student, status });
  switch (data.kind) {
    case 'register':
      return writeMarks(ctx, {
        scope,
        marks: [
          ...data.present.map(as('present')),
          ...data.absent.map(as('absent')),
          ...data.excused.map(as('excused')),
        ],
        confidence: data.confidence,
      });
    case 'extra':
      return writeExtras(ctx, { scope, marks: data.extra.map(as('present')), confidence: data.confidence });
    case 'cancelled':
      return removeRows(ctx, scope);
  }
}

export function scopeOf({ data, register }: DraftView): Scope {
  return { kind: data.kind, batchId: register.batchId, date: register.date };
}

function rosterIs(ctx: MarkContext, scope: Scope, print: string): Write {
  return guard(ctx.db, 'roster', sql`${rosterPrintSql(scope.batchId, scope.date)} = ${print}`);
}
