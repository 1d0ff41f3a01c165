import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

// One file with everything that a cold start needs. Unbundled, the imports alone take a second; like this, 50 ms.
// What is imported with `import()` (OpenAI, Razorpay, Sentry) becomes files of its own, read when they are used.
await rm('build', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/main.ts'],
  outdir: 'build',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  // Hindi and Telugu as they are: escaped they would be half as long again.
  charset: 'utf8',
  // Some packages inside are CommonJS and ask for `require`.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
});

const atStart = reachable('build/main.mjs');
const all = Object.keys(metafile.outputs);
const kilobytes = (files) =>
  Math.round(files.reduce((sum, file) => sum + metafile.outputs[file].bytes, 0) / 1000);
console.log(`read at start: ${kilobytes(atStart)} kB in ${atStart.length} files`);
console.log(`in all:        ${kilobytes(all)} kB in ${all.length} files`);

const early = atStart
  .flatMap((file) => Object.keys(metafile.outputs[file].inputs))
  .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1])
  .filter((name) => name && /^(openai|razorpay|axios|@sentry\/.*)$/.test(name));
if (early.length > 0) {
  console.error(
    `These are to be imported with import(), when they are used: ${[...new Set(early)].join(', ')}`,
  );
  process.exitCode = 1;
}

/** The file and what it imports at once, not later. */
function reachable(file, seen = new Set()) {
  if (seen.has(file)) return [...seen];
  seen.add(file);
  for (const { path, kind } of metafile.outputs[file].imports) {
    if (kind === 'import-statement' && metafile.outputs[path]) reachable(path, seen);
  }
  return [...seen];
}
