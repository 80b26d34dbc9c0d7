import type { ApiObjectProps } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { compact, orNothing } from '../value/json';
import { isDnsLabel, isDnsSubdomain } from '../value/name';
import { refusal } from '../value/refuse';
import { carriedByRoot } from '../value/tree-state';
import { literal } from '../value/unresolved';
import type { ShimLocation, ShimProps } from './shim-props';
import { CgroupDriver } from './wasm-platform-spec';

/**
 * The resource that runtime-class-manager reads.
 *
 * @param path of the construct, for messages
 * @param props the shim
 * @throws where a name or an archive is none that it can use
 */
export function shimManifest(path: string, props: ShimProps): ApiObjectProps {
  checkNames(path, props);
  const platforms = [
    { arch: 'amd64', from: props.amd64 },
    { arch: 'arm64', from: props.arm64 },
  ].flatMap(({ arch, from }) => (from === undefined ? [] : [platformOf(path, arch, from)]));
  if (platforms.length === 0) {
    throw refusal({
      path,
      field: 'amd64, arm64',
      value: undefined,
      wrong: 'no architecture has an archive, so no node would get the shim',
      fix: "amd64: { location: 'https://…', sha256: '…' }",
    });
  }
  if (props.cgroupDriver !== undefined && props.containerdRuntimeOptions?.SystemdCgroup !== undefined) {
    throw refusal({
      path,
      field: 'containerdRuntimeOptions.SystemdCgroup',
      value: props.containerdRuntimeOptions.SystemdCgroup,
      wrong: 'cgroupDriver says it already',
      fix: 'say it once',
    });
  }
  const cgroup = {
    SystemdCgroup: String((props.cgroupDriver ?? CgroupDriver.SYSTEMD) === CgroupDriver.SYSTEMD),
  };
  const spec = compact({
    nodeSelector: orNothing({ ...props.nodeSelector }),
    fetchStrategy: { platforms },
    runtimeClass: { name: props.className, handler: props.name },
    // `rolling` is in the schema and no release has implemented it (issue 50): nodes would be recreated all the same.
    rolloutStrategy: { type: 'recreate' },
    containerdRuntimeOptions: { ...cgroup, ...props.containerdRuntimeOptions },
  });
  const manifest = {
    apiVersion: 'runtime.spinkube.dev/v1alpha1',
    kind: 'Shim',
    metadata: { name: props.name },
    spec,
  };
  return manifest;
}

/** @throws where the app has a shim of that name */
export function claimShimName(scope: IConstruct, name: string): void {
  const { path } = scope.node;
  const names = carriedByRoot(scope, 'shims', () => new Map<string, string>());
  const other = names.get(name);
  if (other !== undefined) {
    throw refusal({
      path,
      field: 'name',
      value: name,
      wrong: `${other} installs a shim of that name, and runtime-class-manager does not install again when the location changes`,
      fix: 'for an upgrade give the second a name and a class of its own',
    });
  }
  names.set(name, path);
}

function checkNames(path: string, props: ShimProps): void {
  if (!isDnsLabel(props.name) || props.name.startsWith('containerd-shim')) {
    throw refusal({
      path,
      field: 'name',
      value: props.name,
      wrong: 'the name is the suffix of the binary and the handler',
      allowed: 'lower-case letters, digits and "-", without "containerd-shim-"',
      fix: 'spin-v2 for containerd-shim-spin-v2',
    });
  }
  if (literal(props.className) !== undefined && !isDnsSubdomain(props.className)) {
    throw refusal({
      path,
      field: 'className',
      value: props.className,
      wrong: 'no name of a RuntimeClass',
      allowed: 'lower-case letters, digits, "-" and "."',
    });
  }
}

function platformOf(
  path: string,
  arch: string,
  { location, sha256 }: ShimLocation,
): { [key: string]: string } {
  if (literal(location) !== undefined && !/^https?:\/\/\S+$/.test(location)) {
    throw refusal({
      path,
      field: `${arch}.location`,
      value: location,
      wrong: 'no address',
      allowed: 'http:// or https://',
    });
  }
  if (literal(sha256) !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw refusal({
      path,
      field: `${arch}.sha256`,
      value: sha256,
      wrong: 'no SHA-256',
      allowed: '64 hexadecimal digits',
      fix: 'sha256sum of the archive',
    });
  }
  return { os: 'linux', arch, location, sha256 };
}
