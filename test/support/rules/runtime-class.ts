import { type Json, object, objects, type Report, text } from '../json';
import { checkTolerations } from './pod';
import { checkQuantity } from './quantity';
import { checkLabels, isDnsLabel } from './syntax';

export function checkRuntimeClass(manifest: Json, report: Report): void {
  const handler = text(manifest, 'handler') ?? '';
  if (!isDnsLabel(handler)) report('handler', `"${handler}" is not a DNS-1123 label`);
  const scheduling = object(manifest, 'scheduling');
  checkLabels(object(scheduling, 'nodeSelector'), 'scheduling.nodeSelector', report);
  checkTolerations(objects(scheduling, 'tolerations'), 'scheduling.tolerations', report);
  for (const [name, value] of Object.entries(object(object(manifest, 'overhead'), 'podFixed'))) {
    checkQuantity(value, `overhead.podFixed.${name}`, report);
  }
}
