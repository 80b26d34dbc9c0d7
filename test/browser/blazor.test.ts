import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { SAMPLE_FILE } from '../../scripts/lib/blazor-sample.mjs';
import { BlazorApp, BlazorSite, Checks, WasmImage } from '../../src';
import { hasChromium, openPage, type TestPage } from '../support/chromium';
import { isObject, type Json, object, text } from '../support/json';
import { describeWithNginx, get, startNginx, type TestNginx } from '../support/nginx';

/** Describes how a real app runs in a real browser, or says why that was skipped. */
function describeWithApp(title: string, body: () => void): void {
  const missing = [
    ...(existsSync(SAMPLE_FILE) ? [] : ['the published app, which .ci/run fetches']),
    ...(hasChromium ? [] : ['chromium on the path (Debian: apt-get install chromium)']),
  ];
  if (missing.length === 0) {
    describeWithNginx(title, body);
    return;
  }
  describe(title, () => {
    test('runs in a real browser', (context) => context.skip(`there is no ${missing.join(', and no ')}`));
  });
}

describeWithApp('a real Blazor app', () => {
  const settings = { Backend: { Url: 'https://api.example.com' }, From: 'the ConfigMap' };
  let folder: string | undefined;
  let nginx: TestNginx;
  let page: TestPage;
  let notes: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-blazor-'));
    const site = join(folder, 'package');
    execFileSync('tar', ['-xzf', SAMPLE_FILE, '-C', folder, '--no-same-owner']);
    for (const path of [folder, site]) chmodSync(path, 0o755);
    nginx = await startNginx(site, (port, headers) => {
      const chart = new Chart(new App(), 'chart');
      const app = new BlazorApp(chart, 'studio', {
        name: 'studio',
        site: BlazorSite.fromFolder(site),
        image: WasmImage.of('docker.io/library/nginx:1.29.3'),
        configuration: { 'appsettings.json': { values: settings } },
        accessLog: true,
        port,
        headers,
      });
      notes = Checks.of(app).findings.map(({ id }) => id);
      return Testing.synth(chart).filter((object: unknown): object is Json => isObject(object));
    });
    page = await openPage();
    await page.open(`${nginx.origin}/`);
    // The program of the app has run to its end when it has said which elements it draws.
    await page.until("customElements.get('elsa-workflow-definition-list') !== undefined");
  });
  afterAll(async () => {
    await page?.close();
    await nginx?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const ours = (): Json[] => page.answers().filter((answer) => text(answer, 'url')?.startsWith(nginx.origin));
  const framework = (): Json[] => ours().filter((answer) => text(answer, 'url')?.includes('/_framework/'));
  const headerOf = (answer: Json, name: string): unknown =>
    Object.entries(object(answer, 'headers')).find(([key]) => key.toLowerCase() === name)?.[1];

  it('is one with which no check finds fault', () => {
    expect(notes).toEqual([]);
  });

  it('starts: the browser gets every file that it asks for', () => {
    expect(framework().length).toBeGreaterThan(100);
    expect(ours().filter(({ status }) => status !== 200)).toEqual([]);
    // Fonts of another host are all that is out of reach.
    expect(page.failures().filter((failure) => failure.startsWith(nginx.origin))).toEqual([]);
    expect(page.said()).toEqual([]);
  });

  it('draws what its program says', async () => {
    await page.evaluate("document.body.append(document.createElement('elsa-workflow-definition-list'))");
    await page.until(
      "document.querySelector('elsa-workflow-definition-list').innerText.includes('Workflow definitions')",
    );
    const buttons =
      "[...document.querySelectorAll('elsa-workflow-definition-list button')].map((b) => b.innerText)";
    expect(await page.evaluate(buttons)).toContain('CREATE WORKFLOW');
  });

  it('reads the settings of the ConfigMap', async () => {
    const [answer] = ours().filter((one) => text(one, 'url') === `${nginx.origin}/appsettings.json`);
    expect(JSON.parse(await page.body(answer))).toEqual(settings);
  });

  it('comes compressed, and what bears its hash in its name is kept', () => {
    const fingerprinted = framework().filter((answer) => /\.[a-z0-9]{10}\.\w+$/.test(String(answer.url)));
    expect(framework().length - fingerprinted.length).toBe(2);
    for (const answer of fingerprinted) {
      expect([answer.url, headerOf(answer, 'content-encoding'), headerOf(answer, 'cache-control')]).toEqual([
        answer.url,
        'br',
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  it('comes as gzip where a browser takes no Brotli, as over plain HTTP', async () => {
    const paths = framework().map(({ url }) => new URL(String(url)).pathname);
    const answers = await Promise.all(
      paths.map((path) => get(nginx.origin, path, { 'accept-encoding': 'gzip, deflate' })),
    );
    expect(new Set(answers.map(({ headers }) => headers['content-encoding']))).toEqual(new Set(['gzip']));
  });

  it('is asked for no kept file again when the page is loaded anew', async () => {
    const before = nginx.requests().length;
    await page.open(`${nginx.origin}/some/deep/link`);
    await page.until("location.pathname === '/some/deep/link'");
    await page.until("customElements.get('elsa-workflow-definition-list') !== undefined");
    const asked = [
      ...nginx
        .requests()
        .slice(before)
        .matchAll(/"GET (\/_framework\/\S+)/g),
    ].map(([, path]) => path);
    expect(asked.sort()).toEqual(['/_framework/blazor.webassembly.js', '/_framework/dotnet.js']);
  });
});
