import { describe, expect, test } from 'vitest';
import { cart } from './marked';
import { expectRefused, type Refused, reading } from './refused';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('a source, a file and a dependency are refused', () => {
  const source = (value: string) => cart(value).replace('source = "cart.wasm"\n', '');
  const dependency = (text: string) => cart(`[component.cart.dependencies]\n${text}`);
  const cases: readonly Refused[] = [
    ['source', source('‸source = {}'), 'component.cart.source', 'it does not say where from'],
    [
      'missing-field',
      source('‸source = { url = "https://a" }'),
      'component.cart.source.digest',
      'it is required',
    ],
    [
      'source',
      source('source = { url = "https://a", ‸digest = "sha256:12" }'),
      'component.cart.source.digest',
      'no download has such a digest',
    ],
    [
      'source',
      source(`source = { ‸url = "a", digest = "${DIGEST}" }`),
      'component.cart.source.url',
      'it is no URL',
    ],
    [
      'source',
      source('source = { ‸package = "a", version = "1.0.0" }'),
      'component.cart.source.package',
      'it has no ":"',
    ],
    [
      'source',
      source('source = { package = "a:b", ‸version = "^1" }'),
      'component.cart.source.version',
      'it is no version',
    ],
    [
      'source',
      source('source = { package = "a:b", version = "1.0.0", ‸registry = "a/b" }'),
      'component.cart.source.registry',
      'it is no host',
    ],
    [
      'unknown-field',
      source(`source = { url = "https://a", digest = "${DIGEST}", ‸sha = "a" }`),
      'component.cart.source.sha',
      'no such field',
    ],
    [
      'source',
      cart('[component.cart.profile.debug]\n‸source = {}'),
      'component.cart.profile.debug.source',
      'where from',
    ],
    ['files', cart('files = [‸"assets/.."]'), 'component.cart.files[0]', 'does not end in a folder above'],
    ['files', cart('files = ["a", ‸"."]'), 'component.cart.files[1]', 'or in the folder itself'],
    [
      'missing-field',
      cart('files = [‸{ source = "a" }]'),
      'component.cart.files[0].destination',
      'it is required',
    ],
    ['type', dependency('‸"a:b" = 1'), 'component.cart.dependencies."a:b"', 'it is a whole number'],
    [
      'dependency',
      dependency('‸"a:b" = {}'),
      'component.cart.dependencies."a:b"',
      'it does not say where from',
    ],
    [
      'dependency',
      dependency('‸"a:b" = { version = "1", path = "a" }'),
      'component.cart.dependencies."a:b"',
      'version and path exclude each other',
    ],
    [
      'dependency',
      dependency('‸"a:b@x" = ">=1"'),
      'component.cart.dependencies."a:b@x"',
      'what stands behind @ is no version',
    ],
    ['dependency', dependency('‸a_b = { path = "a" }'), 'component.cart.dependencies.a_b', 'it has "_"'],
    [
      'dependency',
      dependency('‸"a/b" = { path = "a" }'),
      'component.cart.dependencies."a/b"',
      'no ":" between namespace and name',
    ],
    [
      'dependency',
      dependency('‸"a:b/C_d" = { path = "a" }'),
      'component.cart.dependencies."a:b/C_d"',
      'it has "_"',
    ],
    [
      'source',
      dependency('‸"a:b" = "latest"'),
      'component.cart.dependencies."a:b".version',
      'it asks for no versions',
    ],
    [
      'source',
      dependency('"a:b" = { version = "1", ‸package = "b" }'),
      'component.cart.dependencies."a:b".package',
      'it has no ":"',
    ],
    [
      'type',
      dependency('"a:b" = { path = "a", ‸inherit_configuration = 1 }'),
      'component.cart.dependencies."a:b".inherit_configuration',
      'true, false or an array of strings',
    ],
    [
      'unknown-field',
      dependency('"a:b" = { path = "a", ‸exports = "c" }'),
      'component.cart.dependencies."a:b".exports',
      'fix: export?',
    ],
    ['dependency', dependency('‸plain = "1"'), 'component.cart.dependencies.plain', 'is none of a package'],
    [
      'dependency',
      dependency('‸"a:b" = { path = "a", export = "c" }'),
      'component.cart.dependencies."a:b"',
      'one export does not fill a whole package',
    ],
    [
      'dependency',
      dependency('"a:b" = "1"\n‸"a:b/c" = "1"'),
      'component.cart.dependencies."a:b/c"',
      'the same import as a:b',
    ],
    [
      'dependency',
      dependency('"a:b@1.0.0" = "1"\n‸"a:b@1.2.0" = "1"'),
      'component.cart.dependencies."a:b@1.2.0"',
      'the same import as a:b@1.0.0',
    ],
    [
      'dependency',
      dependency('‸"a:b" = { component = "none" }'),
      'component.cart.dependencies."a:b"',
      'there is no such component; allowed: cart',
    ],
    [
      'dependency',
      dependency(
        '‸"a:b" = { component = "lib" }\n[component.lib]\nsource = "l"\nai_models = ["m"]\nenvironment = { A = "b" }',
      ),
      'component.cart.dependencies."a:b"',
      'it would lose its ai_models, environment',
    ],
    [
      'dependency',
      dependency('‸"a:b" = { component = "lib", export = "c" }\n[component.lib]\nsource = "l"'),
      'component.cart.dependencies."a:b"',
      'one export does not fill',
    ],
    [
      'dependency',
      cart('dependencies_inherit_configuration = true\ndependencies."a:b" = 1\n').replace(
        'dependencies."a:b" = 1',
        'dependencies.‸"a:b" = { path = "a", inherit_configuration = [] }',
      ),
      'component.cart.dependencies."a:b"',
      'exclude each other',
    ],
  ];

  test.each(cases)('%s: %s', expectRefused);

  test.each([
    ['a package and a version', '"a:b" = "^1"'],
    ['two interfaces of one package', '"a:b/c" = "1"\n"a:b/d" = "1"'],
    ['two versions that are not compatible', '"a:b@1.0.0" = "1"\n"a:b@2.0.0" = "1"'],
    ['a plain name with a file', 'plain = { path = "a", export = "b" }'],
    [
      'an export of a download for a whole package',
      `"a:b" = { url = "https://a", digest = "${DIGEST}", export = "c" }`,
    ],
    [
      'a component without anything of its own',
      '"a:b" = { component = "lib" }\n[component.lib]\nsource = "l"',
    ],
  ])('but not %s', (_, text) => {
    expect(reading(dependency(text))).not.toThrow();
  });
});
