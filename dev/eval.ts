import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { DEFAULT_MODEL, type Model, createModel } from '../src/understanding/model.js';
import { type Report, evaluate, readLines } from './evaluation.js';

config({ quiet: true });

function print(report: Report): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(`${report.n} messages, ${percent(report.accuracy)} of the intents right`);
  for (const [title, groups] of [
    ['intent', report.by_intent],
    ['language', report.by_language],
  ] as const) {
    console.log(`\nby ${title}`);
    for (const [name, { n, accuracy }] of Object.entries(groups)) {
      console.log(`  ${name.padEnd(22)}${String(n).padStart(5)}  ${percent(accuracy).padStart(8)}`);
    }
  }
  console.log(
    `\nregisters read exactly right: ${report.registers === null ? 'none in the file' : percent(report.registers)}`,
  );
  console.log(`answered without the model: ${percent(report.without_model)}`);
  console.log('\nwords that matter (of those said, right; of those meant, found)');
  for (const [kind, { n, precision, recall }] of Object.entries(report.entities)) {
    const found = [precision, recall].map((p) => (p === null ? '–' : percent(p)).padStart(9)).join('');
    console.log(`  ${kind.padEnd(22)}${String(n).padStart(5)}${found}`);
  }
  if (report.misses.length > 0) console.log('\nmisses');
  for (const { id, text, expected, got } of report.misses) {
    console.log(`  ${id}  ${text}\n      expected ${show(expected)}\n      got      ${show(got)}`);
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { offline: { type: 'boolean' }, json: { type: 'boolean' }, min: { type: 'string' } },
  });
  const [file] = positionals;
  const min = Number(values.min ?? 0);
  if (!file || Number.isNaN(min))
    throw new Error('usage: npm run eval -- FILE [--offline] [--min 0.85] [--json]');
  const apiKey = process.env.OPENAI_API_KEY;
  if (!apiKey && !values.offline) console.error('OPENAI_API_KEY is not set: reading offline.');
  const model = apiKey && !values.offline ? modelFrom(apiKey) : null;
  const report = await evaluate(readLines(readFileSync(file, 'utf8')), model);
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else print(report);
  if (report.accuracy < min) process.exitCode = 1;
}

function modelFrom(apiKey: string): Model {
  const baseURL = process.env.OPENAI_BASE_URL;
  return createModel({
    apiKey,
    model: process.env.OPENAI_MODEL ?? DEFAULT_MODEL,
    now: Date.now,
    ...(baseURL ? { baseURL } : {}),
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
