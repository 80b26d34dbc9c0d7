import { APPS } from './apps.mjs';

/** A program for `cdk8s synth`: writes one of the apps where the command says. */

const [way, services, layout] = process.argv.slice(2).map(decodeURIComponent);
APPS[/** @type {keyof typeof APPS} */ (way)]()(
  Number(services),
  /** @type {import('./apps.mjs').Layout} */ (layout),
).synth();
