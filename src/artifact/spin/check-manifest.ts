import { distance } from '../../value/shape';
import type { DraftHost } from './draft';
import type { SpinVariable } from './manifest-spec';
import type { NormalDraft, NormalRef } from './normalize';
import { OUTBOUND_HOST, parseOutboundHost } from './parse-outbound-host';
import type { Problem, Problems } from './problems';
import { parseTemplate, templateVariables } from './template';
import type { TomlPath } from './toml-scanner';

/** Holds a normalised manifest against what Spin asks when it loads it, and what a trigger asks when it starts. */
export function checkManifest(draft: NormalDraft, problems: Problems): void {
  const { variables } = draft.application;
  for (const [name, variable] of Object.entries(variables)) {
    checkVariable(variable, ['variables', name], problems);
  }
  for (const { at, text } of [...templates(draft)]) {
    checkTemplate(text, at, variables, problems);
  }
  for (const { at, text } of [...draft.components.values()].flatMap(({ hosts }) => hosts)) {
    checkHost(text, at, problems);
  }
  checkReferences(draft, problems);
  checkAddresses(draft, problems);
}

/** Every text that takes variables, where it stands. */
function* templates({ application, triggers, components, settingsPlace }: NormalDraft): Generator<DraftHost> {
  for (const { body, variablesAt, hosts } of components.values()) {
    for (const [name, text] of Object.entries(body.variables)) {
      yield { at: [...variablesAt, name], text };
    }
    yield* hosts;
  }
  for (const { fields, fieldsAt } of triggers) {
    const { address, channel, topic } = fields;
    for (const [key, text] of Object.entries({ address, channel, topic })) {
      yield { at: [...fieldsAt, key], text: text ?? '' };
    }
  }
  for (const type of ['redis', 'mqtt']) {
    for (const [key, text] of Object.entries(application.triggerSettings[type] ?? {})) {
      yield { at: [...settingsPlace(type), key], text: String(text) };
    }
  }
}

function checkVariable(variable: SpinVariable, at: TomlPath, problems: Problems): void {
  const hasDefault = variable.default !== undefined;
  if (variable.required === hasDefault) {
    problems.add({
      rule: 'variable-default',
      at,
      value: variable.secret && hasDefault ? { ...variable, default: '…' } : variable,
      wrong: hasDefault ? 'required and default exclude each other' : 'it would have no value',
      allowed: 'either required = true or default = "…"',
    });
  }
}

function checkTemplate(
  text: string,
  at: TomlPath,
  variables: { readonly [name: string]: SpinVariable },
  problems: Problems,
): void {
  if (parseTemplate(text) === undefined) {
    problems.add({
      rule: 'template',
      at,
      value: text,
      wrong: 'a {{ has no }}',
      allowed: 'text and {{ name }}',
    });
  }
  const known = Object.keys(variables);
  for (const name of templateVariables(text).filter((variable) => !known.includes(variable))) {
    problems.add({
      rule: 'unknown-variable',
      at,
      value: text,
      wrong: `the application has no variable ${JSON.stringify(name)}`,
      allowed: known.join(', ') || 'none: there is no [variables]',
      ...near(name, known),
    });
  }
}

function checkHost(text: string, at: TomlPath, problems: Problems): void {
  // What is wrong with a template is told of all templates.
  if (parseTemplate(text) === undefined) {
    return;
  }
  try {
    parseOutboundHost(text);
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    problems.add({ rule: 'outbound-host', at, value: text, wrong, allowed: OUTBOUND_HOST });
  }
}

function checkReferences({ triggers, components }: NormalDraft, problems: Problems): void {
  const known = [...components.keys()];
  const refs = triggers.flatMap(({ at, component, components: byRole, dependencies }): NormalRef[] => [
    ...(component === undefined ? [] : [component]),
    ...Object.values(byRole).flat(),
    ...Object.entries(dependencies).flatMap(([role, items]) =>
      items.flatMap(({ component: id }, index) =>
        id === undefined ? [] : [{ at: [...at, 'dependencies', role, index, 'component'], id }],
      ),
    ),
  ]);
  for (const { at, id } of refs.filter((ref) => !components.has(ref.id))) {
    problems.add({
      rule: 'unknown-component',
      at,
      value: id,
      wrong: 'there is no such component',
      allowed: known.join(', ') || 'none: there is no [component.…]',
      ...near(id, known),
    });
  }
}

function checkAddresses({ application, triggers, settingsPlace }: NormalDraft, problems: Problems): void {
  const settings = application.triggerSettings;
  const missing = { rule: 'trigger-address', wrong: 'the trigger does not know its server' } as const;
  for (const { type, fields, fieldsAt } of triggers) {
    if (type === 'redis' && !(fields.address ?? settings.redis?.address)) {
      problems.add({
        ...missing,
        at: [...fieldsAt, 'address'],
        value: fields.address,
        allowed: 'address = "redis://host:6379" here or in [application.trigger.redis]',
      });
    }
  }
  if (triggers.some(({ type }) => type === 'mqtt') && !settings.mqtt?.address) {
    problems.add({
      ...missing,
      at: [...settingsPlace('mqtt'), 'address'],
      allowed: 'address, username, password and keep_alive_interval in [application.trigger.mqtt]',
    });
  }
}

function near(given: string, known: readonly string[]): Pick<Problem, 'fix'> {
  const name = known.find((other) => distance(other, given) <= 2);
  return name === undefined ? {} : { fix: `${name}?` };
}
