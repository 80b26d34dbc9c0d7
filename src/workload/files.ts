import type { Common } from '../expose/service';
import { demandText, exactlyOne } from '../value/demand';
import { shortHash } from '../value/hash';
import { dig, type Manifest } from '../value/json';
import { derivedName } from '../value/name';
import { refusal } from '../value/refuse';
import type { CaBundleSpec } from './props/ca-bundle';
import type { FileSpec, VolumeSpec } from './props/volume';

/** Where programs on Linux, and the shims with them, look for certificates. */
const CA_PATH = '/etc/ssl/certs/ca-certificates.crt';
const CA_KEY = 'ca-certificates.crt';

/** The most that the API server takes in a ConfigMap or a Secret. */
const MAX_BYTES = 2 ** 20;
const SOURCES = ['content', 'secretKeyRef', 'configMapKeyRef'] as const;

/** An object that a file's text becomes. */
export interface FileObject {
  readonly id: string;
  readonly manifest: Manifest;
}

/**
 * The ConfigMap or Secret for a file whose text is given, named by the hash of
 * the text: a change makes a new one, and the pods roll to it.
 */
export function fileObject(
  { path, name, labels }: Common,
  filePath: string,
  spec: FileSpec,
): FileObject | undefined {
  const field = `files.${filePath}`;
  const isFile = (text: string): boolean => /^\/.*[^/]$/.test(text) && !text.split('/').includes('..');
  demandText(path, 'files path', filePath, isFile, 'a path of a file, from / on');
  if (exactlyOne(path, field, spec, SOURCES) !== 'content') {
    if (spec.secret !== undefined) {
      throw refusal({
        path,
        field: `${field}.secret`,
        value: spec.secret,
        wrong: 'it says where content goes, and there is none',
        fix: 'leave it out',
      });
    }
    return undefined;
  }
  const content = spec.content ?? '';
  const size = Buffer.byteLength(content);
  if (size > MAX_BYTES) {
    throw refusal({
      path,
      field: `${field}.content`,
      value: `${size} bytes`,
      wrong: 'more than one object can hold',
      allowed: `at most ${MAX_BYTES} bytes`,
      fix: 'put it into the image, or on a volume',
    });
  }
  const suffix = `-${shortHash(`${filePath}\n${content}`)}`;
  const base = { metadata: { name: derivedName(name, suffix), labels: { ...labels } }, immutable: true };
  const id = idOf(filePath);
  const key = keyOf(filePath);
  return spec.secret
    ? { id, manifest: { apiVersion: 'v1', kind: 'Secret', ...base, stringData: { [key]: content } } }
    : { id, manifest: { apiVersion: 'v1', kind: 'ConfigMap', ...base, data: { [key]: content } } };
}

/** The volume that mounts a file. */
export function fileVolume(filePath: string, spec: FileSpec, made: Manifest | undefined): VolumeSpec {
  const ref = spec.secretKeyRef ?? spec.configMapKeyRef;
  const subPath = keyOf(filePath);
  if (ref !== undefined) {
    const files = { name: ref.name, items: { [ref.key]: subPath } };
    return spec.secretKeyRef ? { secret: files, subPath } : { configMap: files, subPath };
  }
  const files = { name: String(dig(made, 'metadata', 'name')) };
  return spec.secret ? { secret: files, subPath } : { configMap: files, subPath };
}

/** The certificates that calls to outside trust, as the file they are. */
export function caBundle(path: string, spec: CaBundleSpec | undefined): [string, FileSpec][] {
  if (spec === undefined) {
    return [];
  }
  const key = spec.key ?? CA_KEY;
  const source = exactlyOne(path, 'caBundle', spec, ['secretName', 'configMapName', 'pem']);
  if (source === 'pem') {
    const isPem = (text: string): boolean => text.includes('-----BEGIN CERTIFICATE-----');
    demandText(path, 'caBundle.pem', spec.pem, isPem, 'certificates in PEM');
    if (spec.key !== undefined) {
      throw refusal({
        path,
        field: 'caBundle.key',
        value: spec.key,
        wrong: 'certificates given here have no key',
        fix: 'leave it out',
      });
    }
    return [[CA_PATH, { content: spec.pem ?? '' }]];
  }
  return [
    [
      CA_PATH,
      source === 'secretName'
        ? { secretKeyRef: { name: spec.secretName ?? '', key } }
        : { configMapKeyRef: { name: spec.configMapName ?? '', key } },
    ],
  ];
}

/** Id of a file's object. `/a/b` and `/a-b` are two files, so a path that has a "-" of its own gets a hash. */
function idOf(filePath: string): string {
  const id = `File-${filePath.slice(1).replace(/\//g, '-')}`;
  return filePath.includes('-') ? `${id}-${shortHash(filePath)}` : id;
}

/** A file's own name, in the letters that a key may have. */
function keyOf(filePath: string): string {
  return filePath.slice(filePath.lastIndexOf('/') + 1).replace(/[^-._a-zA-Z0-9]/g, '_');
}
