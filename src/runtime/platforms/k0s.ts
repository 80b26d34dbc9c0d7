import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** k0s. */
export const K0S = throughRuntimeClassManager('k0s', 'k0s (README.md)');
