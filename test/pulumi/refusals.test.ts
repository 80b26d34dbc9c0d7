import { createHash } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, Chart, Names } from 'cdk8s';
import { WasmImage, WasmPlatform, WasmService } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { describe, expect, it } from 'vitest';
import { record } from './monitor';

/** What a component with one ConfigMap says of the use of tokens. */
async function refusalOf(data: (tokens: wasm.Tokens, chart: Chart) => object): Promise<string> {
  let message = 'it was taken';
  await record(() => {
    try {
      new wasm.Chart('shop', {
        build: (app, tokens) => {
          const chart = new Chart(app, 'web');
          new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: data(tokens, chart) });
        },
      });
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
    }
  });
  return message;
}

const FIX = 'fix: make the value in output.apply((value) => …), and pass on what comes of it';
const text = (tokens: wasm.Tokens): string => tokens.asString(pulumi.secret('hunter2'));
const number = (tokens: wasm.Tokens): number => tokens.asNumber(pulumi.output(3));

const WRONG: readonly [what: string, wrong: string, data: (tokens: wasm.Tokens, chart: Chart) => object][] = [
  ['as a key', 'data.wasm-token-0-nekot: an Output was made a key', (tokens) => ({ [text(tokens)]: 'a' })],
  [
    'in base64',
    'data.a: an Output was encoded in base64',
    (tokens) => ({ a: Buffer.from(`${text(tokens)}`).toString('base64') }),
  ],
  [
    'in base64, from any place in a text',
    'data.b: an Output was encoded in base64',
    (tokens) => ({ b: Buffer.from(`ab${text(tokens)}c`).toString('base64url') }),
  ],
  [
    'in base64, one letter further on',
    'data.b: an Output was encoded in base64',
    (tokens) => ({ b: btoa(`a${text(tokens)}`) }),
  ],
  [
    'in hexadecimal',
    'data.a: an Output was encoded in hexadecimal',
    (tokens) => ({ a: Buffer.from(`${text(tokens)}`).toString('hex') }),
  ],
  [
    'in other letters',
    'data.a: an Output was cut, or written in other letters',
    (tokens) => ({ a: `${text(tokens)}`.toUpperCase() }),
  ],
  [
    'cut off',
    'data.a: an Output was cut, or written in other letters',
    (tokens) => ({ a: `${text(tokens)}`.slice(0, 12) }),
  ],
  [
    'in a sum',
    'data.a: a number that is known at deployment was added to another',
    (tokens) => ({ a: number(tokens) + 1 }),
  ],
  [
    'in a sum of two',
    'data.a: a number that is known at deployment was added',
    (tokens) => ({ a: number(tokens) + number(tokens) }),
  ],
  [
    'as a text of its own making',
    'data.a: an Output was made a text; allowed within a text: tokens.asString(output)',
    () => ({ a: `${pulumi.output('x')}` }),
  ],
  [
    'of another component',
    'data.a: it holds a token of another component',
    () => ({ a: `${new wasm.Tokens('other').asString(pulumi.output('x'))}` }),
  ],
];

describe('an Output', () => {
  it.each(WRONG)('is refused %s, with the construct, the field and the fix', async (_, wrong, data) => {
    const message = await refusalOf(data);
    expect(message).toContain(`[shop] web/map: ${wrong}`);
    expect(message).toContain(FIX);
  });

  it('is refused where it was hashed: what comes of it would never change', async () => {
    const hashed = await refusalOf((tokens) => ({
      a: createHash('sha256')
        .update(`${text(tokens)}`)
        .digest('hex'),
    }));
    expect(hashed).toBe(
      '[shop: 0] the value is known at deployment, and the chart is built before: it was made a text that stands in no ' +
        'object: it was hashed, encoded or dropped; allowed: the whole value, or a part of a text; ' +
        'fix: output.apply((value) => …), before it goes in',
    );
  });

  it('is refused where the structure hangs on it', async () => {
    const looped = await refusalOf((tokens) =>
      Object.fromEntries(tokens.asAny(pulumi.output(['a'])).map((key) => [key, 'x'])),
    );
    expect(looped).toContain(
      '[shop: 0] the value is known at deployment, and the chart is built before: .map cannot be read',
    );
  });

  it('is refused by the constructs of this package for a value that they build on, with their path', async () => {
    const refused = await refusalOf((tokens, chart) => {
      WasmPlatform.k3s().bind(chart);
      const image = WasmImage.of('ghcr.io/acme/api:1', { binarySize: 1000 });
      new WasmService(chart, 'api', { name: text(tokens), image });
      return {};
    });
    expect(refused).toBe(
      '[web/api] name (known at deploy): not known at synth, and what is emitted hangs on it, so it takes no Lazy or token; fix: give the value itself',
    );
  });
});

describe('a name that cdk8s makes', () => {
  it('may be asked for while tokens are about', async () => {
    expect(await refusalOf((tokens, chart) => ({ [Names.toDnsLabel(chart)]: text(tokens) }))).toBe(
      'it was taken',
    );
  });
});
