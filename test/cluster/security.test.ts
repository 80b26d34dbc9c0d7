import { JsonPatch } from 'cdk8s';
import { Checks, ImageFormat, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json, object, objects } from '../support/json';
import { deploy } from './support/app';
import { publish } from './support/images';
import { eventually, list } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition, type Process, processOf } from './support/node';
import { httpComponent } from './support/samples';
import { describeOnNode } from './support/target';

const CONTAINER = '/spec/template/spec/containers/0';
const NET_BIND_SERVICE = '0000000000000400';

// What is written in a manifest and what the kernel enforces are two things: these look at the second.
describeOnNode('the process of a workload with every default', (cluster) => {
  const namespace = new TestNamespace('security');
  let pod: Json;
  let process: Process;
  beforeAll(async () => {
    await namespace.create();
    pod = await runningPod(namespace, 'defaults');
    process = await processOf(cluster, pod);
  });
  afterAll(() => namespace.remove());

  test('is of the user and the group 65532', () => {
    const four = '65532 65532 65532 65532';
    expect(process.status).toMatchObject({ Uid: four, Gid: four });
  });

  test('has one capability and can get no other', () => {
    const { CapEff, CapPrm, CapBnd, CapInh, CapAmb } = process.status;
    expect({ CapEff, CapPrm, CapBnd }).toEqual({
      CapEff: NET_BIND_SERVICE,
      CapPrm: NET_BIND_SERVICE,
      CapBnd: NET_BIND_SERVICE,
    });
    for (const set of [CapInh, CapAmb]) expect([NET_BIND_SERVICE, '0000000000000000']).toContain(set);
  });

  test('gains no privileges and is filtered by seccomp', () => {
    expect(process.status).toMatchObject({ NoNewPrivs: '1', Seccomp: '2' });
  });

  test('has a root that it cannot write to', () => expect(process.mounts['/']).toContain('ro'));

  test('has no token of a service account', () => {
    expect(Object.keys(process.mounts).filter((path) => path.includes('serviceaccount'))).toEqual([]);
  });

  test('may use so much memory, and CPU without a limit', () => {
    const [container] = objects(object(pod, 'spec'), 'containers');
    const mebibytes = Number(/^(\d+)Mi$/.exec(String(at(container, 'resources', 'limits', 'memory')))?.[1]);
    expect(process.limits).toEqual({ memory: String(mebibytes * 1024 * 1024), cpu: 'max' });
  });

  test('would have every capability if all were dropped and none added, which is refused', async () => {
    const dropAllAlone = ({ deployment }: WasmService) =>
      deployment.addJsonPatch(JsonPatch.remove(`${CONTAINER}/securityContext/capabilities/add`));
    await expect(runningPod(namespace, 'refused', dropAllAlone)).rejects.toThrow('drop-all-alone');
    const pod = await runningPod(namespace, 'all-dropped', (service) => {
      dropAllAlone(service);
      Checks.of(service).acknowledge('drop-all-alone', 'it is looked at here');
    });
    const { CapEff, CapBnd } = (await processOf(cluster, pod)).status;
    expect(CapEff).toBe(CapBnd);
    expect(BigInt(`0x${CapBnd}`)).toBeGreaterThan(BigInt(`0x${NET_BIND_SERVICE}`));
  });
});

async function runningPod(
  namespace: TestNamespace,
  name: string,
  change: (service: WasmService) => void = () => {},
): Promise<Json> {
  const image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
  await deploy(namespace.name, (chart) => {
    change(new WasmService(chart, 'Http', { name, image, replicas: 1 }));
  });
  return eventually(
    `a ready pod of ${name}`,
    async () =>
      (await list('pod', namespace.name, { 'app.kubernetes.io/name': name })).find((pod) =>
        hasCondition(pod, 'Ready'),
      ),
    () => namespace.state(),
  );
}
