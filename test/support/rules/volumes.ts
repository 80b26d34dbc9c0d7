import { type Json, number, object, objects, type Report, text, unique } from '../json';
import { checkQuantity } from './quantity';
import { isDataKey, isDnsLabel } from './syntax';

/** Checks a pod's volumes and returns their names. */
export function checkVolumes(spec: Json, path: string, report: Report): Set<string> {
  const volumes = objects(spec, 'volumes');
  volumes.forEach((volume, index) => {
    const here = `${path}.volumes[${index}]`;
    const name = text(volume, 'name') ?? '';
    if (!isDnsLabel(name)) report(`${here}.name`, `"${name}" is not a DNS-1123 label`);
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (sources.length !== 1) report(here, `must have exactly one source, has ${sources.length}`);
    for (const source of sources) checkSource(object(volume, source), source, `${here}.${source}`, report);
  });
  const names = volumes.map((volume) => text(volume, 'name'));
  unique(names, `${path}.volumes`, report);
  return new Set(names.filter((name) => name !== undefined));
}

function checkSource(source: Json, kind: string, path: string, report: Report): void {
  if ('sizeLimit' in source) checkQuantity(source.sizeLimit, `${path}.sizeLimit`, report);
  const mode = number(source, 'defaultMode') ?? 0;
  if (mode < 0 || mode > 0o777) report(`${path}.defaultMode`, `${mode} is not between 0 and 0777`);
  if (kind === 'configMap' && !text(source, 'name')) report(`${path}.name`, 'is missing');
  if (kind === 'secret' && !text(source, 'secretName')) report(`${path}.secretName`, 'is missing');
  if (kind === 'hostPath' && !text(source, 'path')) report(`${path}.path`, 'is empty');
  if (kind === 'persistentVolumeClaim' && !text(source, 'claimName')) report(`${path}.claimName`, 'is empty');
  objects(source, 'items').forEach((item, index) => {
    const here = `${path}.items[${index}]`;
    const key = text(item, 'key') ?? '';
    if ((kind === 'configMap' || kind === 'secret') && !isDataKey(key))
      report(`${here}.key`, `"${key}" is not a key`);
    const target = text(item, 'path') ?? '';
    if (target === '' || target.startsWith('/') || target.split('/').includes('..')) {
      report(`${here}.path`, `"${target}" is not a relative path`);
    }
  });
}

/** Checks a container's mounts against the names of the pod's volumes. */
export function checkMounts(
  container: Json,
  volumes: ReadonlySet<string>,
  path: string,
  report: Report,
): void {
  const mounts = objects(container, 'volumeMounts');
  mounts.forEach((mount, index) => {
    const here = `${path}.volumeMounts[${index}]`;
    const name = text(mount, 'name') ?? '';
    if (!volumes.has(name)) report(`${here}.name`, `the pod has no volume "${name}"`);
    const target = text(mount, 'mountPath') ?? '';
    if (target === '' || target.includes(':'))
      report(`${here}.mountPath`, `"${target}" is not a path to mount at`);
    const subPath = text(mount, 'subPath') ?? '';
    if (subPath.startsWith('/') || subPath.split('/').includes('..')) {
      report(`${here}.subPath`, `"${subPath}" is not a relative path`);
    }
    if ('subPath' in mount && 'subPathExpr' in mount) report(`${here}.subPathExpr`, 'excludes subPath');
  });
  unique(
    mounts.map((mount) => text(mount, 'mountPath')),
    `${path}.volumeMounts`,
    report,
  );
}
