import { ImageFormat } from '../../artifact/image-format';
import type { RuntimeConfigSpec } from '../../artifact/runtime-config/spec';
import type { JsonObject } from '../../value/json';
import { isUnresolved } from '../../value/unresolved';
import { isGiven, mayHoldMore, membersAt, reach, textAt } from '../fields';
import { SPIN_VARIABLE } from '../spin-variables';
import type { ContainerView, Subject } from '../subject';
import { isMounted, runtimeConfigOf } from './runtime-config';

/** A file of variables that Spin reads where the container has none of the name (seen with containerd-shim-spin 0.24.0). */
const DOTENV = '/.env';

/** Where the value of a variable comes from. */
export type ValueSource = 'text' | 'secret' | 'elsewhere' | 'unknown';

/** A value that a container gives to a variable of its application. */
export interface GivenVariable {
  /** The variable, as the manifest names it. */
  readonly variable: string;
  /** The variable of the container: `SPIN_VARIABLE_X`, or the plain `X`, which the shim copies. */
  readonly name: string;
  /** Where it stands. */
  readonly field: string;
  readonly source: ValueSource;
}

/**
 * The values that a container gives by its own variables. With the plain names are all of its variables: only the
 * manifest tells which of these are the application's.
 */
export function givenVariables({ at, spec }: ContainerView): GivenVariable[] {
  return membersAt(spec, 'env').flatMap(({ index, spec: entry }) => {
    const name = textAt(entry, 'name');
    if (name === undefined || name !== name.toUpperCase()) {
      return [];
    }
    const plain = name.startsWith(SPIN_VARIABLE) ? name.slice(SPIN_VARIABLE.length) : name;
    return [{ variable: plain.toLowerCase(), name, field: `${at}/env/${index}`, source: sourceOf(entry) }];
  });
}

/** Variables that the runtime configuration has a value for, or that another prefix in the container gives one. */
export function providedVariables(config: RuntimeConfigSpec, { spec }: ContainerView): string[] {
  const names = membersAt(spec, 'env').flatMap(({ spec: entry }) => textAt(entry, 'name') ?? []);
  return (config.variablesProviders ?? []).flatMap(({ env, static: fixed }) => {
    const prefix = `${env?.prefix ?? ''}_`;
    return [
      ...Object.keys(fixed?.values ?? {}),
      ...Object.keys(fixed?.secretValues ?? {}),
      ...(env?.prefix === undefined ? [] : names.filter((name) => name.startsWith(prefix))).map((name) =>
        name.slice(prefix.length).toLowerCase(),
      ),
    ];
  });
}

/** From where values may come that nobody can see here, each in words. */
export function hiddenSources(subject: Subject, guest: ContainerView): string[] {
  const { known, hidden } = runtimeConfigOf(subject, guest);
  const { spec } = guest;
  const providers = known.variablesProviders ?? [];
  const from = spec.envFrom;
  const isEmpty = from === undefined || (Array.isArray(from) && from.length === 0);
  const inImage = subject.imageFormat === ImageFormat.PLAIN;
  return [
    ...(isEmpty ? [] : ['envFrom']),
    ...(mayHoldMore(spec.env, 'name') ? ['a variable whose name is not known'] : []),
    ...(isMounted(guest, DOTENV) || inImage ? [`a file ${DOTENV}`] : []),
    ...providers.flatMap(({ vault, azureKeyVault, env }) => [
      ...(vault ? ['the provider vault'] : []),
      ...(azureKeyVault ? ['the provider azureKeyVault'] : []),
      ...(env?.dotenvPath === undefined ? [] : [`the file ${String(env.dotenvPath)}`]),
      ...(env?.prefix !== undefined && isUnresolved(env.prefix) ? ['a prefix that is not known'] : []),
    ]),
    ...(hidden === undefined ? [] : [hidden]),
  ];
}

function sourceOf(entry: JsonObject): ValueSource {
  const value = reach(entry, 'value');
  const from = reach(entry, 'valueFrom');
  if (isUnresolved(value) || isUnresolved(from)) {
    return 'unknown';
  }
  if (from !== undefined && from !== null) {
    return isGiven(from, 'secretKeyRef') || isUnresolved(reach(from, 'secretKeyRef'))
      ? 'secret'
      : 'elsewhere';
  }
  // The kubelet puts other variables into a value that names them.
  return typeof value === 'string' && value.includes('$(') ? 'unknown' : 'text';
}
