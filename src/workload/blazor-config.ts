import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import type { Common } from '../expose/service';
import { shortHash } from '../value/hash';
import type { Manifest } from '../value/json';
import { derivedName } from '../value/name';
import { refusal } from '../value/refuse';
import { CONFIG_FILE, ISOLATION, nginxConfig, OWN_HEADERS } from './blazor-nginx';
import type { SettingsParts } from './blazor-settings';
import type { BlazorAppProps } from './props/blazor-props';

/** The most that the API server takes in a ConfigMap. */
const MAX_BYTES = 2 ** 20;

/** What is settled before the configuration is written. */
export interface BlazorServer {
  readonly port: number;
  readonly root: string;
  readonly settings: SettingsParts;
}

/**
 * The ConfigMap with the configuration of nginx and the settings that are given
 * here, named by the hash of its content: a change makes a new one, and the pods
 * roll to it.
 */
export function blazorConfig(
  { path, name, labels }: Common,
  site: BlazorSiteSpec,
  { port, root, settings }: BlazorServer,
  props: BlazorAppProps,
): Manifest {
  const { crossOriginIsolation = false, headers = {}, accessLog = false, ipv6 = true } = props;
  refuseOwnHeaders(path, headers, crossOriginIsolation);
  const options = { port, root, ipv6, accessLog, crossOriginIsolation, headers, settings: settings.folders };
  const data = { [CONFIG_FILE]: nginxConfig(site, options), ...settings.data };
  const content = JSON.stringify(data);
  const size = Buffer.byteLength(content);
  if (size > MAX_BYTES) {
    throw refusal({
      path,
      field: 'configuration',
      value: `${size} bytes`,
      wrong: 'more than one ConfigMap can hold',
      allowed: `at most ${MAX_BYTES} bytes`,
      fix: 'what is as large is no setting: put it into the image',
    });
  }
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: derivedName(name, `-${shortHash(content)}`), labels: { ...labels } },
    immutable: true,
    data,
  };
}

function refuseOwnHeaders(path: string, headers: { [name: string]: string }, isolated: boolean): void {
  const isolation = isolated ? Object.keys(ISOLATION).map((name) => name.toLowerCase()) : [];
  const seen = new Set([...OWN_HEADERS, ...isolation]);
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (seen.has(lower)) {
      throw refusal({
        path,
        field: `headers.${name}`,
        value,
        wrong: isolation.includes(lower) ? 'crossOriginIsolation sets it' : 'it is set already',
        fix: isolation.includes(lower) ? 'leave out one of the two' : 'leave it out',
      });
    }
    seen.add(lower);
  }
}
