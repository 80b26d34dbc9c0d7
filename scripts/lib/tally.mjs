/**
 * @typedef {object} Skipped
 * @property {string} name what was skipped
 * @property {string} reason why
 */

/** What passed, failed and was skipped. */
export class Tally {
  /**
   * @param {number} [passed]
   * @param {number} [failed]
   * @param {Skipped[]} [skipped]
   */
  constructor(passed = 0, failed = 0, skipped = []) {
    this.passed = passed;
    this.failed = failed;
    this.skipped = skipped;
  }

  /** @param {Pick<Tally, 'passed' | 'failed' | 'skipped'>} other */
  add(other) {
    this.passed += other.passed;
    this.failed += other.failed;
    this.skipped.push(...other.skipped);
  }

  /** The one line that ends a run. */
  line() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped.length} skipped`;
  }

  /** What was skipped and why, a line for each reason; empty when nothing was. */
  skippedLines() {
    /** @type {Map<string, string[]>} */
    const byReason = new Map();
    for (const { name, reason } of this.skipped) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
    }
    return [...byReason].map(([reason, names]) => `skipped (${reason}): ${names.join('; ')}`);
  }
}
