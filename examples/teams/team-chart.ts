import { ApiObject, Chart } from 'cdk8s';
import { WasmImage } from 'cdk8s-wasm';
import type { Construct } from 'constructs';
import type { Environment } from './environments';
import images from './images.json';

/** What one team runs in one environment: a namespace that belongs to it, and the same rules for all. */
export class TeamChart extends Chart {
  public constructor(
    scope: Construct,
    public readonly team: string,
    public readonly environment: Environment,
    namespaces: Chart,
  ) {
    const namespace = `${team}-${environment.name}`;
    super(scope, namespace, { namespace, labels: { 'acme.example/team': team } });
    new ApiObject(namespaces, namespace, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    this.addDependency(namespaces);
  }

  /** The image that the build of an app has pushed for this environment: `images.json` is what it writes. */
  public image(app: keyof typeof images.staging, binarySize: number): WasmImage {
    return WasmImage.fromSpec({
      repository: `registry.acme.example/${this.team}/${app}`,
      digest: images[this.environment.name][app],
      binarySize,
      pullSecrets: ['registry'],
    });
  }
}
