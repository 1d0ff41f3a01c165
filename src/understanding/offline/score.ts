import { INTENTS, type Intent, type Role } from '../intent.js';
import type { Features } from './features.js';
import { ROLE_LETTERS, RULES } from './rules.js';

interface Condition {
  /** Each group needs one of its members. */
  any: readonly (readonly string[])[];
  none: readonly string[];
}

const conditions: readonly Condition[] = RULES.map(([, , when]) => {
  const terms = when.split(' ');
  return {
    any: terms.filter((t) => !t.startsWith('!')).map((t) => t.split('/')),
    none: terms.filter((t) => t.startsWith('!')).map((t) => t.slice(1)),
  };
});

export interface Scored {
  intent: Intent;
  points: number;
}

/** Intents by points, best first. Every further rule that speaks for an intent breaks ties. */
export function score(features: Features, role: Role): Scored[] {
  const points = new Map<Intent, { best: number; rules: number }>();
  RULES.forEach(([intent, worth, , roles], i) => {
    const condition = conditions[i];
    if (!condition || (roles && !roles.includes(ROLE_LETTERS[role])) || !holds(condition, features)) return;
    const known = points.get(intent) ?? { best: 0, rules: 0 };
    points.set(intent, { best: Math.max(known.best, worth), rules: known.rules + 1 });
  });
  return [...points]
    .map(([intent, { best, rules }]) => ({ intent, points: best + Math.min(rules - 1, 4) * 0.05 }))
    .sort((a, b) => b.points - a.points || INTENTS.indexOf(a.intent) - INTENTS.indexOf(b.intent));
}

function holds(condition: Condition, { has }: Features): boolean {
  const present = has as ReadonlySet<string>;
  return (
    condition.any.every((group) => group.some((t) => present.has(t))) &&
    !condition.none.some((t) => present.has(t))
  );
}
