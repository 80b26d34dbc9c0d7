import { CheckSeverity } from './finding';
import type { CheckResult, Rule } from './rule';

/** What a report tells of a rule. */
type RuleText = Pick<Rule, 'id' | 'severity' | 'title' | 'why'>;

/** All results as lines for a person: errors first. */
export function reportText({ findings, notChecked }: CheckResult): string {
  const order = [CheckSeverity.ERROR, CheckSeverity.WARNING];
  const lines = order.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ id, path, message, acknowledged }) => {
        const state = acknowledged === undefined ? severity : `acknowledged (${acknowledged})`;
        return `${state}: [${path}] ${id}: ${message}`;
      }),
  );
  return [...lines, ...unlooked(notChecked)].map((line) => `${line}\n`).join('');
}

/** What was not checked: a line for what is not known of one workload, as many checks lack the same. */
function unlooked(notChecked: CheckResult['notChecked']): string[] {
  const ids = new Map<string, string[]>();
  for (const { id, path, missing } of notChecked) {
    const key = JSON.stringify([path, missing]);
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return [...ids].map(([key, of]) => {
    const [path, missing]: string[] = JSON.parse(key);
    return `not checked: [${path}] ${of.join(', ')}: not known: ${missing}`;
  });
}

/** All results as JSON, two spaces deep. */
export function reportJson({ findings, notChecked }: CheckResult): string {
  return `${JSON.stringify({ findings, notChecked }, undefined, 2)}\n`;
}

/**
 * All results as SARIF 2.1.0, which code hosts show beside a change. What was
 * acknowledged is a suppressed result; what was not checked, a notification.
 */
export function reportSarif(
  { findings, notChecked }: CheckResult,
  rules: readonly RuleText[],
  version: string,
): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-wasm',
            version,
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              fullDescription: { text: rule.why },
              defaultConfiguration: { level: rule.severity },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map(({ id, path, missing }) => ({
              level: 'note',
              descriptor: { id },
              message: { text: `[${path}] not checked: not known: ${missing}` },
            })),
          },
        ],
        results: findings.map(({ id, severity, path, field, message, acknowledged }) => ({
          ruleId: id,
          level: severity,
          message: { text: message },
          locations: [{ logicalLocations: [{ fullyQualifiedName: path, name: field }] }],
          ...(acknowledged !== undefined && {
            suppressions: [{ kind: 'inSource', status: 'accepted', justification: acknowledged }],
          }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
