import { joined } from '../value/deferred';
import { isObject } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { isUnresolved, literal } from '../value/unresolved';
import type { ImageFormat } from './image-format';
import { digestProblem, repositoryProblem, tagProblem } from './image-reference';
import { sorted } from './oci-image/content';
import { isPathBelow } from './oci-image/paths';

/** The annotation of a workload's object that says what its image is made of. It never stands on the pod template. */
export const RECORD_ANNOTATION = 'wasmcd.dev/artifact';

/** What an image is made of: enough to make the same bytes again and to push them. It stands in the manifests as JSON. */
export interface ImageRecord {
  /**
   * The `.wasm` or the `spin.toml`, from the root of the repository on, with `/` between folders.
   *
   * Structural: takes no token.
   */
  readonly path: string;

  /**
   * How the image carries the WebAssembly.
   *
   * Structural: takes no token.
   */
  readonly format: ImageFormat;

  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: string;

  /**
   * Tag that is moved to the image.
   *
   * @default - none: it is pushed by its digest alone
   */
  readonly tag?: string;

  /**
   * Digest of the image's manifest: `sha256:…`.
   *
   * Structural: takes no token.
   */
  readonly digest: string;

  /**
   * Profile of the `spin.toml`.
   *
   * Structural: takes no token.
   *
   * @default - none
   */
  readonly profile?: string;

  /**
   * What a pod without a command runs, where the format says it.
   *
   * Structural: takes no token.
   *
   * @default - `app.wasm` of a runwasi image, `/app.wasm` of a plain one
   */
  readonly entrypoint?: string;

  /**
   * Annotations of the image's manifest. They count towards its digest.
   *
   * Structural: takes no token.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** The fields in the order in which they are written. */
const FIELDS = [
  'path',
  'format',
  'profile',
  'entrypoint',
  'annotations',
  'repository',
  'tag',
  'digest',
] as const satisfies readonly (keyof ImageRecord)[];

/**
 * What JSON leaves as it is and YAML does not: kubectl and Helm refuse control characters, and read line separators as
 * blanks or as nothing.
 */
const NO_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A record as the annotation holds it: JSON without white space, its fields and annotations in a fixed order. */
export function recordText(record: ImageRecord): string {
  const members = FIELDS.filter((field) => record[field] !== undefined).flatMap((field, index) => [
    `${index === 0 ? '' : ','}${JSON.stringify(field)}:`,
    ...memberText(record[field]),
  ]);
  return joined('{', ...members, '}');
}

/** A text that is known later goes between quotes as it is: no name of a repository or tag needs an escape. */
function memberText(value: string | { [key: string]: string } | undefined): unknown[] {
  if (isUnresolved(value)) {
    return ['"', value, '"'];
  }
  const json = JSON.stringify(isObject(value) ? sorted(value) : value);
  // In a chart Helm would take two braces for its own.
  return [json.replaceAll('{{', `{${escaped('{')}`).replace(NO_YAML, escaped)];
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Reads what an annotation holds.
 *
 * @param text the annotation
 * @param where what stands before messages: the file and the object
 * @throws where it is no record: with the field, what is allowed, and what to do
 */
export function parseRecord(text: string, where = RECORD_ANNOTATION): ImageRecord {
  const value = jsonOf(text, where);
  checkRecord(where, value);
  return value;
}

/**
 * Holds a record against its form.
 *
 * @throws for the first field that is wrong
 */
export function checkRecord(where: string, value: unknown): asserts value is ImageRecord {
  checkShape(where, 'ImageRecord', value, 'record');
  checkForms(where, Object(value));
}

function checkForms(where: string, record: ImageRecord): void {
  const path = (text: string): string | undefined =>
    isPathBelow(text) ? undefined : 'a path from the root of the repository on, without "." and ".."';
  const forms = [
    { field: 'path', value: record.path, problem: path },
    { field: 'repository', value: literal(record.repository), problem: repositoryProblem },
    { field: 'tag', value: literal(record.tag), problem: tagProblem },
    { field: 'digest', value: record.digest, problem: digestProblem },
  ];
  for (const { field, value, problem } of forms) {
    const wrong = value === undefined ? undefined : problem(value);
    if (wrong !== undefined) {
      throw refusal({
        path: where,
        field: `record.${field}`,
        value,
        wrong,
        fix: 'leave it to WasmImage.fromFile and WasmImage.fromSpin to write it',
      });
    }
  }
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal({
      path: where,
      field: RECORD_ANNOTATION,
      value: text,
      wrong: error instanceof Error ? error.message : String(error),
      allowed: '{ path, format, repository, digest } and what else the image is made of, as JSON',
      fix: 'synthesise the manifests again',
    });
  }
}
