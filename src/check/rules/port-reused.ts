import { portsOf, stayingOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { type PodView, podsOf } from '../subject';

export const portReused: Rule = {
  id: 'port-reused',
  severity: CheckSeverity.ERROR,
  title: 'no two containers of a pod, and no container twice, have the same port',
  why:
    'The containers of a pod share one network. Seen on a real cluster: the second that opens the port crashes again and again ' +
    '(exit code 137, `Address already in use (os error 98)`). Twice in one container, a server-side apply is refused.',
  needs: [],
  check: (subject) => podsOf(subject).flatMap(problemsOf),
};

function problemsOf(pod: PodView): Problem[] {
  const owners = new Map<string, string>();
  return stayingOf(pod).flatMap((container) =>
    portsOf(container).flatMap(({ field, port, protocol }): Problem[] => {
      if (port === undefined || protocol === undefined) {
        return [];
      }
      const key = `${port}/${protocol}`;
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, container.name);
        return [];
      }
      return [
        {
          field: `${field}/containerPort`,
          value: port,
          wrong:
            owner === container.name
              ? `the container ${owner} says ${key} twice`
              : `the container ${owner} of the same pod has ${key} too, and only one of them can open it: the other ends with \`Address already in use\``,
          allowed: 'each port and protocol once in a pod',
          fix: `port: ${port === 8080 ? 8081 : 8080}, or another port for the side-car`,
        },
      ];
    }),
  );
}
