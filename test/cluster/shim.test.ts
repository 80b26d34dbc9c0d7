import { setTimeout } from 'node:timers/promises';
import { packRunwasi } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json, object, objects } from '../support/json';
import { applyRuntimeClass } from './support/app';
import { push } from './support/images';
import { apply, eventually, get, kubectl, logOf } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition, pidOf } from './support/node';
import { restrictedPod } from './support/pod';
import { throughPod } from './support/reach';
import { httpComponent, jobModule } from './support/samples';
import { describeOnNode } from './support/target';

const ADDRESS = 'WASMTIME_HTTP_PROXY_SOCKET_ADDR';

// What the tests may claim of runwasi's wasmtime shim, they may because this shim does the same.
describeOnNode('the wasmtime shim', (cluster) => {
  const namespace = new TestNamespace('shim');
  const images = { http: '', job: '', draining: '' };
  beforeAll(async () => {
    await namespace.create();
    await applyRuntimeClass(namespace.name);
    images.http = await push('shim/http', packRunwasi(await httpComponent()));
    const draining = packRunwasi(await httpComponent(), { stopSignal: 'SIGINT' });
    images.draining = await push('shim/draining', draining);
    images.job = await push('shim/job', packRunwasi(await jobModule()));
  });
  afterAll(() => namespace.remove());

  test.each([
    ['without an address', undefined, 8080],
    ['with an address', '0.0.0.0:9000', 9000],
    ['with a port alone, silently', ':9000', 8080],
    ['with a name, silently', 'localhost:9000', 8080],
  ])('listens %s (%s) on %i', async (_how, address, port) => {
    const env = address === undefined ? [] : [{ name: ADDRESS, value: address }];
    const name = await start('http', { env }, port);
    expect(await throughPod(namespace.name, name, port, '/')).toEqual({ status: 200, body: '/\n' });
    expect(await logOf(namespace.name, name)).toBe('');
  });

  test('numbers the requests of an HTTP guest, which starts anew for each', async () => {
    const name = await start('http', {}, 8080);
    const ids: string[] = [];
    for (let request = 0; request < 3; request += 1) {
      const { body } = await throughPod(namespace.name, name, 8080, '/env');
      ids.push(/^REQUEST_ID=(\d+)$/m.exec(body)?.[1] ?? body);
    }
    expect(ids).toEqual(['0', '1', '2']);
  });

  test('ends what it serves on SIGINT before it ends itself', async () => {
    const name = await start('http', {}, 8080);
    const answer = throughPod(namespace.name, name, 8080, '/sleep/3000');
    await signal(name, 'INT', 1000);
    expect(await answer).toEqual({ status: 200, body: '/sleep/3000\n' });
    expect(await exitCodeOf(name)).toBe(0);
  });

  test('cuts what it serves on SIGTERM', async () => {
    const name = await start('http', {}, 8080);
    const answer = throughPod(namespace.name, name, 8080, '/sleep/3000');
    await signal(name, 'TERM', 1000);
    expect((await answer).status).toBe(0);
    expect(await exitCodeOf(name)).toBe(143);
  });

  test.each([
    ['cuts what it serves when its pod is deleted', 'http', 0],
    ['ends it first when its image says that SIGINT asks it to end', 'draining', 200],
  ] as const)('%s', async (_what, image, status) => {
    const name = await start(image, {}, 8080);
    const answer = throughPod(namespace.name, name, 8080, '/sleep/4000');
    await setTimeout(1500);
    await kubectl(['delete', 'pod', name, '-n', namespace.name, '--wait=false']);
    expect((await answer).status).toBe(status);
  });

  test('lets a module run on, whatever the signal: its pod takes the whole grace period to go', async () => {
    const name = await start('job', { env: [{ name: 'SLEEP', value: '6' }] });
    await signal(name, 'TERM', 0);
    await signal(name, 'INT', 0);
    expect(await exitCodeOf(name)).toBe(0);
  });

  test('hands on the exit code of a module, and answers 137 for one that traps or does not link', async () => {
    const failing = await start('job', { env: [{ name: 'EXIT', value: '7' }] });
    expect(await exitCodeOf(failing)).toBe(7);
    const missing = await start('job', { command: ['app.wasm#absent'] });
    expect(await exitCodeOf(missing)).toBe(137);
  });

  let count = 0;

  /** Starts a pod that is not started again; with a port it is ready once it listens there. */
  async function start(image: keyof typeof images, container: Json, port?: number): Promise<string> {
    count += 1;
    const name = `pod-${count}`;
    const readiness = port === undefined ? {} : { readinessProbe: { tcpSocket: { port }, periodSeconds: 1 } };
    const fields = { ...container, ...readiness };
    await apply([restrictedPod(namespace.name, name, images[image], fields, { restartPolicy: 'Never' })]);
    if (port === undefined) return name;
    const isReady = async () => hasCondition(await get('pod', name, namespace.name), 'Ready') || undefined;
    await eventually(`${name} to be ready`, isReady, () => namespace.state());
    return name;
  }

  /** Signals the first process of a pod's container once it runs and so many milliseconds have passed. */
  async function signal(name: string, kind: string, afterMs: number): Promise<void> {
    const pid = await eventually('a process', async () => {
      const pod = await get('pod', name, namespace.name);
      return containerOf(pod).containerID === undefined
        ? undefined
        : pidOf(cluster, pod).catch(() => undefined);
    });
    await setTimeout(afterMs);
    await cluster.sandbox.run(['kill', `-${kind}`, pid]);
  }

  function exitCodeOf(name: string): Promise<number> {
    return eventually(
      `the end of ${name}`,
      async () => {
        const code = at(
          containerOf(await get('pod', name, namespace.name)),
          'state',
          'terminated',
          'exitCode',
        );
        return typeof code === 'number' ? code : undefined;
      },
      () => namespace.state(),
    );
  }
});

function containerOf(pod: Json): Json {
  return objects(object(pod, 'status'), 'containerStatuses')[0] ?? {};
}
