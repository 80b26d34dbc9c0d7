import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** MicroK8s; its community add-on installs KWasm instead, which is retired. */
export const MICROK8S = throughRuntimeClassManager('microk8s', 'MicroK8s (README.md)');
