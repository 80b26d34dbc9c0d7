import { linuxContainers, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const linuxContainer: Rule = {
  id: 'linux-container',
  severity: CheckSeverity.ERROR,
  title: 'a pod has Linux containers only where its runtime runs them',
  why:
    'All containers of a pod run under its one runtime class. A shim that runs WebAssembly alone cannot start a mesh proxy or an init ' +
    'container, and the pod never becomes Ready. Source: containerd/runwasi issue 64; runwasi’s shims run both since containerd-shim-wasm ' +
    'has an executor for Linux programs (container/executor.rs).',
  needs: ['runtime'],
  check: (subject) =>
    // crun says it with a variant of its own: crun-side-car.
    subject.runtime?.smart === false
      ? []
      : usesWithout(subject, 'linuxContainers', linuxContainers).map((field) => ({
          field,
          wrong: `the ${subject.runtime?.name} runtime runs no Linux containers`,
          allowed: 'the container with the WebAssembly alone',
          fix: 'leave sidecars and initContainers out, or run that program in a pod of its own',
        })),
};
