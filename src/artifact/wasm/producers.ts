import type { ByteReader } from './byte-reader';
import { WasmFormatError } from './format-error';

/** Real binaries have ten at most; what a hostile one says beyond is left out. */
const MOST_NOTES = 1000;

/**
 * Notes of the tools that made a binary: by what they did (`language`,
 * `processed-by`, `sdk`), the name and version of each.
 *
 * Source: WebAssembly/tool-conventions, ProducersSection.md.
 */
export class Producers {
  private readonly fields = new Map<string, Set<string>>();
  private count = 0;

  /** Reads a custom section, if it holds such notes. */
  public readCustomSection(content: ByteReader): void {
    if (content.text() !== 'producers') {
      return;
    }
    try {
      content.list(() => {
        const field = content.text();
        content.list(() => this.add(field, `${content.text()} ${content.text()}`.trimEnd()));
      });
    } catch (error) {
      // No engine looks at the notes, so broken ones say nothing of the code: what was read of them stands.
      if (!(error instanceof WasmFormatError)) {
        throw error;
      }
    }
  }

  /** All notes, each once: these, and behind them those of `others`. */
  public with(others: Producers): { [field: string]: string[] } {
    const all = new Producers();
    for (const { fields } of [this, others]) {
      for (const [field, tools] of fields) {
        for (const tool of tools) {
          all.add(field, tool);
        }
      }
    }
    return Object.fromEntries([...all.fields].map(([field, tools]) => [field, [...tools]]));
  }

  private add(field: string, tool: string): void {
    const tools = this.fields.get(field) ?? new Set();
    if (this.count < MOST_NOTES && !tools.has(tool)) {
      this.count++;
      this.fields.set(field, tools.add(tool));
    }
  }
}
