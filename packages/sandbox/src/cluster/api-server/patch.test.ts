import { mergePatch, patchApplier, strategicMergePatch } from './patch';

const target = {
  replicas: 2,
  labels: { a: '1', b: '2' },
  containers: [
    {
      name: 'app',
      image: 'app:1',
      args: ['x', 'y'],
      env: [
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        { name: 'MODE', value: 'direct' },
      ],
      ports: [{ containerPort: 80, name: 'web' }],
    },
    { name: 'side', image: 'side:1' },
  ],
};
const [app, side] = target.containers;

describe('a merge patch', () => {
  it.each([
    ['replaces a value', { replicas: 3 }, { ...target, replicas: 3 }],
    [
      'adds to a map',
      { labels: { c: '3' } },
      { ...target, labels: { a: '1', b: '2', c: '3' } },
    ],
    [
      'removes with null',
      { labels: { a: null } },
      { ...target, labels: { b: '2' } },
    ],
    ['replaces a list', { containers: [] }, { ...target, containers: [] }],
    [
      'leaves out nulls of what is new',
      { extra: { a: null, b: 1 } },
      { ...target, extra: { b: 1 } },
    ],
    ['changes nothing when empty', {}, target],
  ])('%s', (_, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

describe('a strategic merge patch', () => {
  it.each([
    [
      'finds container and env by name',
      {
        containers: [{ name: 'app', env: [{ name: 'MODE', value: 'queue' }] }],
      },
      {
        ...target,
        containers: [
          { ...app, env: [app.env![0], { name: 'MODE', value: 'queue' }] },
          side,
        ],
      },
    ],
    [
      'puts what is new first',
      { containers: [{ name: 'app', env: [{ name: 'NEW', value: '1' }] }] },
      {
        ...target,
        containers: [
          { ...app, env: [{ name: 'NEW', value: '1' }, ...app.env!] },
          side,
        ],
      },
    ],
    [
      'makes a list of what is new',
      { containers: [{ name: 'side', env: [{ name: 'NEW', value: '1' }] }] },
      {
        ...target,
        containers: [app, { ...side, env: [{ name: 'NEW', value: '1' }] }],
      },
    ],
    [
      'replaces a source by a value',
      {
        containers: [
          { name: 'app', env: [{ name: 'KEY', value: 'v', valueFrom: null }] },
        ],
      },
      {
        ...target,
        containers: [
          { ...app, env: [{ name: 'KEY', value: 'v' }, app.env![1]] },
          side,
        ],
      },
    ],
    [
      'deletes one of a list',
      {
        containers: [{ name: 'app', env: [{ name: 'KEY', $patch: 'delete' }] }],
      },
      { ...target, containers: [{ ...app, env: [app.env![1]] }, side] },
    ],
    [
      'deletes what is not there without a word',
      { containers: [{ name: 'none', $patch: 'delete' }] },
      target,
    ],
    [
      'replaces a whole list',
      { containers: [{ $patch: 'replace' }, { name: 'only' }] },
      { ...target, containers: [{ name: 'only' }] },
    ],
    [
      'replaces a list without a key',
      { containers: [{ name: 'app', args: ['z'] }] },
      { ...target, containers: [{ ...app, args: ['z'] }, side] },
    ],
    [
      'replaces a whole map',
      { labels: { $patch: 'replace', c: '3' } },
      { ...target, labels: { c: '3' } },
    ],
    [
      'keeps only the keys it is told to keep',
      { labels: { $retainKeys: ['a', 'c'], c: '3' } },
      { ...target, labels: { a: '1', c: '3' } },
    ],
    [
      'puts a list in order',
      {
        '$setElementOrder/containers': [{ name: 'side' }, { name: 'app' }],
        containers: [{ name: 'app' }],
      },
      { ...target, containers: [side, app] },
    ],
    [
      'removes a list with null',
      { containers: null },
      { replicas: 2, labels: target.labels },
    ],
  ])('%s', (_, patch, result) => {
    expect(strategicMergePatch(target, patch)).toEqual(result);
  });

  it('refuses an entry without its key', () => {
    expect(() =>
      strategicMergePatch(target, { containers: [{ image: 'x' }] }),
    ).toThrow('does not contain declared merge key: name');
  });
});

it('an unknown patch type is refused', () => {
  expect(() => patchApplier('application/json')).toThrow('unknown format');
});
