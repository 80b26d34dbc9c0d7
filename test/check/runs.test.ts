import { describe, expect, test } from 'vitest';
import { SpinExecutor } from '../../src/artifact/spin/trigger-spec';
import type { WasmBinarySpec } from '../../src/artifact/wasm/binary-spec';
import { WasmBinary } from '../../src/artifact/wasm-binary';
import type { BinaryUse } from '../../src/check/obstacle';
import { whoRuns, whyNot } from '../../src/check/runs';
import { releaseOf } from '../../src/runtime/releases';
import { component, moduleFor, wat } from '../artifact/wasm/make';

const SHIMS = [
  'spin 0.24.0',
  'spin 0.20.0',
  'wasmtime 0.6.0',
  'wasmtime 0.4.0',
  'wasmtime 0.3.0',
  'wasmedge 0.6.0',
];

const START = '(func (export "_start"))';
const PREVIEW_1 = '(import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))';
const HTTP = 'wasi:http/incoming-handler@0.2.12';
const RC_HTTP = 'wasi:http/handler@0.3.0-rc-2026-01-06';

/** A binary, and for each shim of `SHIMS` whether it runs: `+`, does not: the aspect that stands against it, or `?`. */
type Row = readonly [that: string, make: () => Promise<Uint8Array>, expected: string];

const ROWS: readonly Row[] = [
  ['a module of preview 1', () => wat(`(module ${PREVIEW_1} ${START})`), '+ + + + + +'],
  ['a module without imports', () => wat(`(module ${START})`), '+ + + + + +'],
  [
    'a library',
    () => wat('(module (func (export "add")))'),
    'nothing nothing nothing nothing nothing nothing',
  ],
  [
    'a reactor',
    () => wat('(module (func (export "_initialize")))'),
    'nothing nothing nothing nothing nothing nothing',
  ],
  [
    'a module with an import of nobody’s',
    () => wat(`(module (import "env" "abort" (func)) ${START})`),
    'import import import import import ?',
  ],
  [
    'a module of preview 0',
    () => wat(`(module (import "wasi_unstable" "fd_write" (func)) ${START})`),
    '? ? ? ? ? ?',
  ],
  [
    'a module for old Spin',
    () => wat('(module (import "spin-config" "get-config" (func)) (func (export "handle-http-request")))'),
    '+ + role role role role',
  ],
  ['an HTTP component', () => component(['wasi:http/types@0.2.12'], [HTTP]), '+ + + role kind kind'],
  [
    'an HTTP component of 2023',
    () => component([], ['wasi:http/incoming-handler@0.2.0-rc-2023-11-10']),
    '+ + role role kind kind',
  ],
  [
    'an HTTP component of Spin’s own',
    () => component([], ['fermyon:spin/inbound-http']),
    '+ + role role kind kind',
  ],
  [
    'a command of 0.2.0',
    () => component(['wasi:cli/environment@0.2.0'], ['wasi:cli/run@0.2.0']),
    '+ + + + kind kind',
  ],
  [
    'a command of 0.2.12',
    () => component(['wasi:cli/environment@0.2.12'], ['wasi:cli/run@0.2.12']),
    '+ + + role kind kind',
  ],
  [
    'a command that calls over HTTP',
    () => component(['wasi:http/outgoing-handler@0.2.0'], ['wasi:cli/run@0.2.0']),
    '+ + import import kind kind',
  ],
  [
    'a command with the experimental time zone',
    () => component(['wasi:clocks/timezone@0.2.0'], ['wasi:cli/run@0.2.0']),
    '? ? ? import kind kind',
  ],
  [
    'a component with Spin’s stores',
    () => component(['fermyon:spin/key-value@2.0.0'], [HTTP]),
    '+ + import role kind kind',
  ],
  [
    'a component with WASI’s stores',
    () => component(['wasi:keyvalue/store@0.2.0-draft2'], [HTTP]),
    '+ + import role kind kind',
  ],
  [
    'a component with another draft of them',
    () => component(['wasi:keyvalue/store@0.2.0-draft'], [HTTP]),
    'import import import role kind kind',
  ],
  [
    'a component with PostgreSQL 4',
    () => component(['spin:postgres/postgres@4.0.0'], [HTTP]),
    '+ import import role kind kind',
  ],
  [
    'a component with a newer PostgreSQL 4',
    () => component(['spin:postgres/postgres@4.2.0'], [HTTP]),
    '+ import import role kind kind',
  ],
  [
    'a component with logging',
    () => component(['wasi:logging/logging'], [HTTP]),
    'import import import role kind kind',
  ],
  [
    'a component with types of somebody’s',
    () => component(['acme:shop/cart-types@1.0.0'], [HTTP]),
    '? ? ? role kind kind',
  ],
  [
    'a component with a function or type of its world',
    () => component(['log'], [HTTP]),
    '? ? ? role kind kind',
  ],
  [
    'a taker of Redis messages',
    () => component([], ['fermyon:spin/inbound-redis']),
    '+ + role role kind kind',
  ],
  [
    'a taker of Redis messages for Spin 4',
    () => component([], ['spin:redis/inbound-redis@3.0.0']),
    'role role role role kind kind',
  ],
  ['a taker of MQTT messages', () => component([], ['handle-message']), '+ + role role kind kind'],
  [
    'an older taker of MQTT messages',
    () => component([], ['spin:mqtt-trigger-sdk/inbound-mqtt']),
    '? ? role role kind kind',
  ],
  [
    'a component of WASI 0.3',
    () => component(['wasi:cli/environment@0.2.6'], ['wasi:http/handler@0.3.0']),
    'wasi wasi wasi role kind kind',
  ],
  ['a release candidate of WASI 0.3', () => component([], [RC_HTTP]), '? wasi wasi role kind kind'],
  [
    'another one',
    () => component([], ['wasi:http/handler@0.3.0-rc-2026-03-15']),
    'wasi wasi wasi role kind kind',
  ],
  [
    'a module that is yet to become an HTTP component',
    () => moduleFor(['wasi:http/types@0.2.12'], [HTTP]),
    '+ + kind kind kind kind',
  ],
];

