import { RECORD_ANNOTATION, recordText } from '../artifact/image-record';
import type { WasmImageSpec } from '../artifact/image-spec';
import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { orNothing } from '../value/json';
import { refusal } from '../value/refuse';

/** Digest of the image that the record makes. */
const DIGEST = 'wasmcd.dev/digest';
/** Languages that the `.wasm` was written in, as its tools noted them. */
const LANGUAGE = 'wasmcd.dev/language';
/** Generations of WASI that it is made for. */
const WASI = 'wasmcd.dev/wasi';
const OWN = [RECORD_ANNOTATION, DIGEST, LANGUAGE, WASI];

/**
 * The annotations of a workload's object: the user's, and what is known of the
 * WebAssembly. The pods have none of the latter: a word in a record that changes
 * no byte of the image must start no rollout.
 *
 * @throws where the user says one of those that follow from the image
 */
export function objectAnnotations(
  path: string,
  image: WasmImageSpec,
  given: { annotations?: { [key: string]: string }; podAnnotations?: { [key: string]: string } },
): { [key: string]: string } | undefined {
  for (const [field, annotations] of Object.entries(given)) {
    for (const key of Object.keys(annotations ?? {}).filter((name) => OWN.includes(name))) {
      throw refusal({
        path,
        field: `${field}.${key}`,
        value: annotations?.[key],
        wrong: 'it follows from the image, and a push believes it',
        allowed: 'every other key',
        fix: 'leave it out; WasmImage.fromFile and WasmImage.fromSpin set it',
      });
    }
  }
  const { record, binary, componentBinaries = {} } = image;
  const binaries = [...(binary === undefined ? [] : [binary]), ...Object.values(componentBinaries)];
  const facts = {
    [LANGUAGE]: listOf(binaries, ({ producers }) => producers.language ?? []),
    [WASI]: listOf(binaries, ({ wasi }) => [wasi]),
  };
  return orNothing({
    ...given.annotations,
    ...(record !== undefined && { [RECORD_ANNOTATION]: recordText(record), [DIGEST]: record.digest }),
    ...Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== '')),
  });
}

/** What binaries say, each word once. */
function listOf(binaries: readonly WasmBinarySpec[], words: (binary: WasmBinarySpec) => string[]): string {
  return [...new Set(binaries.flatMap(words))].sort().join(', ');
}
