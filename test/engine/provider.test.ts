import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalWorkspace } from '@pulumi/pulumi/automation';
import { RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findPython } from '../../scripts/lib/python.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { describeWithRegistry, htpasswd, scratch, USER } from '../oci/registry';
import { HELLO } from '../oci/wasm';
import { compileGo } from './provider/golang';
import { generateSdk, installPlugin } from './provider/plugin';
import { Python, type PythonRun } from './provider/python';
import { EngineStack } from './stack';

const SECRET = 'hunter2-of-another-language';

/** The blocks of a language in a page, each with what it says of itself and the text after it. */
function blocksIn(page: string, language: string): { said: string; program: string; after: string }[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  const block = new RegExp(
    `^\`\`\`${language}\\b ?(.*)\n([\\s\\S]*?)^\`\`\`\n(?:\n\`\`\`text\n([\\s\\S]*?)^\`\`\`)?`,
    'gm',
  );
  const blocks = [...text.matchAll(block)];
  return blocks.map(([, said, program, after = '']) => ({ said, program, after: after.trim() }));
}

const version = findPython();

describe('the provider plugin', () => {
  let stack: EngineStack;
  let plugin: string;
  let withoutPlugin: string;
  beforeAll(async () => {
    stack = await EngineStack.create();
    plugin = await installPlugin(join(stack.folder, 'installed'));
    withoutPlugin = `${process.env.PATH}`;
    vi.stubEnv('PATH', [join(plugin, 'bin'), withoutPlugin].join(delimiter));
  });
  afterAll(() => stack?.remove());

  describe('for Python', () => {
    if (version === undefined) {
      test('deploys a SpinApp', (context) => {
        context.skip('no python3 that can make environments (Debian: apt-get install python3-venv)');
      });
      return;
    }

    const [page, pushing, refused] = blocksIn('pulumi-python.md', 'python');
    let python: Python;
    let runs: PythonRun[];
    /** Writes a program, and gives its file. */
    const write = (name: string, program: string): string => stack.write(`${name}.py`, program);
    const config = () => ({ 'kubernetes:renderYamlToDirectory': stack.rendered, apiKey: [SECRET] }) as const;

    beforeAll(async () => {
      const sdk = await generateSdk(plugin, 'python', join(stack.folder, 'sdk'));
      python = await Python.withSdk(version, sdk, join(stack.folder, 'python'));
      const program = write('page', page.program);
      const changed = write(
        'changed',
        page.program.replace('replicas=3', 'replicas=pulumi.Output.from_input(4)'),
      );
      runs = await python.run(stack.project, config(), [
        ['preview', program],
        ['up', program],
        ['up', program],
        ['up', changed],
      ]);
    });

    const resources = (...components: string[]): string[] =>
      components.flatMap((name) => [
        name,
        ...['Deployment', 'DisruptionBudget', 'Service'].map((id) => `${name}/${id}`),
      ]);
    const ALL = [...resources('api'), 'api/Ingress', ...resources('ledger')].sort();

    test('shows in a preview all that the program of the page makes', () => {
      expect(runs[0].failed, runs[0].text).toBe(false);
      expect(runs[0].did).toEqual(Object.fromEntries(ALL.map((name) => [name, 'create'])));
    });

    test('makes it, with Outputs and secrets in their places', () => {
      expect(Object.keys(runs[1].did).sort()).toEqual(ALL);
      expect(runs[1].outputs).toEqual({ url: { value: 'http://shop.example.com/', secret: false } });
      expect(runs[1].text).toContain('kubernetes:apps/v1:Deployment api/Deployment');
      const { objects } = stack;
      expect(objects).toContain('name: SPIN_VARIABLE_LEDGER_URL\n          value: http://ledger.shop.svc/');
      expect(objects).toContain(`name: SPIN_VARIABLE_API_KEY\n          value: ${SECRET}`);
      expect(objects).toContain('key: url\n              name: database');
      expect(objects).not.toMatch(/wasm-token|nekot|\[Output/);
    });

    test('does nothing where nothing has changed', () => {
      expect(new Set(Object.values(runs[2].did))).toEqual(new Set(['same']));
    });

    test('changes the one resource that has changed', () => {
      const changed = Object.entries(runs[3].did).filter(([, op]) => op !== 'same');
      expect(changed).toEqual([['api/Deployment', 'update']]);
      expect(stack.objects).toContain('replicas: 4');
    });

    test('keeps the secret out of the state, and of all that is said', () => {
      const said = [stack.kept, ...runs.map(({ text }) => text)].join('\n');
      expect(said).toContain('shop.example.com');
      expect(said.includes(SECRET)).toBe(false);
      expect(said.includes(Buffer.from(SECRET).toString('base64'))).toBe(false);
    });

    describeWithRegistry('an image of a file', (startRegistry) => {
      test('is pushed by the program of the page, rolls what runs it when it changes, and tells no password', async () => {
        const home = scratch();
        const registry = await startRegistry({ auth: htpasswd(home) }, home);
        const repository = `${registry.host}/acme/report`;
        const program = write('pushing', pushing.program.replace('ghcr.io/acme/report', repository));
        const folder = join(stack.project, 'image');
        mkdirSync(folder);
        const update = (step: 'preview' | 'up') =>
          python.run(folder, { ...config(), registryPassword: [USER.password] }, [[step, program]]);
        const client = new RegistryClient({ credentials: async () => ({ kind: 'password', ...USER }) });
        try {
          writeFileSync(join(folder, 'report.wasm'), HELLO);
          const [previewed] = await update('preview');
          expect(previewed.did, previewed.text).toEqual({
            report: 'create',
            'report-image': 'create',
            'report/Job': 'create',
          });
          expect(await client.tags(repository)).toEqual([]);
          const [made] = await update('up');
          const reference = `${made.outputs.image.value}`;
          expect(reference).toMatch(new RegExp(`^${repository}@sha256:`));
          expect(await client.getManifest(repository, reference.split('@')[1])).toBeDefined();
          expect(stack.objects).toContain(`image: ${reference}`);
          const [again] = await update('up');
          expect(new Set(Object.values(again.did))).toEqual(new Set(['same']));
          writeFileSync(join(folder, 'report.wasm'), Buffer.concat([HELLO, Buffer.from([0, 3, 1, 0x6e, 1])]));
          const [changed] = await update('up');
          const other = `${changed.outputs.image.value}`;
          expect(other).not.toBe(reference);
          expect(await client.getManifest(repository, other.split('@')[1])).toBeDefined();
          expect(changed.did['report/Job']).not.toBe('same');
          expect(stack.kept.includes(USER.password)).toBe(false);
        } finally {
          client.close();
          await registry.stop();
        }
      });
    });

    test('refuses what is wrong with the path of the property, as the page says', async () => {
      expect(refused.said).toBe('error');
      const wrong = [
        [
          'replicas=3',
          'replicas="three"',
          '[SpinApp/api] replicas "three": of the wrong type, string; allowed: a number',
        ],
        [
          '{"hosts": [',
          '{"host": [',
          '[SpinApp/api] ingress.host ["shop.example.com"]: no such field; allowed: ',
        ],
        [
          'replicas=3',
          'port=pulumi.Output.from_input(80)',
          '[SpinApp/api] port (known at deploy): not known at synth',
        ],
      ];
      const programs = [
        refused.program,
        ...wrong.map(([right, instead]) => page.program.replace(right, instead)),
      ].map((program, at) => ['preview', write(`wrong-${at}`, program)] as const);
      const refusals = await python.run(stack.project, config(), programs);
      expect(refusals.map(({ failed }) => failed)).toEqual([true, true, true, true]);
      const messages = [refused.after, ...wrong.map(([, , message]) => message)];
      for (const [at, message] of messages.entries()) expect(refusals[at].text).toContain(message);
    });
  });

  describe('for Go', () => {
    test('takes the program of the page through the engine, with a plugin that lies in a folder', async () => {
      const [{ program }] = blocksIn('pulumi-go.md', 'go');
      const sdk = await generateSdk(plugin, 'go', join(stack.folder, 'sdk'));
      const binary = await compileGo(sdk, program, join(stack.folder, 'go'));
      const project = join(stack.project, 'go');
      mkdirSync(project, { recursive: true });
      const runtime = { name: 'go', options: { binary } };
      // The folder of the plugin, which the engine starts by its PulumiPlugin.yaml.
      const plugins = { providers: [{ name: 'cdk8s-wasm', path: plugin }] };
      writeFileSync(join(project, 'Pulumi.yaml'), JSON.stringify({ name: 'go', runtime, plugins }));
      const args = { stackName: 'test', workDir: project };
      const made = await LocalWorkspace.createOrSelectStack(args, { envVars: { PATH: withoutPlugin } });
      await made.setConfig('kubernetes:renderYamlToDirectory', { value: join(stack.rendered, 'go') });
      await made.setConfig('apiKey', { value: SECRET, secret: true });
      const { changeSummary } = await made.preview();
      expect(changeSummary).toEqual({ create: 6 });
      const { outputs, stdout } = await made.up({ color: 'never' });
      expect(outputs).toEqual({ url: { value: 'http://shop.example.com/', secret: false } });
      const again = await made.up();
      expect(again.summary.resourceChanges).toEqual({ same: 6 });
      expect(stack.objects).toContain(`value: ${SECRET}`);
      const said = [stack.kept, stdout].join('\n');
      expect(said).toContain('shop.example.com');
      expect(said.includes(SECRET)).toBe(false);
    });
  });

  test('has SDKs of each language of Pulumi, with a class of each resource', async () => {
    const schema = join(root, 'provider', 'schema.json');
    const { resources } = JSON.parse(readFileSync(schema, 'utf8'));
    const names = Object.keys(resources).map((token) => `${token.split(':').pop()}`);
    const classOf: Record<string, (name: string) => string> = {
      nodejs: (name) => `export class ${name} extends pulumi.ComponentResource`,
      python: (name) => `class ${name}(pulumi.ComponentResource)`,
      go: (name) => `func New${name}(ctx *pulumi.Context`,
      dotnet: (name) => `public partial class ${name} : global::Pulumi.ComponentResource`,
      java: (name) => `public class ${name} extends com.pulumi.resources.ComponentResource`,
    };
    for (const [language, written] of Object.entries(classOf)) {
      const folder = await generateSdk(plugin, language, join(stack.folder, 'all'));
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const text = files
        .filter((file) => /\.(ts|py|go|cs|java)$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n');
      expect(names.filter((name) => !text.includes(written(name))).map((name) => [language, name])).toEqual(
        [],
      );
    }
  });
});
