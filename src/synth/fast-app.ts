import { App } from 'cdk8s';
import { FastSynth } from './fast-synth';

/**
 * An `App` that writes the same files, and takes a time that grows with the number of objects alone.
 *
 * @example
 * const app = new FastApp();
 * new Chart(app, 'hello');
 * app.synth();
 */
export class FastApp extends App {
  /**
   * Writes the manifests to `outdir`. They come there when all of them are whole, so that a synth that fails leaves what
   * was there.
   *
   * @throws where a validation fails, constructs depend on each other in a circle, or a value cannot be rendered: with the
   * construct's path
   */
  public override synth(): void {
    FastSynth.write(this);
  }

  /**
   * The whole app as one text.
   *
   * @throws as `synth` does
   */
  public override synthYaml(): string {
    return FastSynth.toYaml(this);
  }
}
