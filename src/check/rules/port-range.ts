import { requestsOf } from '../container';
import { membersAt, numberAt, objectsOf } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { podsOf, type Subject, titleOf } from '../subject';

export const portRange: Rule = {
  id: 'port-range',
  severity: CheckSeverity.ERROR,
  title: 'a port is a whole number from 1 to 65535',
  why:
    'The API refuses any other number, so that nothing of the workload is changed. ' +
    'Source: kubernetes/kubernetes staging/src/k8s.io/apimachinery/pkg/util/validation, IsValidPortNum.',
  needs: [],
  check: (subject) =>
    numbersOf(subject)
      .filter(({ value }) => !(Number.isInteger(value) && value >= 1 && value <= 65535))
      .map(({ field, value }) => ({
        field,
        value,
        wrong: 'no number of a port',
        allowed: 'a whole number from 1 to 65535',
        fix: 'port: 8080',
      })),
};

interface Found {
  readonly field: string;
  readonly value: number;
}

function numbersOf(subject: Subject): Found[] {
  const containers = podsOf(subject).flatMap(({ containers: all }) => all);
  return [
    ...containers.flatMap(({ at, spec }) => portsIn(spec, at, ['ports'], ['containerPort', 'hostPort'])),
    ...containers.flatMap((container) =>
      requestsOf(container).flatMap(({ field, spec }) => numbersIn(spec, field, ['port'])),
    ),
    ...objectsOf(subject, 'Service').flatMap((service) =>
      portsIn(service, `${titleOf(service)} /spec`, ['spec', 'ports'], ['port', 'targetPort', 'nodePort']),
    ),
  ];
}

function portsIn(owner: unknown, at: string, path: string[], keys: string[]): Found[] {
  return membersAt(owner, ...path).flatMap(({ index, spec }) =>
    numbersIn(spec, `${at}/ports/${index}`, keys),
  );
}

function numbersIn(owner: unknown, at: string, keys: string[]): Found[] {
  return keys.flatMap((key) => {
    const value = numberAt(owner, key);
    return value === undefined ? [] : [{ field: `${at}/${key}`, value }];
  });
}
