import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { consumer, PULUMI, tool } from './consumer';

const program = `
import * as wasm from 'cdk8s-wasm';
import * as oci from 'cdk8s-wasm/oci';
import * as plus from 'cdk8s-wasm/plus';
import { name, version } from 'cdk8s-wasm/package.json';

export const loaded: object[] = [wasm, oci, plus];
export const label: string = name + version;
`;

/** The compiler of this repository, and the newer one of jsii. */
const compilers = ['typescript', 'jsii/node_modules/typescript'].map((folder) => {
  const { version }: { version: string } = JSON.parse(readFileSync(tool(`${folder}/package.json`), 'utf8'));
  return { version, tsc: tool(`${folder}/bin/tsc`) };
});

const resolutions = [
  { moduleResolution: 'node10', module: 'commonjs' },
  { moduleResolution: 'node16', module: 'node16' },
  { moduleResolution: 'bundler', module: 'preserve' },
];

const pulumiProgram = `
import * as pulumi from '@pulumi/pulumi';
import { PathType, WasmImage, WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';

const image = WasmImage.of('ghcr.io/acme/api:1.4.0', { binarySize: 1000 });
const api = new wasm.SpinApp('api', {
  image,
  platform: WasmPlatform.k3s(),
  replicas: pulumi.output(2),
  variables: { password: { value: pulumi.secret('a') } },
  ingress: { hosts: [pulumi.output('api.example.com')], paths: { '/': PathType.PREFIX } },
});
export const url: pulumi.Output<string> = api.url;

// @ts-expect-error the structure must be known when the program runs
new wasm.SpinApp('api', { image, args: pulumi.output(['a']) });
// @ts-expect-error so must a port
new wasm.SpinApp('api', { image, port: pulumi.output(80) });
// @ts-expect-error no such field
new wasm.SpinApp('api', { image, replica: 2 });
`;

describe('a strict TypeScript project that has cdk8s, constructs and this package', () => {
  test('is compiled by two releases of TypeScript', () => {
    expect(compilers.map(({ version }) => version.split('.')[0])).toEqual(['5', '6']);
  });

  // A folder for each resolution, compiled one after the other by one process, which reads a library once.
  test.concurrent.each(compilers)(
    'compiles under node10, node16 and bundler resolution of TypeScript $version, libraries checked',
    async ({ version, tsc }) => {
      const folders = resolutions.map((resolution) => {
        const compilerOptions = {
          ...resolution,
          // From 6 on, node10 is deprecated, and that must be acknowledged.
          ...(resolution.moduleResolution === 'node10' &&
            version.startsWith('6.') && { ignoreDeprecations: '6.0' }),
          target: 'es2023',
          lib: ['es2023'],
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          resolveJsonModule: true,
          types: [],
        };
        const tsconfig = JSON.stringify({ compilerOptions, files: ['main.ts'] });
        return { name: resolution.moduleResolution, tsconfig };
      });
      const files = folders.flatMap(({ name, tsconfig }) => [
        [`${name}/main.ts`, program],
        [`${name}/tsconfig.json`, tsconfig],
      ]);
      const project = consumer(Object.fromEntries(files));
      const built = await project.run([tsc, '--build', '--verbose', ...folders.map(({ name }) => name)]);
      expect(built).toMatchObject({ code: 0, output: expect.not.stringMatching(/error|warning/) });
      const compiled = [...built.output.matchAll(/Building project '.*?([^/\\]+)[/\\]tsconfig\.json'/g)];
      expect(compiled.map(([, name]) => name)).toEqual(folders.map(({ name }) => name));
    },
  );

  test.concurrent('compiles a program for Pulumi, and refuses Outputs where none may be', async () => {
    const compilerOptions = {
      moduleResolution: 'node16',
      module: 'node16',
      target: 'es2023',
      lib: ['es2023'],
      strict: true,
      exactOptionalPropertyTypes: true,
      // Pulumi's own are not as strict.
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [tool('@types')],
    };
    const files = {
      'main.ts': pulumiProgram,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['main.ts'] }),
    };
    const project = consumer(files, PULUMI);
    expect(await project.run([tool('typescript/bin/tsc'), '-p', '.'])).toEqual({ code: 0, output: '' });
  });

  test.each(resolutions)(
    'finds the types of Pulumi components under $moduleResolution resolution',
    (resolution) => {
      const { options } = ts.convertCompilerOptionsFromJson(resolution, '.');
      const { dir } = consumer({});
      const found = ts.resolveModuleName('cdk8s-wasm/pulumi', join(dir, 'main.ts'), options, ts.sys);
      expect(found.resolvedModule?.resolvedFileName).toMatch(/cdk8s-wasm\/lib\/pulumi\/index\.d\.ts$/);
    },
  );
});
