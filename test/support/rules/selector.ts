import { type Json, object, objects, type Report, strings, text } from '../json';
import { checkLabels, isLabelValue, isQualifiedName } from './syntax';

/** Whether a label selector selects an object with these labels. */
export function selects(selector: Json, labels: Json): boolean {
  const equal = Object.entries(object(selector, 'matchLabels')).every(
    ([key, value]) => labels[key] === value,
  );
  return equal && objects(selector, 'matchExpressions').every((expression) => holds(expression, labels));
}

function holds(expression: Json, labels: Json): boolean {
  const value = text(labels, text(expression, 'key') ?? '');
  const listed = value !== undefined && strings(expression, 'values').includes(value);
  switch (text(expression, 'operator')) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

export function checkSelector(selector: Json, path: string, report: Report): void {
  checkLabels(object(selector, 'matchLabels'), `${path}.matchLabels`, report);
  objects(selector, 'matchExpressions').forEach((expression, index) => {
    const here = `${path}.matchExpressions[${index}]`;
    const operator = text(expression, 'operator') ?? '';
    const values = strings(expression, 'values');
    if (!isQualifiedName(text(expression, 'key') ?? '')) report(`${here}.key`, 'is not a label key');
    if (!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) {
      report(`${here}.operator`, `"${operator}" is not an operator`);
    }
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues !== values.length > 0)
      report(`${here}.values`, `${needsValues ? 'are missing' : 'must be empty'}`);
    for (const value of values)
      if (!isLabelValue(value)) report(`${here}.values`, `"${value}" is not a label value`);
  });
}
