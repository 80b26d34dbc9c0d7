import { isDeepStrictEqual } from 'node:util';
import { demandText, demandWhole, exactlyOne } from '../value/demand';
import { shortHash } from '../value/hash';
import { compact, type JsonObject, listUnder } from '../value/json';
import { derivedName, isDnsLabel, isDnsSubdomain } from '../value/name';
import { parseQuantity } from '../value/quantity';
import { refusal } from '../value/refuse';
import type { KeyFilesSpec, VolumeSpec } from './props/volume';

const SOURCES = ['emptyDir', 'configMap', 'secret', 'persistentVolumeClaim', 'hostPath'] as const;

/** The volumes of a pod, which its containers mount and may share. */
export class PodVolumes {
  public constructor(
    private readonly path: string,
    /** The pod's spec, changed in place. */
    private readonly pod: JsonObject,
  ) {}

  /**
   * Mounts a volume into a container, adding it to the pod unless it is there.
   *
   * @param container the container, changed in place
   * @throws where the path or the name is taken by something else
   */
  public mount(container: JsonObject, field: string, mountPath: string, spec: VolumeSpec): void {
    demandText(
      this.path,
      `${field} mount path`,
      mountPath,
      (text) => /^\/[^:]*$/.test(text),
      'a path from / on, without ":"',
    );
    const mounts = listUnder(container, 'volumeMounts');
    const taken = mounts.find((mount) => mount.mountPath === mountPath);
    if (taken !== undefined) {
      throw refusal({
        path: this.path,
        field,
        value: mountPath,
        wrong: `container ${container.name} has volume ${taken.name} there already`,
        fix: 'one volume a path',
      });
    }
    const at = `${field}.${mountPath}`;
    const kind = exactlyOne(this.path, at, spec, SOURCES);
    const name = this.add(at, spec, this.nameOf(container, mountPath, spec), this.source(at, spec));
    const readOnly = spec.readOnly ?? (kind === 'secret' || kind === 'configMap' ? true : undefined);
    mounts.push(compact({ name, mountPath, subPath: spec.subPath, readOnly }));
  }

  /** The given name, else one of its own: two containers share only a volume that is called by its name. */
  private nameOf(container: JsonObject, mountPath: string, spec: VolumeSpec): string {
    const own = spec.name ?? volumeName(mountPath);
    const isTaken = spec.name === undefined && this.find(own) !== undefined;
    return isTaken ? derivedName(own, `-${shortHash(`${container.name}:${mountPath}`)}`) : own;
  }

  private find(name: string): JsonObject | undefined {
    return listUnder(this.pod, 'volumes').find((volume) => volume.name === name);
  }

  private add(field: string, spec: VolumeSpec, name: string, source: JsonObject): string {
    demandText(
      this.path,
      `${field}.name`,
      name,
      isDnsLabel,
      'lower-case letters, digits and "-", at most 63',
    );
    const known = this.find(name);
    if (known === undefined) {
      listUnder(this.pod, 'volumes').push({ name, ...source });
    } else if (spec.name === undefined || !isDeepStrictEqual(known, { name, ...source })) {
      throw refusal({
        path: this.path,
        field: `${field}.name`,
        value: name,
        wrong: 'the pod has another volume of that name',
        fix: 'give one of them another name',
      });
    }
    return name;
  }

  private source(field: string, spec: VolumeSpec): JsonObject {
    if (spec.emptyDir) {
      const isQuantity = (text: string): boolean => parseQuantity(text) !== undefined;
      demandText(
        this.path,
        `${field}.emptyDir.sizeLimit`,
        spec.emptyDir.sizeLimit,
        isQuantity,
        'a quantity, as 64Mi',
      );
      return { emptyDir: compact({ ...spec.emptyDir }) };
    }
    if (spec.configMap) {
      return { configMap: this.keyFiles(`${field}.configMap`, spec.configMap, 'name') };
    }
    if (spec.secret) {
      return { secret: this.keyFiles(`${field}.secret`, spec.secret, 'secretName') };
    }
    if (spec.persistentVolumeClaim) {
      return { persistentVolumeClaim: { claimName: spec.persistentVolumeClaim.claimName } };
    }
    return { hostPath: compact({ ...spec.hostPath }) };
  }

  private keyFiles(field: string, spec: KeyFilesSpec, nameField: string): JsonObject {
    demandText(
      this.path,
      `${field}.name`,
      spec.name,
      isDnsSubdomain,
      'lower-case letters, digits, "-" and "."',
    );
    demandWhole(this.path, `${field}.defaultMode`, spec.defaultMode, 0, 0o777);
    const items = Object.entries(spec.items ?? {}).map(([key, path]) => ({ key, path }));
    return compact({
      [nameField]: spec.name,
      items: items.length > 0 ? items : undefined,
      defaultMode: spec.defaultMode,
      optional: spec.optional,
    });
  }
}

/** `/var/lib/data` → `var-lib-data`. Paths that read alike get a hash, so that each has a volume of its own. */
function volumeName(mountPath: string): string {
  const plain = mountPath.replace(/^\/|\/$/g, '');
  const label = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const faithful = plain.replace(/\//g, '-') === label && !plain.includes('-');
  return derivedName(label === '' ? 'root' : label, faithful ? '' : `-${shortHash(mountPath)}`);
}
