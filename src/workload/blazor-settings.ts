import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import { exactlyOne } from '../value/demand';
import { isObject } from '../value/json';
import { refusal } from '../value/refuse';
import { CONFIG_FOLDER } from './blazor-nginx';
import type { BlazorSettingsSpec } from './props/blazor-props';
import type { VolumeSpec } from './props/volume';

const FOLDER = '/etc/blazor';

/** What settings in the place of published ones become. */
export interface SettingsParts {
  /** Contents of files that are given here, by name. */
  readonly data: { readonly [file: string]: string };
  /** Folders in which nginx finds each file. */
  readonly folders: { readonly [file: string]: string };
  /** Volumes of ConfigMaps of somebody else's, by mount path. */
  readonly volumes: readonly (readonly [mountPath: string, volume: VolumeSpec])[];
}

/**
 * Settings in the place of published ones.
 *
 * @throws for settings that the app was not published with, as it asks for no others
 */
export function settingsParts(
  path: string,
  site: BlazorSiteSpec,
  configuration: { readonly [file: string]: BlazorSettingsSpec } = {},
): SettingsParts {
  const data: { [file: string]: string } = {};
  const folders: { [file: string]: string } = {};
  const volumes: [string, VolumeSpec][] = [];
  for (const [file, spec] of Object.entries(configuration)) {
    const field = `configuration.${file}`;
    refuseUnpublished(path, field, file, site);
    if (exactlyOne(path, field, spec, ['values', 'configMapKeyRef']) === 'values') {
      demandJson(path, `${field}.values`, spec.values);
      data[file] = `${JSON.stringify(spec.values, undefined, 2)}\n`;
      folders[file] = CONFIG_FOLDER;
    } else {
      const { name = '', key = '' } = spec.configMapKeyRef ?? {};
      const volume = `settings-${volumes.length}`;
      folders[file] = `${FOLDER}/${volume}`;
      volumes.push([folders[file], { name: volume, configMap: { name, items: { [key]: file } } }]);
    }
  }
  return { data, folders, volumes };
}

function refuseUnpublished(path: string, field: string, file: string, { settings }: BlazorSiteSpec): void {
  if (settings !== undefined && !settings.includes(file)) {
    throw refusal({
      path,
      field,
      value: file,
      wrong: 'the app was not published with it, and asks for no settings that it does not know of',
      allowed: settings.join(', ') || 'none: no settings were published',
      fix: `put a ${file} (it may hold {}) into the project's wwwroot, and publish again`,
    });
  }
}

/** JSON drops some values in silence, and writes others as null. */
function demandJson(path: string, field: string, value: unknown): void {
  const below = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : undefined;
  for (const [key, item] of below ?? []) {
    demandJson(path, `${field}.${key}`, item);
  }
  const isLeaf = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (below === undefined && !isLeaf) {
    throw refusal({
      path,
      field,
      value,
      wrong: 'JSON has no such value',
      allowed: 'texts, finite numbers, true, false, null, lists and plain objects of them',
    });
  }
}
