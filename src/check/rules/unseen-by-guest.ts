import { Known } from '../../runtime/fact';
import { literal } from '../../value/unresolved';
import { membersAt, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import { shimOf } from '../obstacle';
import type { Problem, Rule } from '../rule';
import { type ContainerView, guestsOf } from '../subject';

export const unseenByGuest: Rule = {
  id: 'unseen-by-guest',
  severity: CheckSeverity.WARNING,
  title: 'a guest of the shim’s HTTP server is given nothing that it does not see',
  why:
    'wasmtime’s shim makes a new guest for each request, with variables and nothing else: arguments and mounted files do not reach it, and ' +
    'what it prints is lost. Guests of Spin see no arguments. Seen on a real cluster: no log of an HTTP guest. Source: containerd/runwasi ' +
    'crates/containerd-shim-wasmtime/src/http_proxy.rs.',
  needs: ['runtime', 'release'],
  check: (subject) => {
    const { runtime, release, http } = subject;
    if (!http || release === undefined || runtime?.facts.httpServer.value !== Known.YES) {
      return [];
    }
    const { httpArguments, serverFiles } = release.guests;
    return guestsOf(subject).flatMap((guest) => [
      ...(httpArguments.value === Known.NO ? argumentsOf(guest, shimOf(release)) : []),
      // A server that reads files itself has them mounted for its own sake.
      ...(serverFiles.value === Known.NO && runtime.facts.httpVolumes.value === Known.NO
        ? mountsOf(guest, shimOf(release))
        : []),
    ]);
  },
};

function argumentsOf({ at, spec }: ContainerView, shim: string): Problem[] {
  const args = spec.args;
  return Array.isArray(args) && args.some((argument) => literal(argument) !== undefined)
    ? [
        {
          field: `${at}/args`,
          value: args,
          wrong: `guests of the HTTP server of ${shim} see no arguments`,
          fix: 'variables: the prop env, and variables for a Spin application',
        },
      ]
    : [];
}

function mountsOf({ at, spec }: ContainerView, shim: string): Problem[] {
  return membersAt(spec, 'volumeMounts').flatMap((mount) => {
    const value = textAt(mount.spec, 'mountPath');
    return value === undefined
      ? []
      : [
          {
            field: `${at}/volumeMounts/${mount.index}`,
            value,
            wrong: `guests of the HTTP server of ${shim} see no files`,
            fix: 'variables: the prop env, with EnvValue.fromConfigMap or EnvValue.fromSecret; or a Spin application with files of its own',
          },
        ];
  });
}
