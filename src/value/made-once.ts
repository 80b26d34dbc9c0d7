import { frozenCopy } from './json';

/** So many things are kept; the rest is made each time. */
const KEPT = 1000;

/**
 * What is made of defaults, made once and frozen. Workloads come by the thousand and are mostly left to their defaults: what
 * they share is neither made nor compared nor written again.
 */
export class MadeOnce<Made> {
  private readonly made = new Map<string, Made>();

  /**
   * What was made for a key, or is made now.
   *
   * @param key all that it depends on
   */
  public of(key: string, make: () => Made): Made {
    const known = this.made.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = frozenCopy(make());
    if (this.made.size < KEPT) {
      this.made.set(key, made);
    }
    return made;
  }
}
