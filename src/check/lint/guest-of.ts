import { WASMTIME } from '../../runtime/runtimes/runwasi';
import { SPIN } from '../../runtime/runtimes/spin';
import { dig, digList } from '../../value/json';
import { envOf } from '../container';
import { textAt } from '../fields';
import { SPIN_VARIABLE } from '../spin-variables';
import type { ContainerView, PodView } from '../subject';
import { type Entry, textsOf } from './entries';

/** The label of the pods that this package makes, and the container in them that runs WebAssembly. */
const OWN = { label: 'wasmcd.dev/workload', guest: 'app' };

const LISTEN_VARIABLES = [SPIN, WASMTIME].flatMap(({ listen }) => listen?.variable ?? []);

/** The command that Spin's documentation gives its containers. */
const SPIN_COMMAND = '/';

/**
 * The container of a WebAssembly pod that runs it: the only one; else the one that alone looks like it. Containers that
 * start before the others run Linux programs. Nobody is taken at a guess: a Linux side-car taken for the guest would be
 * held against rules that are not for it.
 *
 * @returns `undefined` where none or several of many look like it
 */
export function guestOf({ podMetadata }: Entry, pod: PodView): string | undefined {
  const staying = candidatesOf(pod);
  const isOwn = OWN.label in textsOf(dig(podMetadata, 'labels'));
  const named = staying.filter(({ name }) => isOwn && name === OWN.guest);
  const found = [named, staying, staying.filter(looksLikeWasm)].find((group) => group.length === 1);
  return found?.[0].name;
}

/** The containers of a pod of which one runs WebAssembly. */
export function candidatesOf(pod: PodView): ContainerView[] {
  return pod.containers.filter(({ isInit }) => !isInit);
}

/** Whether a container says by its variables, its command or its image that it is WebAssembly. */
function looksLikeWasm(container: ContainerView): boolean {
  const [entrypoint] = [...digList(container.spec, 'command'), ...digList(container.spec, 'args')];
  const image = textAt(container.spec, 'image') ?? '';
  return (
    entrypoint === SPIN_COMMAND ||
    (typeof entrypoint === 'string' && /\.(wasm|wat)$/.test(entrypoint)) ||
    /\.wasm($|[:@])/.test(image) ||
    envOf(container).some(({ name }) => LISTEN_VARIABLES.includes(name) || name.startsWith(SPIN_VARIABLE))
  );
}
