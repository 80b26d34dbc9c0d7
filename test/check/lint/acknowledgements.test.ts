import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import type { JsonObject, Manifest } from '../../../src/value/json';
import { deployment, guest, object, runtimeClass, TTY } from './objects';

const faulty = { containers: [guest(TTY)] };
const service = object('v1', 'Service', {
  selector: { app: 'web' },
  ports: [{ port: 443, targetPort: 'http', appProtocol: 'https' }],
});

function acknowledging(annotations: JsonObject, spec: JsonObject = faulty): Manifest {
  return deployment(spec, { annotations });
}

function annotated(of: Manifest, annotations: JsonObject): Manifest {
  return { ...of, metadata: { name: 'web', annotations } };
}

describe('an annotation', () => {
  test('on a workload lets an error pass, and keeps it with the reason', () => {
    const owner = acknowledging({ 'wasmcd.dev/acknowledge.tty': 'a fork of the shim has terminals' });
    const result = Lint.manifests([owner, runtimeClass()]);
    expect(result.passed).toBe(true);
    expect(result.findings).toMatchObject([{ id: 'tty', acknowledged: 'a fork of the shim has terminals' }]);
  });

  test('on a workload holds for what belongs to it', () => {
    const owner = acknowledging({ 'wasmcd.dev/acknowledge.container-tls': 'ours speaks it' }, {});
    expect(Lint.manifests([owner, runtimeClass(), service]).findings).toMatchObject([
      { id: 'container-tls', path: 'Service web', acknowledged: 'ours speaks it' },
    ]);
  });

  test('on another object holds for what is found in it', () => {
    const own = annotated(service, { 'wasmcd.dev/acknowledge.container-tls': 'ours speaks it' });
    expect(Lint.manifests([deployment(), runtimeClass(), own]).passed).toBe(true);
    const tty = annotated(service, { 'wasmcd.dev/acknowledge.tty': 'not its affair' });
    const open = Lint.manifests([deployment(faulty), runtimeClass(), tty]).findings;
    expect(open.map(({ id, path }) => `${path}: ${id}`).sort()).toEqual([
      'Deployment web: tty',
      'Service web: acknowledgement',
      'Service web: container-tls',
    ]);
  });

  test('of one workload is none for another that shares its Service', () => {
    const first = acknowledging({ 'wasmcd.dev/acknowledge.container-tls': 'ours speaks it' }, {});
    const second = deployment({}, { name: 'second' });
    const open = Lint.manifests([first, second, runtimeClass(), service]).findings.filter(
      ({ id }) => id === 'container-tls',
    );
    expect(open).toHaveLength(1);
    expect(open[0].acknowledged).toBeUndefined();
  });

  test('on an object that stands twice lets that pass', () => {
    const map = object('v1', 'ConfigMap', {});
    const twice = annotated(map, {
      'wasmcd.dev/acknowledge.name-collision': 'the second replaces the first',
    });
    expect(Lint.manifests([map, twice]).passed).toBe(true);
  });
});

describe('an acknowledgement is itself at fault', () => {
  test.each([
    [
      'of an unknown check',
      { 'wasmcd.dev/acknowledge.ttys': 'because' },
      'no check has this id; allowed: autoscaler-cpu',
    ],
    ['without a reason', { 'wasmcd.dev/acknowledge.tty': ' ' }, 'an acknowledgement needs a reason'],
    [
      'with a reason that is no text',
      { 'wasmcd.dev/acknowledge.tty': null },
      'an acknowledgement needs a reason',
    ],
  ])('%s', (_, annotations, says) => {
    const result = Lint.manifests([acknowledging(annotations), runtimeClass()]);
    const [own] = result.findings.filter(({ id }) => id === 'acknowledgement');
    expect(own).toMatchObject({ severity: 'error', path: 'Deployment web' });
    expect(own.field).toMatch(/^Deployment web \/metadata\/annotations\/wasmcd\.dev~1acknowledge\./);
    expect(own.message).toContain(says);
    expect(result.passed).toBe(false);
  });

  test('where nothing is found', () => {
    const owner = acknowledging({ 'wasmcd.dev/acknowledge.tty': 'there was one' }, {});
    expect(Lint.manifests([owner, runtimeClass()]).findings).toMatchObject([
      {
        id: 'acknowledgement',
        message: expect.stringMatching(/: tty finds nothing here; fix: take the annotation away$/),
      },
    ]);
  });

  test.each([
    ['its check could not look', 'memory-for-size', [runtimeClass()], {}],
    ['nobody knows whether its pods are WebAssembly', 'tty', [], {}],
    [
      'nobody knows which container is',
      'image-tag',
      [runtimeClass()],
      { containers: [{ name: 'a' }, { name: 'b' }] },
    ],
  ])('but not where %s', (_, id, others, spec) => {
    const owner = acknowledging({ [`wasmcd.dev/acknowledge.${id}`]: 'we know' }, spec);
    expect(Lint.manifests([owner, ...others]).findings).toEqual([]);
  });
});
