import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../src/artifact/oci-image/content';
import { imageIndex, type OciImage } from '../../../src/artifact/oci-image/image';
import { plainImage } from '../../../src/artifact/oci-image/plain-image';
import { runwasiImage } from '../../../src/artifact/oci-image/runwasi-image';
import { spinImage } from '../../../src/artifact/oci-image/spin-image';
import type { SpinLock, SpinLockFile } from '../../../src/artifact/oci-image/spin-lock';
import { wasmArtifact } from '../../../src/artifact/oci-image/wasm-artifact';
import { WasmKind } from '../../../src/artifact/wasm/classify';
import { HELLO } from '../../oci/wasm';

const hello = contentOf(HELLO);
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
const configOf = ({ config, blobs }: OciImage): string => text(blobs.get(config.digest)?.[0]);
const LAYER = 'sha256:e998310b6b21206aa92fa1089106ddaa63e6e6e72c3cf56d4a7d8cc9553096bb';

describe('a CNCF Wasm artifact', () => {
  const artifact = wasmArtifact({ ...hello, kind: WasmKind.MODULE, imports: [], exports: [] });

  test('of a module has the bytes of the golden vector', () => {
    expect(hello).toEqual({ digest: LAYER, size: 143 });
    expect(configOf(artifact)).toBe(
      `{"created":"1970-01-01T00:00:00Z","architecture":"wasm","os":"wasip1","layerDigests":["${LAYER}"]}`,
    );
    expect(artifact.config).toMatchObject({
      digest: 'sha256:b516a2070531b1679e33faee1353027045933d4b0e762c22754856355733d343',
      size: 161,
    });
    expect(text(artifact.manifest.bytes)).toBe(
      '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":' +
        '{"mediaType":"application/vnd.wasm.config.v0+json","digest":"sha256:b516a2070531b1679e33faee1353027045933d4b0e762c22754856355733d343","size":161},' +
        `"layers":[{"mediaType":"application/wasm","digest":"${LAYER}","size":143}]}`,
    );
    expect(artifact.manifest.digest).toBe(
      'sha256:4cf4fb597b03c45600424b4b5fda837a9abc08e1fa99e1c813a261ba5ef9b297',
    );
  });

  test('of a component names what it imports and exports', () => {
    const names = { imports: ['wasi:io/streams@0.2.12'], exports: ['wasi:cli/run@0.2.12'] };
    const component = wasmArtifact({ ...hello, kind: WasmKind.COMPONENT, ...names });
    expect(configOf(component)).toBe(
      `{"created":"1970-01-01T00:00:00Z","architecture":"wasm","os":"wasip2","layerDigests":["${LAYER}"],` +
        '"component":{"exports":["wasi:cli/run@0.2.12"],"imports":["wasi:io/streams@0.2.12"]}}',
    );
  });

  test('holds no byte of the layer, whose digest was given', () => {
    expect([...artifact.blobs.keys()]).toEqual([artifact.config.digest]);
  });

  test('has the same digest whatever the order of its annotations', () => {
    const module = { ...hello, kind: WasmKind.MODULE, imports: [], exports: [] };
    const [one, other] = [
      { b: '1', a: '2' },
      { a: '2', b: '1' },
    ].map((annotations) => wasmArtifact(module, { annotations }));
    expect(one.manifest).toEqual(other.manifest);
    expect(text(one.manifest.bytes)).toMatch(/,"annotations":\{"a":"2","b":"1"\}\}$/);
    expect(wasmArtifact(module, { annotations: {} }).manifest).toEqual(artifact.manifest);
  });
});

describe('a runwasi image', () => {
  test('has the bytes of the golden vector', () => {
    const image = runwasiImage(hello, { entrypoint: 'hello.wasm' });
    expect(configOf(image)).toBe(
      '{"architecture":"wasm","os":"wasip1","config":{"Entrypoint":["hello.wasm"],"Labels":' +
        `{"containerd.runwasi.layers":"${LAYER}"}},"rootfs":{"type":"layers","diff_ids":[]},"history":[]}`,
    );
    expect(image.config.size).toBe(243);
    expect(image.config.digest).toMatch(/^sha256:1d3056b7/);
    expect(image.manifest.digest).toBe(
      'sha256:f5d31d86fa7c157597c2417ecbc16e27b485c14b6444ca0047e36630ea5e9cb3',
    );
  });

  test.each(['', '..', 'a/b.wasm', '/app.wasm', 'a\\b'])('refuses %j as its entrypoint', (entrypoint) => {
    expect(() => runwasiImage(hello, { entrypoint })).toThrow('no name of a module');
  });

  test.each(['app.wasm', 'app.wasm#run'])('takes %j', (entrypoint) => {
    expect(configOf(runwasiImage(hello, { entrypoint }))).toContain(`"Entrypoint":["${entrypoint}"]`);
  });
});

