import { isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { isUnresolved, literal } from '../value/unresolved';
import { checkImageManifest } from './image-manifest';
import { checkRecord } from './image-record';
import { digestProblem, repositoryProblem, tagProblem } from './image-reference';
import type { WasmImageSpec } from './image-spec';

const WHERE = 'WasmImage';
const MOVING_TAG = 'latest';

/**
 * Holds an image against all that must be true of it.
 *
 * @param opaque its reference came whole and unresolved: its parts are nobody's to judge yet
 * @throws where a part does not parse, or neither digest nor a tag that stays is given
 */
export function checkImage(spec: WasmImageSpec, opaque: boolean): void {
  if (!opaque) {
    checkParts(spec);
    checkTagStays(spec);
  }
  checkOptions(spec);
  checkImageManifest(WHERE, spec);
  checkOwnRecord(spec);
}

/** A push follows the record, and pods the image. */
function checkOwnRecord(spec: WasmImageSpec): void {
  const { record } = spec;
  if (record === undefined) {
    return;
  }
  checkRecord(WHERE, record);
  for (const field of ['repository', 'tag', 'digest', 'format'] as const) {
    const [said, recorded] = [literal(spec[field]), literal(record[field])];
    if (said !== recorded && !isUnresolved(spec[field]) && !isUnresolved(record[field])) {
      throw refusal({
        path: WHERE,
        field: `record.${field}`,
        value: recorded,
        wrong: `the image has ${JSON.stringify(said)}`,
        fix: 'leave the record out, or make the image with WasmImage.fromFile or WasmImage.fromSpin',
      });
    }
  }
}

function checkParts(spec: WasmImageSpec): void {
  const parts = [
    { field: 'repository', value: spec.repository, problem: repositoryProblem },
    { field: 'tag', value: spec.tag, problem: tagProblem },
    { field: 'digest', value: spec.digest, problem: digestProblem },
  ];
  for (const { field, value, problem } of parts) {
    const known = literal(value);
    const wrong = known === undefined ? undefined : problem(known);
    if (wrong !== undefined) {
      throw refusal({ path: WHERE, field, value, wrong });
    }
  }
}

function checkTagStays(spec: WasmImageSpec): void {
  if (spec.digest === undefined && !spec.allowMutableTag && tagMoves(spec.tag)) {
    throw refusal({
      path: WHERE,
      field: spec.tag === undefined ? 'reference' : 'tag',
      value: spec.tag ?? spec.repository,
      wrong: `${spec.tag === undefined ? 'no tag' : 'the tag latest'} without a digest names other bytes after each push`,
      allowed: 'a tag that stays, or a digest',
      fix: `${String(spec.repository)}:1.0.0 or ${String(spec.repository)}@sha256:…, or allowMutableTag: true where that is meant`,
    });
  }
}

function checkOptions(spec: WasmImageSpec): void {
  const size = spec.binarySize;
  if (size !== undefined && !(Number.isInteger(size) && size > 0)) {
    throw refusal({
      path: WHERE,
      field: 'binarySize',
      value: size,
      wrong: 'no size in bytes',
      allowed: 'a whole number above 0',
    });
  }
  for (const [index, name] of (spec.pullSecrets ?? []).entries()) {
    const known = literal(name);
    if (known !== undefined && !isDnsSubdomain(known)) {
      throw refusal({
        path: WHERE,
        field: 'pullSecrets',
        value: name,
        wrong: 'no name of a Secret',
        allowed: 'lower-case letters, digits, "-" and "."',
      });
    }
    if (known !== undefined && spec.pullSecrets?.indexOf(name) !== index) {
      throw refusal({
        path: WHERE,
        field: 'pullSecrets',
        value: name,
        wrong: 'named twice',
        fix: 'name it once',
      });
    }
  }
}

/** Whether a tag names other bytes after each push. */
export function tagMoves(tag: string | undefined): boolean {
  return tag === undefined || tag === MOVING_TAG;
}
