import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlazorApp, BlazorSite, WasmImage } from 'cdk8s-wasm';
import { packPlain } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp, INDEX, publish } from '../artifact/blazor/publish';
import type { Json } from '../support/json';
import { nginxProgram } from '../support/nginx';
import { deploy } from './support/app';
import { push } from './support/images';
import { eventually, list } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition, processOf } from './support/node';
import { serviceLeads, throughService } from './support/reach';
import { describeOnNode } from './support/target';

const NAME = 'shop';
const ROOT = '/usr/share/nginx/html';

cleanUp();

describeOnNode('a BlazorApp', (cluster) => {
  const nginx = nginxProgram();
  if (nginx === undefined) {
    return test('runs as it is emitted', (context) =>
      context.skip('no nginx on the path (Debian: nginx-light)'));
  }
  const namespace = new TestNamespace('blazor');
  let pod: Json;
  beforeAll(async () => {
    await namespace.create();
    const site = publish();
    const reference = await push('blazor', packPlain([...programFiles(nginx), ...siteFiles(site)]));
    await deploy(namespace.name, (chart) => {
      const image = WasmImage.of(reference);
      new BlazorApp(chart, 'Shop', { name: NAME, site: BlazorSite.fromFolder(site), image, replicas: 1 });
    });
    await namespace.rolledOut(NAME);
    pod = await eventually('a ready pod', async () => {
      const pods = await list('pod', namespace.name);
      return pods.find((each) => hasCondition(each, 'Ready'));
    });
  });
  afterAll(() => namespace.remove());

  describe('in a namespace that enforces the restricted Pod Security Standard', () => {
    test('serves its files, its page for every path, and nothing in the place of a missing assembly', async () => {
      await serviceLeads(namespace.name, NAME);
      const ask = (path: string) => throughService(namespace.name, NAME, path);
      expect(await ask('/css/app.css')).toEqual({ status: 200, body: 'h1 { color: red }' });
      expect(await ask('/orders/7')).toEqual({ status: 200, body: INDEX });
      expect((await ask('/_framework/gone.wasm')).status).toBe(404);
    });

    test('has no right that it does not need, read back from its process', async () => {
      const { status, mounts, limits } = await processOf(cluster, pod);
      const none = '0000000000000000';
      const [CapEff, CapPrm, CapBnd, CapInh, CapAmb] = Array.from({ length: 5 }, () => none);
      const user = '65532 65532 65532 65532';
      expect(status).toMatchObject({ Uid: user, Gid: user, CapEff, CapPrm, CapBnd, CapInh, CapAmb });
      expect(status).toMatchObject({ NoNewPrivs: '1', Seccomp: '2' });
      expect(mounts['/']).toContain('ro');
      expect(Object.keys(mounts).filter((path) => path.includes('serviceaccount'))).toEqual([]);
      expect(limits).toEqual({ memory: String(64 * 2 ** 20), cpu: 'max' });
    });
  });
});

/** This machine's nginx and the libraries that it is linked with, in the places where it looks for them. */
function programFiles(nginx: string) {
  const libraries = execFileSync('ldd', [nginx], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  const program = { path: '/usr/sbin/nginx', bytes: readFileSync(nginx), mode: 0o755 };
  return [program, ...libraries.map((path) => ({ path, bytes: readFileSync(path), mode: 0o755 }))];
}

function siteFiles(site: string) {
  const entries = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ path: ROOT + file.slice(site.length), bytes: readFileSync(file) }));
}
