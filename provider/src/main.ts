import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { WasmProvider } from './provider';

const HELP = `usage: pulumi-resource-cdk8s-wasm ENGINE_ADDRESS

The provider of cdk8s-wasm for Pulumi. Pulumi starts it where it lies on the PATH; a person needs not.
`;

const [address] = process.argv.slice(2);
if (address === undefined || address === '--help' || address === '-h') {
  // Help that was asked for is an answer, any other is an error.
  (address === undefined ? process.stderr : process.stdout).write(HELP);
  process.exitCode = address === undefined ? 1 : 0;
} else {
  const schema = readFileSync(join(__dirname, '..', 'schema.json'), 'utf8');
  void pulumi.provider.main(new WasmProvider(schema), process.argv.slice(2));
}
