import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import type { ImageFormat } from '../artifact/image-format';
import type { ImageRecord } from '../artifact/image-record';
import type { RuntimeConfigSpec } from '../artifact/runtime-config/spec';
import type { SpinManifestSpec } from '../artifact/spin/manifest-spec';
import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import type { ShimReleaseSpec } from '../runtime/releases/shim-release-spec';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';

import { dig, digList, isObject, type JsonObject, type Manifest } from '../value/json';
import { whileAsked } from './once';

/**
 * What checks look at: the objects of one workload as they go to the cluster,
 * and what is known of the world they go into. Whatever is `undefined` is not
 * known; a check says then that it did not look.
 */
export interface Subject {
  /** Path of the construct, or the file. */
  readonly path: string;
  /** The objects, rendered or about to be: leaves may be unresolved. */
  readonly objects: readonly Manifest[];
  /** Name of the container that runs WebAssembly; the others run Linux programs. */
  readonly guest: string;
  /** Whether the shim's HTTP server serves the guest, so that there is a port to ask. */
  readonly http: boolean;
  /** The family of shims. */
  readonly runtime?: WasmRuntimeSpec;
  /** The cluster. */
  readonly platform?: WasmPlatformSpec;
  /** The release of its shim that the nodes have, and what it runs. */
  readonly release?: ShimReleaseSpec;
  /** How the image carries the WebAssembly. */
  readonly imageFormat?: ImageFormat;
  /** What the image is made of, where it is one of an own file. */
  readonly record?: ImageRecord;
  /** Size of the `.wasm` in bytes. */
  readonly binarySize?: number;
  /** What the `.wasm` says of itself, where the image holds one. */
  readonly binary?: WasmBinarySpec;
  /** The manifest of the Spin application. */
  readonly manifest?: SpinManifestSpec;
  /** What the `.wasm` of each component of the manifest says of itself, by id. */
  readonly componentBinaries?: { readonly [component: string]: WasmBinarySpec };
  /** Spin's runtime configuration, where the workload was given one. */
  readonly runtimeConfig?: RuntimeConfigSpec;
  /** The published app that a Linux server sends to browsers: no WebAssembly runs on a node then. */
  readonly site?: BlazorSiteSpec;
  /** Settings of the site in whose place the workload puts its own. */
  readonly ownSettings?: readonly string[];
  /** Somebody asked for a tag that moves. */
  readonly mutableTag?: boolean;
}

/** The pod in an object of the subject. */
export interface PodView {
  /** `Deployment hello`. */
  readonly owner: string;
  /** JSON pointer of the pod's spec in its owner: `/spec/template/spec`. */
  readonly at: string;
  /** The pod's spec. */
  readonly spec: JsonObject;
  /** All containers, init containers first, as they start. */
  readonly containers: readonly ContainerView[];
}

/** A container of a pod. */
export interface ContainerView {
  /** The container's name. */
  readonly name: string;
  /** Whether it runs WebAssembly. */
  readonly isGuest: boolean;
  /** Whether it starts before the others, to end (init) or to stay (side-car). */
  readonly isInit: boolean;
  /** `Deployment hello /spec/template/spec/containers/0`. */
  readonly at: string;
  /** The container. */
  readonly spec: JsonObject;
}

const POD_SPEC: { readonly [kind: string]: readonly string[] } = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The pods of a subject's objects. */
export const podsOf = whileAsked((subject: Subject): PodView[] => {
  return subject.objects.flatMap((object) => {
    const path = POD_SPEC[object.kind];
    const spec = path && dig(object, ...path);
    if (!isObject(spec)) {
      return [];
    }
    const owner = titleOf(object);
    const at = `/${path.join('/')}`;
    const list = (field: string, isInit: boolean): ContainerView[] =>
      digList(spec, field)
        .filter(isObject)
        .map((container, index) => ({
          name: String(container.name),
          isGuest: !isInit && container.name === subject.guest,
          isInit,
          at: `${owner} ${at}/${field}/${index}`,
          spec: container,
        }));
    return [{ owner, at, spec, containers: [...list('initContainers', true), ...list('containers', false)] }];
  });
});

/** The containers of all pods that run WebAssembly. */
export const guestsOf = whileAsked((subject: Subject): ContainerView[] => {
  return podsOf(subject).flatMap((pod) => pod.containers.filter((container) => container.isGuest));
});

/** `Deployment hello`. */
export function titleOf(object: Manifest): string {
  const name = dig(object, 'metadata', 'name');
  return `${object.kind} ${typeof name === 'string' ? name : ''}`.trim();
}
