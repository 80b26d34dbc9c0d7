import { frozenCopy, type JsonObject } from '../../value/json';
import { checkManifest } from './check-manifest';
import type { DraftComponent } from './draft';
import type { SpinManifestSpec } from './manifest-spec';
import { type NormalDraft, normalize } from './normalize';
import { Problems, type Where } from './problems';
import { readV1 } from './read-v1';
import { readV2 } from './read-v2';
import { resolveDependencies } from './resolve-dependencies';
import { TableReader } from './table-reader';
import type { SpinTrigger } from './trigger-spec';
import { warningsOf } from './warn';

/** A manifest that Spin takes. */
export interface LoadedManifest {
  readonly spec: SpinManifestSpec;
  /** What is hardly meant, each in one line with its place. */
  readonly warnings: string[];
}

/**
 * Reads a document, normalises it and holds it against Spin's rules. What is
 * wrong with single fields is told first and all at once; then what does not
 * fit together.
 *
 * @throws where Spin would refuse it, with every problem and its place
 */
export function loadManifest(table: JsonObject, where: Where, profile?: string): LoadedManifest {
  const problems = new Problems();
  const reader = new TableReader(table, [], problems);
  const isFirst = isFirstVersion(reader, problems);
  problems.throwIfAny(where);
  const draft = isFirst ? readV1(reader, problems) : readV2(reader, problems);
  problems.throwIfAny(where);
  const normal = normalize(draft, profile, problems);
  const spec = specOf(normal, problems);
  checkManifest(normal, problems);
  problems.throwIfAny(where);
  return { spec: frozenCopy(spec), warnings: warningsOf(normal).messages(where) };
}

/** Source: spinframework/spin, `crates/manifest/src/lib.rs`, `ManifestVersion`. */
function isFirstVersion(reader: TableReader, problems: Problems): boolean {
  const key = reader.has('spin_manifest_version') ? 'spin_manifest_version' : 'spin_version';
  const version = reader.value(key);
  if (version !== '1' && (version !== 2n || key !== 'spin_manifest_version')) {
    const problem = {
      rule: 'version',
      wrong: version === undefined ? 'the manifest does not say its version' : 'no version that Spin takes',
      allowed:
        'spin_manifest_version = 2, or spin_manifest_version = "1" (spin_version is another name of it)',
    } as const;
    problems.add({ ...problem, at: version === undefined ? [] : [key], value: version });
  }
  return version === '1';
}

function specOf({ application, triggers, components }: NormalDraft, problems: Problems): SpinManifestSpec {
  return {
    ...application,
    triggers: triggers.map(triggerOf),
    components: Object.fromEntries(
      [...components].map(([id, component]) => [id, componentOf(component, components, problems)]),
    ),
  };
}

function triggerOf(trigger: NormalDraft['triggers'][number]): SpinTrigger {
  const { id, type, component, components, dependencies, fields } = trigger;
  return {
    id,
    type,
    ...(component !== undefined && { component: component.id }),
    components: Object.fromEntries(
      Object.entries(components).map(([role, refs]) => [role, refs.map((ref) => ref.id)]),
    ),
    dependencies: Object.fromEntries(Object.entries(dependencies).map(([role, items]) => [role, [...items]])),
    ...fields,
  };
}

function componentOf(
  component: DraftComponent,
  components: ReadonlyMap<string, DraftComponent>,
  problems: Problems,
): SpinManifestSpec['components'][string] {
  return {
    ...component.body,
    allowedOutboundHosts: component.hosts.map(({ text }) => text),
    dependencies: resolveDependencies(component, components, problems),
  };
}
