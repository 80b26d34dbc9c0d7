// A stack through the engine, with the packages of the folder in which it lies: made, made again, and destroyed.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const k8s = require('@pulumi/kubernetes');
const pulumi = require('@pulumi/pulumi');
const { LocalWorkspace } = require('@pulumi/pulumi/automation');
const { ApiObject, Chart } = require('cdk8s');
const { WasmPlatform } = require('cdk8s-wasm');
const wasm = require('cdk8s-wasm/pulumi');

const [folder, repository] = process.argv.slice(2);
const file = join(folder, 'job.wasm');
writeFileSync(file, Buffer.from(process.env.JOB_WASM ?? '', 'base64'));

async function program() {
  const provider = new k8s.Provider('render', { renderYamlToDirectory: join(folder, 'rendered') });
  const password = pulumi.secret('hunter2');
  const platform = WasmPlatform.k3s();
  const image = repository ? new wasm.WasmImage('image', { file, repository, root: folder }) : 'ghcr.io/acme/job:1';
  const resources = { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } };
  const job = new wasm.WasmJob('job', { name: 'job', platform, image, resources, env: { KEY: { value: password } } }, { provider });
  new wasm.Chart(
    'charts',
    {
      build: (app, tokens) => {
        const data = { url: `pg://${tokens.asString(password)}@db`, plain: 'visible' };
        new ApiObject(new Chart(app, 'web'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data });
      },
    },
    { provider },
  );
  return { image: job.imageReference };
}

(async () => {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: 'pairs', projectName: 'pairs', program });
  const preview = await stack.preview();
  const first = await stack.up();
  // What the rest comes to is told by events: the SDK would ask the command for outputs and history again.
  Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
  /** @type {number | undefined} */
  let same;
  await stack.up({
    expectNoChanges: true,
    onEvent: ({ summaryEvent }) => {
      same = summaryEvent?.resourceChanges.same ?? same;
    },
  });
  await stack.destroy();
  console.log(
    JSON.stringify({
      previewed: preview.changeSummary.create,
      created: first.summary.resourceChanges?.create,
      same,
      image: first.outputs.image.value,
    }),
  );
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
