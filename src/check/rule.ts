import { show } from '../value/refuse';
import type { CheckSeverity, Finding, NotChecked } from './finding';
import type { Subject } from './subject';

/** What a rule says of one place. */
export interface Problem {
  /** The object and the field in it: `Deployment hello /spec/template/spec/containers/0/tty`. */
  readonly field: string;
  /** The value that stands there. */
  readonly value?: unknown;
  /** What is wrong with it, and what would happen on the cluster. */
  readonly wrong: string;
  /** What is allowed instead. */
  readonly allowed?: string;
  /** What to write, in the words of the props. */
  readonly fix: string;
}

/** One check. A rule is a file, named after its id. */
export interface Rule {
  /** Stable id in kebab-case: users acknowledge it, SARIF carries it. */
  readonly id: string;
  /** What its problems mean for the synth. */
  readonly severity: CheckSeverity;
  /** The rule in one sentence: what must hold. */
  readonly title: string;
  /** What happens on a cluster where it does not hold, and where that was seen. */
  readonly why: string;
  /** What of the subject it cannot look without; where that is missing, it says so and finds nothing. */
  readonly needs: readonly Need[];
  /** `synth` where it looks at the whole app alone, as a verb may still bring what it misses; else it looks after every change. */
  readonly phase?: RulePhase;
  /** Whether it has anything to say of such a subject; of all, where it does not say. What it passes over was not left out. */
  readonly concerns?: (subject: Subject) => boolean;
  /**
   * Whether it looks at what the workload, its image or its hosts are called, other than to see whether two names are the
   * same: what it found of another workload then says nothing.
   */
  readonly looksAtNames?: boolean;
  /** Looks. */
  readonly check: (subject: Subject) => Problem[];
}

/** When a rule looks: after every change of a workload, or when the app is whole. */
export type RulePhase = 'change' | 'synth';

/** What a rule may need to know. */
export type Need =
  | 'runtime'
  | 'release'
  | 'platform'
  | 'imageFormat'
  | 'binarySize'
  | 'binary'
  | 'manifest'
  | 'componentBinaries';

const NEED_TEXT: { readonly [need in Need]: string } = {
  runtime: 'the runtime',
  release: 'what the release of the shim runs',
  platform: 'the platform',
  imageFormat: 'how the image carries the WebAssembly',
  binarySize: 'the size of the binary',
  binary: 'the binary',
  manifest: 'the manifest of the Spin application',
  componentBinaries: 'the binaries of its components',
};

/** What a set of rules says of a subject. */
export interface CheckResult {
  /** What was found. */
  readonly findings: Finding[];
  /** What was not looked at, and for want of what. */
  readonly notChecked: NotChecked[];
}

/** Holds every rule against `subject`. */
export function runRules(rules: readonly Rule[], subject: Subject): CheckResult {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    if (rule.concerns?.(subject) === false || (subject.site !== undefined && asksOfGuests(rule))) {
      continue;
    }
    const missing = missingOf(rule, subject);
    if (missing !== undefined) {
      notChecked.push({ id: rule.id, path: subject.path, missing });
      continue;
    }
    for (const problem of rule.check(subject)) {
      findings.push({
        id: rule.id,
        severity: rule.severity,
        path: subject.path,
        field: problem.field,
        message: messageOf(problem),
      });
    }
  }
  return { findings, notChecked };
}

/** What a rule needs and the subject does not tell, in words. */
function missingOf({ needs }: Rule, subject: Subject): string | undefined {
  let missing: string | undefined;
  for (const need of needs) {
    if (!isKnown(subject, need)) {
      missing = missing === undefined ? NEED_TEXT[need] : `${missing}, ${NEED_TEXT[need]}`;
    }
  }
  return missing;
}

/** Whether a rule is about shims and what they run: a site has none. */
function asksOfGuests({ needs }: Rule): boolean {
  return needs.some((need) => need !== 'platform');
}

/** Of a Spin application, the binaries are those of its components. */
function isKnown(subject: Subject, need: Need): boolean {
  return (need === 'binary' ? (subject.binary ?? subject.componentBinaries) : subject[need]) !== undefined;
}

function messageOf({ field, value, wrong, allowed, fix }: Problem): string {
  const what = value === undefined ? field : `${field} ${show(value)}`;
  return [`${what}: ${wrong}`, ...(allowed === undefined ? [] : [`allowed: ${allowed}`]), `fix: ${fix}`].join(
    '; ',
  );
}
