import { ImageFormat, WasmService } from 'cdk8s-wasm';
import { packPlain } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json, object, objects } from '../support/json';
import { deploy } from './support/app';
import { publish, push } from './support/images';
import { eventually, list, logOf } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition, pidOf, processOf } from './support/node';
import { serviceLeads, throughService } from './support/reach';
import { helperProgram, httpComponent } from './support/samples';
import { describeOnNode } from './support/target';

const NAME = 'accompanied';
const SHARED = { '/shared': { name: 'shared', emptyDir: {} } };

describeOnNode('a Linux container in a pod of the wasm runtime class', (cluster) => {
  const namespace = new TestNamespace('sidecars');
  let pod: Json;
  const logIn = (container: string, options: Record<string, string> = {}) =>
    logOf(namespace.name, String(at(pod, 'metadata', 'name')), { container, ...options });
  beforeAll(async () => {
    await namespace.create();
    const image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
    const helper = await push('helper', packPlain([{ path: '/helper', bytes: await helperProgram() }]));
    await deploy(namespace.name, (chart) => {
      new WasmService(chart, 'Http', {
        name: NAME,
        image,
        replicas: 1,
        sidecars: {
          stays: { image: helper, args: ['stay', '/etc/hostname'], volumes: SHARED },
        },
        initContainers: {
          ends: { image: helper, args: ['write', '/shared/greeting', 'good morning'], volumes: SHARED },
          looks: { image: helper, args: ['write', '/shared/second', 'good evening'], volumes: SHARED },
        },
      });
    });
    pod = await eventually(
      'a ready pod',
      async () =>
        (await list('pod', namespace.name, { 'app.kubernetes.io/name': NAME })).find((each) =>
          hasCondition(each, 'Ready'),
        ),
      () => namespace.state(),
    );
    await serviceLeads(namespace.name, NAME);
  });
  afterAll(() => namespace.remove());

  test('does not keep the guest from answering', async () => {
    expect(await throughService(namespace.name, NAME, '/')).toEqual({ status: 200, body: '/\n' });
  });

  test('gets its arguments and reads files', async () => {
    const log = await logIn('stays');
    expect(log).toMatch(/^args: stay \/etc\/hostname$/m);
    expect(log).toContain(`file: ${at(pod, 'metadata', 'name')}`);
  });

  test('sees a volume that another one wrote to', async () => {
    const { status } = await processOf(cluster, pod, 'stays', 'initContainerStatuses');
    expect(status.Name).toBe('helper');
    const pid = await pidOf(cluster, pod, 'stays', 'initContainerStatuses');
    const { stdout } = await cluster.sandbox.run([
      'cat',
      `/proc/${pid}/root/shared/greeting`,
      `/proc/${pid}/root/shared/second`,
    ]);
    expect(stdout).toBe('good morninggood evening');
  });

  test('ends by itself when it is an init container', () => {
    const ended = objects(object(pod, 'status'), 'initContainerStatuses').filter(
      ({ name }) => name !== 'stays',
    );
    expect(ended.map((each) => at(each, 'state', 'terminated', 'exitCode'))).toEqual([0, 0]);
  });

  test('has no variable of the pod, only some of containerd', async () => {
    const names = [...(await logIn('stays')).matchAll(/^env: (\w+)=/gm)].map(([, name]) => name);
    expect(names).toContain('PATH');
    expect(names.filter((name) => name.startsWith('KUBERNETES_'))).toEqual([]);
  });

  test('is of the user 65532, without new privileges', async () => {
    const { status } = await processOf(cluster, pod, 'stays', 'initContainerStatuses');
    expect(status).toMatchObject({ Uid: '65532 65532 65532 65532', NoNewPrivs: '1', Seccomp: '2' });
  });

  test('gets the signal that it is sent, and is started again', async () => {
    const pid = await pidOf(cluster, pod, 'stays', 'initContainerStatuses');
    await cluster.sandbox.run(['kill', '-TERM', pid]);
    const log = await eventually('the log of the first run', async () => {
      const text = await logIn('stays', { previous: 'true' }).catch(() => '');
      return text.includes('signal:') ? text : undefined;
    });
    expect(log).toMatch(/^signal: terminated$/m);
  });
});
