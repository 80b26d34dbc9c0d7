import { describe, expect, it, test } from 'vitest';
import { cart, shop } from './marked';
import { expectRefused, messageOf, type Refused, reading } from './refused';

describe('a manifest that does not parse is refused', () => {
  const cases: readonly Refused[] = [
    ['toml', shop('trigger.http = ‸]'), 'manifest', 'invalid value'],
    ['version', '‸name = "shop"', 'manifest', 'does not say its version'],
    ['version', '‸spin_manifest_version = 3', 'spin_manifest_version', 'no version that Spin takes'],
    ['version', '‸spin_manifest_version = "2"', 'spin_manifest_version', 'no version that Spin takes'],
    ['version', '‸spin_manifest_version = 2.0', 'spin_manifest_version', 'no version that Spin takes'],
    ['version', '‸spin_manifest_version = 1', 'spin_manifest_version', 'no version that Spin takes'],
    ['version', '‸spin_version = 2', 'spin_version', 'no version that Spin takes'],
    ['missing-field', '‸spin_manifest_version = 2\n[trigger]', 'application', 'it is required'],
    [
      'missing-field',
      'spin_manifest_version = 2\n[trigger]\n[‸application]',
      'application.name',
      'it is required',
    ],
    [
      'missing-field',
      '‸spin_manifest_version = 2\n[application]\nname = "shop"',
      'trigger',
      'it is required',
    ],
    ['missing-field', shop('[trigger]\n[component.‸cart]'), 'component.cart.source', 'it is required'],
    ['missing-field', cart('[component.cart.‸build]'), 'component.cart.build.command', 'it is required'],
    ['unknown-field', shop('[trigger]\n[‸components.cart]'), 'components', 'fix: component?'],
    ['unknown-field', cart('‸sorce = "b"'), 'component.cart.sorce', 'fix: source?'],
    [
      'unknown-field',
      cart('[component.cart.build]\ncommand = "make"\n‸watsh = []'),
      'component.cart.build.watsh',
      'fix: watch?',
    ],
    [
      'unknown-field',
      cart('[component.cart.profile.debug]\n‸files = []'),
      'component.cart.profile.debug.files',
      'no such field',
    ],
    [
      'unknown-field',
      cart('[component.cart.profile.debug.build]\ncommand = "make"\n‸workdir = "a"'),
      'component.cart.profile.debug.build.workdir',
      'no such field',
    ],
    [
      'unknown-field',
      cart('[variables]\nhost = { default = "a", ‸secrett = true }'),
      'variables.host.secrett',
      'fix: secret?',
    ],
    [
      'unknown-field',
      cart('files = [{ source = "a", destination = "/", ‸mode = "r" }]'),
      'component.cart.files[0].mode',
      'no such field',
    ],
    [
      'unknown-field',
      'spin_manifest_version = 2\n[trigger]\n[application]\nname = "shop"\n‸author = ["me"]',
      'application.author',
      'fix: authors?',
    ],
    ['type', shop('‸trigger = []\n[trigger]'), 'application.trigger', 'it is an array; allowed: a table'],
    [
      'type',
      shop('[trigger.‸http]\nroute = "/"'),
      'trigger.http',
      'allowed: an array of tables, written [[trigger.…]]',
    ],
    [
      'type',
      cart('‸description = 1'),
      'component.cart.description',
      'it is a whole number; allowed: a string',
    ],
    ['type', cart('‸files = "a"'), 'component.cart.files', 'it is a string; allowed: an array'],
    ['type', cart('files = ["a", ‸1]'), 'component.cart.files[1]', 'it is neither a string nor a table'],
    [
      'type',
      cart('‸key_value_stores = ["a", 1]'),
      'component.cart.key_value_stores',
      'allowed: an array of strings',
    ],
    [
      'type',
      cart('environment = { ‸A = 1.5 }'),
      'component.cart.environment.A',
      'it is a floating-point number; allowed: a string',
    ],
    [
      'type',
      cart('[component.cart.variables]\n‸a = true'),
      'component.cart.variables.a',
      'it is true; allowed: a string',
    ],
    ['type', cart('‸targets = 1979-05-27'), 'component.cart.targets', 'it is a date or time'],
    [
      'type',
      cart('targets = ["a:1", ‸{ url = "https://a", path = "b" }]'),
      'component.cart.targets[1]',
      'it names no environment',
    ],
    [
      'type',
      shop('[[trigger.http]]\nroute = "/"\n‸component = 1'),
      'trigger.http[0].component',
      'it is neither an id nor a table',
    ],
    [
      'type',
      cart('‸source = "b"').replace('source = "cart.wasm"\n', '').replace('"b"', '1'),
      'component.cart.source',
      'it is a whole number',
    ],
    [
      'id',
      shop('[trigger]\n[component.‸my_cart]\nsource = "a"'),
      'component.my_cart',
      'it has "_" where "-" stands',
    ],
    [
      'id',
      shop('[[trigger.http]]\nroute = "/"\n‸component = "Cart"'),
      'trigger.http[0].component',
      'letters of both cases',
    ],
    [
      'id',
      cart('[variables]\n‸db-host = { default = "a" }'),
      'variables.db-host',
      'it has "-" where "_" stands',
    ],
    ['id', cart('variables = { ‸DB = "a" }'), 'component.cart.variables.DB', 'it has an upper-case letter'],
    [
      'id',
      cart('[component.cart.dependencies]\n"a:b" = { ‸component = "A_b" }'),
      'component.cart.dependencies."a:b".component',
      'it has "_"',
    ],
    [
      'label',
      cart('sqlite_databases = ["default", ‸"b@d"]'),
      'component.cart.sqlite_databases[1]',
      'neither in kebab case nor in snake case',
    ],
  ];

  test.each(cases)('%s: %s', expectRefused);
});

describe('everything that is wrong', () => {
  it('is told at once, each in a line of its own', () => {
    const text = cart('sorce = "b"\nfiles = 1\n[variables]\nDb = { default = 1 }');
    const lines = messageOf(reading(text)).split('\n');
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '[apps/spin.toml:12:8] type: variables.Db.default',
      '[apps/spin.toml:12:1] id: variables.Db',
      '[apps/spin.toml:10:1] type: component.cart.files',
      '[apps/spin.toml:9:1] unknown-field: component.cart.sorce',
    ]);
  });
});
