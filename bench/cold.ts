import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { loadNow, median, percentile, rounded, save, table } from './report.js';
import { BOT } from './settings.js';

// What Vercel would load when nobody wrote for a while: the webhook's function, as `vercel build` makes it.

const IMPORTS = 15;
const AIM = { ms: 120, kilobytes: 900 };
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEMP = join(tmpdir(), 'school-bot-bench');
const PROJECT = join(TEMP, 'project');
const FUNCTION = join(PROJECT, '.vercel/output/functions/api/whatsapp/webhook.func');
/** What `vercel link` would have written; with it the build needs neither an account nor a network. */
const LINK = {
  projectId: 'prj_local',
  orgId: 'team_local',
  settings: {
    framework: null,
    buildCommand: null,
    installCommand: null,
    outputDirectory: null,
    devCommand: null,
    nodeVersion: '24.x',
    rootDirectory: null,
  },
};

const before = loadNow();
const vercel = await tool('vercel@60.1.3', 'vercel');
const node = await tool('node@24', 'node');
await copyProject();
execFileSync(vercel, ['build', '--standalone', '--yes'], { cwd: PROJECT, stdio: 'pipe' });

const entry = join(FUNCTION, JSON.parse(await readFile(join(FUNCTION, '.vc-config.json'), 'utf8')).handler);
const files = await filesOf(FUNCTION);
const kilobytes = rounded(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
const times = Array.from({ length: IMPORTS }, () => importTime(entry));
const p50 = rounded(median(times));
const version = execFileSync(node, ['--version']).toString().trim();
const modules = await heaviest();

table(`The webhook's function, imported in ${IMPORTS} fresh processes on Node ${version}`, [
  ['', 'measured', 'aim'],
  ['import, p50 ms', p50, `< ${AIM.ms}`],
  ['import, p95 ms', percentile(times, 0.95), ''],
  ['size, kB', kilobytes, `< ${AIM.kilobytes}`],
  ['files', files.length, ''],
]);
table('What weighs most of what is read at start (kB, minified)', [
  ['', 'kB'],
  ...modules.map(({ name, kilobytes }) => [name, kilobytes] as const),
]);
await save(
  'cold',
  { on: version, p50, p95: rounded(percentile(times, 0.95)), kilobytes, modules },
  { before },
);

/** A command-line tool in a folder of its own, installed when it is not there yet. */
async function tool(specifier: string, command: string): Promise<string> {
  const folder = join(TEMP, specifier.replace('@', '-'));
  const binary = join(folder, 'node_modules/.bin', command);
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', specifier], { cwd: folder, stdio: 'pipe' });
  return binary;
}

async function copyProject(): Promise<void> {
  await rm(PROJECT, { recursive: true, force: true });
  await mkdir(join(PROJECT, '.vercel'), { recursive: true });
  for (const name of [
    'api',
    'src',
    'db',
    'public',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vercel.json',
  ])
    await cp(join(ROOT, name), join(PROJECT, name), { recursive: true });
  await mkdir(join(PROJECT, 'dev'));
  await cp(join(ROOT, 'dev/build.mjs'), join(PROJECT, 'dev/build.mjs'));
  await symlink(join(ROOT, 'node_modules'), join(PROJECT, 'node_modules'));
  await writeFile(join(PROJECT, '.vercel/project.json'), JSON.stringify(LINK));
}

/** Milliseconds from the first line of a fresh process to a handler that can be called. */
function importTime(file: string): number {
  const code = `const began = performance.now();
    const it = await import(${JSON.stringify(file)});
    const took = performance.now() - began;
    if (typeof (it.POST ?? it.default?.POST) !== 'function') throw new Error('There is no handler.');
    process.stdout.write(String(took));`;
  const database = 'postgresql://bench:bench@bench.example/school';
  const env = { ...BOT, PATH: process.env.PATH, DATABASE_URL: database };
  return Number(execFileSync(node, ['--input-type=module', '-e', code], { env }).toString());
}

async function filesOf(folder: string): Promise<{ name: string; bytes: number }[]> {
  const names = await readdir(folder, { recursive: true });
  const all = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(folder, name)) })));
  return all.filter(({ found }) => found.isFile()).map(({ name, found }) => ({ name, bytes: found.size }));
}

/** The packages, and the folders of our own, that take most of what is read at start. */
async function heaviest(): Promise<{ name: string; kilobytes: number }[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/main.ts'],
    outdir: 'build',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    keepNames: true,
    charset: 'ascii',
    write: false,
    metafile: true,
  });
  const sizes = new Map<string, number>();
  for (const file of atStart(metafile.outputs, 'build/main.js')) {
    for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {})) {
      const name = ownerOf(path);
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  }
  const rows = [...sizes].map(([name, bytes]) => ({ name, kilobytes: rounded(bytes / 1000) }));
  return rows.sort((a, b) => b.kilobytes - a.kilobytes).slice(0, 12);
}

function ownerOf(path: string): string {
  const inside = path.split('node_modules/').at(-1) ?? path;
  const parts = inside.split('/');
  return parts.slice(0, inside === path || inside.startsWith('@') ? 2 : 1).join('/');
}

type Outputs = Record<
  string,
  { imports: { path: string; kind: string }[]; inputs: Record<string, { bytesInOutput: number }> }
>;

/** A file and all that it imports at once, not later. */
function atStart(outputs: Outputs, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !outputs[file]) return seen;
  seen.add(file);
  for (const { path, kind } of outputs[file].imports)
    if (kind === 'import-statement') atStart(outputs, path, seen);
  return seen;
}
