import type { KubeObject } from '../objects';
import { parseFieldSelector, parseLabelSelector, selects } from './selectors';

const pod: KubeObject = {
  metadata: {
    name: 'one',
    namespace: 'default',
    labels: { app: 'web', tier: 'front' },
  },
  spec: { nodeName: 'node-1' },
  status: { phase: 'Running' },
};

it.each([
  ['', true],
  ['app=web', true],
  ['app==web,tier=front', true],
  ['app=web, tier=back', false],
  ['app!=web', false],
  ['other!=web', true],
  ['app in (web, api)', true],
  ['app notin (web,api)', false],
  ['none notin (web)', true],
  ['app', true],
  ['!app', false],
  ['!none,app in (web,api),tier', true],
])('the label selector %p: %p', (text, expected) => {
  expect(parseLabelSelector(text)(pod)).toBe(expected);
});

it.each([
  ['', true],
  ['spec.nodeName=node-1', true],
  ['spec.nodeName=', false],
  ['metadata.name=one,status.phase!=Failed', true],
  ['metadata.name==two', false],
])('the field selector %p: %p', (text, expected) => {
  expect(parseFieldSelector('Pod', text)(pod)).toBe(expected);
});

it.each(['=a', 'a in b', 'a b', '('])(
  'the label selector %p is refused',
  text => {
    expect(() => parseLabelSelector(text)).toThrow(
      'unable to parse requirement',
    );
  },
);

it.each(['spec.secret=x', 'constructor=x'])(
  'the field selector %p is refused',
  text => {
    expect(() => parseFieldSelector('Pod', text)).toThrow(
      'field label not supported',
    );
  },
);

it.each([
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'api' } }, false],
  [
    {
      matchExpressions: [
        { key: 'app', operator: 'In' as const, values: ['web'] },
      ],
    },
    true,
  ],
  [
    { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' as const }] },
    false,
  ],
  [
    {
      matchExpressions: [
        { key: 'none', operator: 'NotIn' as const, values: ['a'] },
      ],
    },
    true,
  ],
])('the selector %j takes the labels: %p', (selector, expected) => {
  expect(selects(selector, pod.metadata.labels)).toBe(expected);
});
