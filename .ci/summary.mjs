import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

// node .ci/summary.mjs FOLDER_OF_REPORTS STEPS_FAILED: the last line of a run, and its exit code.
const [folder, steps] = process.argv.slice(2);
let [passed, failed, files] = [0, 0, 0];
for (const file of await readdir(folder)) {
  const report = JSON.parse(await readFile(join(folder, file), 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that cannot even be loaded has failed without any test of its own.
  files += report.testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length;
}
const without = failed + files === 0 ? Number(steps) : 0;
console.log(`\n${passed} passed, ${failed + files + without} failed`);
process.exitCode = Number(steps) > 0 || failed + files > 0 ? 1 : 0;
