import { isObject, type JsonObject } from './json';
import { isUnresolved, literal } from './unresolved';

/** What is wrong between the fields of a struct. */
export interface RelationProblem {
  /** The field that is told. */
  readonly field: string;
  readonly wrong: string;
  readonly fix: string;
}

const BY_NUMBER = ['Gt', 'Lt'];
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];

/**
 * What the fields of one struct ask of each other, wherever it stands.
 *
 * Source: kubernetes/kubernetes, `validation` below `pkg/apis/core` and apimachinery's `meta/v1/validation`.
 */
export const RELATIONS: {
  readonly [struct: string]: (value: JsonObject) => RelationProblem | undefined;
} = {
  LabelExpression: ({ operator, values }) => {
    if (isUnresolved(operator)) {
      return undefined;
    }
    const count = Array.isArray(values) ? values.length : 0;
    const without = WITHOUT_VALUES.includes(String(operator));
    if (without === (count === 0)) {
      return byNumber(operator, values);
    }
    return without
      ? { field: 'values', wrong: `${operator} compares with nothing`, fix: 'leave them out' }
      : {
          field: 'values',
          wrong: `${operator} compares with values`,
          fix: "values: ['…'], or the operator Exists",
        };
  },
  LabelSelectorSpec: ({ matchExpressions }) =>
    objectsOf(matchExpressions).some(({ operator }) => BY_NUMBER.includes(String(operator)))
      ? {
          field: 'matchExpressions',
          wrong: 'labels of pods are not compared by number',
          fix: 'In, NotIn, Exists or DoesNotExist',
        }
      : undefined,
  SchedulingSpec: ({ topologySpread }) => {
    const pairs = objectsOf(topologySpread)
      .filter(({ topologyKey }) => !isUnresolved(topologyKey))
      .map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable ?? 'ScheduleAnyway'}`);
    return new Set(pairs).size < pairs.length
      ? { field: 'topologySpread', wrong: 'one key is said twice alike', fix: 'say it once' }
      : undefined;
  },
  SeccompSpec: ({ type, localhostProfile }) => {
    if (isUnresolved(type) || (type === 'Localhost') === (localhostProfile !== undefined)) {
      return undefined;
    }
    return type === 'Localhost'
      ? {
          field: 'localhostProfile',
          wrong: 'Localhost asks for a file',
          fix: "localhostProfile: 'profiles/app.json'",
        }
      : {
          field: 'localhostProfile',
          wrong: `${type} reads no file`,
          fix: "leave it out, or type: 'Localhost'",
        };
  },
  Toleration: ({ key, operator, value, effect, tolerationSeconds }) => {
    if (operator !== 'Exists' && !isUnresolved(operator) && (key === undefined || key === '')) {
      return {
        field: 'key',
        wrong: 'only with EXISTS every taint is meant',
        fix: 'operator: TolerationOperator.EXISTS',
      };
    }
    if (operator === 'Exists' && (literal(value) ?? '') !== '') {
      return {
        field: 'value',
        wrong: 'EXISTS compares no value',
        fix: 'leave it out, or TolerationOperator.EQUAL',
      };
    }
    return tolerationSeconds !== undefined && effect !== 'NoExecute' && !isUnresolved(effect)
      ? {
          field: 'tolerationSeconds',
          wrong: 'only NO_EXECUTE ends pods that run',
          fix: 'effect: TaintEffect.NO_EXECUTE, or leave it out',
        }
      : undefined;
  },
};

function byNumber(operator: unknown, values: unknown): RelationProblem | undefined {
  if (!BY_NUMBER.includes(String(operator)) || !Array.isArray(values)) {
    return undefined;
  }
  const [value, ...more]: unknown[] = values;
  return more.length === 0 && (isUnresolved(value) || /^\d+$/.test(String(value)))
    ? undefined
    : { field: 'values', wrong: `${operator} compares with one whole number`, fix: "values: ['3']" };
}

function objectsOf(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