describe('a plain image', () => {
  test('runs its first file, out of one layer', () => {
    const image = plainImage([{ path: '/app.wasm', bytes: HELLO }]);
    const [layer] = image.layers;
    expect(layer.mediaType).toBe('application/vnd.oci.image.layer.v1.tar');
    expect(contentOf(...(image.blobs.get(layer.digest) ?? []))).toEqual({
      digest: layer.digest,
      size: layer.size,
    });
    expect(configOf(image)).toBe(
      '{"architecture":"amd64","os":"linux","config":{"Entrypoint":["/app.wasm"]},' +
        `"rootfs":{"type":"layers","diff_ids":["${layer.digest}"]}}`,
    );
    expect(image.manifest.digest).toBe(
      'sha256:6785315e355d88a8f95a5e6e5c35277effc28e9fdb1ec5da2ba5d5c905ff3304',
    );
  });

  test('does not depend on the order of its files', () => {
    const files = ['/spin.toml', '/app.wasm', '/a/b'].map((path) => ({ path, bytes: HELLO }));
    const entrypoint = '/app.wasm';
    expect(plainImage(files.toReversed(), { entrypoint }).manifest).toEqual(
      plainImage(files, { entrypoint }).manifest,
    );
  });

  test('says what it runs on', () => {
    const platform = { os: 'wasip1', architecture: 'wasm' };
    const image = plainImage([{ path: '/app.wasm', bytes: HELLO }], { platform });
    expect(configOf(image)).toContain('{"architecture":"wasm","os":"wasip1",');
  });

  test.each([
    ['no file', [], 'an image without files runs nothing'],
    ['a path that is not absolute', ['app.wasm'], 'no path of a file'],
    ['a path that leads out', ['/../app.wasm'], 'no path of a file'],
    ['a folder', ['/app/'], 'no path of a file'],
    ['a path twice', ['/app.wasm', '/app.wasm'], 'two files have this path'],
    ['a file below a file', ['/a', '/a/b'], 'a part of its path is another file'],
  ])('refuses %s', (_, paths, message) => {
    expect(() => plainImage(paths.map((path) => ({ path, bytes: HELLO })))).toThrow(message);
  });

  test('refuses an entrypoint that it does not hold, and a mode that is none', () => {
    const file = { path: '/app.wasm', bytes: HELLO };
    expect(() => plainImage([file], { entrypoint: '/other.wasm' })).toThrow('allowed: /app.wasm');
    expect(() => plainImage([{ ...file, mode: 0o100644 }])).toThrow('its mode');
  });
});

