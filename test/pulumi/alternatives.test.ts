import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import * as wasm from 'cdk8s-wasm/pulumi';
import { expect, test } from 'vitest';
import { type Recording, record, secret, unknown, unknownOutput, withoutSecrets } from './monitor';

// The ways to bring objects of cdk8s into a stack, side by side. What the provider makes of `yaml.v2.ConfigGroup` cannot be
// seen here: the program asks for one resource, and the provider for all others.

interface Objects {
  readonly password: pulumi.Input<string>;
}

/** The objects of a chart, as plain data with an Output in them. */
const objectsOf = ({ password }: Objects) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'key', namespace: 'shop' },
    stringData: { plain: 'visible' },
  },
  {
    apiVersion: 'core.spinkube.dev/v1alpha1',
    kind: 'SpinApp',
    metadata: { name: 'app', namespace: 'shop' },
    spec: {
      variables: [
        { name: 'password', value: password },
        { name: 'region', value: 'eu' },
      ],
    },
  },
];

/** The same as a chart of cdk8s. */
function chartOf(app: App, password: string): Chart {
  const chart = new Chart(app, 'web');
  for (const object of objectsOf({ password })) {
    new ApiObject(chart, object.metadata.name, Object(object));
  }
  return chart;
}

/** The same as a text with an Output in it. */
const textOf = (password: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(password).apply((known) => Yaml.stringify(...objectsOf({ password: known })));

const own = (name: string, object: object, type: (kind: string) => unknown): unknown =>
  Reflect.construct(Object(type(Object(object).kind)), [name, object]);

const customResource = () => k8s.apiextensions.CustomResource;
const byHand = (kind: string): unknown =>
  ({ Namespace: k8s.core.v1.Namespace, Secret: k8s.core.v1.Secret })[kind] ??
  k8s.apiextensions.CustomResource;

const WAYS: { readonly [way: string]: (objects: Objects) => unknown } = {
  'cdk8s-wasm/pulumi': ({ password }) =>
    new wasm.Chart('ours', { build: (app, tokens) => void chartOf(app, tokens.asString(password)) }),
  'yaml.ConfigGroup': (objects) => new k8s.yaml.ConfigGroup('group', { objs: objectsOf(objects) }),
  'yaml.v2.ConfigGroup': (objects) => new k8s.yaml.v2.ConfigGroup('group', { objs: objectsOf(objects) }),
  'yaml.parse': (objects) => k8s.yaml.parse({ objs: objectsOf(objects) }),
  'a text of YAML in yaml.v2.ConfigGroup': ({ password }) =>
    new k8s.yaml.v2.ConfigGroup('group', { yaml: textOf(password) }),
  'chart.toJson() in apply': ({ password }) =>
    pulumi.output(password).apply((known) => {
      for (const object of chartOf(new App(), known).toJson()) own(object.metadata.name, object, byHand);
    }),
  'CustomResource for all': (objects) => {
    for (const object of objectsOf(objects)) own(object.metadata.name, object, customResource);
  },
  'classes by hand': (objects) => {
    for (const object of objectsOf(objects)) own(object.metadata.name, object, byHand);
  },
};

/** What is seen of a way. */
interface Seen {
  /** Where the password stands: in its place alone, elsewhere too, or for all to read. */
  readonly secret: string;
  /** Whether a preview that does not know the password shows the resource, and how much of it. */
  readonly preview: string;
  /** Whether the application waits for what the password comes from, and for its namespace. */
  readonly waitsFor: string;
  /** The type by which the engine and policies know a Secret, and whether its values are hidden. */
  readonly secretKind: string;
}

const isApp = ({ type }: { type: string }): boolean => type.endsWith(':SpinApp');

function look(update: Recording, preview: Recording): Seen {
  const app = update.resources.find(isApp);
  const shown = preview.resources.find(isApp);
  const key = update.resources.find(({ type }) => type.endsWith(':Secret'));
  const dependencies = app?.dependencies.map((name) => name.replace(/^.*\//, '')) ?? [];
  return {
    secret: secretIn(update),
    preview: shown === undefined ? 'not shown' : previewOf(shown.inputs),
    waitsFor: app === undefined ? 'nobody sees' : dependencies.join(', ') || 'nothing',
    secretKind:
      key === undefined
        ? 'nobody sees'
        : `${key.type}, ${JSON.stringify(key.inputs.stringData) === JSON.stringify(secret({ plain: 'visible' })) ? 'hidden' : 'visible'}`,
  };
}

function secretIn({ resources }: Recording): string {
  const holding = resources
    .filter(({ name }) => name !== 'source')
    .filter(({ inputs }) => JSON.stringify(inputs).includes('hunter2'));
  const open = holding.filter(({ inputs }) =>
    JSON.stringify(withoutSecrets(inputs, () => 'hidden')).includes('hunter2'),
  );
  const component = holding.filter(({ custom }) => !custom);
  const places = [
    ...(holding.some(isApp) ? ['in its place'] : []),
    ...(component.length > 0 ? ['in the inputs of the component'] : []),
  ];
  return `${places.join(' and ')}${open.length > 0 ? ', for all to read' : ''}`;
}

const previewOf = ({ spec }: Record<string, unknown>): string => {
  const [password, region] = Object(spec).variables ?? [];
  return Object(password).value === unknown && Object(region).value === 'eu' ? 'whole' : 'in part';
};

async function seen(way: (objects: Objects) => unknown): Promise<Seen> {
  const update = await record(() => {
    const source = new k8s.core.v1.ConfigMap('source', { data: { a: 'b' } });
    return void way({ password: pulumi.secret(source.data.apply(() => 'hunter2')) });
  });
  const preview = await record(() => void way({ password: unknownOutput<string>() }), { preview: true });
  return look(update, preview);
}

const HIDDEN = 'kubernetes:core/v1:Secret, hidden';

test('each way to deploy the objects of a chart loses something, and ours loses nothing', async () => {
  const table: Record<string, Seen> = {};
  for (const [name, way] of Object.entries(WAYS)) table[name] = await seen(way);
  expect(table).toEqual({
    'cdk8s-wasm/pulumi': {
      secret: 'in its place',
      preview: 'whole',
      waitsFor: 'shop, source',
      secretKind: HIDDEN,
    },
    'yaml.ConfigGroup': {
      secret: 'in its place and in the inputs of the component',
      preview: 'whole',
      waitsFor: 'source',
      secretKind: HIDDEN,
    },
    'yaml.v2.ConfigGroup': {
      secret: 'in the inputs of the component',
      preview: 'not shown',
      waitsFor: 'nobody sees',
      secretKind: 'nobody sees',
    },
    'yaml.parse': { secret: 'in its place', preview: 'whole', waitsFor: 'source', secretKind: HIDDEN },
    'a text of YAML in yaml.v2.ConfigGroup': {
      secret: 'in the inputs of the component',
      preview: 'not shown',
      waitsFor: 'nobody sees',
      secretKind: 'nobody sees',
    },
    'chart.toJson() in apply': {
      secret: 'in its place, for all to read',
      preview: 'not shown',
      waitsFor: 'nothing',
      secretKind: HIDDEN,
    },
    'CustomResource for all': {
      secret: 'in its place',
      preview: 'whole',
      waitsFor: 'source',
      secretKind: 'kubernetes:v1:Secret, visible',
    },
    'classes by hand': { secret: 'in its place', preview: 'whole', waitsFor: 'source', secretKind: HIDDEN },
  });
});

test('a text of YAML takes no Output at all', async () => {
  await record(() => {
    const yaml = pulumi.interpolate`{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: ${pulumi.output('b')} } }`;
    expect(() => new k8s.yaml.ConfigGroup('group', { yaml: Object(yaml) })).toThrow(TypeError);
  });
  const chart = chartOf(new App(), `${pulumi.output('hunter2')}`);
  expect(Yaml.stringify(...chart.toJson())).toContain(
    'Calling [toString] on an [Output<T>] is not supported',
  );
});
