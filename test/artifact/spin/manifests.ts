import fc from 'fast-check';

/** A document of version 2 as plain values, whole numbers as `bigint`. */
export interface ManifestModel {
  readonly [key: string]: unknown;
}

const COMPONENTS = ['alpha', 'beta-two', 'GAMMA'];
const VARIABLES = ['db_host', 'db_port', 'token'];

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('{', '}}', '"\\', "'", '\n', '__proto__', '…'),
);
const literal = text.filter((value) => !value.includes('{{'));
const plain = text.filter((value) => !value.includes('{'));
const template = fc
  .array(
    fc.oneof(
      plain,
      fc.constantFrom(...VARIABLES).map((name) => `{{ ${name} }}`),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));
const key = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z_]{0,5}$/),
  fc.constantFrom('__proto__', 'constructor', 'a b', ''),
);
const label = fc.constantFrom('default', 'my-store', 'my_store');
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const opaque = fc.dictionary(
  key,
  fc.oneof(
    text,
    fc.boolean(),
    fc.integer().map(BigInt),
    fc.array(text, { maxLength: 2 }),
    fc.record({ inner: text }),
  ),
  { maxKeys: 3 },
);

const source = fc.oneof(
  literal,
  fc.record({ url: fc.constantFrom('https://a.example/b.wasm', 'http://[::1]:8080/c'), digest }),
  fc.record({
    package: fc.constant('acme:lib'),
    version: fc.constantFrom('1.2.3', '0.1.0-rc.1'),
    registry: maybe(fc.constant('ghcr.io')),
  }),
);
const inherit = fc.oneof(fc.boolean(), fc.constant(['files', 'ai_models']));
const dependency = fc.oneof(
  fc.constantFrom('^1.2', '>=1, <3', '*'),
  fc.record({
    version: fc.constant('1'),
    package: maybe(fc.constant('x:y')),
    inherit_configuration: maybe(inherit),
  }),
  fc.record({ path: literal, export: maybe(fc.constant('e')), inherit_configuration: maybe(inherit) }),
  fc.record({ url: fc.constant('https://a.example'), digest, export: maybe(fc.constant('e')) }),
  fc.record({ component: fc.constant('bare') }),
);
const host = fc.constantFrom(
  'http://a.example',
  'https://*.example:8000..8010',
  'tcp://10.1.2.3/8:*',
  'http://alpha.spin.internal',
  'postgres://{{ db_host }}:{{ db_port }}',
  '{{ db_host }}',
  '*://*:*',
);
const targets = fc.array(
  fc.oneof(fc.constant('spin-up:3.3'), fc.constant({ url: 'https://a' }), fc.constant({ path: 'b' })),
  { maxLength: 2 },
);
const build = fc.record({
  command: fc.oneof(text, fc.array(text, { maxLength: 2 })),
  workdir: maybe(text),
  watch: maybe(fc.array(text, { maxLength: 2 })),
});
const profile = fc.record({
  source: maybe(source),
  environment: maybe(fc.dictionary(key, text, { maxKeys: 2 })),
  build: maybe(fc.record({ command: text })),
});

const component = fc.record({
  source,
  description: maybe(text),
  variables: maybe(fc.dictionary(fc.constantFrom('a', 'b_c'), template)),
  environment: maybe(fc.dictionary(key, text, { maxKeys: 3 })),
  files: maybe(
    fc.array(fc.oneof(fc.constantFrom('assets/*', '**/*'), fc.record({ source: text, destination: text })), {
      maxLength: 2,
    }),
  ),
  exclude_files: maybe(fc.array(text, { maxLength: 2 })),
  allowed_http_hosts: maybe(
    fc.array(fc.constantFrom('a.example', 'b:81', 'self', 'insecure:allow-all'), { maxLength: 2 }),
  ),
  allowed_outbound_hosts: maybe(fc.array(host, { maxLength: 3 })),
  key_value_stores: maybe(fc.array(label, { maxLength: 2 })),
  sqlite_databases: maybe(fc.array(label, { maxLength: 2 })),
  ai_models: maybe(fc.array(text, { maxLength: 2 })),
  targets: maybe(targets),
  build: maybe(build),
  tool: maybe(fc.dictionary(key, opaque, { maxKeys: 2 })),
  dependencies: maybe(fc.dictionary(fc.constantFrom('a:b/c', 'd:e/f@1.0.0', 'd:e/f@2.0.0'), dependency)),
  profile: maybe(fc.record({ debug: profile })),
});

