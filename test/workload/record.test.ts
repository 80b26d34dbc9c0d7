import { join } from 'node:path';
import { App, Chart, JsonPatch, Lazy, Testing, Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ImageFormat, Lint, WasmImage, WasmPlatform } from '../../src';
import { parseRecord } from '../../src/artifact/image-record';
import { dig, digList, isObject } from '../../src/value/json';
import { parseQuantity } from '../../src/value/quantity';
import { inRepository, listing, spinToml } from '../artifact/local-image/repository';
import { component, componentBy } from '../artifact/wasm/make';
import { HELLO } from '../oci/wasm';
import { chartOn, KINDS, type Kind, make } from './make';

const repository = 'ghcr.io/acme/hello';
const RECORD = 'wasmcd.dev/artifact';
const HTTP = ['wasi:http/incoming-handler@0.2.3'];
const MAIN = ['Deployment', 'Job', 'CronJob'];

/** A workload of that kind of an image that it can run, made in a repository. */
async function synthesised(
  kind: Kind,
  change: (image: WasmImage) => object = () => ({}),
): Promise<unknown[]> {
  const wasm = kind === 'WasmService' || kind === 'SpinApp' ? await component([], HTTP) : HELLO;
  return inRepository({ 'a.wasm': wasm, 'spin.toml': spinToml().replace('hello.wasm', 'a.wasm') }, (root) => {
    const image =
      kind === 'SpinApp'
        ? WasmImage.fromSpin(join(root, 'spin.toml'), { repository, root })
        : WasmImage.fromFile(join(root, 'a.wasm'), { repository, root });
    const chart = chartOn();
    make(kind, chart, 'hello', { image, ...change(image) });
    return Testing.synth(chart);
  });
}

const mainOf = (objects: readonly unknown[]): unknown =>
  objects.find((object) => isObject(object) && MAIN.includes(String(object.kind)));
const annotationsOf = (object: unknown): unknown => dig(object, 'metadata', 'annotations');

/** A component of that many bytes more, in a section that nothing reads. */
async function componentWith(more: number): Promise<Uint8Array> {
  const size = Buffer.from([
    0x80 | (more & 0x7f),
    0x80 | ((more >> 7) & 0x7f),
    0x80 | ((more >> 14) & 0x7f),
    more >> 21,
  ]);
  const content = Buffer.alloc(more);
  content.set([1, 'x'.charCodeAt(0)]);
  return Buffer.concat([await component([], HTTP), Buffer.from([0]), size, content]);
}

test('memory and time to start follow from the size of the file', async () => {
  const [small, large] = await Promise.all([componentWith(1_000), componentWith(13_000_000)]);
  const [of, ofLarge] = await inRepository({ 'small.wasm': small, 'large.wasm': large }, (root) =>
    ['small.wasm', 'large.wasm'].map((file) => {
      const chart = chartOn();
      make('WasmService', chart, 'hello', {
        image: WasmImage.fromFile(join(root, file), { repository, root }),
      });
      const [app] = digList(mainOf(Testing.synth(chart)), 'spec', 'template', 'spec', 'containers');
      return {
        memory: parseQuantity(String(dig(app, 'resources', 'limits', 'memory'))) ?? 0,
        failures: Number(dig(app, 'startupProbe', 'failureThreshold')),
      };
    }),
  );
  expect(of.memory).toBeGreaterThan(0);
  expect(ofLarge.memory).toBeGreaterThan(of.memory);
  expect(ofLarge.failures).toBeGreaterThan(of.failures);
});

