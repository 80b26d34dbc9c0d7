import { EnvValue, ImageFormat, WasmCronJob, WasmJob, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, objects, text } from '../support/json';
import { deploy } from './support/app';
import { FORMATS, publish } from './support/images';
import { apply, eventually, get, list, logOfJob, ownerOf } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition } from './support/node';
import { serviceLeads, throughPod, throughPortForward, throughService } from './support/reach';
import { httpComponent, jobModule } from './support/samples';
import { describeWithImages } from './support/target';

describeWithImages('in a namespace that enforces the restricted Pod Security Standard', () => {
  const namespace = new TestNamespace('apps');
  beforeAll(async () => {
    await namespace.create();
    // First of all: its test, the last, waits for the next full minute.
    const image = await publish('job', await jobModule(), ImageFormat.ARTIFACT);
    await deploy(namespace.name, (chart) => {
      new WasmCronJob(chart, 'Nightly', { name: 'nightly', image, schedule: '* * * * *', args: ['now'] });
    });
  });
  afterAll(() => namespace.remove());

  describe.each(FORMATS)('a WasmService from an image of the format %s', (format) => {
    const name = `http-${format}`;
    beforeAll(async () => {
      const image = await publish('http', await httpComponent(), format);
      await deploy(namespace.name, (chart) => {
        new WasmService(chart, 'Http', { name, image, replicas: 1, env: { WHO: EnvValue.of('ada') } });
      });
      await namespace.rolledOut(name);
      await serviceLeads(namespace.name, name);
    });

    test('answers through its Service', async () => {
      expect(await throughService(namespace.name, name, '/hello')).toEqual({ status: 200, body: '/hello\n' });
    });

    test('answers through its pod and a port-forward', async () => {
      const [pod] = await list('pod', namespace.name, { 'app.kubernetes.io/name': name });
      const podName = String(at(pod, 'metadata', 'name'));
      expect(await throughPod(namespace.name, podName, 8080, '/pod')).toEqual({
        status: 200,
        body: '/pod\n',
      });
      const forwarded = await throughPortForward(namespace.name, `service/${name}`, 80, '/forward');
      expect(forwarded).toEqual({ status: 200, body: '/forward\n' });
    });

    test('has its environment, without what the shim takes out and without service links', async () => {
      const { body } = await throughService(namespace.name, name, '/env');
      const names = body.split('\n').flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
      expect(body).toContain('WHO=ada\n');
      expect(names).toContain('REQUEST_ID');
      expect(names).not.toContain('WASMTIME_HTTP_PROXY_SOCKET_ADDR');
      expect(
        names.filter((variable) => variable.endsWith('_PORT') && !variable.startsWith('KUBERNETES')),
      ).toEqual([]);
    });
  });

  describe.each(FORMATS)('a WasmJob from an image of the format %s', (format) => {
    const name = `job-${format}`;
    let log: string;
    beforeAll(async () => {
      const image = await publish('job', await jobModule(), format);
      await apply([
        configMap(namespace.name, `${name}-settings`, { region: 'eu' }),
        secret(namespace.name, `${name}-token`, { token: 's3cret' }),
      ]);
      await deploy(namespace.name, (chart) => {
        new WasmJob(chart, 'Job', {
          name,
          image,
          args: ['one', 'two'],
          env: {
            WHO: EnvValue.of('ada'),
            REGION: EnvValue.fromConfigMap({ name: `${name}-settings` }, 'region'),
            TOKEN: EnvValue.fromSecret({ name: `${name}-token` }, 'token'),
            NAMESPACE: EnvValue.fromField('metadata.namespace'),
            READ: EnvValue.of('/etc/greeting'),
          },
          files: { '/etc/greeting': { content: 'good morning\n' } },
        });
      });
      await eventually(
        `the end of ${name}`,
        async () => text(Object(at(await get('job', name, namespace.name), 'status')), 'completionTime'),
        () => namespace.state(),
      );
      log = await logOfJob(namespace.name, name);
    });

    test('gets its arguments', () => expect(log).toMatch(/^args: one two$/m));

    test('gets values, also of a ConfigMap, a Secret and a field', () => {
      for (const [variable, value] of Object.entries({
        WHO: 'ada',
        REGION: 'eu',
        TOKEN: 's3cret',
        NAMESPACE: namespace.name,
      })) {
        expect(log).toMatch(new RegExp(`^env: ${variable}=${value}$`, 'm'));
      }
    });

    test('reads its file', () => expect(log).toMatch(/^file: \/etc\/greeting good morning$/m));

    test('has both of its streams in the log', () => expect(log).toMatch(/^to standard error$/m));
  });

  test('a WasmJob whose program fails is tried again and then given up', async () => {
    const image = await publish('job', await jobModule(), ImageFormat.RUNWASI);
    await deploy(namespace.name, (chart) => {
      new WasmJob(chart, 'Job', {
        name: 'failing',
        image,
        env: { EXIT: EnvValue.of('7') },
        backoffLimit: 1,
        restartPolicy: 'Never',
      });
    });
    await eventually(
      'the end of the failing job',
      async () => {
        const conditions = objects(
          Object(at(await get('job', 'failing', namespace.name), 'status')),
          'conditions',
        );
        return conditions.find(({ type, status }) => type === 'Failed' && status === 'True');
      },
      () => namespace.state(),
    );
    const pods = await list('pod', namespace.name, { 'batch.kubernetes.io/job-name': 'failing' });
    const codes = pods.map((pod) => {
      const [container] = objects(Object(at(pod, 'status')), 'containerStatuses');
      return at(container, 'state', 'terminated', 'exitCode');
    });
    expect(codes).toEqual([7, 7]);
  });

  test('a WasmCronJob runs when its time has come', async () => {
    const job = await eventually(
      'a Job that has ended well',
      async () =>
        (await list('job', namespace.name)).find(
          (each) => ownerOf(each) === 'nightly' && hasCondition(each, 'Complete'),
        ),
      () => namespace.state(),
    );
    const log = await logOfJob(namespace.name, `${at(job, 'metadata', 'name')}`);
    expect(log).toMatch(/^args: now$/m);
  });
});

function configMap(namespace: string, name: string, data: Record<string, string>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

function secret(namespace: string, name: string, stringData: Record<string, string>) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}
