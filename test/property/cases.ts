import fc from 'fast-check';
import { ImageFormat } from '../../src/artifact/image-format';
import { memoryNeed } from '../../src/runtime/memory';
import * as platforms from '../../src/runtime/platforms';
import { K3S } from '../../src/runtime/platforms/k3s';
import { WASMTIME } from '../../src/runtime/runtimes/runwasi';
import type { JsonObject } from '../../src/value/json';
import { refuses } from './binaries';
import { BLAZOR_SETTING, fitBlazor } from './blazor';
import { platformOf, runtimeOf } from './build';
import { fitProps } from './fit';
import { valuesOf, worldOf } from './generators';
import { label, labels } from './leaves';
import { type Case, KINDS, type Kind, type Setting } from './world';

/** The factories of `WasmPlatform`, with the platform that each gives. */
export const PLATFORMS: { readonly [factory: string]: { readonly runtimes: object } } = {
  aks: platforms.AKS,
  aksWasiNodePools: platforms.AKS_WASI_NODE_POOLS,
  eks: platforms.EKS,
  gke: platforms.GKE,
  k0s: platforms.K0S,
  k3d: platforms.K3D,
  k3s: platforms.K3S,
  kind: platforms.KIND,
  kwasm: platforms.KWASM,
  microK8s: platforms.MICROK8S,
  openShift: platforms.OPENSHIFT,
  rancherDesktop: platforms.RANCHER_DESKTOP,
  rke2: platforms.RKE2,
  runtimeClassManager: platforms.RUNTIME_CLASS_MANAGER,
  spinKube: platforms.SPINKUBE,
  talos: platforms.TALOS,
};

/** Where nothing matters yet: to make up platforms and runtimes. */
export const NOWHERE: Setting = {
  kind: 'WasmService',
  bind: 'app',
  platformCase: {},
  runtimeCase: {},
  platform: K3S,
  runtime: WASMTIME,
  format: ImageFormat.ARTIFACT,
  saysFormat: false,
  sized: true,
  measured: true,
};

/** Valid cases of the given kinds. */
export function validCases(kinds: readonly Kind[] = KINDS): fc.Arbitrary<Case> {
  return fc.constantFrom(...kinds).chain((kind) => {
    if (kind === 'BlazorApp') {
      return blazorCases();
    }
    return kind === 'WasmRuntimeClass' || kind === 'Shim' ? clusterCases(kind) : workloadCases(kind);
  });
}

function clusterCases(kind: Kind): fc.Arbitrary<Case> {
  return fc.record({
    kind: fc.constant(kind),
    chart,
    bind: fc.constant<'app'>('app'),
    platform: fc.constant({ factory: 'k3s' }),
    props: valuesOf(`${kind}Props`, worldOf(NOWHERE)),
  });
}

function blazorCases(): fc.Arbitrary<Case> {
  const world = worldOf(BLAZOR_SETTING);
  return fc.record({
    kind: fc.constant(BLAZOR_SETTING.kind),
    chart,
    bind: fc.constantFrom<Case['bind']>('app', 'chart'),
    platform: fc.constant(BLAZOR_SETTING.platformCase),
    props: valuesOf('BlazorAppProps', world).map((props) => fitBlazor(fitProps(props, world))),
  });
}

function workloadCases(kind: Kind): fc.Arbitrary<Case> {
  return settings(kind).chain((setting) => {
    const world = worldOf(setting);
    return fc.record({
      kind: fc.constant(kind),
      chart,
      bind: fc.constant(setting.bind),
      platform: fc.constant(setting.platformCase),
      props: valuesOf(`${kind}Props`, world).map((props) => {
        const saysRuntime = kind === 'SpinApp' || 'runtime' in props || setting.runtime.name === 'wasmtime';
        const needed = {
          ...(!saysRuntime && { runtime: setting.runtimeCase }),
          ...(setting.bind === 'prop' && { platform: setting.platformCase }),
        };
        return fitProps({ ...props, ...needed }, world);
      }),
    });
  });
}

