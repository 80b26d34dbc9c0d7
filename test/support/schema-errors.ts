import { isObject, type Json, object, text } from './json';

/** Turns a JSON schema validator's errors into one line a place. */
export function schemaProblems(errors: unknown, cause?: unknown): string[] {
  if (!Array.isArray(errors)) throw cause ?? new Error('a validator failed without saying why');
  const byPath = new Map<string, string[]>();
  for (const error of errors.filter(isObject)) {
    const path = dotted(text(error, 'instancePath') ?? '');
    const unknown = text(object(error, 'params'), 'additionalProperty');
    const [place, message] =
      unknown === undefined
        ? [path, describe(error)]
        : [path === '' ? unknown : `${path}.${unknown}`, 'unknown field'];
    const messages = byPath.get(place) ?? [];
    if (!messages.includes(message)) messages.push(message);
    byPath.set(place, messages);
  }
  return [...byPath].map(([path, messages]) => `${path === '' ? '(object)' : path}: ${messages.join('; ')}`);
}

function describe(error: Json): string {
  const allowed = object(error, 'params').allowedValues;
  const message = text(error, 'message') ?? text(error, 'keyword') ?? 'is invalid';
  return Array.isArray(allowed) ? `${message}: ${allowed.join(', ')}` : message;
}

/** `/spec/ports/0/name` as `spec.ports[0].name`. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
      '',
    );
}
