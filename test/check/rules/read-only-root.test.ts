import { ImageFormat } from '../../../src/artifact/image-format';
import { readOnlyRoot } from '../../../src/check/rules/read-only-root';
import { Known } from '../../../src/runtime/fact';
import { K3S } from '../../../src/runtime/platforms/k3s';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { UidPolicy } from '../../../src/runtime/wasm-platform-spec';
import type { JsonObject, Manifest } from '../../../src/value/json';
import { GUEST, knowing, lazy, subject, testRule } from '../subject';

interface Pod {
  readonly format?: ImageFormat;
  /** Mount paths, each on an emptyDir of its own. */
  readonly paths?: string[];
  readonly mounts?: unknown[];
  readonly volumes?: JsonObject[];
  readonly security?: JsonObject;
  readonly podSecurity?: JsonObject;
  readonly objects?: Manifest[];
}

const pod = (
  {
    format = ImageFormat.ARTIFACT,
    paths = [],
    mounts = [],
    volumes = [],
    security,
    podSecurity,
    objects = [],
  }: Pod,
  known = {},
) =>
  subject(
    (draft) => {
      draft.guest.securityContext = security ?? { readOnlyRootFilesystem: true };
      draft.pod.securityContext = podSecurity;
      draft.guest.volumeMounts = [...paths.map((mountPath) => ({ name: mountPath, mountPath })), ...mounts];
      draft.pod.volumes = [...paths.map((name) => ({ name, emptyDir: {} })), ...volumes];
      draft.objects.push(...objects);
    },
    { imageFormat: format, ...known },
  );

const config = {
  mounts: [{ name: 'config', mountPath: '/runtime-config.toml', subPath: 'c.toml', readOnly: true }],
};
const configured = (object: Manifest, volume: JsonObject, rest: Pod = {}) =>
  pod({ ...config, volumes: [{ name: 'config', ...volume }], objects: [object], ...rest });
const configMap = (text: unknown): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  data: { 'c.toml': text },
});
const secret = (data: JsonObject): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'c' },
  ...data,
});
const fromMap = { configMap: { name: 'c' } };
const fromSecret = { secret: { secretName: 'c' } };
const cache = { paths: ['/.cache'] };
const plain = { format: ImageFormat.PLAIN };

