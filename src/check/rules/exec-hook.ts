import { execHooks, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const execHook: Rule = {
  id: 'exec-hook',
  severity: CheckSeverity.ERROR,
  title: 'a lifecycle hook does not run a command where the runtime cannot run one',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): a postStart hook kills the container again and again (exit code 137, ' +
    '`FailedPostStartHook`); with a preStop hook it runs without a hint that the hook cannot.',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'exec', execHooks).map((field) => ({
      field,
      wrong: `the ${subject.runtime?.name} runtime does not run commands in a container, so this hook cannot run (\`FailedPostStartHook\`, or nothing at all at the end)`,
      allowed: 'preStop.sleep or httpGet',
      fix: 'rollout: { preStopSeconds: 5 } to let requests end, and do the rest in the application',
    })),
};
