import { writeFileSync } from 'node:fs';
import { Tally } from './tally.mjs';

/** @typedef {import('vitest/reporters').Reporter} Reporter */

/**
 * Writes what vitest ran as a tally, with the reason of every skipped test, to the file that
 * WASM_VITEST_SUMMARY names. (vitest's own JSON report leaves the reasons out.)
 *
 * @implements {Reporter}
 */
export default class SummaryReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const summary = new Tally(0, unhandledErrors.length);
    for (const module of modules) {
      summary.failed += module.errors().length;
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'failed') summary.failed += 1;
        else {
          const reason = (result.state === 'skipped' && result.note) || 'no reason given';
          summary.skipped.push({ name: `${module.relativeModuleId} > ${test.fullName}`, reason });
        }
      }
    }
    const path = process.env.WASM_VITEST_SUMMARY;
    if (path !== undefined) writeFileSync(path, JSON.stringify(summary));
  }
}
