import { Size } from 'cdk8s';
import { dig, digList } from '../value/json';
import { parseQuantity } from '../value/quantity';
import type { WasmDeployment } from '../workload/wasm-deployment';

/** What is asked of cdk8s-plus to describe containers. */
export interface ContainersModule<Container, Cpu> {
  /** Its `Container`. */
  readonly Container: new (
    props: ContainerProps<Cpu>,
  ) => Container;

  /** Its `Cpu`. */
  readonly Cpu: { millis(amount: number): Cpu };
}

/** A workload as cdk8s-plus' autoscalers take it: its `IScalable`. */
export interface Scalable<Container> {
  /** Whether an autoscaler has it. */
  hasAutoscaler: boolean;

  /**
   * Takes the fixed number of replicas away. An autoscaler calls it when it is made.
   *
   * @throws where `replicas` was given, or another autoscaler has it
   */
  markHasAutoscaler(): void;

  /** The Deployment as it stands when this is called, with what verbs and patches have changed. */
  toScalingTarget(): ScalingTarget<Container>;
}

/** What cdk8s-plus' autoscalers read: its `ScalingTarget`. */
export interface ScalingTarget<Container> {
  /** `Deployment`. */
  readonly kind: string;

  /** `apps/v1`. */
  readonly apiVersion: string;

  /** Name of the Deployment. */
  readonly name: string;

  /** Name, image and resources of each container, for cdk8s-plus' checks and its metrics of one container. */
  readonly containers: Container[];

  /** The fixed number of replicas, where there is one. */
  readonly replicas?: number;
}

interface ContainerProps<Cpu> {
  readonly name: string;
  readonly image: string;
  readonly resources: {
    readonly cpu: { readonly request?: Cpu; readonly limit?: Cpu };
    readonly memory: { readonly request?: Size; readonly limit?: Size };
  };
}

const MEBIBYTE = 2 ** 20;

/**
 * A workload as the target of cdk8s-plus' `HorizontalPodAutoscaler`. Making the autoscaler takes the workload's
 * `replicas` away, and the checks of the workload look at the autoscaler too when the app is synthesised.
 *
 * @param kplus the module: `import * as kplus from 'cdk8s-plus-33'`
 * @param workload a `WasmService`, `SpinApp` or `WasmWorker`
 */
export function scalable<Container, Cpu>(
  kplus: ContainersModule<Container, Cpu>,
  workload: WasmDeployment,
): Scalable<Container> {
  return {
    hasAutoscaler: workload.autoscaler !== undefined,
    markHasAutoscaler() {
      workload.handOverScaling();
      this.hasAutoscaler = true;
    },
    toScalingTarget() {
      const { deployment } = workload;
      const manifest: unknown = deployment.toJson();
      const replicas = dig(manifest, 'spec', 'replicas');
      return {
        kind: deployment.kind,
        apiVersion: deployment.apiVersion,
        name: deployment.name,
        containers: digList(manifest, 'spec', 'template', 'spec', 'containers').map((container) =>
          containerOf(kplus, container),
        ),
        ...(typeof replicas === 'number' && { replicas }),
      };
    },
  };
}

function containerOf<Container, Cpu>(kplus: ContainersModule<Container, Cpu>, container: unknown): Container {
  const amount = (side: string, resource: string): number | undefined =>
    parseQuantity(String(dig(container, 'resources', side, resource)));
  const cpu = (side: string): Cpu | undefined => {
    const cores = amount(side, 'cpu');
    return cores === undefined ? undefined : kplus.Cpu.millis(Math.ceil(cores * 1000));
  };
  const memory = (side: string): Size | undefined => {
    const bytes = amount(side, 'memory');
    return bytes === undefined ? undefined : Size.mebibytes(bytes / MEBIBYTE);
  };
  return new kplus.Container({
    name: String(dig(container, 'name')),
    image: String(dig(container, 'image')),
    resources: {
      cpu: { request: cpu('requests'), limit: cpu('limits') },
      memory: { request: memory('requests'), limit: memory('limits') },
    },
  });
}
