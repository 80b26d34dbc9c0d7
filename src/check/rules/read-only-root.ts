import { ImageFormat } from '../../artifact/image-format';
import { UidPolicy } from '../../runtime/wasm-platform-spec';
import { literal } from '../../value/unresolved';
import { type GuestView, securityOf } from '../container';
import { readOnlyRoots, usesWithout } from '../features';
import { reach } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import type { Subject } from '../subject';
import { type UnwritablePath, unwritablePathsOf } from '../writable-paths';

export const readOnlyRoot: Rule = {
  id: 'read-only-root',
  severity: CheckSeverity.ERROR,
  title: 'a guest that may not write its root file system has what its runtime writes on volumes',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): with a read-only root or an unprivileged user the process ends with exit ' +
    'code 137 and an empty log (`failed to create manifests directory /.cache/…: Permission denied`) unless /.cache, /.spin and, for a ' +
    'Spin application image, /spin.json can be written; with them it runs as uid 65532 with one capability.',
  needs: ['runtime', 'imageFormat'],
  check: (subject) => [...refused(subject), ...unwritable(subject)],
};

function refused(subject: Subject): Problem[] {
  return usesWithout(subject, 'readOnlyRoot', readOnlyRoots).map((field) => ({
    field,
    value: true,
    wrong: `the ${subject.runtime?.name} runtime does not run on a read-only root file system`,
    fix: 'securityContext: { readOnlyRootFilesystem: false }',
  }));
}

function unwritable(subject: Subject): Problem[] {
  const { runtime, imageFormat } = subject;
  if (runtime === undefined || imageFormat === undefined) {
    return [];
  }
  return unwritablePathsOf(subject, runtime, imageFormat).flatMap((found) => {
    const why = whyUnprivileged(subject, found.view);
    return why === undefined
      ? []
      : [
          {
            field: `${found.view.guest.at}/volumeMounts`,
            wrong:
              `${why}, and the ${runtime.name} runtime writes ${found.path} for an image of the format ${imageFormat}: ` +
              'it would end with exit code 137 and an empty log',
            allowed: `a writable mount (emptyDir or claim) at ${found.path}`,
            fix: fixFor(found, imageFormat),
          },
        ];
  });
}

/** Why the guest cannot write its root file system, where it is known that it cannot. */
function whyUnprivileged({ platform }: Subject, { pod, guest }: GuestView): string | undefined {
  if (reach(guest.spec, 'securityContext', 'readOnlyRootFilesystem') === true) {
    return 'the root file system is read-only';
  }
  const user = literal(securityOf(pod, guest, 'runAsUser'));
  if (typeof user === 'number' && user !== 0) {
    return `user ${user} may not write the root file system`;
  }
  if (securityOf(pod, guest, 'runAsNonRoot') === true) {
    return 'a user other than root may not write the root file system';
  }
  return platform?.uidPolicy === UidPolicy.NAMESPACE && user === undefined
    ? `the user that ${platform.name} gives may not write the root file system`
    : undefined;
}

function fixFor({ path, isFile }: UnwritablePath, format: ImageFormat): string {
  if (isFile) {
    return `an init container that makes the file in an emptyDir, which is mounted at ${path} by subPath`;
  }
  const mount = `volumes: { '${path}': Volume.emptyDir() }`;
  if (path !== '/.spin') {
    return mount;
  }
  const elsewhere = format === ImageFormat.PLAIN ? '' : '/.cache/state';
  return `${mount}, or state_dir = "${elsewhere}" in /runtime-config.toml`;
}
