import { compact, type JsonObject, orNothing } from '../../value/json';
import type { SpinComponent, SpinTarget } from './component-spec';
import type { SpinManifestSpec } from './manifest-spec';
import type { SpinDependency, SpinFiles, SpinSource } from './source-spec';
import type { SpinTrigger } from './trigger-spec';

/** A normalised manifest as the document of version 2 that says the same, whole numbers as `bigint`. */
export function documentOf(spec: SpinManifestSpec): JsonObject {
  const { name, version, description, authors, targets, triggerSettings, tool } = spec;
  const byType = new Map<string, JsonObject[]>();
  for (const trigger of spec.triggers) {
    byType.set(trigger.type, [...(byType.get(trigger.type) ?? []), triggerTable(trigger)]);
  }
  return compact({
    spin_manifest_version: 2n,
    application: compact({
      name,
      version,
      description,
      authors,
      targets: targets.map(targetValue),
      trigger: triggerSettings,
      tool,
    }),
    variables: spec.variables,
    trigger: Object.fromEntries(byType),
    component: mapped(spec.components, componentTable),
  });
}

function componentTable(component: SpinComponent): JsonObject {
  const { buildConfig: build, targets } = component;
  return compact({
    source: sourceValue(component.source),
    description: component.description,
    variables: component.variables,
    environment: component.environment,
    files: component.files.map(filesValue),
    exclude_files: component.excludeFiles,
    allowed_outbound_hosts: component.allowedOutboundHosts,
    key_value_stores: component.keyValueStores,
    sqlite_databases: component.sqliteDatabases,
    ai_models: component.aiModels,
    targets: targets?.map(targetValue),
    build: build && compact({ command: build.commands, workdir: build.workdir, watch: build.watch }),
    dependencies: mapped(component.dependencies, dependencyTable),
    dependencies_inherit_configuration: component.dependenciesInheritConfiguration,
    tool: component.tool,
  });
}

/** A trigger as the table that says the same, whole numbers as `bigint`. */
export function triggerTable(trigger: SpinTrigger): JsonObject {
  const { dependencies, executor, argv, staticResponse } = trigger;
  return compact({
    ...trigger.config,
    id: trigger.id,
    component: trigger.component,
    components: orNothing(trigger.components),
    dependencies: orNothing(mapped(dependencies, (items) => items.map(dependencyTable))),
    route: trigger.private ? compact({ private: true, path: trigger.route }) : trigger.route,
    executor: executor && compact({ type: executor, argv }),
    static_response:
      staticResponse &&
      compact({
        status_code: whole(staticResponse.statusCode),
        headers: staticResponse.headers,
        body: staticResponse.body,
      }),
    channel: trigger.channel,
    address: trigger.address,
    topic: trigger.topic,
    qos: trigger.qos,
    queue_url: trigger.queueUrl,
    max_messages: whole(trigger.maxMessages),
    idle_wait_seconds: whole(trigger.idleWaitSeconds),
    system_attributes: trigger.systemAttributes,
    message_attributes: trigger.messageAttributes,
  });
}

function dependencyTable(dependency: SpinDependency): JsonObject {
  const { inheritAllConfiguration, inheritConfiguration, ...rest } = dependency;
  return compact({ ...rest, inherit_configuration: inheritConfiguration ?? inheritAllConfiguration });
}

function sourceValue({ path, ...rest }: SpinSource): unknown {
  return path === undefined
    ? compact(rest)
    : Object.keys(compact(rest)).length > 0
      ? { path, ...rest }
      : path;
}

function filesValue({ pattern, ...rest }: SpinFiles): unknown {
  return pattern ?? compact(rest);
}

function targetValue({ environment, ...rest }: SpinTarget): unknown {
  return environment ?? compact(rest);
}

/** A whole number as one; another as it is, for the reader to refuse. */
function whole(value: number | undefined): unknown {
  return Number.isSafeInteger(value) ? BigInt(value ?? 0) : value;
}

function mapped<T>(map: { readonly [key: string]: T }, convert: (value: T) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, convert(value)]));
}
