import { App, Chart } from 'cdk8s';
import { WasmPlatform } from 'cdk8s-wasm';
import { ENVIRONMENTS } from './environments';
import { payments } from './payments';
import { search } from './search';
import { TeamChart } from './team-chart';

const TEAMS = { payments, search };

/** Every team in every environment. */
export function teams(app: App): void {
  const namespaces = new Chart(app, 'namespaces');
  for (const environment of ENVIRONMENTS) {
    for (const [team, addApps] of Object.entries(TEAMS)) {
      addApps(new TeamChart(app, team, environment, namespaces));
    }
  }
}

if (require.main === module) {
  const app = new App();
  WasmPlatform.aks({ kubernetesVersion: '1.33' }).bind(app);
  teams(app);
  app.synth();
}
