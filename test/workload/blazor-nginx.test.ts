import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { App, Chart, Testing } from 'cdk8s';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { BlazorApp, type BlazorAppProps, BlazorSite, WasmImage } from '../../src';
import { cleanUp, INDEX, NET8, NET10, publish, write } from '../artifact/blazor/publish';
import { isObject, type Json } from '../support/json';
import {
  type Answer,
  describeWithNginx,
  get,
  type Served,
  startNginx,
  type TestNginx,
} from '../support/nginx';

// What is in these folders is made up; test/browser has a real app.

cleanUp();

const BR = { 'accept-encoding': 'gzip, deflate, br, zstd' };
const GZIP = { 'accept-encoding': 'gzip' };
const KEPT = 'public, max-age=31536000, immutable';

/** The objects of an app of that folder. */
const served =
  (site: string, props: Partial<BlazorAppProps> = {}): Served =>
  (port, headers) => {
    const chart = new Chart(new App(), 'chart');
    new BlazorApp(chart, 'shop', {
      name: 'shop',
      site: BlazorSite.fromFolder(site),
      image: WasmImage.of('docker.io/library/nginx:1.29.3'),
      port,
      ...props,
      headers: { ...props.headers, ...headers },
    });
    return Testing.synth(chart).filter((object: unknown): object is Json => isObject(object));
  };

/** Runs an app for the tests of a `describe`. */
function running(
  files: () => { [file: string]: string | undefined },
  props: Partial<BlazorAppProps> = {},
  settings = {},
) {
  let nginx: TestNginx | undefined;
  let site = '';
  beforeAll(async () => {
    site = publish(files());
    chmodSync(site, 0o755);
    nginx = await startNginx(site, served(site, props), settings);
  });
  afterAll(() => nginx?.stop());
  return {
    site: () => site,
    nginx: () => nginx,
    get: (path: string, headers: { [name: string]: string } = {}): Promise<Answer> =>
      get(String(nginx?.origin), path, headers),
  };
}

const plain = ({ headers, body }: Answer): string => {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
};

