import { describe, expect, test } from 'vitest';
import { clusterProblem, demandNamedCluster, missing } from '../../../scripts/lib/cluster/needs.mjs';

const complete = { debian: [], other: [] };

describe('what the cluster needs', () => {
  test('is all there on a machine with every command and file', () => {
    expect(missing(() => true, '/usr/bin')).toEqual(complete);
  });

  test('is looked for in every folder of the path', () => {
    expect(missing((path) => !path.startsWith('/usr/bin'), '/usr/bin:/usr/sbin')).toEqual(complete);
  });

  test('is named by the Debian package that brings it', () => {
    const { debian, other } = missing((path) => !/seccomp|runc$|\/cni\//.test(path), '/usr/bin');
    expect(debian).toEqual(['libseccomp-dev', 'runc', 'containernetworking-plugins']);
    expect(other).toEqual([]);
  });

  test('is named by where it comes from when Debian has it too old', () => {
    expect(missing((path) => !/\/(go|cargo)$/.test(path), '/usr/bin').other).toEqual([
      'Go 1.25 or newer: https://go.dev/dl',
      'Rust 1.95 or newer: https://rustup.rs',
    ]);
  });
});

describe('a machine without a cluster', () => {
  const machine = { platform: 'linux', isRoot: true, absent: complete };

  test('is none when everything is there', () => expect(clusterProblem(machine)).toBeUndefined());

  test.each([
    [{ platform: 'darwin' }, 'the cluster runs on Linux only, and this is darwin'],
    [{ isRoot: false }, 'the cluster needs root'],
    [{ absent: { debian: ['runc', 'nftables'], other: [] } }, 'Debian: apt-get install runc nftables'],
    [{ absent: { debian: [], other: ['Go 1.25 or newer: https://go.dev/dl'] } }, 'https://go.dev/dl'],
  ])('%j is told why, and which other cluster would do', (change, reason) => {
    const problem = clusterProblem({ ...machine, ...change });
    expect(problem).toContain(reason);
    expect(problem).toContain('set KUBECONFIG to any cluster');
  });
});

describe('a cluster that KUBECONFIG names', () => {
  const here = import.meta.filename;

  test('is asked before the tests run', async () => {
    await expect(demandNamedCluster(here, async () => '{}')).resolves.toBeUndefined();
  });

  test('is refused with what to do, where the file is not there', async () => {
    const refusal = demandNamedCluster(`${here}.absent`, async () => '{}');
    await expect(refusal).rejects.toThrow(/KUBECONFIG names .*\.absent, and there is no such file; fix: /);
  });

  test('is refused with what kubectl says, where it does not answer', async () => {
    const refusal = demandNamedCluster(here, () => Promise.reject(new Error('connection refused')));
    await expect(refusal).rejects.toThrow(/does not answer: .*connection refused; fix: /);
  });
});
