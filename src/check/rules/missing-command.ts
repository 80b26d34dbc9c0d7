import { isUnresolved } from '../../value/unresolved';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

export const missingCommand: Rule = {
  id: 'missing-command',
  severity: CheckSeverity.ERROR,
  title: 'the guest has a command where its image brings none',
  why:
    'Seen on a real cluster: the container of a CNCF artifact or a Spin application image without a command is never made ' +
    '(CreateContainerError, `failed to generate spec: no command specified`).',
  needs: ['runtime', 'imageFormat'],
  check: (subject) => {
    const { runtime, imageFormat } = subject;
    const command = imageFormat === undefined ? undefined : runtime?.entrypoint[imageFormat];
    return command === undefined
      ? []
      : guestsOf(subject)
          .filter(({ spec }) => isEmpty(spec.command) && isEmpty(spec.args))
          .map(({ at }) => ({
            field: `${at}/command`,
            wrong: `an image of the format ${imageFormat} brings no command that the ${runtime?.name} runtime could start (\`no command specified\`)`,
            allowed: 'a command or arguments',
            fix: `command: ${JSON.stringify(command)}`,
          }));
  },
};

function isEmpty(list: unknown): boolean {
  return !isUnresolved(list) && (!Array.isArray(list) || list.length === 0);
}
