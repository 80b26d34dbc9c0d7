import type { ImageFormat } from '../artifact/image-format';
import { fromRoot, type WrittenPaths, writtenPathsOf } from '../artifact/runtime-config/written-paths';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import type { JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';
import { type GuestView, guestPodsOf } from './container';
import { isMissing, mayHoldMore, membersAt, objectsOf, reach, textAt } from './fields';
import type { Subject } from './subject';

/** Where Spin keeps its state unless its runtime configuration says otherwise. */
export const SPIN_STATE = '/.spin';

/** Where Spin puts an application's own files; whether it has any, nobody can see here. */
const SPIN_ASSETS = '/assets';

/** Where the shim looks for Spin's runtime configuration. Source: spinframework/containerd-shim-spin, `src/constants.rs`. */
export const RUNTIME_CONFIG = '/runtime-config.toml';

/** Volumes whose files can only be read, however they are mounted. */
const READ_ONLY_VOLUMES = ['secret', 'configMap', 'projected', 'downwardAPI', 'image'];

/** A path that a runtime writes to and cannot. */
export interface UnwritablePath {
  /** The guest and its pod. */
  readonly view: GuestView;
  /** The path: `/.cache`. */
  readonly path: string;
  /** Whether it is a single file. */
  readonly isFile: boolean;
}

/**
 * The paths that a runtime writes to for a format and that are no writable
 * mount. Nothing where the mounts are not all known.
 */
export function unwritablePathsOf(
  subject: Subject,
  runtime: WasmRuntimeSpec,
  format: ImageFormat,
): UnwritablePath[] {
  const { folders = [], files = [] } = runtime.writable?.[format] ?? {};
  return guestPodsOf(subject).flatMap((view) => {
    const { guest, pod } = view;
    if (mayHoldMore(guest.spec.volumeMounts, 'mountPath') || isUnresolved(pod.spec.volumes)) {
      return [];
    }
    const written = runtime.name === 'spin' ? spinFolders(subject, view, folders) : folders;
    return [
      ...written.map((path) => ({ view, path, isFile: false })),
      ...files.map((path) => ({ view, path, isFile: true })),
    ].filter(({ path }) => !isWritable(view, path));
  });
}

function spinFolders(subject: Subject, view: GuestView, folders: readonly string[]): string[] {
  const config = runtimeConfigOf(subject, view);
  const written = folders.flatMap((folder) => {
    if (folder === SPIN_ASSETS) {
      return [];
    }
    return folder === SPIN_STATE ? stateFolders(config) : [folder];
  });
  return [...new Set([...written, ...(config?.folders ?? [])])];
}

/** Where Spin keeps its state; nowhere where nobody can know it. */
function stateFolders(config: WrittenPaths | undefined): string[] {
  if (config === undefined || config.stateDir === '') {
    return [];
  }
  return [fromRoot(config.stateDir ?? SPIN_STATE)];
}

function isWritable({ guest, pod }: GuestView, path: string): boolean {
  const [mount] = membersAt(guest.spec, 'volumeMounts')
    .map(({ spec }) => ({ spec, at: (textAt(spec, 'mountPath') ?? '').replace(/\/+$/, '') }))
    .filter(({ at }) => path === at || path.startsWith(`${at}/`))
    .sort((a, b) => b.at.length - a.at.length);
  if (mount === undefined || mount.spec.readOnly === true) {
    return false;
  }
  const volume = membersAt(pod.spec, 'volumes').find(({ spec }) => spec.name === mount.spec.name)?.spec;
  return (
    volume === undefined ||
    !(
      READ_ONLY_VOLUMES.some((kind) => !isMissing(volume, kind)) ||
      reach(volume, 'persistentVolumeClaim', 'readOnly') === true
    )
  );
}

/** What the mounted runtime configuration makes Spin write; `undefined` where that file is not among the objects. */
function runtimeConfigOf(subject: Subject, { guest, pod }: GuestView): WrittenPaths | undefined {
  const mount = membersAt(guest.spec, 'volumeMounts').find(
    ({ spec }) => spec.mountPath === RUNTIME_CONFIG,
  )?.spec;
  if (mount === undefined) {
    return { folders: [] };
  }
  const volume = membersAt(pod.spec, 'volumes').find(({ spec }) => spec.name === mount.name)?.spec;
  const text = volume === undefined ? undefined : fileOf(subject, volume, textAt(mount, 'subPath') ?? '');
  return text === undefined ? undefined : writtenPathsOf(text);
}

/** The text of one file of a Secret's or a ConfigMap's volume. */
function fileOf(subject: Subject, volume: JsonObject, path: string): string | undefined {
  const source = isMissing(volume, 'secret') ? volume.configMap : volume.secret;
  const items = membersAt(source, 'items').map(({ spec }) => spec);
  const key =
    items.length === 0
      ? path
      : textAt(
          items.find((item) => item.path === path),
          'key',
        );
  const secretName = textAt(source, 'secretName');
  const kind = secretName === undefined ? 'ConfigMap' : 'Secret';
  const name = secretName ?? textAt(source, 'name');
  const object = objectsOf(subject, kind).find((candidate) => textAt(candidate, 'metadata', 'name') === name);
  if (object === undefined || name === undefined || key === undefined) {
    return undefined;
  }
  const encoded = textAt(object, 'data', key);
  const plain = kind === 'ConfigMap' ? encoded : textAt(object, 'stringData', key);
  return plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8'));
}
