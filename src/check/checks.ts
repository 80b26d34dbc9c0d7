import type { IConstruct } from 'constructs';
import { carried, carriedByRoot, carry, pathOf } from '../value/tree-state';
import { lookingOnly } from '../value/tree-walk';
import { CheckSeverity, type Finding, type NotChecked } from './finding';
import { packageVersion } from './package-version';
import { reportJson, reportSarif, reportText } from './report';
import { type CheckResult, type Rule, type RulePhase, runRules } from './rule';
import { RULES } from './rules';
import type { Subject } from './subject';
import { TREE_RULES, type TreeEntry } from './tree-rules';
import { type TwinFacts, type TwinResult, Twins } from './twins';

/** A function, as the rules are loaded with the first workload that is held against them. */
function ids(): string[] {
  return [...RULES, ...TREE_RULES].map((rule) => rule.id).sort();
}

/** That somebody lives with what a check finds at a scope and below. */
interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  matched: boolean;
}

const ACKNOWLEDGED = 'checks.acknowledged';
const LOOKS = 'checks.looks';
const RESULTS = 'checks.results';
const PRINTED = 'checks.printed';

/** Where the whole tree's results are kept, beside those of the phases of each path. */
const TREE = 'tree';

/**
 * The checks at a scope: what they found, and what somebody lives with.
 *
 * @example
 * Checks.of(chart).acknowledge('stdin-unread', 'the guest reads nothing; a template of ours sets it');
 */
