import type { SpinComponent } from '../../artifact/spin/component-spec';
import type { SpinManifestSpec } from '../../artifact/spin/manifest-spec';
import type { SpinTrigger } from '../../artifact/spin/trigger-spec';
import { type EnvEntry, envOf, type GuestView, guestPodsOf } from '../container';
import { whileAsked } from '../once';
import type { Subject } from '../subject';
import { COMPONENTS_VARIABLE } from './names';

/** A Spin application as a container runs it: the manifest, and what is left of it where some components alone run. */
export interface SpinApplication extends GuestView {
  readonly manifest: SpinManifestSpec;
  /** The components that are to run, and the variable that names them; all run where there is none. */
  readonly retained?: Retained;
  /** The triggers that run. */
  readonly triggers: readonly SpinTrigger[];
  /** The components that they start, by id; Spin drops the others. */
  readonly components: readonly [id: string, component: SpinComponent][];
}

/** What `SPIN_COMPONENTS_TO_RETAIN` says. */
export interface Retained {
  readonly entry: EnvEntry;
  readonly ids: readonly string[];
}

/** Whether rules of Spin have anything to say: also where the runtime is not known. */
export function mayRunOnSpin({ runtime }: Subject): boolean {
  return runtime === undefined || runtime.name === 'spin';
}

/**
 * The Spin applications of a subject, whose manifest is known. None where nobody knows which of its components run.
 *
 * Source: containerd-shim-spin `src/engine.rs`; spinframework/spin `crates/app/src/lib.rs`, `retain_components`.
 */
export const applicationsOf = whileAsked((subject: Subject): SpinApplication[] => {
  const { manifest, runtime } = subject;
  if (manifest === undefined || runtime?.name !== 'spin') {
    return [];
  }
  return guestPodsOf(subject).flatMap((view): SpinApplication[] => {
    const entry = envOf(view.guest).findLast(({ name }) => name === COMPONENTS_VARIABLE);
    const ids = entry && retainedIn(entry.value);
    if (entry !== undefined && ids === undefined) {
      return [];
    }
    const triggers = triggersOf(manifest, ids);
    const started = new Set(triggers.flatMap(startedBy));
    return [
      {
        ...view,
        manifest,
        ...(entry !== undefined && ids !== undefined && { retained: { entry, ids } }),
        triggers,
        components: Object.entries(manifest.components).filter(([id]) => started.has(id)),
      },
    ];
  });
});

/** The components that a value of the variable names; `undefined` where it is not known. */
export function retainedIn(value: string | undefined): string[] | undefined {
  // The kubelet puts other variables into a value that names them.
  return value === undefined || value.includes('$(') ? undefined : value.split(',').filter((id) => id !== '');
}

/** The triggers that run: with some components alone, those of these, and no answers that Spin gives by itself. */
export function triggersOf({ triggers }: SpinManifestSpec, retained?: readonly string[]): SpinTrigger[] {
  return retained === undefined
    ? triggers
    : triggers.filter(({ component }) => component !== undefined && retained.includes(component));
}

/** Ids of the components that a trigger starts, those with a role of their own among them. */
export function startedBy({ component, components, dependencies }: SpinTrigger): string[] {
  const beside = Object.values(dependencies).flatMap((items) =>
    items.flatMap((item) => item.component ?? []),
  );
  return [...(component === undefined ? [] : [component]), ...Object.values(components).flat(), ...beside];
}

/** The field of a manifest as messages name it. */
export function inManifest(field: string): string {
  return `spin.toml ${field}`;
}
