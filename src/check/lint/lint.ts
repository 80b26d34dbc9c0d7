import type { ImageFormat } from '../../artifact/image-format';
import type { WasmPlatform } from '../../runtime/wasm-platform';
import { checkShape } from '../../value/shape';
import { CheckSeverity, type Finding, type NotChecked } from '../finding';
import { packageVersion } from '../package-version';
import { reportJson, reportSarif, reportText } from '../report';
import type { CheckResult } from '../rule';
import { RULES } from '../rules';
import { TREE_RULES } from '../tree-rules';
import { ACKNOWLEDGEMENT } from './acknowledgements';
import type { Source } from './entries';
import { lintManifests } from './lint-manifests';

/** What is known besides the manifests. Structural: takes no token. */
export interface LintOptions {
  /**
   * The cluster that they are for. It says what runtime classes stand for that the manifests do not bring themselves.
   *
   * @default - not known: pods of such a class, and what depends on versions, are not checked
   */
  readonly platform?: WasmPlatform;

  /**
   * How the images of all workloads carry the WebAssembly, where no record in the manifest tells.
   *
   * @default - not known: what depends on it is not checked
   */
  readonly imageFormat?: ImageFormat;
}

/**
 * Holds the checks against any manifests, those written by hand too.
 *
 * A pod is looked at where its runtime class stands for a shim (a RuntimeClass or Shim among the manifests, or the
 * platform, says so) or where it is marked for crun's WebAssembly. Together with it are looked at the Services and
 * disruption budgets that select it, the Ingresses of those Services, its autoscalers, and the ConfigMaps and Secrets
 * that it mounts. What stands in no manifest, as the size of the binary, is not checked.
 *
 * @example
 * const result = Lint.files({ 'k8s/shop.yaml': Yaml.load('k8s/shop.yaml') }, { platform: WasmPlatform.k3s() });
 */
export class Lint {
  /**
   * Holds every check against objects.
   *
   * @param objects Kubernetes objects, parsed; `null` (an empty document) is passed over, a `List` is taken apart
   * @param options what else is known
   * @throws where the options are none
   */
  public static manifests(objects: unknown[], options: LintOptions = {}): LintResult {
    return lint([{ objects }], options);
  }

  /**
   * Holds every check against the objects of files, together: a Service may stand in another file than its pods.
   *
   * @param files Kubernetes objects, parsed, by the file that they come from, which findings name
   * @param options what else is known
   * @throws where the options are none
   */
  public static files(files: { [file: string]: unknown[] }, options: LintOptions = {}): LintResult {
    return lint(
      Object.entries(files).map(([file, objects]) => ({ file, objects })),
      options,
    );
  }

  private constructor() {}
}

/** What the checks say of manifests. */
export class LintResult {
  /** @internal */
  public static _of(result: CheckResult): LintResult {
    return new LintResult(result);
  }

  private constructor(private readonly result: CheckResult) {}

  /** What was found, acknowledged or not. A path is the file and the object in it: `k8s/shop.yaml: Deployment shop`. */
  public get findings(): Finding[] {
    return [...this.result.findings];
  }

  /** What was not looked at, and for want of what. */
  public get notChecked(): NotChecked[] {
    return [...this.result.notChecked];
  }

  /** Whether there is no error that nobody has acknowledged. Warnings pass, and so does what was not checked. */
  public get passed(): boolean {
    return !this.result.findings.some(
      ({ severity, acknowledged }) => severity === CheckSeverity.ERROR && acknowledged === undefined,
    );
  }

  /** All results as lines of text. */
  public toText(): string {
    return reportText(this.result);
  }

  /** All results as JSON: `{ findings, notChecked }`. */
  public toJson(): string {
    return reportJson(this.result);
  }

  /** All results as SARIF 2.1.0. */
  public toSarif(): string {
    return reportSarif(this.result, [...RULES, ...TREE_RULES, ACKNOWLEDGEMENT], packageVersion());
  }
}

function lint(sources: readonly Source[], options: LintOptions): LintResult {
  checkShape('Lint', 'LintOptions', options);
  const { platform, imageFormat } = options;
  return LintResult._of(lintManifests(sources, { platform: platform?.toSpec(), imageFormat }));
}
