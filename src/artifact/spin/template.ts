/** A piece of a template: a text as it stands, or the name of an application variable. */
export interface TemplatePart {
  readonly text?: string;
  readonly variable?: string;
}

/**
 * The pieces of a text with `{{ name }}` in it, or `undefined` where a `{{` has
 * no `}}`. There are no filters, and nothing escapes the braces.
 *
 * Source: spinframework/spin, `crates/expressions/src/template.rs`.
 */
export function parseTemplate(template: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{{');
    if (open !== 0) {
      const text = open < 0 ? rest : rest.slice(0, open);
      parts.push({ text });
      rest = rest.slice(text.length);
      continue;
    }
    const close = rest.indexOf('}}', 2);
    if (close < 0) {
      return undefined;
    }
    parts.push({ variable: rest.slice(2, close).trim() });
    rest = rest.slice(close + 2);
  }
  return parts;
}

/** The names of the variables in a template, in their order; none where it does not parse. */
export function templateVariables(template: string): string[] {
  return (parseTemplate(template) ?? []).flatMap(({ variable }) =>
    variable === undefined ? [] : [variable],
  );
}

/** The text that a template becomes, or `undefined` where a value is not known. */
export function resolveTemplate(
  template: string,
  known: (variable: string) => string | undefined,
): string | undefined {
  const pieces = parseTemplate(template)?.map(({ text, variable }) => text ?? known(variable ?? ''));
  return pieces?.includes(undefined) ? undefined : pieces?.join('');
}
