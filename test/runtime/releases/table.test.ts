import { describe, expect, test } from 'vitest';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { Known, type RuntimeFact } from '../../../src/runtime/fact';
import { allReleases, releaseOf, releasesOf } from '../../../src/runtime/releases';
import type { ShimReleaseSpec } from '../../../src/runtime/releases/shim-release-spec';
import { isAtLeast } from '../../../src/value/version';

const RELEASES = {
  spin: ['0.24.0', '0.23.0', '0.22.0', '0.21.0', '0.20.0', '0.19.0', '0.18.0', '0.17.0'],
  wasmtime: ['0.6.0', '0.5.0', '0.4.0', '0.3.0'],
  wasmedge: ['0.6.0'],
  wasmer: ['0.6.0'],
  wamr: ['0.2.0'],
};

const named = allReleases().map((release) => ({ name: `${release.runtime} ${release.version}`, release }));

describe('the table of releases', () => {
  test.each(Object.entries(RELEASES))('has those of %s, newest first', (runtime, versions) => {
    expect(releasesOf(runtime).map(({ version }) => version)).toEqual(versions);
  });

  test('says nothing of crun, where all hangs on the engine, nor of a runtime of the user’s own', () => {
    expect([releasesOf('crun'), releasesOf('mine'), releaseOf('mine', '1.0.0')]).toEqual([[], [], undefined]);
  });

  test('of all shims has the newest release first', () => {
    const dates = allReleases().map(({ date }) => date);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test('cannot be changed', () => {
    expect(
      named.filter(({ release }) => !Object.isFrozen(release.guests) || !Object.isFrozen(release.imports)),
    ).toEqual([]);
  });
});

describe.each(named)('the release $name', ({ release }) => {
  test('has a source for every cell', () => {
    const bare = cellsOf(release).filter(([, { source }]) => source.trim().length < 5);
    expect(bare.map(([cell]) => cell)).toEqual([]);
  });

  test('says nothing for certain that nobody has shown', () => {
    const guessed = cellsOf(release).filter(
      ([, { value, source }]) => value !== Known.UNKNOWN && /nobody|not shown/.test(source),
    );
    expect(guessed.map(([cell]) => cell)).toEqual([]);
  });

  test('has a date, and a source for its engine', () => {
    expect(release.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(release.source).toContain(release.version);
    expect(release.engine).toMatch(/[A-Za-z].* \d/);
  });

  test('has a cell for every kind, generation and role there is', () => {
    expect(Object.keys(release.kinds).sort()).toEqual(Object.values(WasmKind).sort());
    expect(Object.keys(release.wasi).sort()).toEqual(Object.values(WasiTrack).sort());
    expect(Object.keys(release.roles).sort()).toEqual(Object.values(WasmRole).sort());
  });

  test('starts no library, no reactor and no WIT package', () => {
    const { roles } = release;
    expect([roles.library, roles.reactor, roles['wit-package']].map(({ value }) => value)).toEqual([
      Known.NO,
      Known.NO,
      Known.NO,
    ]);
  });

  test('knows no interface twice', () => {
    for (const entries of [release.imports, release.exports]) {
      const names = entries.flatMap((entry) => entry.names.map((name) => `${name}@${entry.version}`));
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  test('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(release))).toEqual(release);
  });
});

describe('what was seen on a real cluster', () => {
  test('is said of the one release that ran', () => {
    const ran = named.filter(({ release }) => cellsOf(release).some(([, fact]) => fact.ran === true));
    expect(ran.map(({ name }) => name)).toEqual(['spin 0.24.0']);
  });

  test('are the three formats, HTTP components of WASI 0.2 and commands', () => {
    const { formats, roles, wasi, kinds } = releaseOf('spin', '0.24.0')!;
    const seen = [
      formats.artifact,
      formats.spin,
      formats.plain,
      roles.http,
      roles.command,
      wasi['0.2'],
      kinds.component,
    ];
    expect(seen.map(short)).toEqual(Array(7).fill('yes ran'));
    expect([roles['redis-trigger'], roles['mqtt-trigger'], roles['sqs-trigger']].map(short)).toEqual(
      Array(3).fill('yes'),
    );
  });
});

describe('what changed from release to release', () => {
  const cells: readonly [string, (release: ShimReleaseSpec) => RuntimeFact, string, string][] = [
    ['CNCF artifacts under Spin', ({ formats }) => formats.artifact, 'spin', '0.23.0'],
    ['a limit of memory under Spin', (one) => one.environment.SPIN_MAX_INSTANCE_MEMORY, 'spin', '0.20.0'],
    [
      'outbound networking in Spin’s configuration',
      (one) => one.configParts.outboundNetworking,
      'spin',
      '0.21.0',
    ],
    ['components under wasmtime', ({ kinds }) => kinds.component, 'wasmtime', '0.4.0'],
    ['HTTP under wasmtime', ({ roles }) => roles.http, 'wasmtime', '0.5.0'],
  ];

  test.each(cells)('%s is since', (_, cell, runtime, since) => {
    for (const release of releasesOf(runtime)) {
      expect([release.version, cell(release).value]).toEqual([
        release.version,
        isAtLeast(release.version, since) ? Known.YES : Known.NO,
      ]);
    }
  });

  test('is that wasmtime’s shim took CNCF artifacts, did not, and takes them again', () => {
    expect(releasesOf('wasmtime').map(({ formats }) => formats.artifact.value)).toEqual([
      'yes',
      'yes',
      'no',
      'yes',
    ]);
  });

  test.each([
    ['0.19.0', [false, false]],
    ['0.20.0', [true, false]],
    ['0.21.0', [true, true]],
  ])('are the interfaces of Spin: %s', (version, expected) => {
    const versions = (name: string) =>
      releaseOf('spin', version)!.imports.flatMap((entry) =>
        entry.names.includes(name) ? [entry.version] : [],
      );
    expect([
      versions('spin:sqlite/sqlite').includes('3.0.0'),
      versions('spin:postgres/postgres').includes('4.0.0'),
    ]).toEqual(expected);
  });
});

describe('a release that is asked for', () => {
  test('is the newest where nobody says which', () => {
    expect(releaseOf('spin')?.version).toBe('0.24.0');
  });

  test('may have a v in front', () => {
    expect(releaseOf('spin', 'v0.23.0')).toBe(releaseOf('spin', '0.23.0'));
  });

  test.each([
    ['newer than all', '0.25.1', '0.24.0'],
    ['between two', '0.20.1', '0.20.0'],
    ['older than all', '0.15.1', '0.17.0'],
  ])('and not in the table, %s, has nothing known of it', (_, version, near) => {
    const release = releaseOf('spin', version)!;
    expect(release.version).toBe(version);
    const values = new Set(cellsOf(release).map(([, { value }]) => value));
    expect([...values]).toEqual([Known.UNKNOWN]);
    expect(release.formats.artifact.source).toMatch(`nobody has looked at this release; ${near}: `);
    expect(cellsOf(release).map(([cell]) => cell)).toEqual(
      cellsOf(releaseOf('spin', near)!).map(([cell]) => cell),
    );
    expect(releaseOf('spin', version)).toBe(release);
  });
});

/** Every fact of a release, with the place where it stands. */
function cellsOf(value: unknown, path = ''): [string, RuntimeFact][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = Object.entries(value).flatMap(([key, member]) => cellsOf(member, `${path}/${key}`));
  return isFact(value) ? [[path, value], ...below] : below;
}

function isFact(value: object): value is RuntimeFact {
  return 'value' in value && 'source' in value;
}

function short({ value, ran }: RuntimeFact): string {
  return ran === true ? `${value} ran` : value;
}
