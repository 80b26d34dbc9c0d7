import { objectsOf, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { titleOf } from '../subject';

export const shimHandler: Rule = {
  id: 'shim-handler',
  severity: CheckSeverity.ERROR,
  title: 'a Shim has the name of the handler that its runtime class asks for',
  why:
    'runtime-class-manager names the containerd runtime after the binary `containerd-shim-<name>` of the Shim. With another handler ' +
    'in the class every pod stays in ContainerCreating (`no runtime for "…" is configured`, seen on a real cluster). ' +
    'Source: spinframework/runtime-class-manager, controller and downloader.',
  needs: [],
  looksAtNames: true,
  check: (subject) =>
    objectsOf(subject, 'Shim').flatMap((shim) => {
      const name = textAt(shim, 'metadata', 'name');
      const handler = textAt(shim, 'spec', 'runtimeClass', 'handler');
      return name === undefined || handler === undefined || name === handler
        ? []
        : [
            {
              field: `${titleOf(shim)} /spec/runtimeClass/handler`,
              value: handler,
              wrong: `the runtime on the node is called ${name}, after the Shim`,
              allowed: `the name of the Shim: ${name}`,
              fix: `name: '${handler}' for the Shim, where its archive holds containerd-shim-${handler}`,
            },
          ];
    }),
};
