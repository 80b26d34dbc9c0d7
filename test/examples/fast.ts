import { App } from 'cdk8s';
import { FastSynth } from 'cdk8s-wasm';

// Loaded before an example: what it writes by `App` is written by FastSynth.
App.prototype.synth = function (): void {
  FastSynth.write(this);
  console.error('written by FastSynth');
};
