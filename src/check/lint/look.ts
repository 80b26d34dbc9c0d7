import type { ImageFormat } from '../../artifact/image-format';
import { type ImageRecord, parseRecord, RECORD_ANNOTATION } from '../../artifact/image-record';
import { Known } from '../../runtime/fact';
import { releaseOf } from '../../runtime/releases';
import type { ShimReleaseSpec } from '../../runtime/releases/shim-release-spec';
import type { WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../../runtime/wasm-runtime-spec';
import type { Manifest } from '../../value/json';
import { envOf, portsOf } from '../container';
import { textAt } from '../fields';
import type { Finding, NotChecked } from '../finding';
import { runRules } from '../rule';
import { RULES } from '../rules';
import { guestsOf, type PodView, type Subject, titleOf } from '../subject';
import type { Belongings } from './belongings';
import { type Entry, groupOf, WEBASSEMBLY } from './entries';
import { candidatesOf, guestOf } from './guest-of';
import { type Classes, runtimeOf } from './runtime-of';

/** What the linter says of the containers of a pod of which it could not tell which runs WebAssembly. */
export const GUEST_CONTAINER = 'guest-container';

/** What is known of workloads that no manifest tells. */
export interface KnownBeside {
  readonly platform?: WasmPlatformSpec | undefined;
  readonly imageFormat?: ImageFormat | undefined;
}

/** A finding and the object that it stands in. */
export interface Located {
  readonly finding: Finding;
  readonly at: Entry;
}

/** What was found by a look at one workload, or at one object that stands for itself. */
export interface Look {
  /** The workload. */
  readonly owner: Entry;
  /** All objects that were looked at, the workload among them. */
  readonly members: readonly Entry[];
  readonly found: readonly Located[];
  readonly notChecked: readonly NotChecked[];
}

/** Kinds that a Spin operator turns into Deployments, by their group. */
const OPERATED = ['core.spinkube.dev', 'core.spinoperator.dev'];

/** Kinds whose pods end: nobody asks them for anything. */
const ENDING = ['Job', 'CronJob'];

/** Looks at an object, where rules have something to say of its kind. */
export function lookAt(
  entry: Entry,
  classes: Classes,
  belongings: Belongings,
  known: KnownBeside,
): Look | undefined {
  const { object, pod, place } = entry;
  if (object.kind === 'Shim') {
    const { found } = hold([entry], { path: place, objects: [object], guest: '', http: false });
    return { owner: entry, members: [entry], found, notChecked: [] };
  }
  if (object.kind === 'SpinApp' && OPERATED.includes(groupOf(object))) {
    return unlooked(entry, 'the Deployment that the operator makes of it');
  }
  if (pod === undefined) {
    return undefined;
  }
  const verdict = runtimeOf(entry, classes);
  if (verdict.runs !== 'webassembly') {
    return verdict.runs === 'linux' ? undefined : unlooked(entry, verdict.missing);
  }
  const members = [entry, ...belongings(entry, pod)];
  return lookAtWorkload(entry, pod, members, verdict.runtime, known);
}

function lookAtWorkload(
  owner: Entry,
  pod: PodView,
  members: readonly Entry[],
  runtime: WasmRuntimeSpec | undefined,
  { platform, imageFormat }: KnownBeside,
): Look {
  const guest = guestOf(owner, pod);
  const release = releaseOn(platform, runtime);
  const record = recordOf(owner.object);
  const format = record?.format ?? imageFormat;
  const base: Subject = {
    path: owner.place,
    objects: members.map(({ object }) => object),
    guest: guest ?? '',
    http: false,
    ...(runtime && { runtime }),
    ...(release && { release }),
    ...(platform && { platform }),
    ...(format && { imageFormat: format }),
    ...(record && { record }),
  };
  const { found, notChecked } = hold(members, { ...base, http: serves(owner, base) });
  const unsaid = guest === undefined ? candidatesOf(pod) : [];
  return {
    owner,
    members,
    found,
    notChecked: [
      ...unsaid.map(({ name }) => ({
        id: GUEST_CONTAINER,
        path: owner.place,
        missing: `whether the container ${name} runs WebAssembly`,
      })),
      ...notChecked,
    ],
  };
}

/** The release that a platform has of a runtime; nothing is known of that without the platform. */
function releaseOn(
  platform: WasmPlatformSpec | undefined,
  runtime: WasmRuntimeSpec | undefined,
): ShimReleaseSpec | undefined {
  return platform && runtime && releaseOf(runtime.name, platform.runtimes[runtime.name]?.shimVersion);
}

/** What the object says of its image, where this package made it; a record that is none is for a check to tell. */
function recordOf(object: Manifest): ImageRecord | undefined {
  const text = textAt(object, 'metadata', 'annotations', RECORD_ANNOTATION);
  try {
    return text === undefined ? undefined : parseRecord(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether the shim's own HTTP server is taken to serve the guest. A guest of Spin can open no port itself; one of a
 * shim that runs commands too can, unless it is told where the server listens. One that names no port may have one all
 * the same: Kubernetes asks nobody to name them.
 */
function serves({ object }: Entry, subject: Subject): boolean {
  const { runtime } = subject;
  const listen = runtime?.listen;
  return (
    !ENDING.includes(object.kind) &&
    guestsOf(subject).some(
      (guest) =>
        portsOf(guest).length === 0 ||
        (runtime?.facts.httpServer.value === Known.YES &&
          (runtime.name === 'spin' || envOf(guest).some(({ name }) => name === listen?.variable))),
    )
  );
}

function hold(
  members: readonly Entry[],
  subject: Subject,
): { found: Located[]; notChecked: readonly NotChecked[] } {
  const { findings, notChecked } = runRules(RULES, subject);
  const found = findings.map((finding): Located => {
    const at = members.find(({ object }) => finding.field.startsWith(`${titleOf(object)} `)) ?? members[0];
    return { at, finding: { ...finding, path: at.place } };
  });
  return { found, notChecked };
}

function unlooked(owner: Entry, missing: string): Look {
  const notChecked = [{ id: WEBASSEMBLY, path: owner.place, missing }];
  return { owner, members: [], found: [], notChecked };
}
