import { App, Chart } from 'cdk8s';
import {
  BlazorApp,
  type BlazorAppProps,
  BlazorSite,
  type BlazorSiteSpec,
  WasmImage,
  type WasmPlatform,
} from '../../src';
import { type Json, object, objects } from '../support/json';
import { FULL } from './full-props';
import { only, podOf, refusalOf, synthApp } from './make';

/** All that can be known of a site. */
export const SITE: Required<BlazorSiteSpec> = {
  basePath: '/shop/',
  fingerprinted: true,
  unlikeNames: [],
  missingFiles: [],
  missingCopies: [],
  staleCopies: [],
  settings: ['appsettings.json', 'appsettings.Production.json'],
  hashedSettings: [],
};

/** A site of which all is known. */
export const site = (spec: Partial<BlazorSiteSpec> = {}): BlazorSite =>
  BlazorSite.fromSpec({ ...SITE, ...spec });

const [service] = FULL;

/** What a Blazor app has in common with a service, told whole. */
const { name: _, runtime, platform, command, args, env, envFrom, files, caBundle, ...shared } = service.props;

/** Props that leave no field of a Blazor app unset but `autoscale`, which does not go with `replicas`. */
export const BLAZOR: BlazorAppProps = {
  ...shared,
  name: 'shop',
  site: site(),
  image: WasmImage.of('docker.io/library/nginx:1.29.3', { pullSecrets: ['registry'] }),
  siteImage: WasmImage.of('ghcr.io/acme/shop-files:1.4.0'),
  root: '/srv/site',
  configuration: {
    'appsettings.json': { values: { Api: 'https://api.example.com' } },
    'appsettings.Production.json': { configMapKeyRef: { name: 'shop-settings', key: 'production.json' } },
  },
  crossOriginIsolation: true,
  headers: { 'Content-Security-Policy': "default-src 'self'" },
  accessLog: true,
  ipv6: false,
};

/** A chart in an app of its own, on a platform or on one of which nothing is known. */
export const chartIn = (platform?: WasmPlatform): Chart => {
  const app = new App();
  platform?.bind(app);
  return new Chart(app, 'chart');
};

/** A Blazor app of which nothing is said but what must be. */
export const makeBlazor = (props: Partial<BlazorAppProps> = {}, chart = chartIn()): BlazorApp =>
  new BlazorApp(chart, 'shop', { name: 'shop', site: site(), image: BLAZOR.image, ...props });

/** The objects of a Blazor app. */
export const synthWith = (props: Partial<BlazorAppProps> = {}, chart = chartIn()): Json[] => {
  makeBlazor(props, chart);
  return synthApp(chart);
};

/** What is said of props that are refused. */
export const refused = (props: object): string => refusalOf(() => makeBlazor(props));

/** A site of which little is known. */
export const served = (spec: Partial<BlazorSiteSpec>): BlazorSite =>
  BlazorSite.fromSpec({ basePath: '/', ...spec });

/** The configuration of nginx. */
export const confOf = (manifests: readonly Json[]): string =>
  String(object(only(manifests, 'ConfigMap'), 'data')['nginx.conf']);

/** The container of nginx. */
export const nginxOf = (manifests: readonly Json[]): Json => objects(podOf(manifests), 'containers')[0];
