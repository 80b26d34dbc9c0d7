import { describe, expect, it, test } from 'vitest';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { cart, shop } from './marked';

const read = (text: string, profile?: string) =>
  SpinManifest.fromToml(text, 'spin.toml', profile === undefined ? {} : { profile });
const component = (text: string, profile?: string) => read(text, profile).components.cart;

describe('the id of a trigger', () => {
  const ids = (text: string) =>
    read(shop(`${text}\n[component.a]\nsource = "a"\n[component.b]\nsource = "b"`)).triggers.map(
      ({ id }) => id,
    );

  test.each([
    ['is its own', '[[trigger.x]]\nid = "mine"\ncomponent = "a"', ['mine']],
    ['else comes from component and type', '[[trigger.x]]\ncomponent = "a"', ['a-x-trigger']],
    [
      'else, where that is taken, from the type and a number',
      '[[trigger.x]]\ncomponent = "a"\n[[trigger.x]]\ncomponent = "a"',
      ['a-x-trigger', 'x-trigger1'],
    ],
    [
      'is taken though it stands further down',
      '[[trigger.x]]\ncomponent = "a"\n[[trigger.x]]\nid = "a-x-trigger"',
      ['x-trigger1', 'a-x-trigger'],
    ],
    [
      'has a number without a component',
      '[[trigger.x]]\n[[trigger.x]]\nid = "x-trigger1"\n[[trigger.x]]',
      ['x-trigger2', 'x-trigger1', 'x-trigger3'],
    ],
    [
      'is made type by type',
      '[[trigger.x]]\n[[trigger.y]]\n[[trigger.x]]',
      ['x-trigger1', 'x-trigger2', 'y-trigger1'],
    ],
    ['is none where it is empty', '[[trigger.x]]\nid = ""\ncomponent = "b"', ['b-x-trigger']],
  ])('%s', (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

describe('a component in a trigger', () => {
  const inline = '{ source = "a.wasm" }';
  const refs = (text: string) => {
    const { triggers, components } = read(shop(text));
    return {
      refs: triggers.map((trigger) => trigger.component ?? trigger.components),
      ids: Object.keys(components),
    };
  };

  test.each([
    [
      'stands under the trigger’s id',
      `[[trigger.x]]\ncomponent = ${inline}`,
      ['x-trigger1-component'],
      ['x-trigger1-component'],
    ],
    [
      'stands under a number where the trigger’s id is no name of a component',
      `[[trigger.x]]\nid = "A b"\ncomponent = ${inline}`,
      ['inline-component1'],
      ['inline-component1'],
    ],
    [
      'stands under a number where there is such a component already',
      `[[trigger.x]]\ncomponent = ${inline}\n[component.x-trigger1-component]\nsource = "b"\n[component.inline-component1]\nsource = "b"`,
      ['inline-component2'],
      ['x-trigger1-component', 'inline-component1', 'inline-component2'],
    ],
    [
      'stands under a number where the trigger has several',
      `[[trigger.x]]\ncomponents = { one = ${inline}, many = ["b", ${inline}] }\n[component.b]\nsource = "b"`,
      [{ one: ['inline-component1'], many: ['b', 'inline-component2'] }],
      ['b', 'inline-component1', 'inline-component2'],
    ],
  ])('%s', (_, text, expected, ids) => {
    expect(refs(text)).toEqual({ refs: expected, ids });
  });

  it('is read like every other', () => {
    const text = '[[trigger.http]]\nroute = "/"\n[trigger.http.component]\nsource = "a"\nai_models = ["m"]';
    expect(read(shop(text)).components['http-trigger1-component']).toMatchObject({
      source: { path: 'a' },
      aiModels: ['m'],
    });
  });
});

describe('a profile', () => {
  const text = cart(`
environment = { A = "1", B = "2" }
[component.cart.build]
command = "make"
workdir = "src"
[component.cart.dependencies]
"a:a" = "1"
"b:b" = "1"
[component.cart.profile.debug]
source = "debug.wasm"
environment = { B = "3", C = "4" }
dependencies = { "b:b" = { path = "b" } }
build.command = ["make debug", "strip"]
[component.cart.profile.empty]`);

  it('replaces what it says of source, environment, dependencies and build', () => {
    expect(component(text, 'debug')).toMatchObject({
      source: { path: 'debug.wasm' },
      environment: { A: '1', B: '3', C: '4' },
      dependencies: { 'a:a': { version: '1' }, 'b:b': { path: 'b' } },
      buildConfig: { commands: ['make debug', 'strip'], workdir: 'src' },
    });
  });

  it('changes nothing where it says nothing, or nobody asks for it', () => {
    expect(component(text, 'empty')).toEqual(component(text));
    expect(component(text)).toMatchObject({
      source: { path: 'cart.wasm' },
      buildConfig: { commands: ['make'] },
    });
  });

  it('brings a build where there was none', () => {
    const built = cart('profile.debug.build.command = "make"');
    expect(component(built, 'debug').buildConfig).toEqual({ commands: ['make'], watch: [] });
  });

  it('is refused where no component has it', () => {
    expect(() => read(text, 'debag')).toThrow(
      '[spin.toml:1:1] profile: manifest "debag": no component has such a profile; allowed: debug, empty',
    );
    expect(() => read(cart(), 'debug')).toThrow('allowed: none: the manifest has no profiles');
  });
});

describe('a dependency on a component of the application', () => {
  const DIGEST = `sha256:${'ab'.repeat(32)}`;

  test.each([
    ['"lib.wasm"', { path: 'lib.wasm' }],
    [`{ url = "https://a/b", digest = "${DIGEST}" }`, { url: 'https://a/b', digest: DIGEST }],
    ['{ package = "x:y", version = "1.2.3" }', { package: 'x:y', version: '1.2.3' }],
    [
      '{ package = "x:y", version = "1.2.3", registry = "r" }',
      { package: 'x:y', version: '1.2.3', registry: 'r' },
    ],
  ])('becomes one on its source: %s', (source, expected) => {
    const text = cart(
      `dependencies."b:b/c" = { component = "lib", export = "e", inherit_configuration = ["files"] }\n[component.lib]\nsource = ${source}`,
    );
    expect(component(text).dependencies['b:b/c']).toEqual({
      ...expected,
      export: 'e',
      inheritConfiguration: ['files'],
    });
  });

  it('takes the source of the profile', () => {
    const text = cart(
      'dependencies."b:b" = { component = "lib" }\n[component.lib]\nsource = "a"\nprofile.debug.source = "debug"',
    );
    expect(component(text, 'debug').dependencies['b:b']).toEqual({ path: 'debug' });
  });
});

describe('what can be written in two ways is one', () => {
  test.each([
    ['a command', 'build.command = "make"', 'build.command = ["make"]'],
    ['a version of a dependency', 'dependencies."a:b" = "1"', 'dependencies."a:b" = { version = "1" }'],
    ['a table', 'environment = { A = "1" }', '[component.cart.environment]\nA = "1"'],
    ['a missing description', '', 'description = ""'],
    ['a missing list', '', 'key_value_stores = []'],
    [
      'what one may reach with HTTP',
      'allowed_http_hosts = ["a:81"]',
      'allowed_outbound_hosts = ["http://a:81", "https://a:81"]',
    ],
  ])('%s', (_, one, other) => {
    expect(read(cart(one)).toSpec()).toEqual(read(cart(other)).toSpec());
  });

  it('an executor by its old name', () => {
    const http = (type: string) =>
      read(
        shop(`[[trigger.http]]\nroute = "/"\ncomponent = { source = "a" }\nexecutor = { type = "${type}" }`),
      );
    expect(http('spin').toSpec()).toEqual(http('http').toSpec());
  });
});
