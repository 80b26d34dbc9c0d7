import { ImageFormat } from '../artifact/wasm-image';
import type { JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';
import { type GuestView, guestPodsOf } from './container';
import { isMissing, mayHoldMore, membersAt, objectsOf, reach, textAt } from './fields';
import type { Subject } from './subject';

const CACHE = '/.cache';
const STATE = '/.spin';
const LOCK = '/spin.json';
const RUNTIME_CONFIG = '/runtime-config.toml';

/** Volumes whose files can only be read, however they are mounted. */
const READ_ONLY_VOLUMES = ['secret', 'configMap', 'projected', 'downwardAPI', 'image'];

/** A path that the Spin shim writes to and cannot. */
export interface UnwritablePath {
  /** The guest and its pod. */
  readonly guest: GuestView;
  /** The path: `/.cache`. */
  readonly path: string;
}

/**
 * The paths that the Spin shim writes to for a format and that are no writable
 * mount. Nothing where the mounts are not all known.
 */
export function unwritablePathsOf(subject: Subject, format: ImageFormat): UnwritablePath[] {
  return guestPodsOf(subject).flatMap((view) => {
    const { guest, pod } = view;
    if (mayHoldMore(guest.spec.volumeMounts, 'mountPath') || isUnresolved(pod.spec.volumes)) {
      return [];
    }
    return writtenPaths(subject, view, format)
      .filter((path) => !isWritable(view, path))
      .map((path) => ({ guest: view, path }));
  });
}

function writtenPaths(subject: Subject, view: GuestView, format: ImageFormat): string[] {
  const state = stateDirectoryOf(subject, view);
  const always = state === undefined || state === '' ? [] : [state.startsWith('/') ? state : `/${state}`];
  switch (format) {
    case ImageFormat.ARTIFACT:
      return [CACHE, ...always];
    case ImageFormat.SPIN:
      return [CACHE, LOCK, ...always];
    case ImageFormat.PLAIN:
      return always;
    default:
      return [];
  }
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
function stateDirectoryOf(subject: Subject, { guest, pod }: GuestView): string | undefined {
  const mount = membersAt(guest.spec, 'volumeMounts').find(
    ({ spec }) => spec.mountPath === RUNTIME_CONFIG,
  )?.spec;
  if (mount === undefined) {
    return STATE;
  }
  const volume = membersAt(pod.spec, 'volumes').find(({ spec }) => spec.name === mount.name)?.spec;
  const text = volume === undefined ? undefined : fileOf(subject, volume, textAt(mount, 'subPath') ?? '');
  if (text === undefined) {
    return undefined;
  }
  const topLevel = text.split(/^\s*\[/m)[0];
  const [, , quoted] = /^\s*state_dir\s*=\s*(["'])(.*?)\1/m.exec(topLevel) ?? [];
  return quoted ?? STATE;
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
