import { autoscalerRequests } from '../../../src/check/rules/autoscaler-requests';
import type { JsonObject } from '../../../src/value/json';
import { autoscaler, type Draft, GUEST, lazy, POD, share, sideCar, subject, testRule } from '../subject';

const scaled = (metrics: JsonObject[], change: (draft: Draft) => void = () => {}) =>
  subject((draft) => {
    change(draft);
    draft.objects.push(autoscaler({ metrics }));
  });
const amount = {
  type: 'Resource',
  resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } },
};
const none = ({ guest }: Draft) => Object.assign(guest, { resources: {} });

testRule(autoscalerRequests, {
  good: [
    { that: 'requests of both', subject: scaled([share('cpu'), share('memory')]) },
    {
      that: 'a limit, which Kubernetes takes for the request',
      subject: scaled([share('cpu')], ({ guest }) =>
        Object.assign(guest, { resources: { limits: { cpu: '1' } } }),
      ),
    },
    { that: 'a metric that is no share', subject: scaled([amount], none) },
    {
      that: 'unresolved resources',
      subject: scaled([share('cpu')], ({ guest }) => Object.assign(guest, { resources: lazy({}) })),
    },
    {
      that: 'unresolved requests',
      subject: scaled([share('cpu')], ({ guest }) =>
        Object.assign(guest, { resources: { requests: lazy({}) } }),
      ),
    },
    {
      that: 'requests of the pod as a whole',
      subject: scaled([share('cpu')], (draft) => {
        none(draft);
        draft.pod.resources = { requests: { cpu: '1' } };
      }),
    },
    {
      that: 'an init container that ends',
      subject: scaled([share('cpu')], ({ pod }) => Object.assign(pod, { initContainers: [sideCar()] })),
    },
    {
      that: 'a share of one container beside another without requests',
      subject: scaled(
        [
          {
            type: 'ContainerResource',
            containerResource: { name: 'cpu', container: 'app', target: { type: 'Utilization' } },
          },
        ],
        ({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar()] }),
      ),
    },
  ],
  bad: [
    {
      that: 'no request of CPU',
      subject: scaled([share('cpu')], none),
      field: `${GUEST}/resources/requests/cpu`,
      says: ['the container app requests no cpu', 'never scale', "cpu: '100m'"],
    },
    {
      that: 'no request of a side-car',
      subject: scaled([share('memory')], ({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar()] }),
      ),
      field: `${POD}/containers/1/resources/requests/memory`,
      says: ['the container proxy requests no memory', 'every container of the pod'],
    },
  ],
});
