import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** Any cluster with runtime-class-manager. */
export const RUNTIME_CLASS_MANAGER = throughRuntimeClassManager('runtime-class-manager');
