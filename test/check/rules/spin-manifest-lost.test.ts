import { ImageFormat } from '../../../src/artifact/image-format';
import { spinManifestLost } from '../../../src/check/rules/spin-manifest-lost';
import { BASE, HELLO, spinApp } from '../spin-subject';
import { testRule } from '../subject';

testRule(spinManifestLost, {
  base: BASE,
  good: [
    { that: 'the other way to write everywhere', subject: spinApp(HELLO.replace('/...', '/*')) },
    {
      that: 'a store in an image of another format',
      subject: spinApp(`${HELLO}\nkey_value_stores = ["default"]`, { imageFormat: ImageFormat.SPIN }),
    },
  ],
  bad: [
    {
      that: 'what a component asks for',
      subject: spinApp(
        `${HELLO}\nkey_value_stores = ["default"]\nallowed_outbound_hosts = ["https://a.example.com"]`,
      ),
      field: 'spin.toml component.hello.allowed_outbound_hosts',
      says: [
        'knows nothing of component.hello.allowed_outbound_hosts, component.hello.key_value_stores',
        'ImageFormat.SPIN',
      ],
    },
    {
      that: 'a route',
      subject: spinApp(HELLO.replace('/...', '/api/...')),
      field: 'spin.toml trigger',
      says: ['allowed: one component on the route /...'],
    },
    {
      that: 'an executor',
      subject: spinApp(
        HELLO.replace('component = "hello"', 'component = "hello"\nexecutor = { type = "wagi" }'),
      ),
      field: 'spin.toml trigger',
      says: ['knows nothing of trigger'],
    },
    {
      that: 'a second component',
      subject: spinApp(`${HELLO}\n[component.other]\nsource = "other.wasm"`),
      field: 'spin.toml component',
      says: ['knows nothing of component'],
    },
    {
      that: 'variables',
      subject: spinApp(`${HELLO}\n[variables]\ncurrency = { default = "EUR" }`),
      field: 'spin.toml variables',
      says: ['knows nothing of variables'],
    },
  ],
});
