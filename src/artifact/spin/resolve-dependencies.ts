import type { DraftComponent, DraftDependency } from './draft';
import type { Problem, Problems } from './problems';
import { type DependencyName, parseDependencyName } from './read-dependency';
import { compatibility } from './semver';
import type { SpinDependency, SpinSource } from './source-spec';

/**
 * The dependencies of a component, with the source of a component of the same
 * application in the place of its id, and held against what Spin asks of them.
 *
 * Source: spinframework/spin, `crates/manifest/src/normalize.rs` and `schema/v2/component.rs`.
 */
export function resolveDependencies(
  component: DraftComponent,
  components: ReadonlyMap<string, DraftComponent>,
  problems: Problems,
): { [name: string]: SpinDependency } {
  const refuse = ({ at }: DraftDependency, value: unknown, problem: Omit<Problem, 'rule' | 'at' | 'value'>) =>
    problems.add({ rule: 'dependency', at, value, ...problem });
  const resolved: [string, SpinDependency][] = [];
  for (const [name, dependency] of component.dependencies) {
    const spec = sourceOf(dependency, components, refuse);
    checkOne(name, spec, (problem) => refuse(dependency, dependency.spec, problem));
    if (component.body.dependenciesInheritConfiguration !== undefined && inherits(spec)) {
      refuse(dependency, dependency.spec, {
        wrong: 'inherit_configuration and dependencies_inherit_configuration exclude each other',
        fix: 'say it of each dependency, or once for all of them',
      });
    }
    for (const [other] of resolved) {
      if (conflict(parseDependencyName(name), parseDependencyName(other))) {
        refuse(dependency, name, {
          wrong: `it may fill the same import as ${other}`,
          fix: 'name their interfaces',
        });
      }
    }
    resolved.push([name, spec]);
  }
  return Object.fromEntries(resolved);
}

type Refuse = (
  dependency: DraftDependency,
  value: unknown,
  problem: Omit<Problem, 'rule' | 'at' | 'value'>,
) => void;

function sourceOf(
  dependency: DraftDependency,
  components: ReadonlyMap<string, DraftComponent>,
  refuse: Refuse,
): SpinDependency {
  const { component: id, ...rest } = dependency.spec;
  if (id === undefined) {
    return rest;
  }
  const target = components.get(id);
  if (target === undefined) {
    refuse(dependency, id, {
      wrong: 'there is no such component',
      allowed: [...components.keys()].join(', '),
    });
    return rest;
  }
  const own = ownConfiguration(target);
  if (own.length > 0) {
    refuse(dependency, id, {
      wrong: `as a dependency it would lose its ${own.join(', ')}`,
      allowed: 'a component that has nothing but its source',
    });
  }
  return { ...ofSource(target.body.source), ...rest };
}

/** What Spin makes of a source: a package's version now asks for all that are compatible with it. */
function ofSource({ path, url, digest, package: name, version, registry }: SpinSource): SpinDependency {
  if (path !== undefined) {
    return { path };
  }
  return url !== undefined
    ? { url, digest }
    : { version, package: name, ...(registry !== undefined && { registry }) };
}

function ownConfiguration({ body, hosts, dependencies }: DraftComponent): string[] {
  const filled = {
    ai_models: body.aiModels.length,
    allowed_outbound_hosts: hosts.length,
    dependencies: dependencies.size,
    environment: Object.keys(body.environment).length,
    files: body.files.length,
    key_value_stores: body.keyValueStores.length,
    sqlite_databases: body.sqliteDatabases.length,
    variables: Object.keys(body.variables).length,
  };
  return Object.entries(filled).flatMap(([field, size]) => (size > 0 ? [field] : []));
}

function checkOne(
  text: string,
  spec: SpinDependency,
  refuse: (problem: Omit<Problem, 'rule' | 'at' | 'value'>) => void,
): void {
  const name = parseDependencyName(text);
  if (name.package === undefined && spec.version !== undefined && spec.package === undefined) {
    refuse({ wrong: 'the name of the import is none of a package', fix: 'name it: { version, package }' });
  }
  const isWholePackage = name.package !== undefined && name.interface === undefined;
  if (isWholePackage && spec.export !== undefined && spec.url === undefined) {
    refuse({
      wrong: 'one export does not fill a whole package',
      fix: `name the interface: ${text}/interface`,
    });
  }
}

function inherits({ inheritAllConfiguration, inheritConfiguration }: SpinDependency): boolean {
  return inheritAllConfiguration !== undefined || inheritConfiguration !== undefined;
}

/** Whether two names of one package leave open which import is meant. */
function conflict(one: DependencyName, other: DependencyName): boolean {
  if (one.package === undefined || one.package !== other.package) {
    return false;
  }
  const apart = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  return (
    !apart(one.interface, other.interface) &&
    !apart(one.version && compatibility(one.version), other.version && compatibility(other.version))
  );
}
