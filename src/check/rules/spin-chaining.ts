import { SpinHostKind } from '../../artifact/spin/outbound-host';
import { parseOutboundHost } from '../../artifact/spin/parse-outbound-host';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, type SpinApplication } from '../spin/application';
import { COMPONENTS_VARIABLE } from '../spin/names';

export const spinChaining: Rule = {
  id: 'spin-chaining',
  severity: CheckSeverity.ERROR,
  title:
    'a component that another one calls as <id>.spin.internal is there, has an HTTP trigger and runs in the same workload',
  why:
    'Such calls never leave the process: they go to the component’s HTTP trigger. Where some components alone run, a target that does ' +
    'not, and any *.spin.internal, end the process; a target that is missing or has no HTTP trigger fails each call. ' +
    'Source: spinframework/spin crates/factor-outbound-networking, `validate_service_chaining_for_components`, crates/trigger-http/src/server.rs.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) => applicationsOf(subject).flatMap(problemsOf),
};

function problemsOf(application: SpinApplication): Problem[] {
  return application.components.flatMap(([id, { allowedOutboundHosts }]) =>
    allowedOutboundHosts.flatMap((text, index): Problem[] => {
      const { kind, component } = parseOutboundHost(text);
      const wrong = kind === SpinHostKind.CHAINED ? wrongWith(application, component) : undefined;
      return wrong === undefined
        ? []
        : [{ field: inManifest(`component.${id}.allowed_outbound_hosts[${index}]`), value: text, ...wrong }];
    }),
  );
}

type Wrong = Omit<Problem, 'field' | 'value'>;

function wrongWith(
  { manifest, retained, triggers }: SpinApplication,
  target: string | undefined,
): Wrong | undefined {
  if (target === undefined) {
    return retained === undefined
      ? undefined
      : {
          wrong: `it may be any component, and Spin does not start with that where ${COMPONENTS_VARIABLE} names some`,
          allowed: 'hosts that name the components',
          fix: 'http://<id>.spin.internal for each in spin.toml, or leave components out',
        };
  }
  const known = Object.keys(manifest.components);
  if (!known.includes(target)) {
    return {
      wrong: `the manifest has no component ${JSON.stringify(target)}, and each such call fails`,
      allowed: known.map((id) => `http://${id}.spin.internal`).join(', '),
      fix: 'the id of a component as it stands in spin.toml',
    };
  }
  if (retained !== undefined && !retained.ids.includes(target)) {
    return {
      wrong: `${target} does not run here (components: ${retained.ids.join(', ')}), and Spin does not start without it`,
      allowed: 'components that are whole with all that they call',
      fix: `components: [${[...retained.ids, target].map((id) => `'${id}'`).join(', ')}]`,
    };
  }
  return triggers.some(({ type, component }) => type === 'http' && component === target)
    ? undefined
    : {
        wrong: `${target} has no HTTP trigger, and each such call fails`,
        allowed: 'a component with one, private or not',
        fix: `[[trigger.http]] with route = { private = true } and component = "${target}"`,
      };
}
