import type { Construct } from 'constructs';
import { checkAtSynth, checkError, checkWorkload, type Verdict } from '../check/checks';
import type { Finding } from '../check/finding';
import type { Subject } from '../check/subject';
import type { Manifest } from '../value/json';
import { holdsUnresolved } from '../value/unresolved';
import type { WorkloadObject } from './workload-object';

/** What is told of a workload, for the checks to look at. */
export interface Checked {
  /** Its objects; verbs add to them. */
  readonly objects: readonly WorkloadObject[];
  /** What the checks look at, where its objects are these. */
  readonly subjectOf: (objects: readonly Manifest[]) => Subject;
  /** Objects of the app that are not its own but say how it runs, once the app is whole. */
  readonly foreign: () => readonly Manifest[];
}

/** Holds the checks against a workload after every change, and at synth against what was changed or unknown since. */
export class WorkloadChecks {
  private revision = 0;
  /** What the checks found at the last change: it holds at synth, also where somebody caught the error. */
  private found: Verdict = { errors: [] };
  /** What they looked at then. */
  private looked?: Subject;
  private rehearsal: () => string | undefined = () => undefined;
  private verdict?: { readonly revision: number | undefined; readonly errors: string[] };

  public constructor(
    private readonly by: Construct,
    private readonly checked: Checked,
  ) {
    checkAtSynth(by, () => this.recheck());
  }

  /**
   * Has the workload made once more at synth, as values are known then.
   *
   * @param rehearsal makes it, and says what is refused
   */
  public remember(rehearsal: () => string | undefined): void {
    this.rehearsal = rehearsal;
  }

  /**
   * Looks at the workload as it stands.
   *
   * @throws where a check finds an error that nobody has acknowledged
   */
  public changed(): void {
    const { objects, subjectOf } = this.checked;
    this.revision += 1;
    this.looked = subjectOf(objects.map((object) => object.manifest));
    this.found = checkWorkload(this.by, 'change', this.looked);
    for (const [i, object] of objects.entries()) {
      object.liken(this.found.ofTwins?.patterns[i]);
    }
    if (this.found.errors.length > 0) {
      throw checkError(this.found.errors);
    }
  }

  /** Once more at synth, where values are known and patches are in, for what was changed or unknown before. */
  private recheck(): string[] {
    const revision = this.revisionAtSynth();
    if (revision === undefined || this.verdict?.revision !== revision) {
      const found = this.foundAtSynth(revision === this.revision);
      // What a constructor refuses is refused before the checks would see it.
      const refused = this.rehearsal();
      this.verdict = {
        revision,
        errors: refused !== undefined ? [refused] : found.map(({ id, message }) => `${id}: ${message}`),
      };
    }
    return this.verdict.errors;
  }

  /** @param isAsLooked whether nobody has patched or annotated an object since the checks looked last */
  private foundAtSynth(isAsLooked: boolean): readonly Finding[] {
    const foreign = this.checked.foreign();
    const looked = isAsLooked && foreign.length === 0 && this.isLiteral() ? this.looked : undefined;
    if (looked === undefined) {
      const rendered = this.checked.objects.map((object): Manifest => object.toJson());
      const whole = this.checked.subjectOf([...rendered, ...foreign]);
      return [...checkWorkload(this.by, 'change', whole).errors, ...this.foundInWhole(whole)];
    }
    // What an earlier synth has found goes out of the report.
    const isKnown = this.verdict === undefined && this.found.ofTwins?.isCleanAtSynth === true;
    return isKnown ? this.found.errors : [...this.found.errors, ...this.foundInWhole(looked)];
  }

  private foundInWhole(subject: Subject): readonly Finding[] {
    return checkWorkload(this.by, 'synth', subject).errors;
  }

  /** With the patches of its objects; not known where somebody annotated one, which nobody counts. */
  private revisionAtSynth(): number | undefined {
    let { revision } = this;
    for (const object of this.checked.objects) {
      if (!object.isAnnotatedAsMade) {
        return undefined;
      }
      revision += object.patchCount;
    }
    return revision;
  }

  /** Whether all values of its objects were known when the checks looked last. */
  private isLiteral(): boolean {
    const { ofTwins } = this.found;
    return ofTwins?.isLiteral ?? !this.checked.objects.some((object) => holdsUnresolved(object.manifest));
  }
}
