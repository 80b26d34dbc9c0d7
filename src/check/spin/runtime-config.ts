import { ImageFormat } from '../../artifact/image-format';
import type { RuntimeConfigSpec } from '../../artifact/runtime-config/spec';
import { mayHoldMore, membersAt } from '../fields';
import type { ContainerView, Subject } from '../subject';
import { RUNTIME_CONFIG } from '../writable-paths';

/** What is known of the file that Spin reads its runtime configuration from: its content, or who holds it. */
export interface RuntimeConfigView {
  /** What stands in it; nothing where there is no file. */
  readonly known: RuntimeConfigSpec;
  /** Where it is, where nobody can read it here: `known` is then empty. */
  readonly hidden?: string;
}

/** The runtime configuration of a guest of Spin. */
export function runtimeConfigOf(subject: Subject, guest: ContainerView): RuntimeConfigView {
  const { runtimeConfig, imageFormat } = subject;
  if (runtimeConfig?.secret !== undefined) {
    return { known: {}, hidden: `the Secret ${String(runtimeConfig.secret.name)} holds ${RUNTIME_CONFIG}` };
  }
  if (runtimeConfig !== undefined) {
    return { known: runtimeConfig };
  }
  if (isMounted(guest, RUNTIME_CONFIG)) {
    return { known: {}, hidden: `a volume holds ${RUNTIME_CONFIG}` };
  }
  return imageFormat === ImageFormat.PLAIN
    ? { known: {}, hidden: `the image may hold ${RUNTIME_CONFIG}` }
    : { known: {} };
}

/** Whether something is mounted at `path`, or may be. */
export function isMounted({ spec }: ContainerView, path: string): boolean {
  return (
    mayHoldMore(spec.volumeMounts, 'mountPath') ||
    membersAt(spec, 'volumeMounts').some((mount) => mount.spec.mountPath === path)
  );
}
