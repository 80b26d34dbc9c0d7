import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as wasm from 'cdk8s-wasm/pulumi';
import { EngineStack } from '../../engine/stack';
import { eventually, tryKubectl } from './kubernetes';
import { namespaceOf, TestNamespace } from './namespace';
import { platform } from './platform';
import { throughService } from './reach';
import { httpComponent } from './samples';
import { kubeconfig, sharedRegistry } from './target';

/** What no state, event or line may tell. */
export const PASSWORD = 'correct-horse-battery';

/** What the program of a test may do otherwise. */
export interface Variant {
  readonly greeting?: string;
  /** The component under another name, with an alias. */
  readonly renamed?: boolean;
  /** A digest that no registry has, in the place of the one that was pushed. */
  readonly digest?: string;
  /** After which the rollout has failed. */
  readonly timeoutSeconds?: number;
  /** What else the program makes. */
  readonly more?: (options: pulumi.ComponentResourceOptions) => void;
}

/**
 * A stack on the cluster as a team writes it: a namespace with the restricted standard, a Secret of a password of the
 * configuration, an image of a local file, a runtime class, and a service that takes all of them.
 */
export class Shop {
  public readonly namespace: TestNamespace;

  private constructor(
    purpose: string,
    public readonly stack: EngineStack,
  ) {
    this.namespace = new TestNamespace(purpose);
  }

  /** Makes a stack with nothing in it; it goes with `remove`. */
  public static async create(purpose: string): Promise<Shop> {
    const stack = await EngineStack.create();
    await stack.setSecret('password', PASSWORD);
    writeFileSync(join(stack.project, 'http.wasm'), await httpComponent());
    return new Shop(purpose, stack);
  }

  /** Name of its runtime class. */
  public get className(): string {
    return this.namespace.name;
  }

  /** The program. */
  public program({ greeting = 'hello', renamed = false, digest, timeoutSeconds, more }: Variant = {}) {
    return () => {
      const config = pulumi.secret(readFileSync(kubeconfig, 'utf8'));
      const provider = new k8s.Provider('cluster', { kubeconfig: config });
      const { metadata } = Object(namespaceOf(this.namespace.name));
      const home = new k8s.core.v1.Namespace('namespace', { metadata }, { provider });
      const namespace = home.metadata.name;
      const password = new pulumi.Config().requireSecret('password');
      const database = new k8s.core.v1.Secret(
        'database',
        { metadata: { name: 'database', namespace }, stringData: { password } },
        { provider },
      );
      const { handler } = platform.toSpec().runtimes.wasmtime;
      const { className } = this;
      const runtimeClass = new wasm.WasmRuntimeClass('class', { className, handler }, { provider });
      const image = new wasm.WasmImage('image', {
        file: join(this.stack.project, 'http.wasm'),
        repository: `${sharedRegistry}/${this.namespace.name}/http`,
        tag: '1.0.0',
        root: this.stack.project,
      });
      const api = new wasm.WasmService(
        renamed ? 'shop-api' : 'api',
        {
          name: 'api',
          namespace,
          platform: { ...platform.toSpec(), runtimes: { wasmtime: { className, handler } } },
          image: digest === undefined ? image : { ...image.toSpec(), digest },
          env: {
            GREETING: { value: greeting },
            PASSWORD: { secretKeyRef: { name: database.metadata.name, key: 'password' } },
          },
          ...(timeoutSeconds && { annotations: { 'pulumi.com/timeoutSeconds': `${timeoutSeconds}` } }),
          rollout: { preStopSeconds: 0 },
        },
        { provider, dependsOn: runtimeClass, ...(renamed && { aliases: [{ name: 'api' }] }) },
      );
      more?.({ provider, dependsOn: home });
      return { url: api.url, ready: api.deployment.status.readyReplicas };
    };
  }

  /** Waits for an answer through the Service that has a line in it. */
  public async answers(line: string): Promise<void> {
    const ask = () => throughService(this.namespace.name, 'api', '/env');
    await eventually(
      `an answer with ${line}`,
      async () => (await ask()).body.split('\n').includes(line) || undefined,
      async () => `${(await ask()).body}\n${await this.namespace.state()}`,
      30,
    );
  }

  /** Ends it, and takes away what a test that failed has left. */
  public async remove(): Promise<void> {
    this.stack.remove();
    await tryKubectl(['delete', 'runtimeclass', this.className, '--ignore-not-found']);
    await this.namespace.remove();
  }
}
