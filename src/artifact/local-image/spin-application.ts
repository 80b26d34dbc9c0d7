import { isObject, type JsonObject } from '../../value/json';
import type { SpinLock, SpinLockComponent, SpinLockTrigger, SpinLockVariable } from '../oci-image/spin-lock';
import type { SpinComponent } from '../spin/component-spec';
import type { SpinManifestSpec, SpinVariable } from '../spin/manifest-spec';
import { SpinHostKind } from '../spin/outbound-host';
import { parseOutboundHost } from '../spin/parse-outbound-host';
import type { SpinTrigger } from '../spin/trigger-spec';
import { triggerTable } from '../spin/write-document';

/** What of a component is not in its manifest. */
export type ComponentContent = Pick<SpinLockComponent, 'wasm' | 'files'>;

/**
 * A manifest as the lock that Spin makes of it, apart from what runs nowhere
 * but where the application is built: `build`, `targets` and `tool`.
 *
 * Source: spinframework/spin, `crates/loader/src/local.rs`.
 */
export function lockOf(manifest: SpinManifestSpec, contentOf: (id: string) => ComponentContent): SpinLock {
  const { name, version, description, authors, triggerSettings } = manifest;
  const types = [...new Set(manifest.triggers.map(({ type }) => type))];
  return {
    metadata: {
      name,
      ...(version !== undefined && { version }),
      ...(description !== undefined && { description }),
      ...(authors.length > 0 && { authors }),
      triggers: triggerSettings,
      // Where there is but one type, older releases of Spin look for it here.
      ...(types.length === 1 && { trigger: { ...triggerSettings[types[0]], type: types[0] } }),
    },
    variables: mapped(manifest.variables, lockVariable),
    triggers: manifest.triggers.map(lockTrigger),
    components: Object.entries(manifest.components).map(([id, component]) => ({
      id,
      metadata: metadataOf(component),
      environment: component.environment,
      variables: component.variables,
      ...(chains(component) && { hostRequirements: { local_service_chaining: 'required' } }),
      ...contentOf(id),
    })),
  };
}

function lockVariable({ description, default: value, secret }: SpinVariable): SpinLockVariable {
  return {
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    secret,
  };
}

/** The table of the manifest, as the host of the trigger reads it. */
function lockTrigger(trigger: SpinTrigger): SpinLockTrigger {
  const { id: _, dependencies: __, ...config } = triggerTable(trigger);
  return { id: trigger.id, type: trigger.type, config: mapped(config, plain) };
}

/** JSON has one kind of number. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return isObject(value) ? mapped(value, plain) : value;
}

function mapped<T, U>(map: { readonly [key: string]: T }, change: (value: T) => U): { [key: string]: U } {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function metadataOf(component: SpinComponent): JsonObject {
  const { description, allowedOutboundHosts, keyValueStores, sqliteDatabases, aiModels } = component;
  const lists = {
    allowed_outbound_hosts: allowedOutboundHosts,
    key_value_stores: keyValueStores,
    databases: sqliteDatabases,
    ai_models: aiModels,
  };
  return {
    ...(description !== undefined && { description }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}

/** Whether the host must call other components for it: another host would take their names for those of machines. */
function chains({ allowedOutboundHosts }: SpinComponent): boolean {
  return allowedOutboundHosts.some((text) => parseOutboundHost(text).kind === SpinHostKind.CHAINED);
}
