import { expect } from 'vitest';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { marked } from './marked';

/** Rule, manifest with a mark where the message points, the field in the message and what it says of it. */
export type Refused = readonly [rule: string, withMark: string, field: string, wrong: string];

/** Reads a text. */
export const reading = (text: string) => () => SpinManifest.fromToml(text, 'apps/spin.toml');

/** Holds that a manifest is refused for one thing alone, at the mark. */
export function expectRefused(rule: string, withMark: string, field: string, wrong: string): void {
  const { text, place } = marked(withMark);
  const message = messageOf(reading(text));
  expect(message.split('\n')).toHaveLength(1);
  expect(message).toContain(`[apps/spin.toml:${place}] ${rule}: ${field} `);
  expect(message).toContain(wrong);
}

/** What an act is refused with: an error of ours, and no other. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && error.name === 'Error') return error.message;
    throw error;
  }
  throw new Error('it was taken');
}
