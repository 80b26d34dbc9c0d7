import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { WasmRole } from '../artifact/wasm/classify';
import { Known, type RuntimeFact } from '../runtime/fact';
import type { InterfaceFact, ShimReleaseSpec } from '../runtime/releases/shim-release-spec';
import {
  type InterfaceName,
  interfacesOf,
  isIn,
  isThirdGeneration,
  nameText,
  someOf,
} from './interface-names';
import { against, type BinaryUse, type Obstacle, shimOf } from './obstacle';

/** The interfaces that make a binary what it is. */
const ROLE_EXPORTS: { readonly [role in WasmRole]?: readonly string[] } = {
  [WasmRole.HTTP]: ['wasi:http/incoming-handler', 'wasi:http/handler', 'fermyon:spin/inbound-http'],
  [WasmRole.COMMAND]: ['wasi:cli/run'],
  [WasmRole.REDIS_TRIGGER]: ['fermyon:spin/inbound-redis', 'spin:redis/inbound-redis'],
  [WasmRole.MQTT_TRIGGER]: ['spin:mqtt-trigger-sdk/inbound-mqtt'],
};

/** Roles whose worlds have types of their own, which stand among the imports. */
const WITH_TYPES: readonly WasmRole[] = [WasmRole.MQTT_TRIGGER, WasmRole.SQS_TRIGGER];

/** What stands against a binary that has interfaces of WASI 0.3: release candidates are known one by one. */
export function thirdGeneration(
  binary: WasmBinarySpec,
  release: ShimReleaseSpec,
  use: BinaryUse,
): Obstacle[] {
  const { imports, exports } = interfacesOf(binary);
  const entries = [
    ...exports.filter(isThirdGeneration).map((name) => ({ name, entry: bestOf(release.exports, name) })),
    ...imports.filter(isThirdGeneration).map((name) => ({ name, entry: bestOf(release.imports, name) })),
  ];
  const strangers = entries.filter(({ entry }) => entry?.value !== Known.YES);
  if (strangers.length > 0) {
    const fact = release.wasi['0.3'];
    return against('wasi', release, fact.value === Known.YES ? release.otherImports : fact, {
      it: `is made for WASI 0.3 (${someOf(strangers.map(({ name }) => nameText(name)))})`,
      does: 'run that',
    });
  }
  const executor = entries.find(({ entry }) => entry?.executor !== undefined)?.entry?.executor;
  return executor === undefined || use.executor === executor
    ? []
    : [
        {
          aspect: 'wasi',
          certain: use.trigger !== undefined,
          wrong: `it is made for a release candidate of WASI 0.3, which ${shimOf(release)} runs only by the executor ${executor}`,
          fix: `executor = { type = "${executor}" } at its trigger in spin.toml, in a Spin application image; or build it for WASI 0.2`,
        },
      ];
}

/** What stands against the version of the interface that a binary is called by. */
export function exportObstacles(binary: WasmBinarySpec, release: ShimReleaseSpec): Obstacle[] {
  const own = ROLE_EXPORTS[binary.role] ?? [];
  const exports = interfacesOf(binary).exports.filter(
    (name) => own.includes(name.name) && !isThirdGeneration(name),
  );
  const facts = exports.map(
    (name) => bestOf(release.exports, name) ?? elsewhere(release.exports, name, release),
  );
  const values = facts.map(({ value }) => value);
  if (exports.length === 0 || values.includes(Known.YES)) {
    return [];
  }
  return against('role', release, facts[Math.max(0, values.indexOf(Known.UNKNOWN))], {
    it: `exports ${someOf(exports.map(nameText))}`,
    does: 'call that',
    allowed: release.exports
      .filter(({ value }) => value === Known.YES)
      .flatMap(({ names, version }) => names.map((name) => nameText({ name, version })))
      .join(', '),
  });
}

/** What stands against the imports of a binary: an error only where it cannot be instantiated. */
export function importObstacles(
  binary: WasmBinarySpec,
  release: ShimReleaseSpec,
  use: BinaryUse,
): Obstacle[] {
  const { imports, plain } = interfacesOf(binary);
  const filled = (name: string): boolean => (use.filled ?? []).some((one) => fills(one, name));
  const judged = imports
    .filter((name) => !isThirdGeneration(name) && !filled(name.name))
    .map((name) => ({ name, fact: factOf(name, binary, release) }));
  const missing = judged.filter(({ fact }) => fact.value === Known.NO);
  const sure = missing.filter(({ name }) => !mayBeTypesAlone(name));
  const unsure = judged
    .filter((one) => one.fact.value !== Known.YES && !sure.includes(one))
    .map(({ name }) => nameText(name));
  const own = WITH_TYPES.includes(binary.role) ? [] : plain.filter((name) => !filled(name));
  return [
    ...(sure.length === 0
      ? []
      : [
          cannot(
            sure.map(({ name }) => nameText(name)),
            release,
            sure[0].fact,
          ),
        ]),
    ...(unsure.length + own.length === 0 ? [] : [perhaps([...unsure, ...own], release)]),
  ];
}

function cannot(names: readonly string[], release: ShimReleaseSpec, { source }: RuntimeFact): Obstacle {
  return {
    aspect: 'import',
    certain: true,
    wrong: `it imports ${someOf(names)}, which ${shimOf(release)} does not provide, so that it cannot be instantiated (${source})`,
  };
}

function perhaps(names: readonly string[], release: ShimReleaseSpec): Obstacle {
  return {
    aspect: 'import',
    certain: false,
    wrong: `it imports ${someOf(names)}, and nobody has shown that ${shimOf(release)} provides that`,
  };
}

function factOf(name: InterfaceName, { role }: WasmBinarySpec, release: ShimReleaseSpec): RuntimeFact {
  const given = release.imports.filter(({ roles }) => roles === undefined || roles.includes(role));
  return bestOf(given, name) ?? elsewhere(release.imports, name, release);
}

/** What is known of an interface that a release has in other versions alone, for others alone, or not at all. */
function elsewhere(
  entries: readonly InterfaceFact[],
  { name }: InterfaceName,
  { otherImports }: ShimReleaseSpec,
): RuntimeFact {
  const near = entries.find(({ names }) => names.includes(name));
  return near === undefined ? otherImports : { value: otherImports.value, source: near.source };
}

/** The entry of an interface from which most can be hoped. */
function bestOf(entries: readonly InterfaceFact[], name: InterfaceName): InterfaceFact | undefined {
  const own = entries.filter((entry) => isIn(entry, name));
  return (
    own.find(({ value }) => value === Known.YES) ?? own.find(({ value }) => value === Known.UNKNOWN) ?? own[0]
  );
}

/** An interface of types alone, as many of that name are, needs nobody to provide it. */
function mayBeTypesAlone({ name }: InterfaceName): boolean {
  return /(^|[-/])types$/.test(name) && !name.startsWith('wasi:');
}

/** Whether a dependency, `acme:shop/cart@1.0` or `acme:shop@1.0`, fills an import. */
function fills(dependency: string, name: string): boolean {
  const filled = dependency.replace(/@.*/s, '');
  return name === filled || name.startsWith(`${filled}/`);
}
