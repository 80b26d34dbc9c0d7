import { Known, type RuntimeFact } from '../fact';
import type { InterfaceFact, ShimReleaseSpec } from './shim-release-spec';

interface Facts {
  readonly [key: string]: RuntimeFact;
}

/**
 * A release that nobody has looked at: the nearest one that somebody has, with nothing of it known. What an older one
 * could not do a newer one may, and the other way round.
 */
export function unknownRelease(near: ShimReleaseSpec, version: string): ShimReleaseSpec {
  const source = `nobody has looked at this release; ${near.version}`;
  const doubt = (fact: RuntimeFact): RuntimeFact => ({
    value: Known.UNKNOWN,
    source: `${source}: ${fact.value}, ${fact.source}`,
  });
  const doubtAll = (facts: Facts): { [key: string]: RuntimeFact } =>
    Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, doubt(fact)]));
  const doubtInterface = (fact: InterfaceFact): InterfaceFact => ({ ...fact, ...doubt(fact), ran: false });
  const { formats, guests } = near;
  return {
    runtime: near.runtime,
    version,
    date: near.date,
    engine: near.engine,
    source,
    formats: {
      artifact: doubt(formats.artifact),
      spin: doubt(formats.spin),
      runwasi: doubt(formats.runwasi),
      plain: doubt(formats.plain),
    },
    kinds: doubtAll(near.kinds),
    worldModules: doubt(near.worldModules),
    wasi: doubtAll(near.wasi),
    roles: doubtAll(near.roles),
    triggers: doubtAll(near.triggers),
    exports: near.exports.map(doubtInterface),
    imports: near.imports.map(doubtInterface),
    otherImports: doubt(near.otherImports),
    environment: doubtAll(near.environment),
    configParts: doubtAll(near.configParts),
    guests: {
      httpLogs: doubt(guests.httpLogs),
      httpArguments: doubt(guests.httpArguments),
      httpSockets: doubt(guests.httpSockets),
      serverFiles: doubt(guests.serverFiles),
      moduleExitCodes: doubt(guests.moduleExitCodes),
      componentExitCodes: doubt(guests.componentExitCodes),
      severalLayers: doubt(guests.severalLayers),
    },
  };
}
