import { isObject } from '../../value/json';
import type { ComponentRef, Draft, DraftComponent, DraftTrigger } from './draft';
import { ID_FORM, kebabProblem } from './ids';
import type { Problems } from './problems';
import { readComponent, readTools, readVariables } from './read-component';
import { readTriggerDependencies } from './read-dependency';
import { readTargets } from './read-source';
import { readTriggerFields, readTriggerSettings } from './read-trigger';
import { TableReader } from './table-reader';
import type { TomlPath } from './toml-scanner';

/** A manifest of version 2. Source: spinframework/spin, `crates/manifest/src/schema/v2.rs`. */
export function readV2(reader: TableReader, problems: Problems): Draft {
  reader.value('spin_manifest_version');
  const draft: Draft = {
    application: readApplication(reader, problems),
    triggers: readTriggers(reader, problems),
    components: readComponents(reader, problems),
    settingsPlace: (type) => ['application', 'trigger', type],
  };
  reader.refuseRest();
  return draft;
}

function readApplication(reader: TableReader, problems: Problems): Draft['application'] {
  const application = reader.child('application');
  if (!reader.has('application')) {
    reader.missing('application', 'a table with at least a name');
  }
  const variables = readVariables(reader, problems);
  const settings = application?.childMap('trigger') ?? [];
  const [version, description] = [
    application?.optionalText('version'),
    application?.optionalText('description'),
  ];
  const details = {
    name: application?.requiredText('name') ?? '',
    ...(version !== undefined && { version }),
    ...(description !== undefined && { description }),
    authors: application?.texts('authors') ?? [],
    targets: application === undefined ? [] : readTargets(application, problems),
    variables,
    triggerSettings: Object.fromEntries(
      settings.map(([type, table]) => [type, readTriggerSettings(type, table)]),
    ),
    tool: application === undefined ? {} : readTools(application),
  };
  application?.refuseRest();
  return details;
}

function readComponents(reader: TableReader, problems: Problems): Map<string, DraftComponent> {
  return new Map(
    reader.childMap('component').map(([id, table]): [string, DraftComponent] => {
      checkId(id, table.at, problems);
      return [id, readComponent(table, problems)];
    }),
  );
}

function readTriggers(reader: TableReader, problems: Problems): DraftTrigger[] {
  const types = reader.child('trigger');
  if (!reader.has('trigger')) {
    reader.missing('trigger', '[[trigger.http]] or another type');
  }
  const tables = types?.entries('an array of tables, written [[trigger.…]]', (value) =>
    Array.isArray(value) && value.every(isObject) ? value : undefined,
  );
  return (tables ?? []).flatMap(([type, items]) =>
    items.map((item, index) =>
      readTrigger(type, new TableReader(item, ['trigger', type, index], problems), problems),
    ),
  );
}

function readTrigger(type: string, reader: TableReader, problems: Problems): DraftTrigger {
  const id = reader.text('id') ?? '';
  const component = reader.has('component')
    ? readRef(reader.value('component'), reader.place('component'), problems)
    : undefined;
  return {
    at: reader.at,
    fieldsAt: reader.at,
    id,
    type,
    ...(component !== undefined && { component }),
    components: readRoles(reader, problems),
    dependencies: readTriggerDependencies(reader, problems),
    fields: readTriggerFields(type, reader, component !== undefined),
  };
}

function readRoles(reader: TableReader, problems: Problems): { [role: string]: ComponentRef[] } {
  const parent = reader.child('components');
  const roles = parent?.entries('an id, a table or an array of them', (value) => [value].flat()) ?? [];
  return Object.fromEntries(
    roles.map(([role, items]) => {
      const place = reader.place('components').concat(role);
      const isArray = Array.isArray(parent?.value(role));
      return [role, items.map((item, i) => readRef(item, isArray ? [...place, i] : place, problems))];
    }),
  );
}

function readRef(value: unknown, at: TomlPath, problems: Problems): ComponentRef {
  if (isObject(value)) {
    return { at, inline: readComponent(new TableReader(value, at, problems), problems) };
  }
  if (typeof value === 'string') {
    checkId(value, at, problems);
    return { at, id: value };
  }
  problems.add({
    rule: 'type',
    at,
    value,
    wrong: 'it is neither an id nor a table',
    allowed: '"component-id", or a component as a table',
  });
  return { at, id: '' };
}

function checkId(id: string, at: TomlPath, problems: Problems): void {
  const wrong = kebabProblem(id);
  if (wrong !== undefined) {
    problems.add({ rule: 'id', at, value: id, wrong, allowed: ID_FORM.allowed });
  }
}
