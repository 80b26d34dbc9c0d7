import { HELLO, manifest } from '../check/spin-subject';
import { type Conflict, isSpin, over } from './conflict';

/** An image of an application that answers requests, with one required variable. */
const SPIN_IMAGE = {
  of: 'ghcr.io/acme/shop:1.0.0',
  options: {
    format: 'spin',
    binarySize: 1000,
    manifest: manifest(`${HELLO}\n[variables]\ncurrency = { required = true }`),
  },
};
const CURRENCY = { currency: { value: 'EUR' } };

/** What a manifest and the props of a workload say against each other. */
export const SPIN_CONFLICTS: readonly Conflict[] = [
  over(['SpinApp'], 'a required variable without a value', {
    image: SPIN_IMAGE,
    components: undefined,
    env: undefined,
    envFrom: undefined,
    files: undefined,
    volumes: undefined,
    runtimeConfig: undefined,
    variables: undefined,
  }),
  over(['SpinApp'], 'a variable that the manifest does not have', {
    image: SPIN_IMAGE,
    components: undefined,
    variables: { ...CURRENCY, curency: { value: 'EUR' } },
  }),
  over(['SpinApp'], 'a component that the manifest does not have', {
    image: SPIN_IMAGE,
    components: ['helo'],
    variables: CURRENCY,
  }),
  over(
    ['WasmWorker', 'WasmJob', 'WasmCronJob'],
    'triggers that make something else of it',
    { image: SPIN_IMAGE, components: undefined, variables: CURRENCY },
    isSpin,
  ),
];
