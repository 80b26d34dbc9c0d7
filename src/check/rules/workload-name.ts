import { isDns1035Label, MAX_LABEL } from '../../value/name';
import { textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { titleOf } from '../subject';

/** The controller appends 11 characters to a CronJob's name, and a Job's name must fit a label. */
const MAX_CRON_JOB = 52;

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Service'];

export const workloadName: Rule = {
  id: 'workload-name',
  severity: CheckSeverity.ERROR,
  title: 'a workload’s name is one that all of its objects can bear',
  why:
    'A workload’s objects share one name. The API refuses a Service whose name is no DNS-1035 label and a CronJob with more than ' +
    '52 characters; the name of a Job is a label of its pods, which holds 63. ' +
    'Source: Kubernetes documentation, Object Names and IDs, and kubernetes/kubernetes pkg/apis/batch/validation.',
  needs: [],
  looksAtNames: true,
  check: (subject) =>
    subject.objects
      .filter(({ kind }) => KINDS.includes(kind))
      .flatMap((object) => {
        const name = textAt(object, 'metadata', 'name');
        const max = object.kind === 'CronJob' ? MAX_CRON_JOB : MAX_LABEL;
        if (name === undefined || (isDns1035Label(name) && name.length <= max)) {
          return [];
        }
        return [
          {
            field: `${titleOf(object)} /metadata/name`,
            value: name,
            wrong:
              name.length > max
                ? `${name.length} characters are too many for a ${object.kind}`
                : 'the API refuses such a name for a Service',
            allowed: `at most ${max} lower-case letters, digits and "-", from a letter to a letter or digit`,
            fix: "name: 'hello-api'",
          },
        ];
      }),
};
