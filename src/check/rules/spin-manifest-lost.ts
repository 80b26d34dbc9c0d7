import { ImageFormat } from '../../artifact/image-format';
import type { SpinManifestSpec } from '../../artifact/spin/manifest-spec';
import { SpinExecutor } from '../../artifact/spin/trigger-spec';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';

export const spinManifestLost: Rule = {
  id: 'spin-manifest-lost',
  severity: CheckSeverity.ERROR,
  title:
    'an image of format artifact stands for a Spin application only where the manifest says nothing of its own',
  why:
    'Such an image holds one component and no manifest: the shim makes one up, with the route /... and no variables, stores, files or ' +
    'allowed hosts. Seen on a real cluster (containerd-shim-spin 0.24.0): access to a store is denied, and there is `no variable for …`.',
  needs: ['runtime', 'imageFormat', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    subject.imageFormat !== ImageFormat.ARTIFACT
      ? []
      : applicationsOf(subject).flatMap(({ manifest }) => {
          const lost = lostFields(manifest);
          return lost.length === 0
            ? []
            : [
                {
                  field: inManifest(lost[0]),
                  wrong: `an image of format artifact does not carry it, and the shim knows nothing of ${lost.join(', ')}`,
                  allowed: 'one component on the route /... that asks for nothing',
                  fix: 'push it as a Spin application image (spin registry push) and say format: ImageFormat.SPIN, or leave manifest out',
                },
              ];
        }),
};

/** What the manifest that the shim makes up does not have. */
function lostFields({ components, triggers, variables }: SpinManifestSpec): string[] {
  const all = Object.entries(components);
  const asked = all.flatMap(([id, component]) => {
    const { environment, files, allowedOutboundHosts, keyValueStores, sqliteDatabases, aiModels } = component;
    const filled = {
      variables: Object.keys(component.variables).length,
      environment: Object.keys(environment).length,
      files: files.length,
      allowed_outbound_hosts: allowedOutboundHosts.length,
      key_value_stores: keyValueStores.length,
      sqlite_databases: sqliteDatabases.length,
      ai_models: aiModels.length,
      dependencies: Object.keys(component.dependencies).length,
    };
    return Object.entries(filled).flatMap(([field, size]) => (size > 0 ? [`component.${id}.${field}`] : []));
  });
  return [
    ...(all.length > 1 ? ['component'] : []),
    ...(isUsual(triggers) ? [] : ['trigger']),
    ...(Object.keys(variables).length > 0 ? ['variables'] : []),
    ...asked,
  ];
}

function isUsual(triggers: SpinManifestSpec['triggers']): boolean {
  return (
    triggers.length === 1 &&
    triggers[0].type === 'http' &&
    ['/...', '/*'].includes(triggers[0].route ?? '') &&
    (triggers[0].executor ?? SpinExecutor.HTTP) === SpinExecutor.HTTP
  );
}
