import type { Draft, DraftComponent, DraftTrigger } from './draft';
import { ID_FORM, kebabProblem } from './ids';
import type { Problems } from './problems';
import { readCommon, readComponentVariables, readHttpHosts, readVariables, textsAt } from './read-component';
import { readTriggerFields, readTriggerSettings } from './read-trigger';
import type { TableReader } from './table-reader';

/** What a component of version 1 could always reach, before there was `allowed_outbound_hosts`. */
const DATABASES = ['redis://*:*', 'mysql://*:*', 'postgres://*:*'];

/**
 * A manifest of version 1, as what Spin makes of it in version 2.
 *
 * Source: spinframework/spin, `crates/manifest/src/schema/v1.rs` and `compat.rs`.
 */
export function readV1(reader: TableReader, problems: Problems): Draft {
  reader.value('spin_manifest_version');
  if (reader.has('spin_version') && reader.has('spin_manifest_version')) {
    reader.refuse('spin_version', {
      rule: 'version',
      wrong: 'it says the same as spin_manifest_version',
      fix: 'leave one of them out',
    });
  }
  const trigger = reader.child('trigger');
  if (!reader.has('trigger')) {
    reader.missing('trigger', '{ type = "http" } or another type');
  }
  const type = trigger?.requiredText('type') ?? '';
  const [version, description] = [reader.optionalText('version'), reader.optionalText('description')];
  const application = {
    name: reader.requiredText('name'),
    ...(version !== undefined && { version }),
    ...(description !== undefined && { description }),
    authors: reader.texts('authors'),
    targets: [],
    variables: readVariables(reader, problems),
    triggerSettings: trigger === undefined ? {} : { [type]: readTriggerSettings(type, trigger) },
    tool: {},
  };
  const components = new Map<string, DraftComponent>();
  const triggers = reader.children('component').map((table) => readPair(type, table, components, problems));
  reader.refuseRest();
  return {
    application,
    triggers,
    components,
    settingsPlace: () => ['trigger'],
  };
}

/** A component with the trigger that stands in it. */
function readPair(
  type: string,
  reader: TableReader,
  components: Map<string, DraftComponent>,
  problems: Problems,
): DraftTrigger {
  const id = componentId(reader);
  if (components.has(id)) {
    reader.refuse('id', {
      rule: 'duplicate-component',
      wrong: `an earlier component is ${id} as well, and Spin would drop it`,
    });
  }
  components.set(id, readComponent(reader, problems));
  if (!reader.has('trigger')) {
    reader.missing('trigger', '[component.trigger]');
  }
  const trigger = reader.child('trigger');
  reader.refuseRest();
  return {
    at: reader.at,
    fieldsAt: reader.place('trigger'),
    id: `trigger-${id}`,
    type,
    component: { at: reader.place('id'), id },
    components: {},
    dependencies: {},
    fields: trigger === undefined ? { config: {} } : readTriggerFields(type, trigger, true),
  };
}

function readComponent(reader: TableReader, problems: Problems): DraftComponent {
  const given = reader.has('allowed_outbound_hosts');
  const at = reader.place('allowed_outbound_hosts');
  return {
    at: reader.at,
    variablesAt: reader.place('config'),
    body: {
      ...readCommon(reader, problems),
      variables: readComponentVariables(reader, 'config', problems),
      tool: {},
    },
    hosts: [
      ...textsAt(reader, 'allowed_outbound_hosts'),
      ...(given ? [] : DATABASES.map((text) => ({ text, at }))),
      ...readHttpHosts(reader, problems),
    ],
    dependencies: new Map(),
    profiles: new Map(),
  };
}

/** The id with `_` and capitals put right, which version 1 allowed. */
function componentId(reader: TableReader): string {
  const given = reader.requiredText('id', { ...ID_FORM, problem: (text) => kebabProblem(repaired(text)) });
  return repaired(given);
}

function repaired(id: string): string {
  return kebabProblem(id) === undefined ? id : id.replaceAll('_', '-').toLowerCase();
}
