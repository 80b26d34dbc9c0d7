import { App, Chart } from 'cdk8s';
import { EnvValue, SpinApp, WasmCronJob, WasmImage, WasmJob, WasmPlatform, WasmRuntime } from 'cdk8s-wasm';
import { Postgres } from './postgres';

const VARIABLES = {
  db_host: EnvValue.of('todo-db'),
  db_connection_string: EnvValue.fromSecret({ name: 'db-config' }, 'connectionstring'),
};

const image = (part: string, binarySize: number): WasmImage =>
  WasmImage.of(`ghcr.io/acme/spin-todo-${part}:1.0.0`, { binarySize });

/** A to-do list in three Spin applications around one database. */
export function todo(app: App): void {
  const chart = new Chart(app, 'todo');
  new Postgres(chart, 'Db', { user: 'timmy', db: 'todo' });
  new SpinApp(chart, 'Api', {
    name: 'todo-api',
    image: image('api', 2_400_000),
    variables: VARIABLES,
  });
  new WasmJob(chart, 'Migrations', {
    name: 'migrations',
    image: image('migrations', 1_900_000),
    runtime: WasmRuntime.spin(),
    variables: VARIABLES,
    ttlSecondsAfterFinished: 600,
  });
  new WasmCronJob(chart, 'Stats', {
    name: 'stats-generator',
    image: image('stats-generator', 1_900_000),
    runtime: WasmRuntime.spin(),
    variables: VARIABLES,
    schedule: '*/2 * * * *',
  });
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.kind().bind(app);
  todo(app);
  app.synth();
}
