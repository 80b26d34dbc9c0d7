import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import * as l1 from 'cdk8s-plus-33/lib/imports/k8s';
import { WasmImage, WasmJob, WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import type { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { known, record, secret, unknown, unknownOutput } from './monitor';

type Build = (chart: Chart, tokens: wasm.Tokens) => void;

/** A component with one chart `web`. */
function shop(build: Build, args: Partial<wasm.ChartArgs> = {}, props: ChartProps = {}): wasm.Chart {
  return new wasm.Chart('shop', {
    build: (app, tokens) => build(new Chart(app, 'web', props), tokens),
    ...args,
  });
}

/** A ConfigMap; the last that a chart needs to be one. */
function configMap(chart: Construct, data: object, id = 'map'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

describe('a chart', () => {
  it('becomes resources of the SDK below one component, named after their constructs', async () => {
    const { types, resources } = await record(() =>
      shop((chart) => {
        new kplus.Deployment(chart, 'api', { containers: [{ image: 'nginx' }] });
        new kplus.Secret(chart, 'key', { stringData: { a: 'b' } });
        new ApiObject(chart, 'app', { apiVersion: 'core.spinkube.dev/v1alpha1', kind: 'SpinApp', spec: {} });
      }),
    );
    expect(types).toEqual({
      shop: 'cdk8s-wasm:index:Chart',
      'shop/web/api': 'kubernetes:apps/v1:Deployment',
      'shop/web/key': 'kubernetes:core/v1:Secret',
      'shop/web/app': 'kubernetes:core.spinkube.dev/v1alpha1:SpinApp',
    });
    expect(resources.filter(({ custom }) => custom).map(({ parent }) => parent)).toEqual([
      'shop',
      'shop',
      'shop',
    ]);
  });

  it('leaves no input of the component in the state, where secrets would stand once more', async () => {
    const recording = await record(() => shop((chart) => configMap(chart, { a: pulumi.secret('hunter2') })));
    expect(recording.get('shop').inputs).toEqual({});
    expect(recording.get('shop').outputs).toEqual({});
  });

  it('hides the values of a Secret, as the SDK does', async () => {
    const recording = await record(() =>
      shop((chart) => new kplus.Secret(chart, 'key', { stringData: { a: 'b' } })),
    );
    expect(recording.get('shop/web/key').inputs.stringData).toEqual(secret({ a: 'b' }));
  });

  it('writes no file', async () => {
    const outdir = new App().outdir;
    await record(() => shop((chart) => configMap(chart, { a: 'b' })));
    expect(new App().outdir).toBe(outdir);
  });

  it('has the objects that a chart writes its own way', async () => {
    class Own extends Chart {
      public override toJson(): object[] {
        const made: object[] = super.toJson();
        return [...made, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'extra' } }];
      }
    }
    const recording = await record(
      () => new wasm.Chart('shop', { build: (app) => void configMap(new Own(app, 'web'), { a: 'b' }) }),
    );
    expect(recording.names).toEqual(['shop', 'shop/web/Secret-extra', 'shop/web/map']);
  });

  it('finds the resource of a construct, and says which it knows', async () => {
    await record(() => {
      const made: ApiObject[] = [];
      const component = shop((chart) => made.push(configMap(chart, { a: 'b' })));
      expect(component.getResource(made[0])).toBe(component.resources['web/map']);
      expect(component.getResource(made[0])).toBeInstanceOf(k8s.core.v1.ConfigMap);
      expect(() => component.getResource(new Chart(new App(), 'other'))).toThrow(
        '[other] it is no object that this component has made; allowed: an ApiObject in one of its charts',
      );
    });
  });

  it('tells what the cluster says of a custom resource', async () => {
    const status = { serviceName: 'app' };
    await record(
      async () => {
        const component = shop((chart) => {
          new ApiObject(chart, 'app', {
            apiVersion: 'core.spinkube.dev/v1alpha1',
            kind: 'SpinApp',
            spec: {},
          });
        });
        const found = component.resources['web/app'];
        expect('status' in found && (await known(pulumi.output(found.status)))).toEqual(status);
      },
      { status },
    );
  });

  it('says what a validation has found, before anything is registered', async () => {
    let failure: unknown;
    const recording = await record(() => {
      try {
        shop((chart) => {
          configMap(chart, { a: 'b' });
          chart.node.addValidation({ validate: () => ['wrong'] });
        });
      } catch (error) {
        failure = error;
      }
    });
    expect(String(failure)).toContain('[web] wrong');
    expect(recording.names).toEqual(['shop']);
  });

  it('holds workloads of this package, on the platform of the component', async () => {
    const recording = await record(() =>
      shop(
        (chart, tokens) => {
          const image = WasmImage.of('ghcr.io/acme/report:1', { binarySize: 1000 });
          new WasmJob(chart, 'report', {
            name: 'report',
            image,
            env: { KEY: { value: tokens.asString(pulumi.secret('k')) } },
          });
        },
        { platform: WasmPlatform.k3s() },
      ),
    );
    // The class is the cluster's: none is made here.
    expect(recording.names).toEqual(['shop', 'shop/web/report/Job']);
    expect(JSON.stringify(recording.get('shop/web/report/Job').inputs)).toContain(
      JSON.stringify({ name: 'KEY', value: secret('k') }),
    );
  });
});

describe('an Output', () => {
  /** The data of a ConfigMap with what a function makes of tokens. */
  async function dataOf(make: (tokens: wasm.Tokens) => object, preview = false): Promise<unknown> {
    const program = () => shop((chart, tokens) => configMap(chart, make(tokens)));
    return (await record(program, { preview })).get('shop/web/map').inputs.data;
  }

  it('stands where its token stood, of whatever type', async () => {
    const data = await dataOf((tokens) => ({
      text: tokens.asString(pulumi.output('a')),
      number: tokens.asNumber(pulumi.output(3)),
      boolean: tokens.asBoolean(pulumi.output(false)),
      list: tokens.asAny(pulumi.output([{ a: 1 }])),
      promise: tokens.asString(Promise.resolve('later')),
      itself: pulumi.output('raw'),
    }));
    expect(data).toEqual({
      text: 'a',
      number: 3,
      boolean: false,
      list: [{ a: 1 }],
      promise: 'later',
      itself: 'raw',
    });
  });

  it('stands within texts, twice in one and in several', async () => {
    const data = await dataOf((tokens) => {
      const host = tokens.asString(pulumi.output('db'));
      const port = tokens.asNumber(pulumi.output(5432));
      return { url: `pg://${host}:${port}/${host}`, host, upper: `HOST=${host}` };
    });
    expect(data).toEqual({ url: 'pg://db:5432/db', host: 'db', upper: 'HOST=db' });
  });

  it('stands in JSON, escaped and of its type', async () => {
    const data = await dataOf((tokens) => {
      const settings = {
        text: tokens.asString(pulumi.output('say "hi"\n')),
        number: tokens.asNumber(pulumi.output(3)),
        list: tokens.asAny(pulumi.output([1])),
      };
      return {
        'app.json': JSON.stringify(settings),
        nested: JSON.stringify({ inner: JSON.stringify(settings) }),
      };
    });
    const settings = { text: 'say "hi"\n', number: 3, list: [1] };
    expect(data).toEqual({
      'app.json': JSON.stringify(settings),
      nested: JSON.stringify({ inner: JSON.stringify(settings) }),
    });
  });

  it('that is secret makes nothing else so', async () => {
    const data = await dataOf((tokens) => {
      const password = tokens.asString(pulumi.secret('hunter2'));
      return { password, url: `pg://me:${password}@db`, plain: 'a', list: ['x', pulumi.secret('y')] };
    });
    expect(data).toEqual({
      password: secret('hunter2'),
      url: secret('pg://me:hunter2@db'),
      plain: 'a',
      list: ['x', secret('y')],
    });
  });

  it('that is not known leaves the rest of a preview whole', async () => {
    const data = await dataOf((tokens) => {
      const host = tokens.asString(unknownOutput<string>());
      return { host, url: `http://${host}/`, plain: 'a', port: tokens.asNumber(unknownOutput<number>()) };
    }, true);
    expect(data).toEqual({ host: unknown, url: unknown, plain: 'a', port: unknown });
  });

  it('that is a secret and not known is both', async () => {
    const data = await dataOf(() => ({ a: pulumi.secret(unknownOutput<string>()), b: 'plain' }), true);
    expect(data).toEqual({ a: expect.anything(), b: 'plain' });
    expect(JSON.stringify(data)).toContain(unknown);
  });

  it('makes the resource wait for what it comes from', async () => {
    const recording = await record(() => {
      const upstream = new k8s.core.v1.ConfigMap('upstream', { data: { host: 'db' } });
      shop((chart, tokens) => {
        configMap(chart, { host: tokens.asString(upstream.data.apply(({ host }) => host)) }, 'user');
        configMap(chart, { a: 'b' }, 'other');
      });
    });
    expect(recording.get('shop/web/user').inputDependencies.data).toEqual(['upstream']);
    expect(recording.get('shop/web/other').dependencies).toEqual([]);
  });

  it('of undefined leaves a field out', async () => {
    expect(await dataOf(() => ({ a: pulumi.output(undefined), b: '1' }))).toEqual({ b: '1' });
  });
});

describe('the classes of cdk8s-plus and of cdk8s import', () => {
  const at = (tokens: wasm.Tokens) => ({
    text: <T extends string>(value: T) => tokens.asString(pulumi.output<string>(value)),
    number: (value: number) => tokens.asNumber(pulumi.output(value)),
  });

  const CASES: readonly [what: string, build: (chart: Chart, of: ReturnType<typeof at>) => void][] = [
    [
      'numbers, quantities and ports of cdk8s-plus',
      (chart, { text, number }) => {
        const api = new kplus.Deployment(chart, 'api', {
          metadata: { name: text('api'), namespace: text('shop'), labels: { tier: text('web') } },
          replicas: number(4),
          containers: [
            {
              image: text('nginx:1'),
              portNumber: number(8080),
              envVariables: { KEY: kplus.EnvValue.fromValue(text('value')) },
              resources: { cpu: { request: kplus.Cpu.millis(number(250)) } },
            },
          ],
        });
        new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
          target: new kplus.Deployment(chart, 'scaled', {
            containers: [
              {
                image: 'nginx',
                resources: { cpu: { request: kplus.Cpu.millis(1), limit: kplus.Cpu.millis(2) } },
              },
            ],
          }),
          maxReplicas: number(9),
        });
        api.exposeViaService();
        new kplus.ConfigMap(chart, 'map', { data: { a: text('b') } });
        new kplus.Secret(chart, 'secret', { stringData: { a: text('b') } });
      },
    ],
    [
      'IntOrString and Quantity of the imported classes',
      (chart, { text, number }) => {
        new l1.KubeService(chart, 'service', {
          spec: { ports: [{ port: number(80), targetPort: l1.IntOrString.fromNumber(number(8080)) }] },
        });
        new l1.KubeDeployment(chart, 'deployment', {
          spec: {
            replicas: number(2),
            selector: { matchLabels: { app: text('a') } },
            template: {
              metadata: { labels: { app: text('a') } },
              spec: {
                containers: [
                  {
                    name: 'a',
                    image: text('nginx'),
                    resources: {
                      limits: {
                        memory: l1.Quantity.fromString(text('64Mi')),
                        cpu: l1.Quantity.fromNumber(number(2)),
                      },
                    },
                  },
                ],
              },
            },
          },
        });
      },
    ],
  ];

  it.each(CASES)('take Outputs: %s', async (_, build) => {
    const inputsOf = async (later: boolean) => {
      const literal = { text: (value: string) => value, number: (value: number) => value };
      const recording = await record(() =>
        shop((chart, tokens) => build(chart, later ? at(tokens) : literal)),
      );
      return recording.resources.map(({ type, name, inputs }) => ({ type, name, inputs }));
    };
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect((await inputsOf(true)).sort(byName)).toEqual((await inputsOf(false)).sort(byName));
  });
});
