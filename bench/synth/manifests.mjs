import { Chart } from 'cdk8s';
import { APPS } from './apps.mjs';

/**
 * The objects of our constructs as plain data, a list for each chart.
 *
 * @param {number} services
 * @param {import('./apps.mjs').Layout} layout
 * @returns {{ apiVersion: string, kind: string }[][]}
 */
export function manifestsOf(services, layout) {
  const [one] = chartsOf(1);
  const text = JSON.stringify(one);
  // All are made of the first: cdk8s would take minutes to render so many charts.
  const each = Array.from({ length: services }, (_, index) =>
    JSON.parse(text.replaceAll('hello-0', `hello-${index}`).replaceAll('hello:1.0.0', `hello:1.0.${index}`)),
  );
  return layout === 'one chart' ? [each.flat()] : each;
}

/** @param {number} services */
function chartsOf(services) {
  const app = APPS['App, our constructs']()(services, 'a chart each');
  return app.charts
    .filter(({ node }) => node.id.startsWith('chart'))
    .map((chart) => Chart.of(chart).toJson());
}