export class Checks {
  /**
   * The checks of a construct and all below it.
   *
   * @param scope an App, a Chart or any construct
   */
  public static of(scope: IConstruct): Checks {
    return new Checks(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Lives with what one check finds here and below. Say it before the workload
   * is made. It stays in every report, with the reason.
   *
   * @param id the check's id, as it stands in its message and in RULES.md
   * @param reason why that is right here
   * @returns these checks
   * @throws where there is no check of that id, or no reason is given; a synth fails where it matched nothing
   */
  public acknowledge(id: string, reason: string): Checks {
    if (!ids().includes(id)) {
      throw new Error(
        `[${pathOf(this.scope)}] no check has the id ${JSON.stringify(id)}; allowed: ${ids().join(', ')}`,
      );
    }
    if (reason.trim() === '') {
      throw new Error(
        `[${pathOf(this.scope)}] acknowledging ${id} needs a reason; fix: say why it is right here`,
      );
    }
    const own = { id, reason, matched: false };
    const all =
      carried<Acknowledgement[]>(this.scope, ACKNOWLEDGED) ??
      carry<Acknowledgement[]>(this.scope, ACKNOWLEDGED, []);
    all.push(own);
    const look = lookingOnly(() => {
      // Constructs are asked from the root down, and what a patch broke is found further below.
      for (const further of own.matched ? [] : looksOf(this.scope)) {
        further();
      }
      return own.matched
        ? []
        : [
            `acknowledges ${id}, which finds nothing here or below; fix: take the acknowledgement away, or say it before the workload is made`,
          ];
    });
    this.scope.node.addValidation(look);
    return this;
  }

  /** What the checks found here and below, acknowledged or not. */
  public get findings(): Finding[] {
    return this.result().findings;
  }

  /** What was not looked at here and below, and for want of what. */
  public get notChecked(): NotChecked[] {
    return this.result().notChecked;
  }

  /** All results as lines of text. */
  public toText(): string {
    return reportText(this.result());
  }

  /** All results as JSON: `{ findings, notChecked }`. */
  public toJson(): string {
    return reportJson(this.result());
  }

  /** All results as SARIF 2.1.0. */
  public toSarif(): string {
    return reportSarif(this.result(), [...RULES, ...TREE_RULES], packageVersion());
  }

  private result(): CheckResult {
    const prefix = this.scope.node.path;
    const below = ({ path }: { readonly path: string }): boolean =>
      prefix === '' || path === prefix || path.startsWith(`${prefix}/`);
    const results = [...resultsOf(this.scope).values()];
    return {
      findings: results.flatMap((result) => result.findings).filter(below),
      notChecked: results.flatMap((result) => result.notChecked).filter(below),
    };
  }
}

/**
 * Has checks held at synth.
 *
 * @param look holds them and gives the errors that nobody has acknowledged; it may be called more than once
 */
export function checkAtSynth(by: IConstruct, look: () => string[]): void {
  looksOf(by).push(look);
  by.node.addValidation(lookingOnly(look));
}

/** What the checks say of a workload. */
export interface Verdict {
  /** The errors that nobody has acknowledged. */
  readonly errors: Finding[];
  /** What is known by a workload that is alike, where there is one. */
  readonly ofTwins?: TwinFacts;
}

/**
 * Holds the rules of one phase against a workload, keeps what they say for reports, prints
 * new warnings to standard error.
 */
export function checkWorkload(by: IConstruct, phase: RulePhase, subject: Subject): Verdict {
  const { findings: found, notChecked, ofTwins } = resultOf(phase, subject);
  const findings = found.map((finding) => {
    const reason = acknowledgementOf(by, finding.id);
    return reason === undefined ? finding : { ...finding, acknowledged: reason };
  });
  keep(by, phase, subject, { findings, notChecked });
  const open = findings.filter((finding) => finding.acknowledged === undefined);
  printOnce(
    by,
    open.filter((finding) => finding.severity === CheckSeverity.WARNING),
  );
  const errors = open.filter((finding) => finding.severity === CheckSeverity.ERROR);
  return { errors, ...(ofTwins !== undefined && { ofTwins }) };
}

/**
 * Holds every whole-tree rule against the objects of an app.
 *
 * @returns what nobody has acknowledged, as lines that name the construct
 */
export function checkTree(root: IConstruct, entries: readonly TreeEntry[]): string[] {
  const findings = TREE_RULES.flatMap((rule) =>
    rule.check(entries).map(({ path, message }) => {
      const reason = acknowledgementOf(constructAt(root, path), rule.id);
      const finding: Finding = { id: rule.id, severity: rule.severity, path, field: path, message };
      return reason === undefined ? finding : { ...finding, acknowledged: reason };
    }),
  );
  resultsOf(root).set(TREE, { findings, notChecked: [] });
  return findings
    .filter((finding) => finding.acknowledged === undefined)
    .map(({ id, path, message }) => `${path}: ${id}: ${message}`);
}

/** The error for findings that end the synth. */
export function checkError(findings: readonly Finding[]): Error {
  return new Error(findings.map(({ path, id, message }) => `[${path}] ${id}: ${message}`).join('\n'));
}

let twins: Twins | undefined;
let synthRules: Rule[] | undefined;

/** What the rules of a phase say. They are loaded with the first workload, and workloads come by the thousand. */
function resultOf(phase: RulePhase, subject: Subject): TwinResult {
  synthRules ??= RULES.filter((rule) => rule.phase === 'synth');
  if (phase === 'synth') {
    return runRules(synthRules, subject);
  }
  twins ??= new Twins(
    RULES.filter((rule) => rule.phase !== 'synth'),
    synthRules,
  );
  return twins.run(subject);
}

function constructAt(root: IConstruct, path: string): IConstruct {
  return path.split('/').reduce<IConstruct>((at, id) => at.node.tryFindChild(id) ?? at, root);
}

function acknowledgementOf(by: IConstruct, id: string): string | undefined {
  for (const scope of [...by.node.scopes].reverse()) {
    const found = carried<Acknowledgement[]>(scope, ACKNOWLEDGED)?.find((a) => a.id === id);
    if (found !== undefined) {
      found.matched = true;
      return found.reason;
    }
  }
  return undefined;
}

function looksOf(scope: IConstruct): (() => string[])[] {
  return carriedByRoot<(() => string[])[]>(scope, LOOKS, () => []);
}

/** Keeps what was found last. Of most there is nothing to say. */
function keep(by: IConstruct, phase: RulePhase, { path }: Subject, result: CheckResult): void {
  const results = resultsOf(by);
  if (result.findings.length > 0 || result.notChecked.length > 0) {
    results.set(`${phase} ${path}`, result);
  } else if (results.size > 0) {
    results.delete(`${phase} ${path}`);
  }
}

function resultsOf(scope: IConstruct): Map<string, CheckResult> {
  return carriedByRoot(scope, RESULTS, () => new Map<string, CheckResult>());
}

/** Lets another tree print no warning that this one has printed. */
export function sharePrinted(from: IConstruct, to: IConstruct): void {
  const printed = carriedByRoot(from, PRINTED, () => new Set<string>());
  carriedByRoot(to, PRINTED, () => printed);
}

function printOnce(by: IConstruct, warnings: readonly Finding[]): void {
  if (warnings.length === 0) {
    return;
  }
  const printed = carriedByRoot(by, PRINTED, () => new Set<string>());
  for (const { id, path, message } of warnings) {
    const line = `warning: [${path}] ${id}: ${message}\n`;
    if (!printed.has(line)) {
      printed.add(line);
      process.stderr.write(line);
    }
  }
}
