import { ImageFormat } from '../../artifact/wasm-image';
import { UidPolicy } from '../../runtime/wasm-platform-spec';
import { literal } from '../../value/unresolved';
import { type GuestView, securityOf } from '../container';
import { readOnlyRoots, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { unwritablePathsOf } from '../spin-paths';
import type { Subject } from '../subject';

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
  if (runtime?.name !== 'spin' || imageFormat === undefined) {
    return [];
  }
  return unwritablePathsOf(subject, imageFormat).flatMap(({ guest, path }) => {
    const why = whyUnprivileged(subject, guest);
    return why === undefined
      ? []
      : [
          {
            field: `${guest.guest.at}/volumeMounts`,
            wrong: `${why}, and the Spin shim writes ${path} for an image of the format ${imageFormat}: it would end with exit code 137 and an empty log`,
            allowed: `a writable mount (emptyDir or claim) at ${path}`,
            fix: fixFor(path, imageFormat),
          },
        ];
  });
}

/** Why the guest cannot write its root file system, where it is known that it cannot. */
function whyUnprivileged({ platform }: Subject, { pod, guest }: GuestView): string | undefined {
  if (securityOf(pod, guest, 'readOnlyRootFilesystem') === true) {
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

function fixFor(path: string, format: ImageFormat): string {
  if (path === '/spin.json') {
    return 'an init container that makes spin.json in an emptyDir, which is mounted at /spin.json by subPath';
  }
  const mount = `volumes: { '${path}': Volume.emptyDir() }`;
  if (path !== '/.spin') {
    return mount;
  }
  return format === ImageFormat.PLAIN
    ? `${mount}, or state_dir = "" in /runtime-config.toml`
    : `${mount}, or state_dir = "/.cache/state" in /runtime-config.toml`;
}
