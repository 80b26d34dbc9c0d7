import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, type SpinApplication } from '../spin/application';
import { MESSAGE_TRIGGERS, SHIM_TRIGGERS } from '../spin/names';
import type { Subject } from '../subject';

const ENDING = /^(Job|CronJob) /;

const ON_SPIN = 'runtime: WasmRuntime.spin()';
/** The construct for each kind of trigger. */
const CONSTRUCT = {
  http: 'SpinApp',
  message: `WasmWorker with ${ON_SPIN}`,
  command: `WasmJob, or WasmCronJob where it has a schedule, with ${ON_SPIN}`,
} as const;

export const spinTriggerKind: Rule = {
  id: 'spin-trigger-kind',
  severity: CheckSeverity.ERROR,
  title: 'a Spin application is deployed as what its triggers make of it',
  why:
    'What has no HTTP trigger answers no probe and no request, so its pods never get ready; a command ends, and a Deployment starts it ' +
    'again for ever (CrashLoopBackOff); HTTP and message triggers never end, and a Job with them never completes. ' +
    'Source: containerd-shim-spin src/engine.rs, `run_trigger`.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) => applicationsOf(subject).flatMap((application) => problemsOf(subject, application)),
};

function problemsOf({ http }: Subject, { pod, triggers }: SpinApplication): Problem[] {
  const types = new Set(triggers.map(({ type }) => type).filter((type) => SHIM_TRIGGERS.includes(type)));
  const takesMessages = MESSAGE_TRIGGERS.some((type) => types.has(type));
  // Commands beside others are the matter of spin-trigger-mix.
  if (types.size === 0 || (types.has('command') && types.size > 1)) {
    return [];
  }
  const ends = ENDING.test(pod.owner);
  const fits = ends ? types.has('command') : http ? types.has('http') : takesMessages;
  if (fits) {
    return [];
  }
  const wanted = ends ? 'a command trigger' : http ? 'an http trigger' : 'a trigger for redis, mqtt or sqs';
  const construct = types.has('http')
    ? CONSTRUCT.http
    : takesMessages
      ? CONSTRUCT.message
      : CONSTRUCT.command;
  return [
    {
      field: inManifest('trigger'),
      value: [...types],
      wrong: `${pod.owner} would need ${wanted}: ${consequence(ends, http)}`,
      allowed: construct,
      fix: `new ${construct}; SpinApp.fromManifest takes the one that fits`,
    },
  ];
}

function consequence(ends: boolean, http: boolean): string {
  if (ends) {
    return 'these triggers never end, and the Job would never complete';
  }
  return http ? 'nothing would answer probes and requests' : 'nothing would wait for messages';
}
