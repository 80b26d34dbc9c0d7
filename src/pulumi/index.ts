/**
 * The constructs of this package, and any other cdk8s code, under `pulumi up`: components whose resources are those of
 * the Kubernetes SDK, with Outputs wherever a value may be known at deployment only.
 */
import './peers';

export { Chart, type ChartArgs } from './chart';
export type { PlatformInput, Spec } from './inputs';
export type { DeployOptions } from './options';
export { bindPlatform } from './platform';
export { Tokens } from './tokens';
