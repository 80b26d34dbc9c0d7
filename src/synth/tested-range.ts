import { ApiObject } from 'cdk8s';
import { isAtLeast, parseVersion } from '../value/version';

/**
 * The releases of cdk8s whose files were compared with those written here: the oldest that this package takes, and the
 * newest line. A line has a release nearly every day, of nothing but newer dependencies.
 */
export const TESTED = { oldest: '2.68.12', newestLine: '2.70' };

const said = new Set<string>();

/**
 * Says once on standard error where cdk8s is another than those that were tried.
 *
 * @param version of cdk8s; where that is not told, nothing is said
 */
export function sayWhereUntested(version: string | undefined = cdk8sVersion()): void {
  const problem = version === undefined || said.has(version) ? undefined : untested(version);
  if (version !== undefined && problem !== undefined) {
    said.add(version);
    process.stderr.write(`warning: ${problem}\n`);
  }
}

function untested(version: string): string | undefined {
  const line = parseVersion(version)?.slice(0, 2).join('.');
  const isOlder = !isAtLeast(version, TESTED.oldest);
  if (line === undefined || (!isOlder && isAtLeast(TESTED.newestLine, line))) {
    return undefined;
  }
  return (
    `cdk8s ${version} is ${isOlder ? 'older' : 'newer'} than those that FastSynth was compared with, ` +
    `${TESTED.oldest} to ${TESTED.newestLine}.x: its files may be others than those of App; ` +
    `fix: ${isOlder ? 'update cdk8s' : 'update cdk8s-wasm'}, or compare them once with what App writes`
  );
}

/** jsii marks each class of a package with its version. */
function cdk8sVersion(): string | undefined {
  const mark: unknown = Reflect.get(ApiObject, Symbol.for('jsii.rtti'));
  const { version }: { version?: unknown } = Object(mark);
  return typeof version === 'string' ? version : undefined;
}
