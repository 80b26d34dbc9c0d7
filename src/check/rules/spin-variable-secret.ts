import { isUnresolved } from '../../value/unresolved';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, mayRunOnSpin, type SpinApplication } from '../spin/application';
import { runtimeConfigOf } from '../spin/runtime-config';
import { givenVariables } from '../spin/variables';
import type { Subject } from '../subject';

export const spinVariableSecret: Rule = {
  id: 'spin-variable-secret',
  severity: CheckSeverity.ERROR,
  title: 'a variable that the manifest calls secret comes from a Secret',
  why:
    'A text in a manifest is for everybody to read who sees the repository, the pod or the ConfigMap; with `secret = true` the ' +
    'application says that its value is not. Spin and Kubernetes let it pass. Source: spinframework/spin crates/manifest/src/schema/v2.rs, ' +
    '`Variable::secret`; Kubernetes documentation, Secrets.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) => applicationsOf(subject).flatMap((application) => problemsOf(subject, application)),
};

function problemsOf(subject: Subject, { guest, manifest }: SpinApplication): Problem[] {
  const isSecret = (name: string): boolean =>
    Object.hasOwn(manifest.variables, name) && manifest.variables[name].secret;
  const fixOf = (name: string): string =>
    `variables: { ${name}: EnvValue.fromSecret({ name: '…' }, '${name}') }`;
  const inContainer = givenVariables(guest)
    .filter(({ variable, source }) => isSecret(variable) && (source === 'text' || source === 'elsewhere'))
    .map(({ variable, field, source }) => ({
      field,
      wrong: `${variable} is secret in spin.toml, and here its value ${source === 'text' ? 'stands in the manifest' : 'comes from no Secret'}`,
      allowed: 'a key of a Secret',
      fix: fixOf(variable),
    }));
  const plain = (runtimeConfigOf(subject, guest).known.variablesProviders ?? []).flatMap(
    ({ static: fixed }) => Object.entries(fixed?.values ?? {}),
  );
  const inFile = plain
    .filter(([name, value]) => isSecret(name) && !isUnresolved(value))
    .map(([name]) => ({
      field: `runtimeConfig.variablesProviders.static.values.${name}`,
      wrong: `${name} is secret in spin.toml, and here its value stands in a ConfigMap`,
      allowed: 'a key of a Secret, or a value that only the deployment knows in secretValues',
      fix: fixOf(name),
    }));
  return [...inContainer, ...inFile];
}