const ref = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...COMPONENTS) }, component);
const roles = fc.dictionary(fc.constantFrom('one', 'many'), fc.oneof(ref, fc.array(ref, { maxLength: 2 })));
const common = { id: maybe(fc.constantFrom('mine', 'Not an id', '')), components: maybe(roles) };
const route = fc.oneof(
  fc.constantFrom('/', '/...', 'a/:b', '/.well-known/spin/x', '/a.:b/*'),
  fc.constant({ private: true }),
);
const executor = fc.oneof(
  fc.record({ type: fc.constantFrom('http', 'spin', 'wasip3-unstable') }),
  fc.record({ type: fc.constant('wagi'), argv: maybe(text) }),
);
const answer = fc.record({
  status_code: maybe(fc.integer({ min: 100, max: 999 }).map(BigInt)),
  headers: maybe(fc.dictionary(key, text, { maxKeys: 2 })),
  body: maybe(text),
});
const middleware = fc.array(
  fc.oneof(
    fc.record({ path: text }),
    fc.record({ component: fc.constantFrom(...COMPONENTS) }),
    fc.record({ version: fc.constant('1'), package: fc.constant('x:y') }),
  ),
  { maxLength: 2 },
);

const triggers = fc.record({
  http: maybe(
    fc.array(
      fc.oneof(
        fc.record({
          ...common,
          component: ref,
          route,
          executor: maybe(executor),
          dependencies: maybe(fc.record({ middleware })),
        }),
        fc.record({ id: common.id, route, static_response: answer }),
      ),
      { maxLength: 3 },
    ),
  ),
  redis: maybe(
    fc.array(
      fc.record({
        ...common,
        component: ref,
        channel: template,
        address: maybe(template.map((at) => `redis://${at}`)),
      }),
      {
        maxLength: 2,
      },
    ),
  ),
  mqtt: maybe(
    fc.array(fc.record({ ...common, component: ref, topic: template, qos: fc.constantFrom('0', '1', '2') }), {
      maxLength: 2,
    }),
  ),
  sqs: maybe(
    fc.array(
      fc.record({
        ...common,
        component: ref,
        queue_url: text,
        max_messages: maybe(fc.nat(65535).map(BigInt)),
        idle_wait_seconds: maybe(fc.nat().map(BigInt)),
        system_attributes: maybe(fc.array(text, { maxLength: 2 })),
        message_attributes: maybe(fc.array(text, { maxLength: 2 })),
      }),
      { maxLength: 2 },
    ),
  ),
  command: maybe(fc.array(fc.record({ ...common, component: ref }), { maxLength: 2 })),
  timer: maybe(fc.array(opaque, { maxLength: 2 })),
});

const variable = fc.oneof(
  fc.record({ default: text, secret: maybe(fc.boolean()), description: maybe(text) }),
  fc.record({ required: fc.constant(true), secret: maybe(fc.boolean()) }),
);

/** Manifests of version 2 that Spin takes. */
export const manifests: fc.Arbitrary<ManifestModel> = fc
  .record({
    details: fc.record({
      name: text,
      version: maybe(text),
      description: maybe(text),
      authors: maybe(fc.array(text, { maxLength: 2 })),
      targets: maybe(targets),
      tool: maybe(fc.dictionary(key, opaque, { maxKeys: 2 })),
    }),
    variables: fc.record(Object.fromEntries(VARIABLES.map((name) => [name, variable]))),
    triggers,
    components: fc.record(Object.fromEntries(COMPONENTS.map((id) => [id, component]))),
  })
  .map(({ details, variables, triggers: byType, components }) => ({
    spin_manifest_version: 2n,
    application: {
      ...details,
      trigger: {
        redis: { address: 'redis://{{ db_host }}' },
        mqtt: {
          address: 'mqtt://{{ db_host }}',
          username: '',
          password: '{{ token }}',
          keep_alive_interval: '30',
        },
      },
    },
    variables,
    trigger: byType,
    component: { ...components, bare: { source: 'bare.wasm' } },
  }));

/** The same without what is undefined, which TOML cannot say. */
export function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(defined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => [name, defined(item)]),
  );
}
