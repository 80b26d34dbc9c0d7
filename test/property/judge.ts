import type { JsonObject } from '../../src/value/json';
import { validateAll } from '../support/schema';
import { build, PATH } from './build';
import { effective, isIdle, untraced } from './traces';
import { valueAt } from './walk';
import type { Case } from './world';

/** Where an error may say that it comes from: the construct, or the value that was made before it. */
const PLACE = new RegExp(
  `\\[(${PATH}|BlazorSite|RuntimeConfig|WasmImage|WasmPlatform( [^\\]]*)?|WasmRuntime(\\.crun)?)\\] `,
);

/** What JavaScript says when a program did not expect a value. */
const CRASH =
  /Cannot (read|set|convert)|is not (a function|iterable|a constructor|defined)|Invalid array length|call stack/;

/**
 * What is wrong with how a valid case came out: that it was refused, an object
 * that Kubernetes would not take, a value that left no trace, one that makes no
 * difference, or that a second time gives something else.
 *
 * @param probe picks the value that is changed to see whether it makes a difference
 */
export function faultOfValid(given: Case, probe: number): string | undefined {
  const before = JSON.stringify(given);
  let objects: JsonObject[];
  try {
    objects = build(given);
  } catch (error) {
    return `a valid case was refused: ${String(error)}`;
  }
  const problems = validateAll(objects);
  if (problems.length > 0) {
    return `Kubernetes would refuse what came out: ${problems.join('; ')}`;
  }
  const lost = untraced(given, objects);
  if (lost.length > 0) {
    return `these came in and left no trace: ${lost.join('; ')}`;
  }
  const made = JSON.stringify(objects);
  if (JSON.stringify(build(given)) !== made || JSON.stringify(given) !== before) {
    return 'a second synth gave something else, or the props were changed';
  }
  const leaves = effective(given);
  const leaf = leaves[probe % leaves.length];
  return leaf !== undefined && isIdle(given, leaf, made)
    ? `${leaf.struct}.${leaf.field} at ${leaf.path.join('.')} makes no difference: ${JSON.stringify(valueAt(given, leaf.path))}`
    : undefined;
}

/**
 * What is wrong with how an invalid case was refused.
 *
 * @param props what is handed over instead of the case's props
 */
export function faultOfInvalid(given: Case, name: string, ...props: unknown[]): string | undefined {
  return faultOf(() => {
    const [problem] = validateAll(build(given, ...props));
    return problem === undefined ? 'nobody says a word' : `Kubernetes says ${problem}`;
  }, name);
}

/** What is wrong with how something was refused. */
export function faultOf(act: () => unknown, name: string): string | undefined {
  try {
    return `${name}: taken, and gives ${String(act())}`;
  } catch (error) {
    const isPlain = error instanceof Error && error.constructor === Error;
    return isPlain && PLACE.test(error.message) && !CRASH.test(error.message)
      ? undefined
      : `${name}: no error with a path: ${error instanceof Error ? error.stack : String(error)}`;
  }
}
