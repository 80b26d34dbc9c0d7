import type { Manifest } from '../value/json';
import { membersAt, objectsOf, reach, textAt } from './fields';
import { type PodView, podsOf, type Subject, titleOf } from './subject';

/** An autoscaler, and the pods that it scales. */
export interface AutoscalerView {
  /** The HorizontalPodAutoscaler. */
  readonly object: Manifest;
  /** `HorizontalPodAutoscaler hello`. */
  readonly title: string;
  /** `Deployment hello`, where both are known. */
  readonly target: string | undefined;
  /** The target's pods, where the subject has the target. */
  readonly pods: readonly PodView[];
}

/** The autoscalers of a subject. */
export function autoscalersOf(subject: Subject): AutoscalerView[] {
  return objectsOf(subject, 'HorizontalPodAutoscaler').map((object) => {
    const kind = textAt(object, 'spec', 'scaleTargetRef', 'kind');
    // A token's marker names one object as well as a literal does, so it is not passed over.
    const name = reach(object, 'spec', 'scaleTargetRef', 'name');
    const target = kind !== undefined && typeof name === 'string' ? `${kind} ${name}` : undefined;
    return {
      object,
      title: titleOf(object),
      target,
      pods: target === undefined ? [] : podsOf(subject).filter(({ owner }) => owner === target),
    };
  });
}

/** A resource that an autoscaler goes by. */
export interface ResourceMetric {
  /** Where it stands. */
  readonly field: string;
  /** `cpu` or `memory`. */
  readonly resource: string;
  /** The one container that it looks at; `undefined` for all of the pod. */
  readonly container: string | undefined;
  /** Whether it compares with what the containers request. */
  readonly ofRequests: boolean;
}

/** The resources that an autoscaler goes by. */
export function resourceMetricsOf({ object, title }: AutoscalerView): ResourceMetric[] {
  return membersAt(object, 'spec', 'metrics').flatMap(({ index, spec }) => {
    const key = KEYS[textAt(spec, 'type') ?? ''];
    const metric = key === undefined ? undefined : reach(spec, key);
    const resource = textAt(metric, 'name');
    if (key === undefined || resource === undefined) {
      return [];
    }
    return [
      {
        field: `${title} /spec/metrics/${index}/${key}`,
        resource,
        container: textAt(metric, 'container'),
        ofRequests: textAt(metric, 'target', 'type') === 'Utilization',
      },
    ];
  });
}

const KEYS: { readonly [type: string]: string | undefined } = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
};