describe.each(KINDS)('the object of a %s', (kind) => {
  test('has the record of its image, which its pods do not have', async () => {
    const objects = await synthesised(kind);
    const main = mainOf(objects);
    const record = parseRecord(String(dig(main, 'metadata', 'annotations', RECORD)));
    expect(record).toMatchObject({
      path: kind === 'SpinApp' ? 'spin.toml' : 'a.wasm',
      format: kind === 'SpinApp' ? 'spin' : 'artifact',
      repository,
    });
    expect(JSON.stringify(main)).toContain(`"image":"${repository}@${record.digest}"`);
    expect(dig(main, 'metadata', 'annotations', 'wasmcd.dev/digest')).toBe(record.digest);
    expect(JSON.stringify(dig(main, 'spec'))).not.toContain('wasmcd.dev/artifact');
    const others = objects.filter((object) => object !== main);
    expect(JSON.stringify(others)).not.toContain('wasmcd.dev/artifact');
  });

  test('has none where the image was made elsewhere', () => {
    const chart = chartOn();
    make(kind, chart, 'hello');
    expect(annotationsOf(mainOf(Testing.synth(chart)))).toBeUndefined();
  });

  test('keeps the annotations of the user', async () => {
    const objects = await synthesised(kind, () => ({ annotations: { team: 'shop' } }));
    expect(annotationsOf(mainOf(objects))).toMatchObject({ team: 'shop', [RECORD]: expect.any(String) });
  });

  test.each(['annotations', 'podAnnotations'])('refuses %s that follow from the image', async (field) => {
    for (const key of [RECORD, 'wasmcd.dev/digest', 'wasmcd.dev/language', 'wasmcd.dev/wasi'])
      await expect(synthesised(kind, () => ({ [field]: { [key]: 'x' } }))).rejects.toThrow(
        `[chart/hello] ${field}.${key} "x": it follows from the image`,
      );
  });
});

describe('what is known of the WebAssembly', () => {
  test('stands on the object, and on no pod and in no selector', async () => {
    const wasm = await componentBy(HTTP, [
      ['language', [['Rust', '']]],
      ['processed-by', [['rustc', '1.85']]],
    ]);
    await inRepository({ 'a.wasm': wasm }, (root) => {
      const chart = chartOn();
      make('WasmService', chart, 'hello', {
        image: WasmImage.fromFile(join(root, 'a.wasm'), { repository, root }),
      });
      const main = mainOf(Testing.synth(chart));
      expect(annotationsOf(main)).toMatchObject({ 'wasmcd.dev/language': 'Rust', 'wasmcd.dev/wasi': '0.2' });
      expect(JSON.stringify([dig(main, 'spec'), dig(main, 'metadata', 'labels')])).not.toMatch(
        /Rust|wasmcd.dev.wasi/,
      );
    });
  });

  test('is that of all components of an application, each word once', async () => {
    const files = {
      'go.wasm': await componentBy(HTTP, [['language', [['Go', '1.24']]]]),
      'js.wasm': await componentBy(HTTP, [['language', [['JavaScript', '']]]]),
      'spin.toml': spinToml(
        '[[trigger.http]]',
        'route = "/js"',
        'component = { source = "js.wasm" }',
      ).replace('hello.wasm', 'go.wasm'),
    };
    await inRepository(files, (root) => {
      const chart = chartOn();
      make('SpinApp', chart, 'hello', {
        image: WasmImage.fromSpin(join(root, 'spin.toml'), { repository, root }),
      });
      expect(annotationsOf(mainOf(Testing.synth(chart)))).toMatchObject({
        'wasmcd.dev/language': 'Go 1.24, JavaScript',
        'wasmcd.dev/wasi': '0.2',
      });
    });
  });

  test('is not told where the tools left no note', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const { binary } = WasmImage.fromFile(join(root, 'a.wasm'), { repository, root }).toSpec();
      const chart = chartOn();
      const image = WasmImage.of('ghcr.io/acme/hello:1', {
        ...(binary && { binary }),
        binarySize: HELLO.length,
      });
      make('WasmJob', chart, 'hello', { image });
      expect(annotationsOf(mainOf(Testing.synth(chart)))).toEqual({ 'wasmcd.dev/wasi': 'preview1' });
    }));
});