describeWithNginx('nginx with the configuration of a Blazor app', () => {
  const app = running(() => ({
    ...NET10,
    'service-worker.js': 'let worker',
    'css/fonts/a.woff2': 'font',
    'favicon.ico': 'icon',
    'Shop.styles.css': '@import "a"',
    'data/odd.bin2': 'odd',
  }));

  it('starts as a user without rights, and says nothing', () => {
    expect(app.nginx()?.unprivileged).toBe(true);
    expect(app.nginx()?.log()).toBe('');
  });

  // Path, what is taken; then status, type, encoding and how long it is kept.
  test.each<[string, { [name: string]: string }, number, string, string | undefined, string]>([
    ['/', {}, 200, 'text/html', undefined, 'no-cache'],
    ['/', BR, 200, 'text/html', 'br', 'no-cache'],
    ['/counter/deep/link', {}, 200, 'text/html', undefined, 'no-cache'],
    ['/counter/john.doe?tab=1', GZIP, 200, 'text/html', 'gzip', 'no-cache'],
    ['/_framework/dotnet.native.abcdefgh03.wasm', {}, 200, 'application/wasm', undefined, KEPT],
    ['/_framework/dotnet.native.abcdefgh03.wasm', BR, 200, 'application/wasm', 'br', KEPT],
    ['/_framework/dotnet.native.abcdefgh03.wasm', GZIP, 200, 'application/wasm', 'gzip', KEPT],
    ['/_framework/dotnet.abcdefgh01.js', BR, 200, 'text/javascript', 'br', KEPT],
    ['/_framework/icudt_EFIGS.tptq2av103.dat', BR, 200, 'application/octet-stream', 'br', KEPT],
    ['/_framework/de/Shop.resources.abcdefgh06.wasm', BR, 200, 'application/wasm', 'br', KEPT],
    ['/_framework/missing.js', {}, 404, 'text/html', undefined, 'no-cache'],
    ['/_framework/missing', {}, 404, 'text/html', undefined, 'no-cache'],
    ['/_framework/Shop.abcdefgh99.wasm', BR, 404, 'text/html', undefined, 'no-cache'],
    ['/css/missing.css', {}, 404, 'text/html', undefined, 'no-cache'],
    ['/css/app.css', BR, 200, 'text/css', 'br', 'no-cache'],
    ['/css/fonts/a.woff2', BR, 200, 'font/woff2', 'gzip', 'no-cache'],
    ['/appsettings.json', BR, 200, 'application/json', 'br', 'no-cache'],
    ['/service-worker.js', GZIP, 200, 'text/javascript', 'gzip', 'no-cache'],
    ['/favicon.ico', {}, 200, 'image/x-icon', undefined, 'no-cache'],
    ['/data/odd.bin2', BR, 200, 'application/octet-stream', 'gzip', 'no-cache'],
    ['/index.html.br', {}, 404, 'text/html', undefined, 'no-cache'],
    ['/_framework/dotnet.native.abcdefgh03.wasm.gz', {}, 404, 'text/html', undefined, 'no-cache'],
    ['/healthz', {}, 200, 'text/plain', undefined, 'no-cache'],
    ['/../../etc/passwd', {}, 400, 'text/html', undefined, 'no-cache'],
  ])('answers %s with %o', async (path, asked, status, type, encoding, cache) => {
    const { headers, status: got } = await app.get(path, asked);
    expect([got, headers['content-type'], headers['content-encoding'], headers['cache-control']]).toEqual([
      status,
      type,
      encoding,
      cache,
    ]);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers.server).toBe('nginx');
  });

  test.each<[string, string | undefined]>([
    ['br', 'br'],
    ['br;q=1.0, gzip;q=0.8', 'br'],
    ['gzip,br ; q=0.5', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['br;q=0.000', undefined],
    ['brotli, gzip', 'gzip'],
    ['*', undefined],
    ['identity', undefined],
  ])('takes "%s" for %s', async (encoding, sent) => {
    const { headers } = await app.get('/css/app.css', { 'accept-encoding': encoding });
    expect(headers['content-encoding']).toBe(sent);
  });

  it('sends what was compressed, through a proxy too', async () => {
    const answer = await app.get('/css/app.css', { ...GZIP, via: '1.1 front' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    for (const headers of [{}, GZIP, BR]) {
      expect(plain(await app.get('/_framework/Shop.abcdefgh04.wasm', headers))).toBe('shop');
    }
  });

  it('asks again for what has not changed, and does not send it twice', async () => {
    const { headers } = await app.get('/css/app.css');
    const again = await app.get('/css/app.css', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.body.length, again.headers['cache-control']]).toEqual([304, 0, 'no-cache']);
  });

  it('sends whole what starts the app: it may have changed and have the same time and size', async () => {
    for (const file of [
      '/index.html',
      '/appsettings.json',
      '/service-worker.js',
      '/Shop.styles.css',
      '/counter',
    ]) {
      const { status, headers } = await app.get(file, BR);
      expect([file, status, headers.etag, headers['last-modified']]).toEqual([
        file,
        200,
        undefined,
        undefined,
      ]);
    }
  });

  it('lets a browser see the new page of an image whose files all have one time', async () => {
    const time = new Date('1980-01-01T00:00:00Z');
    const age = (file: string): void => utimesSync(join(app.site(), file), time, time);
    age('index.html');
    const { headers } = await app.get('/');
    write(app.site(), 'index.html', INDEX.replace('abcdefgh02', 'abcdefgh42'));
    age('index.html');
    const conditions = {
      'if-none-match': String(headers.etag),
      'if-modified-since': String(headers['last-modified']),
    };
    const asked = headers.etag === undefined ? {} : conditions;
    expect(plain(await app.get('/', asked))).toContain('abcdefgh42');
  });
});

describeWithNginx('nginx with a Blazor app below a path', () => {
  const index = INDEX.replace('<base href="/" />', '<base href="/shop/" />');
  const app = running(() => ({ ...NET10, 'index.html': index }));

  test.each<[string, number, string]>([
    ['/shop/', 200, 'base href="/shop/"'],
    ['/shop/cart/2', 200, 'base href="/shop/"'],
    ['/shop/css/app.css', 200, 'color: red'],
    ['/shop/_framework/Shop.abcdefgh04.wasm', 200, 'shop'],
    ['/shop/_framework/missing.wasm', 404, 'Not Found'],
    ['/shop/appsettings.json', 200, 'localhost:5001'],
    // An ingress may have cut the path off.
    ['/css/app.css', 200, 'color: red'],
    ['/healthz', 200, 'ok'],
  ])('answers %s with %s', async (path, status, words) => {
    const answer = await app.get(path, BR);
    expect(answer.status).toBe(status);
    expect(plain(answer)).toContain(words);
  });

  it('sends who forgets the last slash to where the app is, with what he asked', async () => {
    const { status, headers } = await app.get('/shop?a=1&b=2');
    expect([status, headers.location]).toEqual([301, '/shop/?a=1&b=2']);
  });

  it('keeps what may be kept', async () => {
    const { headers } = await app.get('/shop/_framework/Shop.abcdefgh04.wasm', BR);
    expect(headers['cache-control']).toBe(KEPT);
  });
});

describeWithNginx('nginx with settings in the place of published ones', () => {
  const app = running(
    () => NET10,
    {
      configuration: {
        'appsettings.json': { values: { Api: 'https://api.example.com' } },
        'appsettings.Production.json': { configMapKeyRef: { name: 'settings', key: 'production' } },
      },
    },
    { 'settings-0': { 'appsettings.Production.json': '{"From":"a ConfigMap"}' } },
  );

  test.each([
    ['/appsettings.json', { Api: 'https://api.example.com' }],
    ['/appsettings.Production.json', { From: 'a ConfigMap' }],
  ])(
    'sends %s to every browser, and never the compressed copy of what was published',
    async (path, settings) => {
      for (const headers of [{}, GZIP, BR]) {
        const answer = await app.get(path, headers);
        expect(JSON.parse(plain(answer))).toEqual(settings);
        expect(answer.headers['content-type']).toBe('application/json');
        expect(answer.headers['cache-control']).toBe('no-cache');
      }
    },
  );

  it('sends nothing else of what is mounted', async () => {
    expect((await app.get('/nginx.conf')).body.toString()).toContain('<base href');
  });
});

describeWithNginx('nginx with a Blazor app of .NET 8', () => {
  const app = running(() => NET8);

  test.each([
    ['/_framework/dotnet.native.8.0.5.abcdefgh03.wasm', KEPT],
    ['/_framework/Shop.wasm', 'no-cache'],
    ['/_framework/blazor.boot.json', 'no-cache'],
  ])('keeps %s as %s', async (path, cache) => {
    expect((await app.get(path, BR)).headers['cache-control']).toBe(cache);
  });
});

describeWithNginx('nginx with headers of somebody’s own', () => {
  const odd = 'a "b" \\ c; d # {e}';
  const app = running(() => NET10, {
    crossOriginIsolation: true,
    accessLog: true,
    headers: { 'X-Odd': odd, 'Content-Security-Policy': "default-src 'self'" },
  });

  test.each(['/', '/_framework/Shop.abcdefgh04.wasm', '/missing.js', '/healthz'])(
    'sends them with %s',
    async (path) => {
      const { headers } = await app.get(path);
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'content-security-policy': "default-src 'self'",
        'x-odd': odd,
      });
    },
  );

  it('logs requests, but for the kubelet’s', async () => {
    await app.get('/healthz');
    await app.get('/cart');
    expect(app.nginx()?.requests()).toMatch(/"GET \/cart HTTP\/1\.1" 200/);
    expect(app.nginx()?.requests()).not.toContain('healthz');
  });
});
