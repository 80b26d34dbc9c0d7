import fc from 'fast-check';
import { test, vi } from 'vitest';
import { validateAll } from '../support/schema';
import { build } from './build';
import { validCases } from './cases';
import { mutationsOf } from './mutations';
import { instancesOf } from './walk';
import { STRUCTS } from '../../src/value/shapes';
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const OK = /\[(team\/thing|WasmImage|WasmPlatform [^\]]*|WasmRuntime(\.crun)?)\]/;
test('x', () => {
  const N = Number(process.env.N ?? 300);
  const cases = fc.sample(validCases(), { numRuns: N, seed: Number(process.env.SEED ?? 1) }).map((c) => ({ c, inst: instancesOf(c) }));
  const res: string[] = [];
  let n = 0; let nf = 0;
  const t = performance.now();
  for (const struct of Object.keys(STRUCTS)) {
    const sites = cases.flatMap(({ c, inst }) => inst.filter((i) => i.struct === struct).map((i) => ({ c, i })));
    if (sites.length === 0) { console.log('no site', struct); continue; }
    for (const m of mutationsOf(struct)) {
      const site = sites.find(({ i }) => m.fits(i));
      if (!site) { console.log('no fit', m.name); nf++; continue; }
      n++;
      let bad: string | undefined;
      try { const out = build(m.apply(site.c, site.i)); bad = 'ACCEPTED ' + (validateAll(out)[0] ?? '(valid)').slice(0,150); }
      catch (e) {
        if (!(e instanceof Error) || e.constructor !== Error || !OK.test(e.message) || /TypeError|RangeError|Cannot read|is not a function|is not iterable/.test(e.message)) bad = 'CRASH ' + String(e instanceof Error ? e.stack : e).slice(0, 300);
      }
      if (bad) res.push(`${m.name}: ${bad}`);
    }
  }
  console.log(n, nf, performance.now() - t, res.length);
  console.log(res.join('\n'));
}, 600000);
