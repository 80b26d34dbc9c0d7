import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { HTTP_PORT } from '../expose/service';
import { dig, digList } from '../value/json';
import { refusal } from '../value/refuse';
import type { WasmService } from '../workload/wasm-service';

/** What is asked of cdk8s-plus to route to a Service. */
export interface IngressModule<Service, Backend> {
  /** Its `Service`. */
  readonly Service: new (
    scope: Construct,
    id: string,
    props: { readonly metadata: { readonly name: string }; readonly ports: { readonly port: number }[] },
  ) => Service;

  /** Its `IngressBackend`. */
  readonly IngressBackend: { fromService(service: Service): Backend };
}

/** Which part of a workload an ingress leads to. */
export interface BackendOptions {
  /**
   * Name of the Service's port.
   *
   * @default "http"
   */
  readonly servicePort?: string;
}

/**
 * The Service of a workload as cdk8s-plus' `IngressBackend`, for the rules of its `Ingress`. Kubernetes looks for the
 * Service in the Ingress's own namespace.
 *
 * @param kplus the module: `import * as kplus from 'cdk8s-plus-33'`
 * @param workload a `WasmService` or `SpinApp`
 * @param options which port
 * @throws where the Service has no port of that name
 */
export function ingressBackend<Service, Backend>(
  kplus: IngressModule<Service, Backend>,
  workload: WasmService,
  options: BackendOptions = {},
): Backend {
  const { servicePort = HTTP_PORT } = options;
  const ports = digList(workload.service.toJson(), 'spec', 'ports');
  const port = dig(
    ports.find((one) => dig(one, 'name') === servicePort),
    'port',
  );
  if (typeof port !== 'number') {
    throw refusal({
      path: workload.node.path,
      field: 'servicePort',
      value: servicePort,
      wrong: 'the Service has no port of that name',
      allowed: ports.map((one) => String(dig(one, 'name'))).join(', '),
      fix: 'add it to service.extraPorts, or name one of these',
    });
  }
  // A backend is made from nothing but a Service of cdk8s-plus, which it asks for name and port. This one stands in
  // an app of its own, which nobody writes, so that ours stays the only one.
  const nowhere = new Chart(new App(), 'nowhere');
  const service = new kplus.Service(nowhere, 'Service', {
    metadata: { name: workload.serviceName },
    ports: [{ port }],
  });
  return kplus.IngressBackend.fromService(service);
}