describe('a record', () => {
  test('can be patched, and a synth fails where the image is patched alone', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const job = () => {
        const image = WasmImage.fromFile(join(root, 'a.wasm'), { repository, root });
        const chart = chartOn();
        const [object] = make('WasmJob', chart, 'hello', { image }).apiObjects;
        return { chart, object };
      };
      const patched = job();
      patched.object.addJsonPatch(JsonPatch.remove('/metadata/annotations/wasmcd.dev~1artifact'));
      expect(annotationsOf(mainOf(Testing.synth(patched.chart)))).not.toHaveProperty([RECORD]);
      const broken = job();
      broken.object.addJsonPatch(
        JsonPatch.replace('/spec/template/spec/containers/0/image', `${repository}:2`),
      );
      expect(() => Testing.synth(broken.chart)).toThrow('image-record');
    }));

  test('is held against what somebody annotates by hand, each time', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const image = WasmImage.fromFile(join(root, 'a.wasm'), { repository, root });
      const chart = chartOn();
      const [job] = make('WasmJob', chart, 'hello', { image }).apiObjects;
      const record = String(dig(annotationsOf(mainOf(Testing.synth(chart))), RECORD));
      job.metadata.addAnnotation(RECORD, '{}');
      expect(() => Testing.synth(chart)).toThrow('image-record');
      job.metadata.addAnnotation(RECORD, record);
      expect(annotationsOf(mainOf(Testing.synth(chart)))).toHaveProperty([RECORD], record);
      job.metadata.addAnnotation(RECORD, '{"a":1}');
      expect(() => Testing.synth(chart)).toThrow('image-record');
    }));

  test('has the repository that is known only when it is written', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const later: string = Lazy.any({ produce: () => repository });
      const chart = chartOn();
      make('WasmJob', chart, 'hello', {
        image: WasmImage.fromFile(join(root, 'a.wasm'), { repository: later, root, tag: '1' }),
      });
      const main = mainOf(Testing.synth(chart));
      const text = String(dig(main, 'metadata', 'annotations', RECORD));
      expect(parseRecord(text)).toMatchObject({ repository, tag: '1' });
    }));

  test('keeps the marker that a deployment fills in', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const chart = chartOn();
      const image = WasmImage.fromFile(join(root, 'a.wasm'), { repository: 'wasm-token-3-nekot', root });
      make('WasmJob', chart, 'hello', { image });
      const main = mainOf(Testing.synth(chart));
      expect(JSON.parse(String(dig(main, 'metadata', 'annotations', RECORD)))).toMatchObject({
        repository: 'wasm-token-3-nekot',
      });
    }));

  test('is the same in a second synth, and changes no file', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const before = listing(root);
      const chart = chartOn();
      make('WasmJob', chart, 'hello', {
        image: WasmImage.fromFile(join(root, 'a.wasm'), { repository, root }),
      });
      expect(Yaml.stringify(...Testing.synth(chart))).toBe(Yaml.stringify(...Testing.synth(chart)));
      expect(listing(root)).toEqual(before);
    }));

  test('says the format to the checks over finished manifests', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const app = new App();
      const platform = WasmPlatform.k3s();
      platform.bind(app);
      const chart = new Chart(app, 'chart');
      make('WasmJob', chart, 'hello', {
        image: WasmImage.fromFile(join(root, 'a.wasm'), { repository, root }),
      });
      const [job] = Testing.synth(chart);
      delete job.spec.template.spec.containers[0].command;
      const { findings } = Lint.manifests([job], { platform, imageFormat: ImageFormat.PLAIN });
      expect(findings).toMatchObject([
        { id: 'missing-command', message: expect.stringContaining('format artifact') },
      ]);
      job.metadata.annotations[RECORD] = '{}';
      const ids = Lint.manifests([job], { platform }).findings.map(({ id }) => id);
      expect(ids).toEqual(['image-record']);
    }));
});
