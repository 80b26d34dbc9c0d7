import type { ImageFormat } from '../../artifact/image-format';
import type { WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import { checkShape } from '../../value/shape';
import { CheckSeverity, type Finding } from '../finding';
import { lintManifests } from './lint-manifests';
import type { IValidationContext } from './validation-context';
import { platformOf, WHERE } from './validation-platform';
import { linesOf, unknownsOf, violationsOf } from './violations';
import type { WasmValidationProps } from './wasm-validation-props';

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
