import type { ImageFormat } from '../../artifact/image-format';
import { WasmPlatform } from '../../runtime/wasm-platform';
import type { WasmPlatformOptions, WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import { exactlyOne } from '../../value/demand';
import { refusal } from '../../value/refuse';
import { checkShape } from '../../value/shape';
import { CheckSeverity, type Finding } from '../finding';
import { lintManifests } from './lint-manifests';
import type { IValidationContext } from './validation-context';
import { linesOf, unknownsOf, violationsOf } from './violations';

/** Properties of `WasmValidation` in `cdk8s.yaml`. Structural: takes no token. */
export interface WasmValidationProps {
  /**
   * The cluster, by the name of its factory in `WasmPlatform`: `k3s`, `spinKube`, `runtimeClassManager`, …
   *
   * @default - not known, unless `customPlatform` tells: pods of classes that no manifest brings are not checked
   */
  readonly platform?: string;

  /**
   * What the cluster has that differs from the usual of `platform`.
   *
   * @default - nothing
   */
  readonly platformOptions?: WasmPlatformOptions;

  /**
   * Any other cluster, in the place of `platform`.
   *
   * @default - `platform`
   */
  readonly customPlatform?: WasmPlatformSpec;

  /**
   * How the images of all workloads carry the WebAssembly, where no record in the manifest tells.
   *
   * @default - not known: what depends on it is not checked
   */
  readonly imageFormat?: ImageFormat;

  /**
   * Whether a warning fails the synth too.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;
}

const WHERE = 'WasmValidation';

/** How to make the platform of each factory. */
export const FACTORIES: { readonly [name: string]: (options?: WasmPlatformOptions) => WasmPlatform } = {
  aks: WasmPlatform.aks,
  aksWasiNodePools: WasmPlatform.aksWasiNodePools,
  eks: WasmPlatform.eks,
  gke: WasmPlatform.gke,
  k0s: WasmPlatform.k0s,
  k3d: WasmPlatform.k3d,
  k3s: WasmPlatform.k3s,
  kind: WasmPlatform.kind,
  kwasm: WasmPlatform.kwasm,
  microK8s: WasmPlatform.microK8s,
  openShift: WasmPlatform.openShift,
  rancherDesktop: WasmPlatform.rancherDesktop,
  rke2: WasmPlatform.rke2,
  runtimeClassManager: WasmPlatform.runtimeClassManager,
  spinKube: WasmPlatform.spinKube,
  talos: WasmPlatform.talos,
};

/**
 * A validation plugin of cdk8s' command line: `cdk8s synth` holds every check against all that was synthesised, plain
 * `ApiObject`s and objects of other libraries too, and fails where one finds an error.
 */
export class WasmValidation {
  private readonly platform?: WasmPlatformSpec;
  private readonly imageFormat?: ImageFormat;
  private readonly failOnWarnings: boolean;

  /**
   * @param properties `properties` of the plugin in `cdk8s.yaml`
   * @throws where a property is unknown or wrong
   */
  public constructor(properties: WasmValidationProps = {}) {
    checkShape(WHERE, 'WasmValidationProps', properties);
    this.platform = platformOf(properties);
    this.imageFormat = properties.imageFormat;
    this.failOnWarnings = properties.failOnWarnings ?? false;
  }

  /**
   * Holds the checks against all files, and fills the report; warnings and what was not checked go to the logger.
   *
   * @param context what the command line hands over
   */
  public async validate(context: IValidationContext): Promise<void> {
    const sources = context.manifests.map((file) => ({ file, objects: context.parseManifest(file) }));
    const outcome = lintManifests(sources, { platform: this.platform, imageFormat: this.imageFormat });
    const fails = (finding: Finding): boolean =>
      finding.acknowledged === undefined && (this.failOnWarnings || finding.severity === CheckSeverity.ERROR);
    const failing = outcome.findings.filter(fails);
    const rest = outcome.findings.filter((finding) => !fails(finding));
    for (const violation of violationsOf(failing, outcome.places)) {
      context.report.addViolation(violation);
    }
    for (const line of [...linesOf(rest), ...unknownsOf(outcome.notChecked)]) {
      context.logger.log(line);
    }
    const open = outcome.findings.filter(({ acknowledged }) => acknowledged === undefined);
    const count = (severity: CheckSeverity): string =>
      String(open.filter((finding) => finding.severity === severity).length);
    context.report.submit(failing.length === 0 ? 'success' : 'failure', {
      Errors: count(CheckSeverity.ERROR),
      Warnings: count(CheckSeverity.WARNING),
      Acknowledged: String(outcome.findings.length - open.length),
      'Not checked': String(outcome.notChecked.length),
    });
  }
}

function platformOf(properties: WasmValidationProps): WasmPlatformSpec | undefined {
  const { platform, platformOptions, customPlatform } = properties;
  if (customPlatform !== undefined) {
    exactlyOne(WHERE, 'properties', properties, ['platform', 'customPlatform']);
  }
  if (platformOptions !== undefined && platform === undefined) {
    throw refusal({
      path: WHERE,
      field: 'platformOptions',
      value: platformOptions,
      wrong: 'of no platform',
      fix: customPlatform === undefined ? 'platform: k3s' : 'say all of it in customPlatform',
    });
  }
  if (customPlatform !== undefined) {
    return WasmPlatform.custom(customPlatform).toSpec();
  }
  if (platform !== undefined && !Object.hasOwn(FACTORIES, platform)) {
    throw refusal({
      path: WHERE,
      field: 'platform',
      value: platform,
      wrong: 'no platform of this package',
      allowed: Object.keys(FACTORIES).join(', '),
      fix: 'customPlatform for another',
    });
  }
  return platform === undefined ? undefined : FACTORIES[platform](platformOptions).toSpec();
}
