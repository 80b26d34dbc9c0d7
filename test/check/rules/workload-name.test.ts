import { workloadName } from '../../../src/check/rules/workload-name';
import { lazy, subject, testRule } from '../subject';

const named = (kind: string, name: unknown) =>
  subject(({ objects }) => objects.splice(0, 2, { apiVersion: 'v1', kind, metadata: { name } }));

testRule(workloadName, {
  good: [
    { that: '63 characters', subject: named('Deployment', 'a'.repeat(63)) },
    { that: '52 characters of a CronJob', subject: named('CronJob', 'a'.repeat(52)) },
    { that: 'a name of another kind', subject: named('ConfigMap', 'app.config') },
    { that: 'an unresolved name', subject: named('Service', lazy('Not A Name')) },
    { that: 'a name with a token’s marker', subject: named('Service', 'A-wasm-token-1-nekot') },
  ],
  bad: [
    {
      that: 'a digit at the start',
      subject: named('Service', '1hello'),
      field: 'Service 1hello /metadata/name',
      says: ['"1hello"', 'from a letter'],
    },
    {
      that: 'a capital',
      subject: named('Deployment', 'Hello'),
      field: 'Deployment Hello /metadata/name',
      says: ['refuses such a name', 'at most 63 lower-case letters'],
    },
    {
      that: 'too long a name',
      subject: named('Job', 'a'.repeat(64)),
      field: `Job ${'a'.repeat(64)} /metadata/name`,
      says: ['64 characters are too many for a Job'],
    },
    {
      that: 'too long a name of a CronJob',
      subject: named('CronJob', 'a'.repeat(53)),
      field: `CronJob ${'a'.repeat(53)} /metadata/name`,
      says: ['53 characters are too many for a CronJob', 'at most 52'],
    },
  ],
});
