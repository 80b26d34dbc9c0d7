import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { demandText, demandWhole } from '../value/demand';
import { compact } from '../value/json';
import { checkedProps } from './checked-props';
import { cronProblem } from './cron';
import { jobSpec } from './job';
import { ConcurrencyPolicy, type WasmScheduleProps } from './props/cron-props';
import type { WasmJobBaseProps } from './props/job-props';
import { WasmWorkload } from './wasm-workload';

/** Props of `WasmCronJob`. */
export interface WasmCronJobProps extends WasmJobBaseProps, WasmScheduleProps {
  /** When it runs: five cron fields (`0 3 * * *`), or `@hourly`, `@daily`, … */
  readonly schedule: string;
}

/** WebAssembly that runs at set times: a CronJob. */
export class WasmCronJob extends WasmWorkload {
  /** The CronJob. */
  public readonly cronJob: ApiObject;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props schedule, image, cluster and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(scope: Construct, id: string, props: WasmCronJobProps) {
    const { runtime = WasmRuntime.wasmtime() } = checkedProps(scope, id, 'WasmCronJobProps', props);
    super(scope, id, 'CronJob', runtime, props);
    const { path } = this.node;
    const fields =
      'minute hour day-of-month month day-of-week (0 3 * * *), or @hourly, @daily, @weekly, @monthly, @yearly';
    demandText(path, 'schedule', props.schedule, (text) => cronProblem(text) === undefined, fields);
    demandText(path, 'timeZone', props.timeZone, isTimeZone, 'a name in the IANA database, as Europe/Berlin');
    for (const field of [
      'startingDeadlineSeconds',
      'successfulJobsHistoryLimit',
      'failedJobsHistoryLimit',
    ] as const) {
      demandWhole(path, field, props[field], 0);
    }
    this.cronJob = this._emit('CronJob', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: compact({
        name: this.name,
        labels: { ...this._common.labels },
        annotations: this._annotations,
      }),
      spec: compact({
        schedule: props.schedule,
        timeZone: props.timeZone,
        concurrencyPolicy: props.concurrencyPolicy ?? ConcurrencyPolicy.FORBID,
        suspend: props.suspend,
        startingDeadlineSeconds: props.startingDeadlineSeconds,
        successfulJobsHistoryLimit: props.successfulJobsHistoryLimit,
        failedJobsHistoryLimit: props.failedJobsHistoryLimit,
        jobTemplate: {
          metadata: { labels: { ...this._common.labels } },
          spec: jobSpec(path, props, this._pod),
        },
      }),
    });
    this._remember(props, (of, as, known) => new WasmCronJob(of, as, known));
    this._changed();
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Kubernetes looks the name up as a file, so it counts how the letters are written; here it does not.
    return name !== 'Local' && name.split('/').every((part) => /^[A-Z]/.test(part));
  } catch {
    return false;
  }
}
