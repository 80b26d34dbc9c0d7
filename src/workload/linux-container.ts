import { parseImageReference } from '../artifact/image-reference';
import { demandPort, demandText } from '../value/demand';
import { compact, type JsonObject, listUnder, orNothing } from '../value/json';
import { isDnsLabel } from '../value/name';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';
import { envFromList, envList } from './env';
import { probes } from './probes';
import type { LinuxContainerSpec } from './props/container';
import { resources } from './resources';
import { linuxSecurityContext, type Rights } from './security';
import type { PodVolumes } from './volumes';

/** The names that Kubernetes takes for a port: 1 to 15 letters, digits and "-", at least one letter. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const PORT_NAME_TEXT = 'at most 15 lower-case letters, digits and "-", with a letter';

/** A pod, and what a container that is put into it needs. */
export interface Beside {
  /** The construct's path, for messages. */
  readonly path: string;
  /** The pod's spec, changed in place. */
  readonly pod: JsonObject;
  readonly volumes: PodVolumes;
  readonly runtime: Rights;
  /** Name of the container that the workload is about. */
  readonly main: string;
}

/**
 * Puts a Linux container into a pod that starts before the one that the workload is about: a side-car stays, an init
 * container ends.
 *
 * @throws where the pod has a container of that name
 */
export function addLinuxContainer(
  { path, pod, volumes, runtime, main }: Beside,
  field: 'sidecars' | 'initContainers',
  name: string,
  spec: LinuxContainerSpec,
): void {
  const asked = Object.values(spec.health ?? {}).find((probe) => probe?.disabled !== true);
  if (field === 'initContainers' && asked !== undefined) {
    throw refusal({
      path,
      field: `initContainers.${name}.health`,
      value: spec.health,
      wrong: 'nobody asks a container that ends before the others start',
      fix: 'leave it out, or take a side-car',
    });
  }
  const list = listUnder(pod, 'initContainers');
  if (name === main || list.some((container) => container.name === name)) {
    throw refusal({
      path,
      field,
      value: name,
      wrong: 'the pod has a container of that name already',
      fix: 'give it another name',
    });
  }
  list.push({
    ...linuxContainer(path, `${field}.${name}`, name, spec, runtime, volumes),
    ...(field === 'sidecars' && { restartPolicy: 'Always' }),
  });
}

/** Kubernetes' form of a Linux container beside the WebAssembly. */
function linuxContainer(
  path: string,
  field: string,
  name: string,
  spec: LinuxContainerSpec,
  runtime: Rights,
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
