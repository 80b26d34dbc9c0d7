import { dropsOfAllAlone, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const dropAllAlone: Rule = {
  id: 'drop-all-alone',
  severity: CheckSeverity.ERROR,
  title: 'dropping all capabilities takes them away in truth',
  why:
    'Seen on a real cluster (runwasi’s wasmtime shim, containerd-shim-spin 0.24.0): `drop: [ALL]` alone is accepted and without effect, ' +
    'the process keeps CapEff = CapBnd = 1fffeffffff, because libcontainer skips absent lists. With one capability added it has that one alone.',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'dropAllAlone', dropsOfAllAlone).map((field) => ({
      field,
      value: ['ALL'],
      wrong: `the ${subject.runtime?.name} runtime takes nothing away where nothing is added: the process would keep all capabilities`,
      allowed: 'ALL with one capability added, which the restricted Pod Security Standard admits',
      fix: "securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }",
    })),
};
