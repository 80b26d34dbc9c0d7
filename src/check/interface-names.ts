import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { WasmKind } from '../artifact/wasm/classify';
import type { InterfaceFact } from '../runtime/releases/shim-release-spec';
import { oncePer } from './once';

/** An interface, or a module that a core module imports from. */
export interface InterfaceName {
  /** Without the version: `wasi:io/streams`, `wasi_snapshot_preview1`. */
  readonly name: string;
  /** Its version, where it has one. */
  readonly version: string | undefined;
}

/** What a binary imports and exports, each once. */
export interface Interfaces {
  readonly imports: readonly InterfaceName[];
  readonly exports: readonly InterfaceName[];
  /** Imports with a plain name: functions of the binary’s own world, or types, which need nobody. */
  readonly plain: readonly string[];
}

const OF_COMPONENT = /^([^@]+:[^@]+)(?:@(.+))?$/s;

/**
 * A function of an interface as a core module imports it that is yet to become a component, `module.field`: the module is
 * `wasi:io/streams@0.2.0`, or `cm32p2|wasi:io/streams@0.2`.
 */
const IMPORTED_FIELD =
  /^(?:cm32p2\|)?([^@.|]+:[^@.|]+)(?:@(\d+\.\d+(?:\.\d+(?:-[-0-9A-Za-z]+(?:\.\d+)*)?)?))?\./;

/** The same as it exports it: `wasi:cli/run@0.2.0#run`, or `cm32p2|wasi:cli/run@0.2|run`. */
const EXPORTED_FIELD = /^(?:cm32p2\|)?([^@#|]+:[^@#|]+)(?:@([^#|]+))?[#|]/;

/** What such a module imports for the sake of its own exports and world. */
const OWN_FIELD = /^(?:\[|(?:cm32p2\|)?(?:\$root|_)[|.])/;

/** The interfaces that a binary imports and exports, by the names of components where it is made for one’s world. */
export const interfacesOf = oncePer((binary: WasmBinarySpec): Interfaces => {
  return binary.kind === WasmKind.COMPONENT ? ofComponent(binary) : ofModule(binary);
});

function ofComponent({ imports, exports }: WasmBinarySpec): Interfaces {
  return {
    imports: distinct(imports.map((name) => OF_COMPONENT.exec(name))),
    exports: distinct(exports.map((name) => OF_COMPONENT.exec(name))),
    plain: imports.filter((name) => !OF_COMPONENT.test(name)),
  };
}

function ofModule({ imports, exports }: WasmBinarySpec): Interfaces {
  const foreign = imports.filter((name) => !OWN_FIELD.test(name));
  return {
    imports: distinct(foreign.map((name) => IMPORTED_FIELD.exec(name) ?? /^([^.]*)/.exec(name))),
    exports: distinct(exports.map((name) => EXPORTED_FIELD.exec(name))),
    plain: [],
  };
}

function distinct(matches: readonly (RegExpExecArray | null)[]): InterfaceName[] {
  const names = new Map<string, InterfaceName>();
  for (const match of matches) {
    if (match !== null) {
      const found = { name: match[1], version: match[2] as string | undefined };
      names.set(nameText(found), found);
    }
  }
  return [...names.values()];
}

/** Whether a release knows an interface under this entry of its table. */
export function isIn(entry: InterfaceFact, { name, version }: InterfaceName): boolean {
  return entry.names.includes(name) && isSameVersion(entry, version);
}

function isSameVersion({ version: have, exact = false }: InterfaceFact, wanted: string | undefined): boolean {
  const toTheLetter = have === undefined || wanted === undefined || exact || `${have}${wanted}`.includes('-');
  return toTheLetter ? have === wanted : lineOf(have) === lineOf(wanted);
}

/** What engines go by: `0.2` for `0.2.6`, `2` for `2.1.0`. */
function lineOf(version: string): string {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}

/** Whether it is of WASI 0.3 or newer. */
export function isThirdGeneration({ name, version }: InterfaceName): boolean {
  return name.startsWith('wasi:') && version !== undefined && !/^0\.[0-2](\.|$)/.test(version);
}

/** `wasi:io/streams@0.2.0`. */
export function nameText({
  name,
  version,
}: Pick<InterfaceFact, 'version'> & { readonly name: string }): string {
  return version === undefined ? name : `${name}@${version}`;
}

/** `a, b, c and 2 more`. */
export function someOf(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join(', ');
  return texts.length > 3 ? `${shown} and ${texts.length - 3} more` : shown;
}