describe('a Spin application image', () => {
  const app = (files: SpinLockFile[] = [], more: Partial<SpinLock> = {}): SpinLock => ({
    metadata: { name: 'hello', trigger: { type: 'http' } },
    triggers: [{ id: 'hello-http-trigger', type: 'http', config: { component: 'hello', route: '/...' } }],
    components: [{ id: 'hello', wasm: hello, files }],
    ...more,
  });
  const lockOf = ({ layers, blobs }: OciImage): string => text(blobs.get(layers.at(-1)?.digest ?? '')?.[0]);

  test('has a layer for the component and the lock behind it', () => {
    const image = spinImage(app());
    expect(image.layers.map(({ mediaType }) => mediaType)).toEqual([
      'application/vnd.wasm.content.layer.v1+wasm',
      'application/vnd.fermyon.spin.application.v1+config',
    ]);
    expect(lockOf(image)).toBe(
      '{"spin_lock_version":0,"metadata":{"name":"hello","trigger":{"type":"http"}},' +
        '"triggers":[{"id":"hello-http-trigger","trigger_type":"http","trigger_config":{"component":"hello","route":"/..."}}],' +
        `"components":[{"id":"hello","source":{"content_type":"application/wasm","digest":"${LAYER}"}}]}`,
    );
  });

  test('names the digest of its lock in the config, which would be that of every other image without it', () => {
    const image = spinImage(app());
    expect(configOf(image)).toBe(
      '{"architecture":"wasm","os":"Wasip1","config":{"Labels":{"com.fermyon.spin.lockedAppDigest":' +
        `"${image.layers[1].digest}"}},"rootfs":{"type":"layers","diff_ids":[]}}`,
    );
    const other = spinImage(app([], { metadata: { name: 'other' } }));
    expect(other.config.digest).not.toBe(image.config.digest);
  });

  test('holds small files in the lock, in base64 without padding, and large ones in layers', () => {
    const files = [
      { path: 'b/small.txt', bytes: Buffer.from('hi') },
      { path: 'a.txt', bytes: Buffer.alloc(129, 'x') },
      { path: 'c.txt', bytes: Buffer.alloc(128, 'y') },
    ];
    const image = spinImage(app(files));
    expect(image.layers.map(({ mediaType }) => mediaType)).toEqual([
      'application/vnd.wasm.content.layer.v1+wasm',
      'application/vnd.wasm.content.layer.v1+data',
      'application/vnd.fermyon.spin.application.v1+config',
    ]);
    expect(image.layers[1]).toMatchObject(contentOf(files[1].bytes));
    const [component] = JSON.parse(lockOf(image)).components;
    expect(component.files).toEqual([
      { digest: contentOf(files[1].bytes).digest, path: 'a.txt' },
      { inline: 'aGk', digest: contentOf(files[0].bytes).digest, path: 'b/small.txt' },
      {
        inline: files[2].bytes.toString('base64').replace(/=+$/, ''),
        digest: contentOf(files[2].bytes).digest,
        path: 'c.txt',
      },
    ]);
  });

  test('says all that the lock can say, in the order of Spin', () => {
    const image = spinImage({
      metadata: { version: '1.0.0', name: 'hello' },
      variables: { token: { secret: true }, greeting: { default: 'hi', description: 'a word' } },
      triggers: [],
      components: [
        {
          id: 'hello',
          wasm: hello,
          metadata: { key_value_stores: ['default'], allowed_outbound_hosts: ['https://example.com'] },
          environment: { B: '2', A: '1' },
          variables: { token: '{{ token }}' },
          hostRequirements: { local_service_chaining: 'required' },
        },
      ],
    });
    expect(lockOf(image)).toBe(
      '{"spin_lock_version":1,"must_understand":["component_host_requirements"],"metadata":{"name":"hello","version":"1.0.0"},' +
        '"variables":{"greeting":{"description":"a word","default":"hi"},"token":{"secret":true}},"triggers":[],' +
        '"components":[{"id":"hello","metadata":{"allowed_outbound_hosts":["https://example.com"],"key_value_stores":["default"]},' +
        `"source":{"content_type":"application/wasm","digest":"${LAYER}"},"env":{"A":"1","B":"2"},` +
        '"config":{"token":"{{ token }}"},"host_requirements":{"local_service_chaining":"required"}}]}',
    );
  });

  test('lists the same bytes once, and twice where they are a component and a file', () => {
    const components = ['one', 'two'].map((id) => ({ id, wasm: hello }));
    expect(spinImage(app([], { components })).layers).toHaveLength(2);
    const both = spinImage(app([{ path: 'hello.wasm', bytes: HELLO }]));
    expect(both.layers.map(({ digest }) => digest).filter((digest) => digest === LAYER)).toHaveLength(2);
  });

  test('holds many files in one archive', () => {
    const files = Array.from({ length: 600 }, (_, index) => ({
      path: `${index}.txt`,
      bytes: Buffer.alloc(200, String(index)),
    }));
    const image = spinImage(app(files));
    expect(image.layers.map(({ mediaType }) => mediaType)[1]).toBe(
      'application/vnd.wasm.content.bundle.v1.tar+gzip',
    );
    expect(image.layers).toHaveLength(3);
    expect(JSON.parse(lockOf(image)).components[0].files).toHaveLength(600);
    const archive = Buffer.concat([...(image.blobs.get(image.layers[1].digest) ?? [])]);
    const listed = execFileSync('tar', ['-tzf', '-'], { input: archive }).toString().trim().split('\n');
    expect(listed.sort()).toEqual(files.map(({ path }) => path).sort());
  });

  test('refuses what makes more layers than registries take', () => {
    const components = Array.from({ length: 500 }, (_, index) => ({
      id: `c${index}`,
      wasm: contentOf(Buffer.from([index & 0xff, index >> 8])),
    }));
    expect(() => spinImage(app([], { components }))).toThrow(
      'they make 501 layers; allowed: at most 500 layers',
    );
  });

  test.each([
    ['an absolute path', ['/a.txt'], 'no path of a file'],
    ['a path that leads out', ['../a.txt'], 'no path of a file'],
    ['a path twice', ['a.txt', 'a.txt'], 'two files have this path'],
  ])('refuses %s', (_, paths, message) => {
    expect(() => spinImage(app(paths.map((path) => ({ path, bytes: HELLO }))))).toThrow(message);
  });

  test('refuses two components of one id', () => {
    const components = ['hello', 'hello'].map((id) => ({ id, wasm: hello }));
    expect(() => spinImage(app([], { components }))).toThrow('two components have one id');
  });
});

test('an index lists images with what they run on', () => {
  const { mediaType, digest, size } = runwasiImage(hello).manifest;
  const index = imageIndex([{ mediaType, digest, size, platform: { os: 'wasip1', architecture: 'wasm' } }]);
  expect(text(index.bytes)).toBe(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[' +
      `{"mediaType":"${mediaType}","digest":"${digest}","size":${size},"platform":{"architecture":"wasm","os":"wasip1"}}]}`,
  );
});
