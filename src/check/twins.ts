import { frozenCopy } from '../value/json';
import type { Pattern } from '../value/pattern';
import { holdsUnresolved } from '../value/unresolved';
import type { NotChecked } from './finding';
import { isTwin, type Named, namedOf, patternsOf, withGuests } from './likeness';
import { type CheckResult, type Rule, runRules } from './rule';
import type { Subject } from './subject';

/** So many workloads are remembered. */
const REMEMBERED = 8;

/** A workload with which no rule found fault. */
interface Clean extends Named {
  readonly notChecked: readonly NotChecked[];
  /** What is known of its twins, once it has one. */
  ofTwins?: TwinFacts;
}

/** What is known of a workload by its twin. */
export interface TwinFacts {
  /** Whether all values of its objects are known. */
  readonly isLiteral: boolean;
  /** What each of its objects is like. */
  readonly patterns: readonly Pattern[];
  /** Whether the rules that look when the app is whole have nothing to say of it, as it is now. */
  readonly isCleanAtSynth: boolean;
}

/** What rules say of a workload. */
export interface TwinResult extends CheckResult {
  readonly ofTwins?: TwinFacts;
}

/**
 * Holds rules against subjects that come by the thousand and are alike: what was found without fault is not looked at again
 * where all that differs are the workload's name, its image and its hosts. The rules that look at these always run.
 */
export class Twins {
  private readonly nameRules: readonly Rule[];
  /** The last met first. */
  private readonly clean: Clean[] = [];

  /**
   * @param rules those that look after every change
   * @param synthRules those that look when the app is whole
   */
  public constructor(
    private readonly rules: readonly Rule[],
    private readonly synthRules: readonly Rule[],
  ) {
    this.nameRules = rules.filter(looksAtNames);
  }

  /** What the rules say of a subject. */
  public run(subject: Subject): TwinResult {
    const named = namedOf(subject);
    if (named === undefined) {
      return runRules(this.rules, subject);
    }
    const at = this.clean.findIndex((clean) => isTwin(clean, named));
    if (at !== -1) {
      const [twin] = this.clean.splice(at, 1);
      this.clean.unshift(twin);
      twin.ofTwins ??= this.factsOf(twin);
      const { path } = subject;
      return {
        findings: runRules(this.nameRules, subject).findings,
        notChecked: twin.notChecked.map(({ id, missing }) => ({ id, path, missing })),
        ofTwins: twin.ofTwins,
      };
    }
    const result = runRules(this.rules, subject);
    if (result.findings.length === 0) {
      // A copy, as verbs change the objects in place.
      const copy = { ...subject, objects: frozenCopy(subject.objects) };
      this.clean.unshift({ ...named, ...withGuests(copy), notChecked: result.notChecked });
      this.clean.splice(REMEMBERED);
    }
    return result;
  }

  private factsOf(twin: Clean): TwinFacts {
    const { findings, notChecked } = runRules(this.synthRules, twin.subject);
    return {
      isLiteral: !holdsUnresolved(twin.subject.objects),
      patterns: patternsOf(twin),
      isCleanAtSynth: findings.length === 0 && notChecked.length === 0 && !this.synthRules.some(looksAtNames),
    };
  }
}

function looksAtNames(rule: Rule): boolean {
  return rule.looksAtNames === true;
}
