import { shortHash } from './hash';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** The longest name of most objects, label values and label keys. */
export const MAX_LABEL = 63;

/** Whether Kubernetes takes `name` for a Service: a DNS label that starts with a letter (RFC 1035). */
export function isDns1035Label(name: string): boolean {
  return name.length <= MAX_LABEL && DNS_1035_LABEL.test(name);
}

/** Whether Kubernetes takes `name` for a container, a namespace or a volume (RFC 1123 label). */
export function isDnsLabel(name: string): boolean {
  return name.length <= MAX_LABEL && DNS_LABEL.test(name);
}

/** Whether Kubernetes takes `name` for a Secret, a RuntimeClass and most other objects (RFC 1123 subdomain). */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && DNS_SUBDOMAIN.test(name);
}

/** Whether Kubernetes takes `key` for a label or an annotation: `[prefix/]name`. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return (
    (prefix === undefined || isDnsSubdomain(prefix)) && name.length <= MAX_LABEL && LABEL_NAME.test(name)
  );
}

/** Whether Kubernetes takes `value` for a label. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= MAX_LABEL && LABEL_NAME.test(value));
}

/** `name` + `suffix` within `max` characters; what is cut is replaced by a hash, so that two long names stay apart. */
export function derivedName(name: string, suffix: string, max = MAX_LABEL): string {
  const whole = `${name}${suffix}`;
  if (whole.length <= max) {
    return whole;
  }
  const hash = shortHash(name);
  const room = max - suffix.length - hash.length - 1;
  return `${name.slice(0, room).replace(/-+$/, '')}-${hash}${suffix}`;
}

/** A generated name made a DNS-1035 label: cdk8s keeps `_` and `.` and digits at the start. */
export function toDns1035Label(generated: string, max = MAX_LABEL): string {
  const label = generated
    .toLowerCase()
    .replace(/[^-a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return derivedName(/^[a-z]/.test(label) ? label : `w-${label}`.replace(/-+$/, ''), '', max);
}
