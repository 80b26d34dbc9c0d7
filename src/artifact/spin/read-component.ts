import type { JsonObject } from '../../value/json';
import type { SpinBuild } from './component-spec';
import type { DraftComponent, DraftHost, DraftProfile } from './draft';
import { outboundHostsOf } from './http-host';
import { LOWER_SNAKE, labelProblem, variableNameProblem } from './ids';
import type { SpinVariable } from './manifest-spec';
import type { Problems } from './problems';
import { readDependencies } from './read-dependency';
import { readFiles, readSource, readTargets } from './read-source';
import type { TableReader } from './table-reader';

/** A component of version 2. Source: spinframework/spin, `crates/manifest/src/schema/v2/component.rs`. */
export function readComponent(reader: TableReader, problems: Problems): DraftComponent {
  const common = readCommon(reader, problems);
  for (const key of ['key_value_stores', 'sqlite_databases']) {
    checkLabels(reader, key, problems);
  }
  const targets = reader.has('targets') ? readTargets(reader, problems) : undefined;
  const inherit = reader.flag('dependencies_inherit_configuration');
  const component: DraftComponent = {
    at: reader.at,
    variablesAt: reader.place('variables'),
    body: {
      ...common,
      variables: readComponentVariables(reader, 'variables', problems),
      ...(targets !== undefined && { targets }),
      ...(inherit !== undefined && { dependenciesInheritConfiguration: inherit }),
      tool: readTools(reader),
    },
    hosts: [...textsAt(reader, 'allowed_outbound_hosts'), ...readHttpHosts(reader, problems)],
    dependencies: readDependencies(reader, problems),
    profiles: new Map(
      reader.childMap('profile').map(([name, profile]) => [name, readProfile(profile, problems)]),
    ),
  };
  reader.refuseRest();
  return component;
}

/** The fields that a component has in both versions. */
export function readCommon(
  reader: TableReader,
  problems: Problems,
): Omit<DraftComponent['body'], 'variables' | 'tool'> {
  const description = reader.optionalText('description');
  const build = readBuild(reader.child('build'));
  if (!reader.has('source')) {
    reader.missing('source', 'a file, a download or a package');
  }
  return {
    source: reader.has('source') ? readSource(reader, problems) : {},
    ...(description !== undefined && { description }),
    environment: reader.textMap('environment'),
    files: readFiles(reader, problems),
    excludeFiles: reader.texts('exclude_files'),
    keyValueStores: reader.texts('key_value_stores'),
    sqliteDatabases: reader.texts('sqlite_databases'),
    aiModels: reader.texts('ai_models'),
    ...(build !== undefined && { buildConfig: build }),
  };
}

/** The entries of the deprecated `allowed_http_hosts` as those of `allowed_outbound_hosts`. */
export function readHttpHosts(reader: TableReader, problems: Problems): DraftHost[] {
  const entries = textsAt(reader, 'allowed_http_hosts');
  const converted = outboundHostsOf(
    entries.map(({ text }) => text),
    (index, wrong) =>
      problems.add({
        rule: 'http-host',
        at: entries[index].at,
        value: entries[index].text,
        wrong,
        allowed: 'host, host:port or insecure:allow-all',
      }),
  );
  return converted.map(({ text, index }) => ({ text, at: entries[index].at }));
}

/** A list of texts, each with its place. */
export function textsAt(reader: TableReader, key: string): DraftHost[] {
  return reader.texts(key).map((text, index) => ({ text, at: [...reader.place(key), index] }));
}

/** The variables of a component, whose names the field of this key has. */
export function readComponentVariables(
  reader: TableReader,
  key: string,
  problems: Problems,
): { [name: string]: string } {
  const variables = reader.textMap(key);
  checkVariableNames(Object.keys(variables), reader, key, problems);
  return variables;
}

/** The variables of the application. Source: `crates/manifest/src/schema/common.rs`. */
export function readVariables(reader: TableReader, problems: Problems): { [name: string]: SpinVariable } {
  const read = reader.childMap('variables').map(([name, table]): [string, SpinVariable] => {
    const [preset, description] = [table.text('default'), table.text('description')];
    const variable = {
      required: table.flag('required') ?? false,
      secret: table.flag('secret') ?? false,
      ...(preset !== undefined && { default: preset }),
      ...(description !== undefined && { description }),
    };
    table.refuseRest();
    return [name, variable];
  });
  checkVariableNames(
    read.map(([name]) => name),
    reader,
    'variables',
    problems,
  );
  return Object.fromEntries(read);
}

/** Settings of other tools: tables by name. */
export function readTools(reader: TableReader): { [name: string]: JsonObject } {
  return Object.fromEntries(reader.childMap('tool').map(([name, table]) => [name, table.rest()]));
}

function readBuild(reader: TableReader | undefined): SpinBuild | undefined {
  if (reader === undefined) {
    return undefined;
  }
  const workdir = reader.text('workdir');
  const build = {
    commands: readCommands(reader),
    ...(workdir !== undefined && { workdir }),
    watch: reader.texts('watch'),
  };
  reader.refuseRest();
  return build;
}

function readCommands(reader: TableReader): string[] {
  if (!reader.has('command')) {
    reader.missing('command', 'a string or an array of strings');
  }
  return typeof reader.value('command') === 'string'
    ? [reader.requiredText('command')]
    : reader.texts('command');
}

function readProfile(reader: TableReader, problems: Problems): DraftProfile {
  const build = reader.child('build');
  const profile = {
    ...(reader.has('source') && { source: readSource(reader, problems) }),
    environment: reader.textMap('environment'),
    dependencies: readDependencies(reader, problems),
    ...(build !== undefined && { commands: readCommands(build) }),
  };
  build?.refuseRest();
  reader.refuseRest();
  return profile;
}

function checkLabels(reader: TableReader, key: string, problems: Problems): void {
  for (const { text, at } of textsAt(reader, key)) {
    const wrong = labelProblem(text);
    if (wrong !== undefined) {
      problems.add({ rule: 'label', at, value: text, wrong, allowed: 'as my-store or my_store' });
    }
  }
}

function checkVariableNames(names: string[], reader: TableReader, key: string, problems: Problems): void {
  for (const name of names) {
    const wrong = variableNameProblem(name);
    if (wrong !== undefined) {
      problems.add({
        rule: 'id',
        at: [...reader.place(key), name],
        value: name,
        wrong,
        allowed: LOWER_SNAKE,
      });
    }
  }
}
