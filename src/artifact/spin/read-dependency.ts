import { isObject } from '../../value/json';
import type { DraftDependency } from './draft';
import { ID_FORM, kebabProblem } from './ids';
import type { Problems } from './problems';
import { PACKAGE_FORM, packageProblem, readDownload, readRegistry } from './read-source';
import { isVersion, isVersionRequirement } from './semver';
import type { SpinDependency } from './source-spec';
import { TableReader, type TextForm } from './table-reader';
import type { TomlPath } from './toml-scanner';

/** The name of an import: `foo-bar`, or a package with an interface and a version or without. */
export interface DependencyName {
  readonly package?: string;
  readonly interface?: string;
  readonly version?: string;
}

const KINDS = '">=1.0", { version }, { path }, { url, digest } or { component }';
const REQUIREMENT_FORM: TextForm = {
  rule: 'source',
  problem: (text) => (isVersionRequirement(text) ? undefined : 'it asks for no versions'),
  allowed: 'as >=1.0, ^1.2 or =1.2.3',
};
const NAME = 'name, namespace:package, namespace:package/interface, each with @1.2.3 or without';

/** Takes the name of an import apart. Source: spinframework/spin, `crates/serde/src/dependencies.rs`. */
export function parseDependencyName(text: string): DependencyName {
  if (!/[:/]/.test(text)) {
    return {};
  }
  const [name, version] = text.split(/@(.*)/s);
  const [packageName, interfaceName] = name.split(/\/(.*)/s);
  return {
    package: packageName,
    ...(interfaceName !== undefined && { interface: interfaceName }),
    ...(version !== undefined && { version }),
  };
}

/** `dependencies` of a component or a profile. Source: `crates/manifest/src/schema/v2/dependency.rs`. */
export function readDependencies(reader: TableReader, problems: Problems): Map<string, DraftDependency> {
  const parent = reader.child('dependencies');
  const read = new Map<string, DraftDependency>();
  for (const [name, value] of parent?.entries(KINDS, tableOrText) ?? []) {
    const at = reader.place('dependencies').concat(name);
    const wrong = nameProblem(name);
    if (wrong !== undefined) {
      problems.add({ rule: 'dependency', at, value: name, wrong, allowed: NAME });
    }
    read.set(name, { at, spec: readDependency(value, at, problems, true) });
  }
  return read;
}

/** `dependencies` of a trigger: lists by role. */
export function readTriggerDependencies(
  reader: TableReader,
  problems: Problems,
): { [role: string]: SpinDependency[] } {
  const parent = reader.child('dependencies');
  const roles = parent?.entries('an array of tables', (value) =>
    Array.isArray(value) && value.every(isObject) ? value : undefined,
  );
  return Object.fromEntries(
    (roles ?? []).map(([role, items]) => [
      role,
      items.map((item, i) =>
        readDependency(item, reader.place('dependencies').concat(role, i), problems, false),
      ),
    ]),
  );
}

function readDependency(
  value: unknown,
  at: TomlPath,
  problems: Problems,
  forImport: boolean,
): SpinDependency {
  const table = new TableReader(isObject(value) ? value : { version: value }, at, problems);
  const kinds = ['version', 'path', 'url', 'component'].filter((key) => table.has(key));
  if (kinds.length !== 1) {
    problems.add({
      rule: 'dependency',
      at,
      value,
      wrong: kinds.length === 0 ? 'it does not say where from' : `${kinds.join(' and ')} exclude each other`,
      allowed: KINDS,
    });
    return {};
  }
  const dependency = { ...readKind(kinds[0], table, forImport), ...readInheritance(table) };
  const exported = forImport ? table.text('export') : undefined;
  if (!isObject(value)) {
    return dependency;
  }
  table.refuseRest();
  return { ...dependency, ...(exported !== undefined && { export: exported }) };
}

function readKind(kind: string, table: TableReader, forImport: boolean): SpinDependency {
  if (kind === 'url') {
    return readDownload(table);
  }
  if (kind === 'path') {
    return { path: table.requiredText('path') };
  }
  if (kind === 'component') {
    return { component: table.requiredText('component', ID_FORM) };
  }
  const name = forImport ? table.text('package', PACKAGE_FORM) : table.requiredText('package', PACKAGE_FORM);
  const registry = readRegistry(table);
  return {
    version: table.requiredText('version', REQUIREMENT_FORM),
    ...(name !== undefined && { package: name }),
    ...(registry !== undefined && { registry }),
  };
}

function readInheritance(table: TableReader): SpinDependency {
  const value = table.value('inherit_configuration');
  if (Array.isArray(value)) {
    return { inheritConfiguration: table.texts('inherit_configuration') };
  }
  const all = table.typed('inherit_configuration', 'true, false or an array of strings', (given) =>
    typeof given === 'boolean' ? given : undefined,
  );
  return all === undefined ? {} : { inheritAllConfiguration: all };
}

function nameProblem(text: string): string | undefined {
  const name = parseDependencyName(text);
  if (name.package === undefined) {
    return kebabProblem(text);
  }
  return (
    packageProblem(name.package) ??
    (name.interface === undefined ? undefined : kebabProblem(name.interface)) ??
    (name.version === undefined || isVersion(name.version) ? undefined : 'what stands behind @ is no version')
  );
}

function tableOrText(value: unknown): unknown {
  return typeof value === 'string' || isObject(value) ? value : undefined;
}
