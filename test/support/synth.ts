import { App, type Chart, Testing, Yaml } from 'cdk8s';
import { expect } from 'vitest';
import { FastSynth } from '../../src';
import { isObject, type Json } from './json';
import { expectValid, type ValidateOptions } from './schema';

export { expectValid };

/**
 * Renders a chart, or every chart of an app in cdk8s' own order, and throws
 * with all problems when Kubernetes would refuse any of the objects. `FastSynth` has to write a whole app alike.
 */
export function synth(scope: App | Chart, options: ValidateOptions = {}): Json[] {
  const charts = scope instanceof App ? scope.charts : [scope];
  if (scope instanceof App) {
    // First the fast one, while cdk8s has not looked at any object.
    expect(FastSynth.toYaml(scope)).toBe(scope.synthYaml());
  }
  const manifests: unknown[] = charts.flatMap((chart): unknown[] => Testing.synth(chart));
  expectValid(manifests, options);
  return manifests.filter(isObject);
}

/** The same as one YAML text. */
export function synthYaml(scope: App | Chart, options: ValidateOptions = {}): string {
  return Yaml.stringify(...synth(scope, options));
}
