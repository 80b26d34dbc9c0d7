import fc from 'fast-check';
import { test, vi } from 'vitest';
import { validateAll } from '../support/schema';
import { build } from './build';
import { validCases } from './cases';
import { effective, isIdle, untraced } from './traces';
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
test('x', () => {
  const N = Number(process.env.N ?? 100);
  const t0 = performance.now();
  const cases = fc.sample(validCases(), { numRuns: N, seed: Number(process.env.SEED ?? 1) });
  console.log('gen', (performance.now() - t0) / N);
  const errs = new Map<string, number>();
  const t1 = performance.now();
  let i = 0;
  for (const c of cases) {
    let msg: string | undefined;
    try {
      const out = build(c);
      msg = validateAll(out)[0];
      if (msg) msg = 'INVALID ' + msg;
      const un = untraced(c, out);
      if (!msg && un.length) msg = 'UNTRACED ' + un.join(' | ');
      const eff = effective(c);
      const leaf = eff[i++ * 7919 % eff.length];
      if (!msg && isIdle(c, leaf, out)) msg = `IDLE ${leaf.struct}.${leaf.field} ` + leaf.path.join('.') + ' ' + JSON.stringify(leaf.value) + c.kind;
    } catch (e) { msg = String(e instanceof Error ? (e.message.startsWith('[') ? e.message : e.stack) : e); }
    if (msg) {
      const k = msg.slice(0, 330);
      errs.set(k, (errs.get(k) ?? 0) + 1);
    }
  }
  console.log('run', (performance.now() - t1) / N, 'failed', [...errs.values()].reduce((a, b) => a + b, 0));
  for (const [k, n] of [...errs].slice(0, 40)) console.log(n, k);
}, 600000);