const chart: fc.Arbitrary<JsonObject> = fc
  .record({ namespace: label(), labels }, { requiredKeys: [] })
  .map((props) => ({ ...props }));

function settings(kind: Kind): fc.Arbitrary<Setting> {
  const where = kind === 'SpinApp' ? spinPlaces : places;
  return fc
    .tuple(where, fc.constantFrom<Case['bind']>('app', 'chart', 'prop'), fc.boolean(), fc.nat())
    .map(([{ platformCase, runtimeCase }, bind, sized, choice]) => {
      const platform = platformOf(platformCase).toSpec();
      const runtime = runtimeOf(runtimeCase).toSpec();
      const formats = Object.values(ImageFormat).filter((name) => !refuses({ platform, runtime }, name));
      const format = formats[choice % formats.length];
      const saysFormat = format !== (USUAL_FORMAT[runtime.name] ?? ImageFormat.ARTIFACT);
      const measured = memoryNeed(runtime.name, format, 1) !== undefined;
      return {
        kind,
        bind,
        platformCase,
        runtimeCase,
        platform,
        runtime,
        format,
        saysFormat,
        sized,
        measured,
      };
    });
}

/** What a runtime's images are where nobody says it, other than artifacts. */
const USUAL_FORMAT: { readonly [runtime: string]: ImageFormat } = {
  spin: ImageFormat.SPIN,
  crun: ImageFormat.PLAIN,
};

interface Place {
  readonly platformCase: JsonObject;
  readonly runtimeCase: JsonObject;
}

const nowhere = worldOf(NOWHERE);
const options = valuesOf('WasmPlatformOptions', nowhere);

/** A platform of a factory, and one of its runtimes. */
function knownPlaces(runtimes: (names: string[]) => string[]): fc.Arbitrary<Place> {
  const factories = Object.keys(PLATFORMS).filter((name) => runtimes(namesOf(name)).length > 0);
  return fc.constantFrom(...factories).chain((factory) => {
    const names = runtimes(namesOf(factory));
    const given = options.map((value) =>
      'shimVersions' in value ? { ...value, shimVersions: { [names[0]]: '0.24.0' } } : value,
    );
    return fc.record({
      platformCase: fc.record(
        { factory: fc.constant(factory), options: given },
        { requiredKeys: ['factory'] },
      ),
      runtimeCase: fc.constantFrom(...names).chain(usualRuntime),
    });
  });
}

function namesOf(factory: string): string[] {
  return Object.keys(PLATFORMS[factory].runtimes);
}

function usualRuntime(name: string): fc.Arbitrary<JsonObject> {
  return name === 'crun'
    ? fc.record({ factory: fc.constant(name), options: valuesOf('CrunOptions', nowhere) })
    : fc.constant({ factory: name });
}

/** A platform of the user's own, with a runtime of the user's own or one that is known. */
function ownPlaces(runtimeCase: fc.Arbitrary<JsonObject>): fc.Arbitrary<Place> {
  return runtimeCase.chain((given) => {
    const runtime = runtimeOf(given).toSpec();
    const custom = valuesOf('WasmPlatformSpec', worldOf({ ...NOWHERE, runtime }));
    return custom.map((spec) => ({ platformCase: { custom: spec }, runtimeCase: given }));
  });
}

const ownRuntime = valuesOf('WasmRuntimeSpec', nowhere).map((custom): JsonObject => ({ custom }));
const someRuntime = fc
  .constantFrom('spin', 'wasmtime', 'wasmedge', 'wasmer', 'wamr', 'crun')
  .chain(usualRuntime);

const places = fc.oneof(
  { weight: 5, arbitrary: knownPlaces((names) => names) },
  { weight: 2, arbitrary: ownPlaces(someRuntime) },
  { weight: 2, arbitrary: ownPlaces(ownRuntime) },
);

const spinPlaces = fc.oneof(
  { weight: 5, arbitrary: knownPlaces((names) => names.filter((name) => name === 'spin')) },
  { weight: 1, arbitrary: ownPlaces(fc.constant({ factory: 'spin' })) },
);
