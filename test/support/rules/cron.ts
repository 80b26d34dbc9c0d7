const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DESCRIPTOR =
  /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

/** Minute, hour, day of month, month, day of week; Sunday is 0, never 7. */
const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];

/** Whether Kubernetes takes it as the schedule of a CronJob: five fields or a descriptor, no time zone. */
export function isSchedule(schedule: string): boolean {
  if (schedule.startsWith('@')) return DESCRIPTOR.test(schedule);
  const fields = schedule.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? '', field))
  );
}

function isField(value: string, field: Field): boolean {
  return value.split(',').every((part) => isRange(part, field));
}

function isRange(value: string, field: Field): boolean {
  const [range = '', step, ...rest] = value.split('/');
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [first = '', last, ...more] = range.split('-');
  const from = indexIn(first, field);
  const to = last === undefined ? from : indexIn(last, field);
  return more.length === 0 && from >= field.min && to <= field.max && from <= to;
}

function indexIn(value: string, field: Field): number {
  const named = field.names?.indexOf(value.toLowerCase()) ?? -1;
  if (named >= 0) return named + field.min;
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}

/** Whether it is a name of the time zone database; Kubernetes refuses `Local`. */
export function isTimeZone(name: string): boolean {
  if (name === '' || name.toLowerCase() === 'local') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
