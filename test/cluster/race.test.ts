import { randomBytes } from 'node:crypto';
import { ImageFormat, WasmImage, WasmService } from 'cdk8s-wasm';
import { type Artifact, packPlain, packRunwasi, packWasm } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json, object, objects } from '../support/json';
import { applyRuntimeClass, deploy } from './support/app';
import { push } from './support/images';
import { apply, eventually, kubectl, list } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { restrictedPod } from './support/pod';
import { httpComponent } from './support/samples';
import { describeOnNode } from './support/target';

const TOGETHER = 6;
const MOST_ROUNDS = 5;

describeOnNode('pods that start together, of an image that the node has never run,', () => {
  const namespace = new TestNamespace('race');
  beforeAll(async () => {
    await namespace.create();
    await applyRuntimeClass(namespace.name);
  });
  afterAll(() => namespace.remove());

  test.each([
    ['a CNCF artifact', packWasm],
    ['an image with wasm layers', packRunwasi],
  ] as const)(
    'lose now and then when it is %s: the shim compiles it for each at once',
    async (_what, pack) => {
      let messages: string[] = [];
      for (let round = 0; messages.length === 0 && round < MOST_ROUNDS; round += 1)
        messages = await lost(pack);
      expect(messages).not.toEqual([]);
      for (const message of messages) expect(message).toContain("wasmtime executor can't handle spec");
    },
  );

  test('never lose when it is a plain image', async () => {
    const pack = (wasm: Uint8Array) => packPlain([{ path: '/app.wasm', bytes: wasm }]);
    expect([...(await lost(pack)), ...(await lost(pack))]).toEqual([]);
  });

  test('are all there in the end when they are a service: those that lost are started again', async () => {
    const wasm = unseen(await httpComponent());
    const reference = await push('race/service', packWasm(wasm));
    const image = WasmImage.of(reference, { format: ImageFormat.ARTIFACT, binarySize: wasm.length });
    await deploy(namespace.name, (chart) => {
      new WasmService(chart, 'Http', { name: 'service', image, replicas: TOGETHER });
    });
    await namespace.rolledOut('service');
  });

  /** What is said of those that failed, of a round. */
  async function lost(pack: (wasm: Uint8Array) => Artifact): Promise<string[]> {
    const reference = await push('race/round', pack(unseen(await httpComponent())));
    const names = Array.from({ length: TOGETHER }, () => `pod-${randomBytes(4).toString('hex')}`);
    const pods = names.map((name) =>
      restrictedPod(namespace.name, name, reference, { command: ['/app.wasm'] }, { restartPolicy: 'Never' }),
    );
    await Promise.all(pods.map((pod) => apply([pod])));
    const states = await eventually(
      'the start of all pods',
      async () => {
        const found = (await list('pod', namespace.name)).filter(({ metadata }) =>
          names.includes(String(at(metadata, 'name'))),
        );
        const started = found.map(stateOf);
        const isOver = started.every((state) => 'running' in state || 'terminated' in state);
        return isOver && started.length === TOGETHER ? started : undefined;
      },
      () => namespace.state(),
    );
    await kubectl(['delete', 'pod', ...names, '-n', namespace.name, '--grace-period=0', '--force']);
    return states.flatMap(({ terminated }) =>
      terminated === undefined ? [] : [String(at(terminated, 'message'))],
    );
  }
});

function stateOf(pod: Json): Json {
  const [container] = objects(object(pod, 'status'), 'containerStatuses');
  return object(container ?? {}, 'state');
}

/** The same program as a binary that nobody has run: what a shim keeps of a binary goes by its digest. */
function unseen(wasm: Uint8Array): Uint8Array {
  const content = Buffer.concat([Buffer.from([4]), Buffer.from('race'), randomBytes(16)]);
  return Buffer.concat([wasm, Buffer.from([0, content.length]), content]);
}
