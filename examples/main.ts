import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'hello');
new ApiObject(chart, 'ConfigMap', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'hello' },
  data: { greeting: 'hello' },
});
app.synth();
