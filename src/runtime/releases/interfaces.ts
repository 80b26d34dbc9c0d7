import type { RuntimeFact } from '../fact';
import type { InterfaceFact } from './shim-release-spec';

/** The interfaces of WASI 0.2 that belong to its command world, by package. */
const WASI_0_2: { readonly [name: string]: readonly string[] } = {
  'wasi:cli': [
    'environment',
    'exit',
    'stdin',
    'stdout',
    'stderr',
    'terminal-input',
    'terminal-output',
    'terminal-stdin',
    'terminal-stdout',
    'terminal-stderr',
  ],
  'wasi:clocks': ['monotonic-clock', 'wall-clock'],
  'wasi:filesystem': ['preopens', 'types'],
  'wasi:io': ['error', 'poll', 'streams'],
  'wasi:random': ['insecure', 'insecure-seed', 'random'],
  'wasi:sockets': [
    'instance-network',
    'ip-name-lookup',
    'network',
    'tcp',
    'tcp-create-socket',
    'udp',
    'udp-create-socket',
  ],
};

/** All interfaces of WASI 0.2’s command world. */
export const COMMAND_INTERFACES: readonly string[] = Object.entries(WASI_0_2).flatMap(([owner, names]) =>
  names.map((name) => `${owner}/${name}`),
);

/** What WASI 0.2 has for calls over HTTP. */
export const HTTP_INTERFACES: readonly string[] = ['wasi:http/types', 'wasi:http/outgoing-handler'];

/** An interface of WASI 0.2 that never left its experimental state. */
export const TIMEZONE = 'wasi:clocks/timezone';

/** Interfaces in one version, with what is known of them. */
export function interfaces(
  fact: RuntimeFact,
  version: string | undefined,
  names: readonly string[],
  more: Pick<InterfaceFact, 'exact' | 'roles' | 'executor'> = {},
): InterfaceFact {
  return { ...fact, names: [...names], ...(version !== undefined && { version }), ...more };
}
