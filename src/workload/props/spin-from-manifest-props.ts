import type { WasmScheduleProps } from './cron-props';
import type { WasmHttpProps } from './http-props';

/**
 * Props of `SpinApp.fromManifest`. Those that the construct does not have that the triggers make of the application are
 * refused: a Job has no `replicas`.
 */
export interface SpinFromManifestProps extends WasmHttpProps, WasmScheduleProps {
  /**
   * When it runs, where a `command` trigger starts it: five cron fields (`0 3 * * *`), or `@hourly`, `@daily`, …
   *
   * @default - once: a Job
   */
  readonly schedule?: string;
}
