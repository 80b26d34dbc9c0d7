import { JsonPatch, Testing, Yaml } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import {
  BlazorApp,
  BlazorSite,
  type BlazorSiteSpec,
  Checks,
  ImageFormat,
  PathType,
  WasmImage,
  WasmPlatform,
} from '../../src';
import { cleanUp, publish } from '../artifact/blazor/publish';
import { at, object, objects } from '../support/json';
import { restrictedProblems } from '../support/pod-security';
import { BLAZOR, chartIn, confOf, makeBlazor, nginxOf, refused, served, site, synthWith } from './blazor';
import { only, podOf, refusalOf } from './make';

cleanUp();

describe('a Blazor app', () => {
  it('that is told its site and its image runs on a cluster of which nothing is known', async () => {
    const manifests = synthWith({ site: BlazorSite.fromFolder(publish()) });
    await expect(Yaml.stringify(...manifests)).toMatchFileSnapshot('__snapshots__/minimal-blazor-app.yaml');
  });

  it('that is told everything says all of it', async () => {
    const chart = chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.35' }));
    const manifests = synthWith(BLAZOR, chart);
    await expect(Yaml.stringify(...manifests)).toMatchFileSnapshot('__snapshots__/full-blazor-app.yaml');
  });

  it('has constructs of these paths', () => {
    const { node } = makeBlazor(BLAZOR, chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.35' })));
    expect(node.findAll().map(({ node: { path } }) => path)).toEqual([
      'chart/shop',
      'chart/shop/ServiceAccount',
      'chart/shop/ConfigMap',
      'chart/shop/Deployment',
      'chart/shop/DisruptionBudget',
      'chart/shop/Service',
      'chart/shop/Ingress',
    ]);
  });

  it('gives access to each of its objects', () => {
    const app = makeBlazor({ autoscale: { max: 4, cpu: 60 }, ingress: {}, identity: { create: true } });
    const own = [
      app.serviceAccount,
      app.configMap,
      app.deployment,
      app.disruptionBudget,
      app.autoscaler,
      app.service,
      app.ingress,
    ];
    expect(app.apiObjects).toEqual(own);
    expect([app.name, app.serviceName, app.port]).toEqual(['shop', 'shop', 8080]);
    expect(app.image).toBe(BLAZOR.image);
    expect(app.matchLabels).toEqual({
      'app.kubernetes.io/name': 'shop',
      'wasmcd.dev/workload': 'deployment',
    });
  });

  it('lacks what was switched off or not asked for', () => {
    const app = makeBlazor({ disruption: { enabled: false } });
    expect(app.apiObjects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Deployment', 'Service']);
  });

  it('has a name of the chart’s where none is given', () => {
    const chart = chartIn();
    const { name } = new BlazorApp(chart, 'Shop', { site: site(), image: BLAZOR.image });
    expect(name).toMatch(/^chart-shop-[0-9a-z]+$/);
  });

  it('runs no WebAssembly on the node: no runtime class, and any node will do', () => {
    const pod = podOf(synthWith({}, chartIn(WasmPlatform.kind())));
    expect(pod.runtimeClassName).toBeUndefined();
    expect(pod.nodeSelector).toBeUndefined();
  });

  it('gives the same bytes at a second synth', () => {
    const chart = chartIn();
    makeBlazor({ ingress: {} }, chart);
    expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
  });
});

describe('a namespace that enforces the restricted Pod Security Standard', () => {
  test.each([
    ['alone', {}],
    ['with side-cars', { sidecars: { proxy: { image: 'docker.io/library/busybox:1.37.0' } } }],
    ['with settings', { configuration: { 'appsettings.json': { values: {} } } }],
  ])('admits a Blazor app %s', (_, props) => {
    expect(synthWith(props).flatMap(restrictedProblems)).toEqual([]);
  });

  it('admits one with an image of files, from Kubernetes 1.33 on', () => {
    const chart = chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.35' }));
    const image = WasmImage.of('ghcr.io/acme/shop-files:1.4.0');
    expect(synthWith({ siteImage: image }, chart).flatMap(restrictedProblems)).toEqual([]);
  });

  it('sees a process without rights that writes below /tmp alone', () => {
    const manifests = synthWith();
    expect(object(podOf(manifests), 'securityContext')).toEqual({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(object(nginxOf(manifests), 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const writable = objects(nginxOf(manifests), 'volumeMounts').filter(({ readOnly }) => readOnly !== true);
    expect(writable).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it('gives the user itself on OpenShift', () => {
    const pod = podOf(synthWith({}, chartIn(WasmPlatform.openShift())));
    expect(object(pod, 'securityContext')).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe('the pods of a Blazor app', () => {
  it('are asked at a path that nginx answers itself, and go on for five seconds after they leave the Service', () => {
    const nginx = nginxOf(synthWith({ port: 9000 }));
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      expect(at(nginx, probe, 'httpGet')).toEqual({ path: '/healthz', port: 9000 });
    }
    expect(nginx.lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(nginx.ports).toEqual([{ name: 'http', containerPort: 9000 }]);
  });

  it('have 64Mi at most, and what somebody says instead', () => {
    expect(nginxOf(synthWith()).resources).toEqual({
      requests: { cpu: '10m', memory: '32Mi' },
      limits: { memory: '64Mi' },
    });
    expect(nginxOf(synthWith({ resources: { requests: { memory: '128Mi' } } })).resources).toEqual({
      requests: { cpu: '10m', memory: '128Mi' },
      limits: { memory: '128Mi' },
    });
  });

  it('pull with the secrets of both images', () => {
    const image = WasmImage.of('nginx:1.29', { pullSecrets: ['a', 'b'] });
    const siteImage = WasmImage.of('ghcr.io/acme/shop:1', { pullSecrets: ['b', 'c'] });
    const chart = chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.35' }));
    expect(podOf(synthWith({ image, siteImage }, chart)).imagePullSecrets).toEqual(
      ['a', 'b', 'c'].map((name) => ({ name })),
    );
  });

  it('keep a /tmp of somebody’s own', () => {
    const manifests = synthWith({ volumes: { '/tmp': { emptyDir: { medium: 'Memory' } } } });
    expect(objects(podOf(manifests), 'volumes').slice(1)).toEqual([
      { name: 'tmp', emptyDir: { medium: 'Memory' } },
    ]);
  });
});

describe('an image of files', () => {
  const siteImage = WasmImage.of('ghcr.io/acme/shop-files:1.4.0');

  it('is mounted at the root, read-only', () => {
    const chart = chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.35' }));
    const manifests = synthWith({ siteImage, root: '/srv/site' }, chart);
    expect(objects(podOf(manifests), 'volumes')[0]).toEqual({
      name: 'site',
      image: { reference: 'ghcr.io/acme/shop-files:1.4.0', pullPolicy: 'IfNotPresent' },
    });
    expect(objects(nginxOf(manifests), 'volumeMounts')[0]).toEqual({
      name: 'site',
      mountPath: '/srv/site',
      readOnly: true,
    });
    expect(confOf(manifests)).toContain('root /srv/site;');
  });

  it('is refused on a Kubernetes that has no image volumes', () => {
    const act = (): unknown =>
      makeBlazor({ siteImage }, chartIn(WasmPlatform.k3s({ kubernetesVersion: '1.34' })));
    expect(refusalOf(act)).toMatch(
      /^\[chart\/shop\] kubernetes-version: Deployment shop \/spec\/template\/spec\/volumes\/0\/image: Kubernetes 1\.35 has this field/,
    );
  });

  it('is a thing that was not checked where no platform is known', () => {
    const app = makeBlazor({ siteImage });
    expect(Checks.of(app).notChecked).toContainEqual({
      id: 'kubernetes-version',
      path: 'chart/shop',
      missing: 'the platform',
    });
    expect(Checks.of(app).notChecked.map(({ missing }) => missing)).not.toContain('the runtime');
  });
});

describe('the Ingress of a Blazor app', () => {
  test.each([
    ['/', '/'],
    ['/shop/', '/shop'],
    ['/a/b/', '/a/b'],
  ])('leads to all below %s where nobody says otherwise', (basePath, path) => {
    const manifests = synthWith({ site: served({ basePath }), ingress: { hosts: ['shop.example.com'] } });
    const [rule] = objects(object(only(manifests, 'Ingress'), 'spec'), 'rules');
    expect(objects(object(rule, 'http'), 'paths').map((one) => [one.path, one.pathType])).toEqual([
      [path, 'Prefix'],
    ]);
  });

  it('is refused where it leads elsewhere than the app asks for its files', () => {
    const message = refused({
      site: served({ basePath: '/shop/' }),
      ingress: { paths: { '/': PathType.PREFIX } },
    });
    expect(message).toBe(
      '[chart/shop] blazor-base-path: Ingress shop /spec/rules/0/http/paths/0/path "/": it lies outside of <base href="/shop/">, ' +
        "where it asks for its files; allowed: /shop and what is below it; fix: ingress: { paths: { '/shop': PathType.PREFIX } } " +
        'or no paths at all, or publish the app with <base href="/" />',
    );
  });

  it('is refused at synth where a patch has moved it', () => {
    const chart = chartIn();
    const app = makeBlazor({ ingress: {} }, chart);
    app.ingress?.addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/0/path', '/other'));
    expect(refusalOf(() => Testing.synth(chart))).toContain('[chart/shop] blazor-base-path: Ingress shop');
  });
});

describe('the site of a Blazor app', () => {
  test.each<[string, Partial<BlazorSiteSpec>]>([
    ['blazor-missing-file', { missingFiles: ['_framework/blazor.webassembly.js'] }],
    ['blazor-stale-copy', { staleCopies: ['index.html.gz'] }],
    ['blazor-file-names', { unlikeNames: ['_framework/Old.wasm'] }],
  ])('is refused by %s, unless somebody lives with it', (id, spec) => {
    expect(refused({ site: served(spec) })).toMatch(new RegExp(`^\\[chart/shop\\] ${id}: `));
    const chart = chartIn();
    Checks.of(chart).acknowledge(id, 'a test lives with it');
    expect(synthWith({ site: served(spec) }, chart)).not.toEqual([]);
  });

  test.each<[string, Partial<BlazorSiteSpec>, object]>([
    ['blazor-missing-copy', { missingCopies: ['_framework/Shop.wasm.br'] }, {}],
    [
      'blazor-settings-hash',
      { hashedSettings: ['appsettings.json'] },
      { configuration: { 'appsettings.json': { values: {} } } },
    ],
  ])('is warned about by %s', (id, spec, props) => {
    const app = makeBlazor({ site: served(spec), ...props });
    expect(Checks.of(app).findings.map((finding) => [finding.id, finding.severity])).toEqual([
      [id, 'warning'],
    ]);
  });

  it('is a BlazorSite', () => {
    expect(refused({ site: { basePath: '/' } })).toContain('[chart/shop] site');
    expect(refused({ site: WasmImage.of('a:1') })).toContain('[chart/shop] site.');
  });
});

describe('what does not go together', () => {
  test.each<[string, object, string]>([
    [
      'replicas and autoscale',
      { replicas: 2, autoscale: { max: 3, cpu: 60 } },
      'autoscale {"max":3,"cpu":60}',
    ],
    [
      'a format of WebAssembly',
      { image: WasmImage.of('a:1', { format: ImageFormat.PLAIN }) },
      'image.format "plain"',
    ],
    ['the size of a .wasm', { siteImage: WasmImage.of('a:1', { binarySize: 7 }) }, 'siteImage.binarySize 7'],
    [
      'a header that caching needs',
      { headers: { 'cache-control': 'no-store' } },
      'headers.cache-control "no-store"',
    ],
    ['a header twice', { headers: { 'X-A': '1', 'x-a': '2' } }, 'headers.x-a "2": it is set already'],
    [
      'isolation twice',
      { crossOriginIsolation: true, headers: { 'Cross-Origin-Opener-Policy': 'unsafe-none' } },
      'crossOriginIsolation sets it',
    ],
    [
      'a volume in the place of the configuration',
      { volumes: { '/etc/blazor/config': { emptyDir: {} } } },
      'already',
    ],
    [
      'two containers of one name',
      { sidecars: { app: { image: 'busybox:1' } } },
      'the pod has a container of that name already',
    ],
    ['a variable of nginx in a header', { headers: { 'X-Host': '$host' } }, 'without "$"'],
    ['a root with signs of nginx', { root: '/srv/{site}' }, 'root "/srv/{site}"'],
    [
      'a file that is no settings',
      { configuration: { '../x.json': { values: {} } } },
      'configuration key "../x.json"',
    ],
    ['a label that selects', { labels: { 'app.kubernetes.io/name': 'x' } }, 'selects its pods by this label'],
    ['a field that there is none', { runtime: 'spin' }, 'runtime "spin": no such field'],
  ])('is refused: %s', (_, props, words) => {
    const message = refused(props);
    expect(message).toMatch(/^\[chart\/shop\] /);
    expect(message).toContain(words);
  });

  it('is refused where two apps take one name', () => {
    const chart = chartIn();
    makeBlazor({}, chart);
    const again = (): unknown =>
      new BlazorApp(chart, 'again', { name: 'shop', site: site(), image: BLAZOR.image });
    expect(refusalOf(again)).toContain('[chart/again] ConfigMap shop-');
  });
});

describe('values that are known later', () => {
  it('are held against the checks at synth', () => {
    const chart = chartIn();
    makeBlazor({ replicas: Object({ resolve: () => 0 }) }, chart);
    expect(refusalOf(() => Testing.synth(chart))).toContain('[chart/shop] replicas-and-autoscaler: ');
  });

  it('are held against the constructor at synth', () => {
    const chart = chartIn();
    makeBlazor({ rollout: { preStopSeconds: Object({ resolve: () => -1 }) } }, chart);
    expect(refusalOf(() => Testing.synth(chart))).toContain(
      '[chart/shop] rollout.preStopSeconds -1: out of range',
    );
  });

  it('hold at synth also where somebody caught the error', () => {
    const chart = chartIn();
    refusalOf(() => makeBlazor({ site: served({ staleCopies: ['index.html.gz'] }) }, chart));
    expect(refusalOf(() => Testing.synth(chart))).toContain('[chart/shop] blazor-stale-copy: ');
  });
});
