import { Known } from '../../runtime/fact';
import { linuxEnvironments, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const linuxEnvironment: Rule = {
  id: 'linux-environment',
  severity: CheckSeverity.ERROR,
  title: 'a Linux container has no variables where the runtime hands it none',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): a side-car or init container under a wasm runtime class runs, with its ' +
    'arguments and files, but sees containerd’s environment instead of its own. Dapr, Istio and OpenTelemetry collectors depend on theirs.',
  needs: ['runtime'],
  check: (subject) =>
    // Where no Linux container runs at all, another rule says so.
    subject.runtime?.facts.linuxContainers.value === Known.NO
      ? []
      : usesWithout(subject, 'linuxEnvironment', linuxEnvironments).map((field) => ({
          field,
          wrong: `the ${subject.runtime?.name} runtime hands a Linux container none of its variables`,
          allowed: 'args, and files by volumes',
          fix: "args: ['--flag=value'] of the side-car, or volumes with a file that it reads",
        })),
};
