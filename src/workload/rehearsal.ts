import { App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { sharePrinted } from '../check/checks';
import { bindPlatform } from '../runtime/platform-binding';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { resolvedCopy } from '../value/deferred';
import { holdsUnresolved } from '../value/unresolved';

/** Makes a workload of the same kind of other props. */
export type Maker<T> = (scope: Construct, id: string, props: T) => unknown;

/**
 * Holds values that were not known when a workload was made against everything
 * that a constructor holds them against: makes the workload once more, of the
 * same props with their values, in a tree that nobody writes.
 *
 * @returns what the constructor says of them, without the path
 */
export function rehearse<T>(
  workload: Construct,
  platform: WasmPlatformSpec | undefined,
  props: T,
  make: Maker<T>,
): string | undefined {
  if (!holdsUnresolved(props)) {
    return undefined;
  }
  const { scope, id, path } = workload.node;
  const app = new App();
  sharePrinted(workload, app);
  if (platform !== undefined) {
    bindPlatform(app, platform, app);
  }
  try {
    make(likeness(scope, app), id, resolvedCopy(props));
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replaceAll(`[${path}] `, '');
  }
}

/** A construct of the same path, so that messages name the right one. */
function likeness(scope: IConstruct | undefined, app: App): Construct {
  if (scope?.node.scope === undefined) {
    return app;
  }
  const parent = likeness(scope.node.scope, app);
  const { id } = scope.node;
  return Chart.isChart(scope)
    ? new Chart(parent, id, { namespace: scope.namespace })
    : new Construct(parent, id);
}
