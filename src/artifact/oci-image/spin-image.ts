import { refusal } from '../../value/refuse';
import { contentOf } from './content';
import { storedGzip } from './gzip';
import { IMAGE_CONFIG, type ImageOptions, imageOf, type Layer, layerKey, type OciImage } from './image';
import { byBytes, isPathBelow } from './paths';
import { INLINE, type LockedFile, type SpinLock, type SpinLockComponent, spinLock } from './spin-lock';
import { tar } from './tar';

const WASM = 'application/vnd.wasm.content.layer.v1+wasm';
const DATA = 'application/vnd.wasm.content.layer.v1+data';
const ARCHIVE = 'application/vnd.wasm.content.bundle.v1.tar+gzip';
const LOCK = 'application/vnd.fermyon.spin.application.v1+config';
/** Images whose configs are the same bytes are one image to the kubelet, and a pod then runs another's lock. */
const DIGEST_LABEL = 'com.fermyon.spin.lockedAppDigest';
/** What the strictest registry takes. */
const MAX_LAYERS = 500;

/**
 * A Spin application image: a layer for each component and each file, and the
 * lock last. Files that would make too many layers go into one archive a
 * component. A pod must give a command, which Spin does not read.
 *
 * Source: spinframework/spin, `crates/oci/src/client.rs`.
 */
export function spinImage(app: SpinLock, options: ImageOptions = {}): OciImage {
  const components = app.components.map((component) => ({
    component,
    wasm: { mediaType: WASM, content: component.wasm },
    files: lockedFiles(component),
  }));
  const byId = new Map(components.map(({ component, files }) => [component.id, files]));
  if (byId.size !== components.length) {
    throw refused('components', [...byId.keys()], 'two components have one id');
  }
  const bytes = spinLock(app, ({ id }) => byId.get(id) ?? []);
  const lock: Layer = { mediaType: LOCK, content: contentOf(bytes), pieces: [bytes] };
  const layersWith = (pack: (files: readonly LockedFile[]) => Layer[]): Layer[] => [
    ...components.flatMap(({ wasm, files }) => [wasm, ...pack(files.filter(({ size }) => size > INLINE))]),
    lock,
  ];
  const simple = layersWith(fileLayers);
  const layers = distinct(simple) <= MAX_LAYERS ? simple : layersWith(archiveLayers);
  if (distinct(layers) > MAX_LAYERS) {
    throw refused(
      'components',
      components.length,
      `they make ${distinct(layers)} layers`,
      `at most ${MAX_LAYERS} layers, which is what registries take`,
    );
  }
  const value = {
    architecture: 'wasm',
    os: 'Wasip1',
    config: { Labels: { [DIGEST_LABEL]: lock.content.digest } },
    rootfs: { type: 'layers', diff_ids: [] },
  };
  return imageOf({ mediaType: IMAGE_CONFIG, value }, layers, options);
}

function lockedFiles({ id, files = [] }: SpinLockComponent): LockedFile[] {
  const seen = new Set<string>();
  const locked = files.map(({ path, bytes }) => {
    if (!isPathBelow(path)) {
      throw refused(
        `files of ${id}`,
        path,
        'no path of a file',
        'a path not from / on, without "." and ".."',
      );
    }
    if (seen.has(path)) {
      throw refused(`files of ${id}`, path, 'two files have this path');
    }
    seen.add(path);
    return { path, bytes, ...contentOf(bytes) };
  });
  return locked.sort((a, b) => byBytes(a.path, b.path));
}

function fileLayers(files: readonly LockedFile[]): Layer[] {
  return files.map(({ digest, size, bytes }) => ({
    mediaType: DATA,
    content: { digest, size },
    pieces: [bytes],
  }));
}

function archiveLayers(files: readonly LockedFile[]): Layer[] {
  if (files.length === 0) {
    return [];
  }
  const pieces = storedGzip(tar(files.map(({ path, bytes }) => ({ path, bytes, mode: 0o644 }))));
  return [{ mediaType: ARCHIVE, content: contentOf(...pieces), pieces }];
}

function distinct(layers: readonly Layer[]): number {
  return new Set(layers.map(layerKey)).size;
}

function refused(field: string, value: unknown, wrong: string, allowed?: string): Error {
  return refusal({
    path: 'spinImage',
    field,
    value,
    wrong,
    ...(allowed !== undefined && { allowed }),
  });
}
