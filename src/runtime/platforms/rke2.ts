import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** RKE2. */
export const RKE2 = throughRuntimeClassManager('rke2', 'RKE2 (README.md)');