const read = async (make: () => Promise<Uint8Array>): Promise<WasmBinarySpec> =>
  WasmBinary.fromBytes(await make()).toSpec();

const shim = (name: string) => {
  const [runtime, version] = name.split(' ');
  return releaseOf(runtime, version)!;
};

function verdict(binary: WasmBinarySpec, name: string, use?: BinaryUse): string {
  const obstacles = whyNot(binary, shim(name), use);
  return obstacles.find(({ certain }) => certain)?.aspect ?? (obstacles.length > 0 ? '?' : '+');
}

describe.each(ROWS)('%s', (_, make, expected) => {
  test(`runs as it was found for ${SHIMS.join(', ')}`, async () => {
    const binary = await read(make);
    expect(SHIMS.map((name) => verdict(binary, name)).join(' ')).toBe(expected);
  });

  test('is run by no release that nobody has looked at, and refused by none', async () => {
    const binary = await read(make);
    const release = releaseOf('spin', '0.99.0')!;
    const obstacles = whyNot(binary, release);
    expect(obstacles.length).toBeGreaterThan(0);
    expect(obstacles.filter(({ certain }) => certain)).toEqual([]);
  });
});

describe('the reason', () => {
  test.each<[string, () => Promise<Uint8Array>, string, readonly string[]]>([
    [
      'names the kind',
      () => component([], [HTTP]),
      'wasmedge 0.6.0',
      ['it is a component', 'containerd-shim-wasmedge 0.6.0', 'model is not finished'],
    ],
    [
      'names the import',
      () => component(['wasi:keyvalue/store@0.2.0-draft2'], [HTTP]),
      'wasmtime 0.6.0',
      ['it imports wasi:keyvalue/store@0.2.0-draft2', 'cannot be instantiated'],
    ],
    [
      'names to whom alone an import is given',
      () => component(['wasi:http/types@0.2.0'], ['wasi:cli/run@0.2.0']),
      'wasmtime 0.6.0',
      ['wasi:http/types@0.2.0', 'to components that export wasi:http/incoming-handler alone'],
    ],
    [
      'names the export',
      () => component([], ['wasi:cli/run@0.2.12']),
      'wasmtime 0.4.0',
      ['it exports wasi:cli/run@0.2.12', 'match to the letter'],
    ],
    [
      'names the generation',
      () => component([], ['wasi:http/handler@0.3.0']),
      'spin 0.24.0',
      ['WASI 0.3 (wasi:http/handler@0.3.0)', '0.3.0-rc-2026-01-06 alone'],
    ],
    [
      'names the executor',
      () => component([], [RC_HTTP]),
      'spin 0.24.0',
      ['only by the executor wasip3-unstable'],
    ],
    [
      'says what a library lacks',
      () => wat('(module (func (export "add")))'),
      'wasmtime 0.6.0',
      ['is a library', 'app.wasm#run'],
    ],
  ])('%s', async (_, make, name, words) => {
    const [{ wrong }] = whyNot(await read(make), shim(name));
    for (const word of words) {
      expect(wrong).toContain(word);
    }
  });

  test('counts many imports', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `acme:shop/${name}@1.0.0`);
    const [{ wrong }] = whyNot(await read(() => component(names, [HTTP])), shim('spin 0.24.0'));
    expect(wrong).toContain('acme:shop/a@1.0.0, acme:shop/b@1.0.0, acme:shop/c@1.0.0 and 2 more');
  });
});

