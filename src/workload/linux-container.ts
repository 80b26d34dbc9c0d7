import { parseImageReference } from '../artifact/image-reference';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { demandPort, demandText } from '../value/demand';
import { compact, type JsonObject, orNothing } from '../value/json';
import { isDnsLabel } from '../value/name';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';
import { envFromList, envList } from './env';
import { probes } from './probes';
import type { LinuxContainerSpec } from './props/container';
import { resources } from './resources';
import { linuxSecurityContext } from './security';
import type { PodVolumes } from './volumes';

/** The names that Kubernetes takes for a port: 1 to 15 letters, digits and "-", at least one letter. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const PORT_NAME_TEXT = 'at most 15 lower-case letters, digits and "-", with a letter';

/** Kubernetes' form of a Linux container beside the WebAssembly. */
export function linuxContainer(
  path: string,
  field: string,
  name: string,
  spec: LinuxContainerSpec,
  runtime: WasmRuntimeSpec,
  volumes: PodVolumes,
): JsonObject {
  demandText(path, `${field} name`, name, isDnsLabel, 'lower-case letters, digits and "-", at most 63');
  demandImage(path, `${field}.image`, spec.image);
  const ports = Object.entries(spec.ports ?? {}).map(([portName, containerPort]) =>
    containerPortOf(path, field, portName, containerPort),
  );
  const container: JsonObject = compact({
    name,
    image: spec.image,
    imagePullPolicy: spec.imagePullPolicy ?? 'IfNotPresent',
    command: orNothing(spec.command),
    args: orNothing(spec.args),
    env: orNothing(envList(path, `${field}.env`, spec.env)),
    envFrom: orNothing(envFromList(path, `${field}.envFrom`, spec.envFrom)),
    ports: orNothing(ports),
    resources: spec.resources && orNothing(resources(path, `${field}.resources`, spec.resources)),
    securityContext: linuxSecurityContext(path, `${field}.securityContext`, runtime, spec.securityContext),
    ...probes(path, `${field}.health`, spec.health, {
      startupFailures: 30,
      port: Object.values(spec.ports ?? {})[0],
    }),
  });
  for (const [mountPath, volume] of Object.entries(spec.volumes ?? {})) {
    volumes.mount(container, `${field}.volumes`, mountPath, volume);
  }
  return container;
}

function demandImage(path: string, field: string, image: string): void {
  try {
    parseImageReference(literal(image) ?? 'unknown');
  } catch (error) {
    throw refusal({
      path,
      field,
      value: image,
      wrong: error instanceof Error ? error.message : String(error),
      allowed: 'repository[:tag][@sha256:digest]',
    });
  }
}

/** Kubernetes' form of a container's port. */
export function containerPortOf(
  path: string,
  field: string,
  name: string,
  containerPort: number,
  protocol?: string,
): JsonObject {
  demandText(path, `${field} port name`, name, (text) => PORT_NAME.test(text), PORT_NAME_TEXT);
  demandPort(path, `${field}.${name}`, containerPort);
  return compact({ name, containerPort, protocol });
}
