import { expect } from 'vitest';
import type { Deployment } from './deployment.js';
import { isQuiet, until } from './patience.js';
import { mail } from './tables.js';

/** What somebody does on their telephone. */
export type Act = (school: Deployment) => Promise<unknown>;

export const says =
  (who: string, text: string): Act =>
  (school) =>
    school.meta.userSends(who, text);
export const taps =
  (who: string, title: string): Act =>
  (school) =>
    school.meta.userTaps(who, title);

/** People act at the same moment; this waits until all of them are answered. */
export async function all(school: Deployment, acts: readonly Act[]): Promise<void> {
  const before = (await mail(school.database.db)).filter((m) => m.direction === 'inbound').length;
  await Promise.all(acts.map((act) => act(school)));
  expect(await until(() => isQuiet(school, before + acts.length))).toBe(true);
}

/** What the school wrote to somebody, oldest first. */
export function heard({ meta }: Deployment, who: string): string[] {
  return meta.outbox.of(who).map((m) => m.view.body);
}

/** The newest of it. */
export function last(school: Deployment, who: string): string {
  return heard(school, who).at(-1) ?? '';
}
