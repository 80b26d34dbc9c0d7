import type { NormalDraft } from './normalize';
import { Problems } from './problems';
import { parseRoute } from './route';
import type { TomlPath } from './toml-scanner';

/** What Spin takes, and what is hardly meant. */
export function warningsOf(draft: NormalDraft): Problems {
  const warnings = new Problems();
  warnOfComponents(draft, warnings);
  warnOfRoutes(draft, warnings);
  if (draft.application.triggerSettings.http?.base !== undefined) {
    warnings.add({
      rule: 'deprecated',
      at: [...draft.settingsPlace('http'), 'base'],
      value: draft.application.triggerSettings.http.base,
      wrong: 'the HTTP trigger passes over it: all routes are from / on',
      fix: 'write it into the routes',
    });
  }
  return warnings;
}

function warnOfComponents({ components }: NormalDraft, warnings: Problems): void {
  for (const { at, body, hosts } of components.values()) {
    const old = hosts.filter((host) => host.at.includes('allowed_http_hosts'));
    if (old.length > 0) {
      warnings.add({
        rule: 'deprecated',
        at: old[0].at.slice(0, -1),
        value: old.map(({ text }) => text),
        wrong: 'Spin has given up allowed_http_hosts',
        fix: 'write these entries into allowed_outbound_hosts',
      });
    }
    for (const [name, text] of Object.entries(body.environment)) {
      warnOfBraces(text, [...at, 'environment', name], warnings);
    }
    warnOfBraces(body.source.path ?? '', [...at, 'source'], warnings);
    for (const [index, { destination }] of body.files.entries()) {
      if (destination !== undefined && !destination.startsWith('/')) {
        warnings.add({
          rule: 'files',
          at: [...at, 'files', index, 'destination'],
          value: destination,
          wrong: 'it is taken for a path from / on',
          fix: `/${destination}`,
        });
      }
    }
  }
}

function warnOfRoutes({ triggers }: NormalDraft, warnings: Problems): void {
  const seen = new Map<string, string>();
  for (const { id, fields, fieldsAt } of [...triggers].reverse()) {
    const { route } = fields;
    if (route === undefined) {
      continue;
    }
    const at = [...fieldsAt, 'route'];
    const later = seen.get(route);
    if (later !== undefined) {
      warnings.add({
        rule: 'duplicate-route',
        at,
        value: route,
        wrong: `the trigger ${later} has it as well, and the last one wins`,
      });
    }
    seen.set(route, later ?? id);
    if (parseRoute(route).reserved) {
      warnings.add({
        rule: 'reserved-route',
        at,
        value: route,
        wrong: 'Spin itself answers below /.well-known/spin/',
      });
    }
    warnOfBraces(route, at, warnings);
  }
}

function warnOfBraces(text: string, at: TomlPath, warnings: Problems): void {
  if (text.includes('{{')) {
    warnings.add({
      rule: 'no-template-here',
      at,
      value: text,
      wrong: 'Spin puts in no variables here: the braces stay',
      allowed: 'variables of components, allowed_outbound_hosts, addresses, channels and topics of triggers',
    });
  }
}
