import { type EnvEntry, envOf, guestPodsOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { SPIN_VARIABLE } from '../spin-variables';

/** What Spin takes for a variable: `Key::validate` of its expressions crate. */
const NAME = /^[a-z](_?[a-z0-9])*$/;

/** Variables of the process that the host or the container runtime fills. */
const FILLED = ['home', 'path', 'shell', 'lang', 'term', 'hostname'];

/** What service links add for each Service: `X_SERVICE_HOST`, `X_PORT`, `X_PORT_80_TCP_ADDR`, … */
const SERVICE_LINK =
  /_(service_host|service_port(_[a-z0-9_]+)?|port(_\d+_(tcp|udp|sctp)(_(proto|port|addr))?)?)$/;

export const spinVariableName: Rule = {
  id: 'spin-variable-name',
  severity: CheckSeverity.ERROR,
  title: 'a Spin variable has a name that Spin takes and that nobody else fills',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): a variable of the process with the plain name beats SPIN_VARIABLE_<NAME>, ' +
    'and the host fills HOME, PATH, SHELL, LANG, TERM and HOSTNAME, Kubernetes KUBERNETES_* even without service links, and service ' +
    'links X_PORT=tcp://… for each Service; the application then reads those. Spin’s own rule for names: spinframework/spin crates/expressions.',
  needs: ['runtime'],
  check: (subject) =>
    subject.runtime?.name !== 'spin'
      ? []
      : guestPodsOf(subject).flatMap(({ pod, guest }) => {
          const links = pod.spec.enableServiceLinks ?? true;
          return envOf(guest)
            .filter(({ name }) => name.startsWith(SPIN_VARIABLE))
            .flatMap((entry) => problemOf(entry, links === true));
        }),
};

function problemOf({ name, field }: EnvEntry, links: boolean): Problem[] {
  const upper = name.slice(SPIN_VARIABLE.length);
  const variable = upper.toLowerCase();
  const problem = (wrong: string, allowed: string, fix: string): Problem[] => [
    { field: `${field}/name`, value: name, wrong, allowed, fix },
  ];
  if (!NAME.test(variable)) {
    return problem(
      `Spin takes no variable ${JSON.stringify(variable)}`,
      'lower-case letters, digits and single "_" between them, from a letter on',
      'variables: { api_token: … }',
    );
  }
  if (upper !== upper.toUpperCase()) {
    return problem(
      'Spin looks for the name in capitals and would not find it',
      `${SPIN_VARIABLE}${upper.toUpperCase()}`,
      `variables: { ${variable}: … }`,
    );
  }
  if (FILLED.includes(variable) || variable.startsWith('kubernetes_')) {
    return problem(
      `the node or Kubernetes fills ${variable.toUpperCase()}, which beats this value`,
      `any name but ${FILLED.join(', ')} and kubernetes_*`,
      `variables: { app_${variable}: … }, and the same name in spin.toml`,
    );
  }
  return links && SERVICE_LINK.test(variable)
    ? problem(
        `a Service of the namespace can fill ${variable.toUpperCase()} by service links, which beats this value`,
        'no name of the form x_port or x_service_host, or a pod without service links',
        'enableServiceLinks: false on the pod',
      )
    : [];
}
