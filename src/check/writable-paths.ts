import type { ImageFormat } from '../artifact/wasm-image';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import type { JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';
import { type GuestView, guestPodsOf } from './container';
import { isMissing, mayHoldMore, membersAt, objectsOf, reach, textAt } from './fields';
import type { Subject } from './subject';

/** Where Spin keeps its state unless its runtime configuration says otherwise. */
const SPIN_STATE = '/.spin';

/** Where Spin puts an application's own files; whether it has any, nobody can see here. */
const SPIN_ASSETS = '/assets';

const RUNTIME_CONFIG = '/runtime-config.toml';

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
  return folders.flatMap((folder) => {
    if (folder === SPIN_ASSETS) {
      return [];
    }
    const state = folder === SPIN_STATE ? spinStateOf(subject, view) : folder;
    return state === undefined || state === '' ? [] : [state.startsWith('/') ? state : `/${state}`];
  });
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

/**
 * Where Spin keeps its state: what `state_dir` of the mounted runtime
 * configuration says; `undefined` where that file is not among the objects.
 */
function spinStateOf(subject: Subject, { guest, pod }: GuestView): string | undefined {
  const mount = membersAt(guest.spec, 'volumeMounts').find(
    ({ spec }) => spec.mountPath === RUNTIME_CONFIG,
  )?.spec;
  if (mount === undefined) {
    return SPIN_STATE;
  }
  const volume = membersAt(pod.spec, 'volumes').find(({ spec }) => spec.name === mount.name)?.spec;
  const text = volume === undefined ? undefined : fileOf(subject, volume, textAt(mount, 'subPath') ?? '');
  if (text === undefined) {
    return undefined;
  }
  const topLevel = text.split(/^\s*\[/m)[0];
  const [, , quoted] = /^\s*state_dir\s*=\s*(["'])(.*?)\1/m.exec(topLevel) ?? [];
  return quoted ?? SPIN_STATE;
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
