import { readFileSync } from 'node:fs';
import { Lint } from 'cdk8s-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, isObject, type Json, object, objects } from '../support/json';
import { CASES, type Case, FORMATS, IMAGES, patternOf } from './failure-cases';
import { push } from './support/images';
import { apply, eventually, get, kubectl, list, tryKubectl } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { platform } from './support/platform';
import { restrictedPod } from './support/pod';
import { describeOnNode } from './support/target';

describeOnNode('one sees of', (cluster) => {
  const namespace = new TestNamespace('failures');
  const references: Partial<Record<keyof typeof IMAGES, string>> = {};
  const classes = [
    runtimeClass('test-unknown-handler', { handler: 'nope' }),
    runtimeClass('test-absent-shim', { handler: 'absent' }),
    runtimeClass('test-elsewhere', { handler: 'wasmtime', scheduling: { nodeSelector: { disk: 'none' } } }),
    runtimeClass('test-modules', { handler: 'modules' }),
    runtimeClass('test-wasmtime', { handler: 'wasmtime' }),
  ];
  beforeAll(async () => {
    await namespace.create();
    await apply(classes);
    for (const [name, make] of Object.entries(IMAGES)) {
      const reference = await push(`failures/${name.toLowerCase()}`, await make());
      Object.assign(references, { [name]: reference });
    }
    // Side by side: most of the time goes by in back-offs.
    await apply(CASES.map((each, index) => pod(`case-${index}`, each)));
  });
  afterAll(async () => {
    await namespace.remove();
    await kubectl(['delete', ...classes.map(({ metadata }) => `runtimeclass/${at(metadata, 'name')}`)]);
  });

  test.each(CASES.map((each, index) => [each.title, each.seen, `case-${index}`] as const))(
    '%s',
    async (_title, seen, name) => {
      const matches = async () => {
        const sight = await look(name);
        const isSeen =
          sight.state === seen.state &&
          [seen.exitCode].flat().includes(sight.exitCode) &&
          patternOf(seen.words).test(sight.messages);
        return isSeen || undefined;
      };
      await eventually('the sight', matches, async () => JSON.stringify(await look(name), null, 2), 60);
      if (seen.log !== undefined) {
        expect(readFileSync(cluster.log('containerd'), 'utf8')).toMatch(patternOf(seen.log));
      }
    },
  );

  test.each(
    CASES.flatMap((each) =>
      each.inManifest && 'rule' in each.before && each.image !== 'absent'
        ? [{ ...each, rule: each.before.rule, format: FORMATS[each.image] }]
        : [],
    ),
  )('$title, and the rule $rule says so before', ({ rule, format, ...each }) => {
    const options = { platform, imageFormat: format };
    const { findings } = Lint.manifests([...classes, pod('linted', each)], options);
    expect(findings.map(({ id }) => id)).toContain(rule);
  });

  test('a class that is not there: no pod, and a word of it in the events of the ReplicaSet', async () => {
    const labels = { app: 'classless' };
    const { spec } = pod('unused', { ...CASES[0], pod: { runtimeClassName: 'test-missing' } });
    await apply([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'classless', namespace: namespace.name },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
      },
    ]);
    await eventually(
      'the event',
      async () => {
        const events = await list('event', namespace.name);
        const found = events.find(
          ({ reason, message }) => reason === 'FailedCreate' && /classless/.test(`${message}`),
        );
        return found === undefined ? undefined : String(found.message);
      },
      () => namespace.state(),
    ).then((message) => expect(message).toMatch(/pod rejected: RuntimeClass "test-missing" not found/));
    expect(await list('pod', namespace.name, labels)).toEqual([]);
  });

  describe('the API server', () => {
    test('refuses a pod without a seccomp profile here', async () => {
      const { spec, ...rest } = pod('unconfined', CASES[0]);
      const open = { ...Object(spec), securityContext: { runAsNonRoot: true, runAsUser: 65532 } };
      const { code, stderr } = await tryKubectl(
        ['apply', '-f', '-'],
        JSON.stringify({ ...rest, spec: open }),
      );
      expect(stderr).toMatch(/violates PodSecurity "restricted:latest": seccompProfile/);
      expect(code).not.toBe(0);
    });
  });

  function pod(
    name: string,
    { image, container, pod, beside }: Pick<Case, 'image' | 'container' | 'pod' | 'beside'>,
  ) {
    const reference =
      image === 'absent' ? `${references.job}`.replace(/@.*/, ':absent') : `${references[image]}`;
    const manifest = restrictedPod(namespace.name, name, reference, container, {
      runtimeClassName: 'test-wasmtime',
      ...pod,
    });
    const [app] = objects(manifest.spec, 'containers');
    const second = { ...app, name: 'second', ...beside };
    return beside === undefined
      ? manifest
      : { ...manifest, spec: { ...manifest.spec, containers: [app, second] } };
  }

  async function look(name: string) {
    const status = object(await get('pod', name, namespace.name), 'status');
    const containers = objects(status, 'containerStatuses');
    // Of two the one that does not run.
    const container = containers.find(({ state }) => at(state, 'running') === undefined) ?? containers[0];
    const state = object(container ?? {}, 'state');
    const [kind = 'none'] = Object.keys(state);
    const last = at(container, 'lastState', 'terminated') ?? at(state, 'terminated');
    const events = (await list('event', namespace.name)).filter(
      (event) => at(event, 'involvedObject', 'name') === name,
    );
    const messages = [
      String(at(state, kind, 'message') ?? ''),
      String(at(last, 'message') ?? ''),
      ...events.map(({ reason, message }) => `${reason}: ${message}`),
    ];
    const exitCode = isObject(last) ? Number(last.exitCode) : undefined;
    return {
      state: kind === 'running' ? 'Running' : String(at(state, kind, 'reason') ?? 'none'),
      exitCode,
      messages: messages.join('\n'),
    };
  }
});

function runtimeClass(name: string, fields: Json): Json {
  return { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, ...fields };
}
