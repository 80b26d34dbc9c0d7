import { ApiObject, JsonPatch } from 'cdk8s';
import { type WasmImage, WasmService } from 'cdk8s-wasm';
import { Construct } from 'constructs';

/** Props of `AcmeService`. */
export interface AcmeServiceProps {
  /** Name of all its objects. */
  readonly name: string;
  /** The team that is called at night. */
  readonly team: string;
  /** What runs. */
  readonly image: WasmImage;
  /** Services that may call it; the ingress controller always may. */
  readonly callers?: AcmeService[];
}

/** A service as we run all of ours: owned, cut off from who need not call it, spread over zones. */
export class AcmeService extends Construct {
  /** What is inside, for whoever needs more. */
  public readonly wasm: WasmService;

  public constructor(scope: Construct, id: string, props: AcmeServiceProps) {
    super(scope, id);
    const { name, team, image, callers = [] } = props;
    this.wasm = new WasmService(this, 'Wasm', {
      name,
      image,
      labels: { 'acme.example/team': team },
      scheduling: { topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone' }] },
    });
    // There is no prop for it: what Kubernetes has, a patch reaches.
    this.wasm.deployment.addJsonPatch(
      JsonPatch.add('/spec/template/spec/dnsConfig', { options: [{ name: 'ndots', value: '2' }] }),
    );
    new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, labels: { 'acme.example/team': team } },
      spec: {
        podSelector: { matchLabels: this.wasm.matchLabels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } },
              ...callers.map(({ wasm }) => ({ podSelector: { matchLabels: wasm.matchLabels } })),
            ],
            ports: [{ port: this.wasm.port }],
          },
        ],
      },
    });
  }
}
