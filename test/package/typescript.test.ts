import { describe, expect, test } from 'vitest';
import { consumer, tool } from './consumer';

const program = `
import * as wasm from 'cdk8s-wasm';
import * as oci from 'cdk8s-wasm/oci';
import * as plus from 'cdk8s-wasm/plus';
import { name, version } from 'cdk8s-wasm/package.json';

export const loaded: object[] = [wasm, oci, plus];
export const label: string = name + version;
`;

const resolutions = [
  // TypeScript 6 calls node10 deprecated, and wants that acknowledged.
  { moduleResolution: 'node10', module: 'commonjs', ignoreDeprecations: '6.0' },
  { moduleResolution: 'node16', module: 'node16' },
  { moduleResolution: 'bundler', module: 'preserve' },
];

describe('a strict TypeScript project that has cdk8s, constructs and this package', () => {
  test.concurrent.each(resolutions)(
    'compiles under $moduleResolution resolution, libraries checked',
    async (resolution) => {
      const compilerOptions = {
        ...resolution,
        target: 'es2023',
        lib: ['es2023'],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        resolveJsonModule: true,
        types: [],
      };
      const project = consumer({
        'main.ts': program,
        'tsconfig.json': JSON.stringify({ compilerOptions, files: ['main.ts'] }),
      });
      expect(await project.run([tool('typescript/bin/tsc'), '-p', '.'])).toEqual({ code: 0, output: '' });
    },
  );
});
