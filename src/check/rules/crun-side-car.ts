import { linuxContainers } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const crunSideCar: Rule = {
  id: 'crun-side-car',
  severity: CheckSeverity.ERROR,
  title: 'a pod with Linux containers tells crun to look at each entrypoint',
  why:
    'With the variant `compat`, or an engine asked for by name, crun takes every container of the pod for WebAssembly, and side-cars ' +
    'such as mesh proxies do not start. Source: containers/crun issues 829 and 886.',
  needs: ['runtime'],
  check: (subject) =>
    subject.runtime?.smart !== false
      ? []
      : linuxContainers(subject).map((field) => ({
          field,
          wrong: 'crun would take this Linux container for WebAssembly, as it takes all of the pod',
          allowed: 'the variant compat-smart, which looks at the entrypoint',
          fix: 'WasmRuntime.crun() without an engine: its variant is CrunVariant.COMPAT_SMART',
        })),
};