testRule(readOnlyRoot, {
  good: [
    { that: 'an artifact with its two paths', subject: pod({ paths: ['/.cache', '/.spin'] }) },
    { that: 'an ordinary image with its state', subject: pod({ ...plain, paths: ['/.spin/'] }) },
    {
      that: 'a claim',
      subject: pod({
        ...plain,
        mounts: [{ name: 'c', mountPath: '/.spin' }],
        volumes: [{ name: 'c', persistentVolumeClaim: { claimName: 'c' } }],
      }),
    },
    { that: 'root with a writable root', subject: pod({ security: { runAsUser: 0 } }) },
    { that: 'nothing said of the user', subject: pod({ security: {} }) },
    { that: 'an unresolved user', subject: pod({ security: { runAsUser: lazy(65532) } }) },
    { that: 'an unresolved setting', subject: pod({ security: { readOnlyRootFilesystem: lazy(true) } }) },
    { that: 'unresolved mounts', subject: pod({ mounts: [lazy({})] }) },
    {
      that: 'an unresolved mount path',
      subject: pod({ mounts: [{ name: 'x', mountPath: lazy('/.cache') }] }),
    },
    { that: 'state in memory', subject: configured(configMap('state_dir = ""\n'), fromMap, plain) },
    {
      that: 'state below the cache',
      subject: configured(configMap("state_dir = '/.cache/state'"), fromMap, {
        ...cache,
        mounts: config.mounts,
        volumes: [
          { name: 'config', ...fromMap },
          { name: '/.cache', emptyDir: {} },
        ],
      }),
    },
    {
      that: 'a configuration that is not among the objects',
      subject: pod({ ...plain, ...config, volumes: [{ name: 'config', ...fromSecret }] }),
    },
    { that: 'a configuration that is unresolved', subject: configured(configMap(lazy('')), fromMap, plain) },
    {
      that: 'state in memory by a Secret',
      subject: configured(
        secret({ data: { 'c.toml': Buffer.from('state_dir = ""').toString('base64') } }),
        fromSecret,
        plain,
      ),
    },
    {
      that: 'state in memory by a Secret’s text under another key',
      subject: configured(
        secret({ stringData: { key: 'state_dir = ""' } }),
        { secret: { secretName: 'c', items: [{ key: 'key', path: 'c.toml' }] } },
        plain,
      ),
    },
    {
      that: 'a configuration that does not parse, which is Spin’s to say',
      subject: configured(configMap('state_dir = '), fromMap, plain),
    },
    {
      that: 'a store of Spin’s on a volume',
      subject: configured(
        configMap('state_dir = ""\n[key_value_store.a]\ntype = "spin"\npath = "/data/a.db"'),
        fromMap,
        {
          ...plain,
          mounts: [...config.mounts, { name: '/data', mountPath: '/data' }],
          volumes: [
            { name: 'config', ...fromMap },
            { name: '/data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        },
      ),
    },
    {
      that: 'a store of somebody else’s',
      subject: configured(
        configMap('state_dir = ""\n[key_value_store.a]\ntype = "redis"\nurl = "redis://x"'),
        fromMap,
        plain,
      ),
    },
    {
      that: 'a Spin image with its three paths, and no folder for files that it may not have',
      subject: pod({ format: ImageFormat.SPIN, paths: ['/.cache', '/.spin', '/spin.json'] }),
    },
    { that: 'runwasi’s shim', subject: pod({}, { runtime: WASMTIME }) },
  ],
  bad: [
    {
      that: 'a runtime that cannot live with it',
      subject: pod({}, { runtime: knowing('readOnlyRoot', Known.NO, WASMTIME) }),
      field: `${GUEST}/securityContext/readOnlyRootFilesystem`,
      says: ['wasmtime runtime does not run', 'readOnlyRootFilesystem: false'],
    },
    {
      that: 'an artifact without its cache',
      subject: pod({ paths: ['/.spin'] }),
      field: `${GUEST}/volumeMounts`,
      says: [
        'the root file system is read-only',
        'writes /.cache',
        'format artifact',
        'exit code 137',
        'Volume.emptyDir()',
      ],
    },
    {
      that: 'an artifact without its state',
      subject: pod({ ...cache, security: { runAsUser: 65532 } }),
      field: `${GUEST}/volumeMounts`,
      says: ['user 65532', '/.spin', 'state_dir = "/.cache/state"'],
    },
    {
      that: 'a Spin image without its lock file',
      subject: pod({
        format: ImageFormat.SPIN,
        paths: ['/.cache', '/.spin'],
        security: { runAsNonRoot: true },
      }),
      field: `${GUEST}/volumeMounts`,
      says: ['a user other than root', '/spin.json', 'init container'],
    },
    {
      that: 'a pod’s user with an ordinary image',
      subject: pod({ ...plain, security: {}, podSecurity: { runAsUser: 1000 } }),
      field: `${GUEST}/volumeMounts`,
      says: ['user 1000', '/.spin', 'state_dir = ""'],
    },
    {
      that: 'another runtime that writes somewhere',
      subject: pod(plain, {
        runtime: { ...WASMTIME, writable: { plain: { folders: ['/var/wasm'] }, source: 'a test' } },
      }),
      field: `${GUEST}/volumeMounts`,
      says: ['wasmtime runtime writes /var/wasm', "'/var/wasm': Volume.emptyDir()"],
    },
    {
      that: 'a user that the namespace gives',
      subject: pod(
        { ...plain, security: {} },
        { platform: { ...K3S, name: 'openshift', uidPolicy: UidPolicy.NAMESPACE } },
      ),
      field: `${GUEST}/volumeMounts`,
      says: ['the user that openshift gives'],
    },
    {
      that: 'a mount that can only be read',
      subject: pod({
        ...plain,
        mounts: [{ name: 's', mountPath: '/.spin', readOnly: true }],
        volumes: [{ name: 's', emptyDir: {} }],
      }),
      field: `${GUEST}/volumeMounts`,
      says: ['writable mount'],
    },
    {
      that: 'a Secret for a folder',
      subject: pod({
        ...plain,
        mounts: [{ name: 's', mountPath: '/.spin' }],
        volumes: [{ name: 's', secret: { secretName: 's' } }],
      }),
      field: `${GUEST}/volumeMounts`,
      says: ['/.spin'],
    },
    {
      that: 'state in a folder of its own',
      subject: configured(configMap('state_dir = "/data/spin"'), fromMap, plain),
      field: `${GUEST}/volumeMounts`,
      says: ['writes /data/spin', "'/data/spin': Volume.emptyDir()"],
    },
    {
      that: 'a store of Spin’s in a folder of its own',
      subject: configured(
        configMap('state_dir = ""\n[sqlite_database.a]\ntype = "spin"\npath = "/data/a.db"'),
        fromMap,
        plain,
      ),
      field: `${GUEST}/volumeMounts`,
      says: ['writes /data', "'/data': Volume.emptyDir()"],
    },
    {
      that: 'a configuration that says nothing of the state at its top',
      subject: configured(configMap('[other]\nstate_dir = ""'), fromMap, plain),
      field: `${GUEST}/volumeMounts`,
      says: ['writes /.spin'],
    },
  ],
});
