/** The fields of a schedule in their order, with the numbers and names that each takes. */
const FIELDS: readonly {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const MACROS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/**
 * What is wrong with a schedule, or `undefined`. The grammar is that of the
 * library by which Kubernetes reads it (robfig/cron 3, `parser.go`: standard
 * fields and descriptors).
 */
export function cronProblem(schedule: string): string | undefined {
  if (schedule.startsWith('@')) {
    return MACROS.has(schedule) || /^@every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(schedule)
      ? undefined
      : 'no such descriptor';
  }
  if (/^(CRON_)?TZ=/.test(schedule)) {
    return 'Kubernetes refuses a time zone in the schedule';
  }
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return `${parts.length} fields instead of ${FIELDS.length}`;
  }
  const bad = FIELDS.find((field, index) => !parts[index].split(',').every((part) => isRange(part, field)));
  return bad && `${bad.name} is not ${bad.min} to ${bad.max}`;
}

function isRange(part: string, field: (typeof FIELDS)[number]): boolean {
  const [range, step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) {
    return false;
  }
  if (range === '*' || range === '?') {
    return true;
  }
  const [from, to, ...more] = range.split('-').map((text) => numberOf(text, field));
  return (
    more.length === 0 &&
    isWithin(from, field) &&
    (range.includes('-') ? isWithin(to, field) && Number(to) >= Number(from) : true)
  );
}

function numberOf(text: string, { min, names }: (typeof FIELDS)[number]): number {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  if (index >= 0) {
    return index + min;
  }
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function isWithin(value: number, { min, max }: (typeof FIELDS)[number]): boolean {
  return value >= min && value <= max;
}
