import { readFileSync } from 'node:fs';

/** Adds up the JSON reports of Jest and Playwright; the last line counts all. */
const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if (report.stats) {
    total.passed += report.stats.expected + report.stats.flaky;
    total.failed += report.stats.unexpected + report.errors.length;
    total.skipped += report.stats.skipped;
  } else {
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
}
console.log(
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
