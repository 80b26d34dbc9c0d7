import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';
import { SHIM_TRIGGERS } from '../spin/names';

/** Triggers of `spin up` that start a component at set times. */
const TIMED = ['cron', 'timer'];

export const spinTriggerType: Rule = {
  id: 'spin-trigger-type',
  severity: CheckSeverity.ERROR,
  title: 'a Spin application has only triggers that the shim runs',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): with any other the process ends with exit code 137 and an empty log; ' +
    'containerd’s log has `Only Http, Redis, MQTT, SQS, and Command triggers are currently supported`. Plugins of `spin up` are not in it.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ triggers }) =>
      [...new Set(triggers.map(({ type }) => type))]
        .filter((type) => !SHIM_TRIGGERS.includes(type))
        .map((type) => ({
          field: inManifest(`trigger.${type}`),
          value: type,
          wrong: 'the shim has no such trigger, and the process ends with exit code 137 and an empty log',
          allowed: SHIM_TRIGGERS.join(', '),
          fix: TIMED.includes(type)
            ? 'a [[trigger.command]] for that component in spin.toml, and a WasmCronJob with components: [its id], runtime: WasmRuntime.spin() and the schedule'
            : 'components: those that other triggers start, or one of these triggers in spin.toml',
        })),
    ),
};
