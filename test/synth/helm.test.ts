import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, Helm, YamlOutputType } from 'cdk8s';
import { expect, test } from 'vitest';
import { kubernetesTool } from '../../scripts/lib/kubernetes-tools.mjs';
import { FastSynth } from '../../src';
import { describeWithTools } from '../support/kubernetes-tools';
import { filesOf, folder } from './apps';

/** A Helm chart of two objects, one of which hangs on a value. */
function helmChart(): string {
  const chart = folder();
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  writeFileSync(join(chart, 'values.yaml'), 'greeting: "yes"\n');
  const map = (name: string, value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-${name}\ndata:\n  a: ${value}\n`;
  writeFileSync(
    join(chart, 'templates', 'maps.yaml'),
    `${map('first', '{{ .Values.greeting | quote }}')}---\n${map('second', '|\n    two\n    lines')}`,
  );
  return chart;
}

describeWithTools('the objects of a Helm chart', ['helm'], () => {
  test.each([[YamlOutputType.FILE_PER_CHART], [YamlOutputType.FILE_PER_RESOURCE]])(
    'are written as cdk8s writes them, beside others',
    (yamlOutputType) => {
      const from = helmChart();
      const make = (props: AppProps): App => {
        const app = new App(props);
        const chart = new Chart(app, 'shop');
        const helm = new Helm(chart, 'helm', {
          chart: from,
          releaseName: 'shop',
          values: { greeting: 'no' },
          ...(kubernetesTool('helm') !== undefined && { helmExecutable: kubernetesTool('helm') }),
        });
        const other = new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'A' });
        helm.node.addDependency(other);
        helm.apiObjects[0].metadata.addLabel('team', 'a');
        return app;
      };
      const files = filesOf(make, (app) => FastSynth.write(app), { yamlOutputType });
      expect(files).toEqual(filesOf(make, (app) => app.synth(), { yamlOutputType }));
      expect(Object.values(files).join()).toContain('  a: "no"\n');
    },
  );
});
