import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../src');

/** What the conversations call of the school and the payments with a person or a database in hand, by name. */
export function withinReachOfChat(): string[] {
  const acting = new Set(filesIn('school').concat(filesIn('payments')).flatMap(actingIn));
  const called = new Set(filesIn('conversation').flatMap(importsIn));
  return [...called].filter((name) => acting.has(name)).sort();
}

function filesIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((n) => n.endsWith('.ts')).map((n) => readFileSync(join(ROOT, folder, n), 'utf8'));
}

/** Exported functions whose first parameter is somebody's context, or the database itself. */
function actingIn(source: string): string[] {
  const found = source.matchAll(
    /^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*(?:\w+|\{[^)]*?\}): (\w+)/gm,
  );
  return [...found].flatMap(([, name = '', type = '']) => (/Context$|^Db$/.test(type) ? [name] : []));
}

function importsIn(source: string): string[] {
  const still = source.matchAll(/import \{([^}]*)\} from '[^']*\/(?:school|payments)\/[^']*'/g);
  const lazy = source.matchAll(/import\('[^']*\/(?:school|payments)\/[^']*'\)\)?\.(\w+)/g);
  const named = [...still].flatMap(([, names = '']) => names.split(','));
  const plain = named.map((n) => n.trim().split(' ')[0] ?? '').filter((n) => n !== '' && n !== 'type');
  return [...plain, ...[...lazy].map(([, name = '']) => name)];
}