describe('how it is to run', () => {
  const http = () => component([], [HTTP]);
  const command = () => component([], ['wasi:cli/run@0.2.0']);
  const redis = () => component([], ['fermyon:spin/inbound-redis']);
  const listening = () => component(['wasi:sockets/tcp@0.2.0'], ['wasi:cli/run@0.2.0']);
  const preview1 = () => wat(`(module ${START})`);
  const wagi: BinaryUse = { trigger: 'http', executor: SpinExecutor.WAGI };

  test.each<[string, () => Promise<Uint8Array>, string, BinaryUse, string]>([
    ['an HTTP component behind a Service', http, 'wasmtime 0.6.0', { workload: 'service' }, '+'],
    ['an HTTP component that works by itself', http, 'wasmtime 0.6.0', { workload: 'worker' }, 'use'],
    ['an HTTP component in a Job', http, 'wasmtime 0.6.0', { workload: 'job' }, 'use'],
    ['an HTTP component in a Job on Spin', http, 'spin 0.24.0', { workload: 'job', trigger: 'http' }, 'use'],
    ['a command in a Job', command, 'wasmtime 0.6.0', { workload: 'job' }, '+'],
    ['a command that works by itself', command, 'wasmtime 0.6.0', { workload: 'worker' }, '+'],
    ['a command behind a Service', command, 'wasmtime 0.6.0', { workload: 'service' }, 'use'],
    ['a command with sockets behind a Service', listening, 'wasmtime 0.6.0', { workload: 'service' }, '?'],
    ['a command on a shim without a server', preview1, 'wasmedge 0.6.0', { workload: 'service' }, '+'],
    [
      'a command on Spin behind a Service, which may be a CGI program',
      command,
      'spin 0.24.0',
      { workload: 'service' },
      '?',
    ],
    ['a command as an artifact on Spin', command, 'spin 0.24.0', { workload: 'job', trigger: 'http' }, 'use'],
    ['a taker of messages that works by itself', redis, 'spin 0.24.0', { workload: 'worker' }, '+'],
    [
      'a taker of messages as an artifact',
      redis,
      'spin 0.24.0',
      { workload: 'worker', trigger: 'http' },
      'use',
    ],
    ['a taker of messages behind a Service', redis, 'spin 0.24.0', { workload: 'service' }, 'use'],
    ['a taker of messages in a Job', redis, 'spin 0.24.0', { workload: 'job' }, 'use'],
    [
      'a component of a manifest, which another rule holds against its trigger',
      redis,
      'spin 0.24.0',
      { trigger: 'http' },
      '+',
    ],
    ['a CGI program', preview1, 'spin 0.24.0', wagi, '+'],
    [
      'a release candidate with its executor',
      () => component([], [RC_HTTP]),
      'spin 0.24.0',
      { trigger: 'http', executor: SpinExecutor.WASIP3_UNSTABLE },
      '+',
    ],
    [
      'a release candidate without it',
      () => component([], [RC_HTTP]),
      'spin 0.24.0',
      { trigger: 'http' },
      'wasi',
    ],
    [
      'a function that the command names',
      () => wat('(module (func (export "run")))'),
      'wasmtime 0.6.0',
      { calls: 'run' },
      '+',
    ],
    [
      'one that the command names wrongly',
      () => wat('(module (func (export "run")))'),
      'wasmtime 0.6.0',
      { calls: 'go' },
      'nothing',
    ],
    [
      'one that the command names under Spin',
      () => wat('(module (func (export "run")))'),
      'spin 0.24.0',
      { calls: 'run' },
      'nothing',
    ],
    [
      'an import that a dependency fills',
      () => component(['acme:shop/cart@1.0.0'], [HTTP]),
      'spin 0.24.0',
      { trigger: 'http', filled: ['acme:shop/cart@1.0.0'] },
      '+',
    ],
    [
      'an import that a whole package fills',
      () => component(['acme:shop/cart@1.0.0'], [HTTP]),
      'spin 0.24.0',
      { trigger: 'http', filled: ['acme:shop'] },
      '+',
    ],
    [
      'an import that another package fills',
      () => component(['acme:shop/cart@1.0.0'], [HTTP]),
      'spin 0.24.0',
      { trigger: 'http', filled: ['acme:sh'] },
      'import',
    ],
  ])('decides on %s', async (_, make, name, use, expected) => {
    expect(verdict(await read(make), name, use)).toBe(expected);
  });
});

describe('the releases that run a binary', () => {
  const names = async (make: () => Promise<Uint8Array>, use?: BinaryUse) =>
    whoRuns(await read(make), use).map(({ runtime, version }) => `${runtime} ${version}`);

  test('are all for a module of preview 1', async () => {
    expect(await names(() => wat(`(module ${START})`))).toHaveLength(15);
  });

  test('stand newest first', async () => {
    expect(await names(() => component(['spin:postgres/postgres@4.0.0'], [HTTP]))).toEqual([
      'spin 0.24.0',
      'spin 0.23.0',
      'spin 0.22.0',
      'spin 0.21.0',
    ]);
  });

  test('are none for WASI 0.3', async () => {
    expect(await names(() => component([], ['wasi:http/handler@0.3.0']))).toEqual([]);
  });

  test('of other shims do not ask for Spin’s trigger', async () => {
    const use: BinaryUse = { workload: 'job', trigger: 'http' };
    expect(await names(() => component([], ['wasi:cli/run@0.2.12']), use)).toEqual([
      'wasmtime 0.6.0',
      'wasmtime 0.5.0',
    ]);
  });
});
