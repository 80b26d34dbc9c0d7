import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/lib/root.mjs';
import { buildPath, builtBy } from '../../scripts/lib/samples/catalogue.mjs';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { at } from '../support/json';
import { engineEnvironment, filesIn } from './environment';
import { ProjectStack } from './project';
import { changesIn } from './run';

const EXAMPLE = join(root, 'examples', 'pulumi');
const POLICY = ['--policy-pack', join(EXAMPLE, 'policy')];
/** The compiler has its say once, in the first preview, and in `npm test`. */
const QUICK = { PULUMI_NODEJS_TRANSPILE_ONLY: 'true' };

describeWithRegistry('the example of a full stack, at the command line', (startRegistry) => {
  const unbuilt = ['rust-http', 'rust-command'].filter((name) => builtBy(name) === undefined);
  if (unbuilt.length > 0) {
    test('deploys', (context) => context.skip(`not built: npm run samples -- ${unbuilt.join(' ')}`));
    return;
  }

  // Pulumi writes the configuration of a stack beside the project: two runs in one checkout have one each.
  const name = `test-${randomBytes(3).toString('hex')}`;
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-full-stack-'));
  const rendered = join(scratch, 'rendered');
  const env = engineEnvironment(scratch);
  const shop = new ProjectStack(root, name, scratch, env);
  const report = new ProjectStack(join(EXAMPLE, 'report'), name, join(scratch, 'home'), env);
  let registry: TestRegistry;
  let client: RegistryClient;

  beforeAll(async () => {
    registry = await startRegistry();
    client = new RegistryClient({ credentials: async () => undefined });
    mkdirSync(join(EXAMPLE, 'build'), { recursive: true });
    copyFileSync(buildPath('rust-http', 'app.wasm'), join(EXAMPLE, 'build', 'shop.wasm'));
    const common = { 'kubernetes:renderYamlToDirectory': rendered };
    await shop.init({ ...common, repository: `${registry.host}/acme/shop`, host: 'shop.acme.com' });
    await report.init({
      ...common,
      repository: `${registry.host}/acme/shop-report`,
      shop: `organization/shop/${name}`,
    });
  });
  afterAll(async () => {
    client?.close();
    shop.remove();
    report.remove();
    rmSync(scratch, { recursive: true, force: true });
    await registry?.stop();
  });

  const RESOURCES = [
    'database',
    'shop',
    'shop/Deployment',
    'shop/DisruptionBudget',
    'shop/Ingress',
    'shop/Service',
  ];

  test('compiles, and is whole in a preview that its policy passes', async () => {
    const { did, text } = await shop.run('preview', POLICY);
    expect(Object.keys(did).sort()).toEqual(RESOURCES);
    expect(new Set(Object.values(did))).toEqual(new Set(['create']));
    expect(text).toContain('✅ images-by-digest@v1.0.0');
    expect(await client.tags(`${registry.host}/acme/shop`)).toEqual([]);
  });

  let password: string;

  test('is made: the image is in the registry, and the objects name it, the Secret and the host', async () => {
    const { did, outputs, text } = await shop.run('up', POLICY, QUICK);
    expect(new Set(Object.values(did))).toEqual(new Set(['create']));
    expect(text).toContain('✅ images-by-digest@v1.0.0');
    expect(outputs.url.value).toBe('http://shop.acme.com/');
    const [repository, digest] = `${outputs.imageReference.value}`.split('@');
    expect(repository).toBe(`${registry.host}/acme/shop`);
    expect(await client.getManifest(repository, digest)).toBeDefined();
    const [container] = Object(at(objectOf('Deployment'), 'spec', 'template', 'spec', 'containers'));
    expect(container.image).toBe(outputs.imageReference.value);
    expect(container.env).toContainEqual({
      name: 'SPIN_VARIABLE_DATABASE_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'database', key: 'password' } },
    });
    expect(at(objectOf('Namespace'), 'metadata', 'labels')).toEqual({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    password = passwordNow();
    expect(password).toMatch(/^[\w-]{32}$/);
  });

  test('is the same afterwards, and so is its password', async () => {
    expect(changesIn(await shop.run('up', POLICY, QUICK))).toEqual({});
    expect(passwordNow()).toBe(password);
  });

  test('tells another stack its address, its namespace and its Secret', async () => {
    const { did } = await report.run('up', POLICY, QUICK);
    expect(did).toMatchObject({ 'report/CronJob': 'create' });
    const cron = objectOf('CronJob');
    expect(at(cron, 'metadata', 'namespace')).toBe('shop');
    const [container] = Object(at(cron, 'spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers'));
    expect(container.env).toEqual([
      { name: 'SHOP_URL', value: 'http://shop.acme.com/' },
      { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
    ]);
  });

  test('has a policy that a tag does not pass, not even in a preview', async () => {
    const folder = join(scratch, 'by-tag');
    mkdirSync(folder);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const options = { runtime: { name: 'nodejs', options: { typescript: false } }, main: 'index.js' };
    writeFileSync(join(folder, 'Pulumi.yaml'), JSON.stringify({ name: 'by-tag', ...options }));
    writeFileSync(
      join(folder, 'index.js'),
      `const k8s = require('@pulumi/kubernetes');
       new k8s.core.v1.Pod('web', { spec: { containers: [{ name: 'web', image: 'nginx:1' }] } });`,
    );
    const stack = new ProjectStack(folder, name, scratch, env);
    await stack.init({ 'kubernetes:renderYamlToDirectory': rendered });
    await stack.run('preview');
    await expect(stack.run('preview', POLICY)).rejects.toThrow(
      'nginx:1: no digest; fix: name it as repository@sha256:…',
    );
  });

  test('is destroyed whole', async () => {
    await report.run('destroy');
    const { did } = await shop.run('destroy');
    expect(Object.keys(did).sort()).toEqual(RESOURCES);
    expect(new Set(Object.values(did))).toEqual(new Set(['delete']));
    expect(filesIn(rendered)).toEqual([]);
  });

  test('shows its password nowhere: in no state, no history, no event and no line', () => {
    const kept = [...filesIn(join(scratch, 'state')), shop.kept, report.kept].join('\n');
    expect(kept).toContain('shop.acme.com');
    expect(kept.includes(password)).toBe(false);
    expect(kept.includes(Buffer.from(password).toString('base64').replace(/=+$/, ''))).toBe(false);
  });

  function objectOf(kind: string): unknown {
    return filesIn(rendered)
      .map((text): unknown => parse(text))
      .find((object) => at(object, 'kind') === kind);
  }

  function passwordNow(): string {
    return Buffer.from(`${at(objectOf('Secret'), 'data', 'password')}`, 'base64').toString();
  }
});
