import { ImageFormat } from '../artifact/image-format';
import type { SpinTrigger } from '../artifact/spin/trigger-spec';
import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { digList } from '../value/json';
import type { BinaryUse } from './obstacle';
import { whileAsked } from './once';
import { type ContainerView, guestsOf, podsOf, type Subject } from './subject';

/** A binary of a subject, and how it is to run. */
export interface SubjectBinary {
  /** The component of the Spin application that it is; `undefined` for the one of the image. */
  readonly component: string | undefined;
  readonly binary: WasmBinarySpec;
  readonly use: BinaryUse;
}

const ENDING = ['Job', 'CronJob'];

/** The binaries of a subject: those of the components that a trigger starts, or the one of the image. */
export const binariesOf = whileAsked((subject: Subject): SubjectBinary[] => {
  const { manifest, componentBinaries = {}, binary } = subject;
  if (manifest === undefined) {
    return binary === undefined ? [] : [{ component: undefined, binary, use: useOf(subject) }];
  }
  const [only, ...others] = Object.keys(manifest.components);
  const known = {
    ...(binary !== undefined && only !== undefined && others.length === 0 && { [only]: binary }),
    ...componentBinaries,
  };
  return Object.entries(known).flatMap(([component, own]) =>
    triggersOf(manifest.triggers, component).map(({ type, executor }) => ({
      component,
      binary: own,
      use: {
        trigger: type,
        ...(executor !== undefined && { executor }),
        filled: Object.keys(manifest.components[component]?.dependencies ?? {}),
      },
    })),
  );
});

/** The triggers of a component; of several that call it alike, one. */
function triggersOf(triggers: readonly SpinTrigger[], component: string): SpinTrigger[] {
  const own = triggers.filter(
    (trigger) =>
      trigger.component === component || Object.values(trigger.components).flat().includes(component),
  );
  return [...new Map(own.map((trigger) => [`${trigger.type} ${trigger.executor}`, trigger])).values()];
}

function useOf(subject: Subject): BinaryUse {
  const { runtime, imageFormat, http, objects } = subject;
  const ends = podsOf(subject).length > 0 && objects.some(({ kind }) => ENDING.includes(kind));
  const calls = calledFunction(subject);
  return {
    workload: ends ? 'job' : http ? 'service' : 'worker',
    // Source: spinframework/containerd-shim-spin src/source.rs, spin_loader::from_wasm_file.
    ...(runtime?.name === 'spin' && imageFormat === ImageFormat.ARTIFACT && { trigger: 'http' }),
    ...(calls !== undefined && { calls: calls.name }),
  };
}

/** A function that a command names, as `run` of `app.wasm#run`, and where it does. */
export interface CalledFunction {
  readonly name: string;
  readonly field: string;
  readonly value: string;
}

/** The function that the guest’s entrypoint names, where it names one. */
export function calledFunction(subject: Subject): CalledFunction | undefined {
  const [guest] = guestsOf(subject);
  if (guest === undefined) {
    return undefined;
  }
  const list = entrypointList(subject, guest);
  const [value] = digList(guest.spec, list);
  const name = typeof value === 'string' ? /#(.+)$/.exec(value)?.[1] : undefined;
  return typeof value !== 'string' || name === undefined
    ? undefined
    : { name, field: `${guest.at}/${list}/0`, value };
}

/** Arguments begin with it where neither the pod nor the image says another: an artifact has none. */
function entrypointList({ imageFormat }: Subject, { spec }: ContainerView): 'command' | 'args' {
  return digList(spec, 'command').length === 0 && imageFormat === ImageFormat.ARTIFACT ? 'args' : 'command';
}
