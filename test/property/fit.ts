import { Known } from '../../src/runtime/fact';
import type { JsonObject } from '../../src/value/json';
import { isRecord, mapValues, without } from './arrange';
import { releaseIn } from './binaries';
import { described } from './spin-manifest';
import type { World } from './world';

/** What the props of a workload ask of each other, so that random ones become valid. */
export function fitProps(props: JsonObject, world: World): JsonObject {
  const steps = [
    oneScaler,
    distinctContainers,
    distinctAnnotations,
    reported,
    measurable,
    distinctPorts,
    askablePorts,
    listening,
    sized,
    readable,
    described,
    started,
  ];
  return steps.reduce((fitted, step) => step(fitted, world), props);
}

function oneScaler(props: JsonObject): JsonObject {
  return 'replicas' in props && 'autoscale' in props
    ? without(props, Number(props.replicas) % 2 === 0 ? 'replicas' : 'autoscale')
    : props;
}

function distinctContainers(props: JsonObject): JsonObject {
  const taken = Object.keys(isRecord(props.sidecars) ? props.sidecars : {});
  return isRecord(props.initContainers)
    ? { ...props, initContainers: without(props.initContainers, ...taken) }
    : props;
}

/** The runtime's own annotations are not the user's to set. */
function distinctAnnotations(props: JsonObject, { runtime }: World): JsonObject {
  return isRecord(props.podAnnotations)
    ? {
        ...props,
        podAnnotations: without(props.podAnnotations, ...Object.keys(runtime.podAnnotations ?? {})),
      }
    : props;
}

/** An autoscaler goes by nothing that the runtime does not report. */
function reported(props: JsonObject, { runtime }: World): JsonObject {
  const { autoscale } = props;
  return isRecord(autoscale) && runtime.facts.containerCpuMetrics.value === Known.NO
    ? { ...props, autoscale: { memory: 80, ...without(autoscale, 'cpu') } }
    : props;
}

/** An autoscaler measures shares of what every container that stays requests. */
function measurable(props: JsonObject): JsonObject {
  const { autoscale } = props;
  if (!isRecord(autoscale)) {
    return props;
  }
  const usual = {
    ...('cpu' in autoscale && { cpu: '200m' }),
    ...('memory' in autoscale && { memory: '80Mi' }),
  };
  return {
    ...requesting(props, usual),
    ...('sidecars' in props && {
      sidecars: mapValues(props.sidecars, (sidecar) => requesting(sidecar, usual)),
    }),
  };
}

function requesting(holder: JsonObject, usual: JsonObject): JsonObject {
  const resources = isRecord(holder.resources) ? holder.resources : {};
  const requests = isRecord(resources.requests) ? resources.requests : {};
  return { ...holder, resources: { ...resources, requests: { ...usual, ...requests } } };
}

/** Containers of a pod share its ports, and a Service has each of its own once. */
function distinctPorts(props: JsonObject): JsonObject {
  const { service, sidecars } = props;
  const inPod = new Set([guestPort(props)]);
  const containers = mapValues(sidecars, (sidecar) =>
    isRecord(sidecar.ports)
      ? {
          ...sidecar,
          ports: Object.fromEntries(
            Object.entries(sidecar.ports).map(([name, port]) => [name, free(inPod, port)]),
          ),
        }
      : sidecar,
  );
  return {
    ...props,
    ...(isRecord(sidecars) && { sidecars: containers }),
    ...(isRecord(service) && { service: distinctServicePorts(service, inPod) }),
  };
}

function distinctServicePorts(service: JsonObject, inPod: Set<number>): JsonObject {
  const own = new Set([Number(service.port ?? 80)]);
  const onNodes = new Set([Number(service.nodePort ?? 0)]);
  const extraPorts = mapValues(service.extraPorts, (extra) => {
    const port = free(own, extra.port);
    const target = free(inPod, extra.targetPort ?? port);
    return {
      ...extra,
      port,
      ...(('targetPort' in extra || target !== port) && { targetPort: target }),
      ...('nodePort' in extra && { nodePort: free(onNodes, extra.nodePort) }),
    };
  });
  return { ...service, ...('extraPorts' in service && { extraPorts }) };
}

/** The next number that nobody has. */
function free(taken: Set<number>, wanted: unknown): number {
  let number = Number(wanted);
  while (taken.has(number)) {
    number = number === 32_767 ? 30_000 : number + 1;
  }
  taken.add(number);
  return number;
}

/** A probe asks the guest's own port, and names one where its container has none. */
function askablePorts(props: JsonObject): JsonObject {
  const own = guestPort(props);
  return {
    ...props,
    ...(isRecord(props.health) && {
      health: withPorts(props.health, (port) => (port === undefined ? port : own)),
    }),
    ...(isRecord(props.sidecars) && {
      sidecars: mapValues(props.sidecars, ({ health, ...sidecar }) => ({
        ...sidecar,
        ...(isRecord(health) && {
          health: withPorts(health, (port) => port ?? ('ports' in sidecar ? undefined : 9001)),
        }),
      })),
    }),
  };
}

function withPorts(health: JsonObject, change: (port: unknown) => unknown): JsonObject {
  return mapValues(health, (probe) =>
    mapValues(probe, (handler, kind) => {
      const port = change(handler.port);
      return kind === 'exec' || port === undefined ? handler : { ...handler, port };
    }),
  );
}

/** Where somebody says by hand where the runtime listens, it is on the workload's port. */
function listening(props: JsonObject, { kind, runtime: { listen } }: World): JsonObject {
  const serves = kind === 'WasmService' || kind === 'SpinApp';
  return serves && listen !== undefined && isRecord(props.env) && guestPort(props) % 2 === 0
    ? { ...props, env: { ...props.env, [listen.variable]: { value: `0.0.0.0:${guestPort(props)}` } } }
    : props;
}

/** How much memory a container needs is said, unless it follows from the size of the binary. */
function sized(props: JsonObject, { measured }: World): JsonObject {
  const { image } = props;
  const parts = isRecord(image) ? (image.options ?? image.spec) : undefined;
  const follows = measured && isRecord(parts) && 'binarySize' in parts;
  return follows ? props : requesting(props, { memory: '80Mi' });
}

/** A release of before a variable of the shim’s passes over it. */
function readable(props: JsonObject, world: World): JsonObject {
  const limit = releaseIn(world)?.environment.SPIN_MAX_INSTANCE_MEMORY;
  return limit?.value === Known.NO ? without(props, 'invocationMemory') : props;
}

function guestPort(props: JsonObject): number {
  return Number(props.port ?? 8080);
}

/** An entrypoint names no function, and of a plain image of an own file that file; Spin reads its manifest. */
function started(props: JsonObject, { runtime }: World): JsonObject {
  const { image } = props;
  const record = isRecord(image) && isRecord(image.spec) ? image.spec.record : undefined;
  const isPlain = isRecord(record) && record.format === 'plain' && !String(record.path).endsWith('.toml');
  const file = isPlain ? String(record.entrypoint ?? '/app.wasm') : undefined;
  const named = (list: string, first?: string): JsonObject => {
    const [own, ...rest] = Array.isArray(props[list]) ? props[list] : [];
    return typeof own !== 'string' ? {} : { [list]: [(first ?? own).replace(/#.*/s, ''), ...rest] };
  };
  return runtime.entrypoint.plain === undefined
    ? { ...props, ...named('command', file), ...named('args') }
    : props;
}
