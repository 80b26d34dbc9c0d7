import { Known } from '../../runtime/fact';
import type { RuntimeFacts } from '../../runtime/wasm-runtime-spec';
import {
  cpuAutoscalers,
  execHooks,
  execProbes,
  inPlaceResizes,
  linuxContainers,
  linuxEnvironments,
  readOnlyRoots,
  sharedProcessNamespaces,
  ttys,
  type Uses,
  userNamespaces,
  usesWhere,
} from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

interface Feature {
  readonly fact: keyof RuntimeFacts;
  readonly uses: Uses;
  /** What would have to be shown: "nobody has shown that …". */
  readonly claim: string;
}

const FEATURES: readonly Feature[] = [
  { fact: 'readOnlyRoot', uses: readOnlyRoots, claim: 'runs on a read-only root file system' },
  { fact: 'exec', uses: execProbes, claim: 'runs commands in a container' },
  { fact: 'exec', uses: execHooks, claim: 'runs commands in a container' },
  { fact: 'tty', uses: ttys, claim: 'gives a container a terminal' },
  { fact: 'userNamespaces', uses: userNamespaces, claim: 'starts pods with a user namespace of their own' },
  {
    fact: 'sharedProcessNamespace',
    uses: sharedProcessNamespaces,
    claim: 'lets containers share a process namespace',
  },
  { fact: 'linuxContainers', uses: linuxContainers, claim: 'runs Linux containers' },
  { fact: 'linuxEnvironment', uses: linuxEnvironments, claim: 'hands a Linux container its variables' },
  { fact: 'inPlaceResize', uses: inPlaceResizes, claim: 'applies new resources to a running container' },
  { fact: 'containerCpuMetrics', uses: cpuAutoscalers, claim: 'reports the CPU of a container' },
];

export const unproven: Rule = {
  id: 'unproven',
  severity: CheckSeverity.WARNING,
  title: 'a workload uses only what its runtime was shown to do',
  why:
    'What nobody has run, or read in the source, may fail on the cluster without a word, as much of what was tried did (see the other rules). ' +
    'Source: the facts of each runtime, src/runtime/runtimes, which say what is unknown.',
  needs: ['runtime'],
  check: (subject) =>
    FEATURES.flatMap(({ fact, uses, claim }) =>
      usesWhere(subject, fact, Known.UNKNOWN, uses).map((field) => ({
        field,
        wrong: `nobody has shown that the ${subject.runtime?.name} runtime ${claim}`,
        fix: `try it on your cluster, then acknowledge unproven with what you saw, or leave it out`,
      })),
    ),
};
