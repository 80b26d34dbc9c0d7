import { serviceLinks } from '../../../src/check/rules/service-links';
import { lazy, POD, subject, testRule } from '../subject';

const links = (enableServiceLinks: unknown) =>
  subject(({ pod }) => Object.assign(pod, { enableServiceLinks }));

testRule(serviceLinks, {
  good: [{ that: 'an unresolved setting', subject: links(lazy(true)) }],
  bad: [
    {
      that: 'links',
      subject: links(true),
      field: `${POD}/enableServiceLinks`,
      says: ['true', 'X_PORT=tcp://', 'allowed: false'],
    },
    {
      that: 'nothing said, which is links',
      subject: links(undefined),
      field: `${POD}/enableServiceLinks`,
      says: ['adds variables'],
    },
  ],
});
