import { ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { compact, type Manifest, orNothing, stableJson } from '../value/json';
import { refusal } from '../value/refuse';
import { carriedByRoot, pathOf } from '../value/tree-state';
import type { PlatformBinding } from './platform-binding';
import { type PlatformRuntime, RuntimeClassOwner } from './wasm-platform-spec';

/**
 * Children with an integer for an id come first in a construct tree whenever
 * they are made, and the file name begins with it: so the classes are written
 * and applied before the pods that name them, in whatever order the program
 * makes its charts.
 */
const FIRST = '0';
const CHART = 'runtime-classes';

/** A RuntimeClass of the app: what is known of it, and the construct that brought it. */
interface KnownClass {
  readonly handler: string;
  /** The whole object; not known where another controller makes it. */
  readonly manifest?: Manifest;
  /** Whether a platform emits it because a workload uses it; else it was written on purpose. */
  readonly emitted: boolean;
  readonly path: string;
}

/**
 * What a shim’s process takes beside its pod, unless somebody knows better. Measured: 9 to 16 MB with a component, 23 MB with
 * a module, under the shim of the cluster tests (bench/RESULTS.md); 10 MB under containerd-shim-spin 0.24.0. What a shim holds after it has
 * compiled a large component is more, and is no pod’s alone.
 */
const OVERHEAD = { memory: '24Mi' };

/** The RuntimeClass object for a runtime of a platform. */
export function runtimeClassManifest(runtime: PlatformRuntime): Manifest {
  const { className, handler, nodeSelector, tolerations, overhead = OVERHEAD } = runtime;
  return compact({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: className },
    handler,
    scheduling: orNothing(
      compact({ nodeSelector: orNothing(nodeSelector), tolerations: orNothing(tolerations) }),
    ),
    overhead: orNothing(overhead) && { podFixed: overhead },
  });
}

/**
 * Notes a RuntimeClass of the app.
 *
 * @param manifest the object where this construct brings it whole
 * @param emitted whether a platform emits it because a workload uses it
 * @returns whether the object is new
 * @throws where the app has one of that name with another handler or other content, or has it already otherwise
 */
export function claimRuntimeClass(
  by: IConstruct,
  runtime: PlatformRuntime,
  manifest?: Manifest,
  emitted = false,
): boolean {
  const known = carriedByRoot(by, 'runtime-classes', () => new Map<string, KnownClass>());
  const { className, handler } = runtime;
  const other = known.get(className);
  if (other !== undefined && (other.handler !== handler || contentDiffers(other.manifest, manifest))) {
    const [there, here] =
      other.handler === handler
        ? [stableJson(other.manifest), stableJson(manifest)]
        : [other.handler, handler];
    throw refusal({
      path: pathOf(by),
      field: 'RuntimeClass',
      value: className,
      wrong: `${other.path} has one of the same name that differs (${there} there, ${here} here), and a cluster holds one`,
      fix: 'give one of them another className, or synthesise the two clusters with an App each',
    });
  }
  if (other?.manifest !== undefined && manifest !== undefined && !(other.emitted && emitted)) {
    throw refusal({
      path: pathOf(by),
      field: 'RuntimeClass',
      value: className,
      wrong: `the app has it already, at ${other.path}`,
      fix:
        other.emitted || emitted
          ? 'runtimeClasses: RuntimeClassOwner.EXTERNAL for the platform, or leave the WasmRuntimeClass out: the platform emits it'
          : 'write it once',
    });
  }
  if (other === undefined || (other.manifest === undefined && manifest !== undefined)) {
    known.set(className, { handler, path: pathOf(by), emitted, ...(manifest && { manifest }) });
  }
  return manifest !== undefined && other?.manifest === undefined;
}

/** Emits the class of `runtime` into the platform's chart, unless somebody else owns it or it is there. */
export function emitRuntimeClass(binding: PlatformBinding, by: IConstruct, runtime: PlatformRuntime): void {
  if (binding.platform.runtimeClasses === RuntimeClassOwner.EXTERNAL) {
    return;
  }
  const manifest = runtimeClassManifest(runtime);
  if (claimRuntimeClass(by, runtime, manifest, true)) {
    const chart = chartOf(by.node.root);
    const others = chart.node.children.filter(ApiObject.isApiObject);
    const own = new ApiObject(chart, runtime.className, manifest);
    // Objects stand in the order of their dependencies: by name, whichever workload came first.
    for (const other of others) {
      const [before, after] = other.name < own.name ? [other, own] : [own, other];
      after.addDependency(before);
    }
  }
}

/** The one chart for the classes: outside every chart of the user and every stage, as none of them owns the cluster. */
function chartOf(root: IConstruct): Chart {
  const first = root.node.tryFindChild(FIRST) ?? new Construct(root as Construct, FIRST);
  return (first.node.tryFindChild(CHART) as Chart | undefined) ?? new Chart(first as Construct, CHART);
}

function contentDiffers(a: Manifest | undefined, b: Manifest | undefined): boolean {
  return a !== undefined && b !== undefined && stableJson(a) !== stableJson(b);
}
