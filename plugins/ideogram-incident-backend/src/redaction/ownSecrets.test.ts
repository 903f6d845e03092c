import { ConfigReader } from '@backstage/config';
import { readIdeogramIncidentConfig } from '../config';
import { withoutOwnSecrets } from './ownSecrets';

const { targets } = readIdeogramIncidentConfig(
  new ConfigReader({
    ideogramIncident: {
      clusters: [
        {
          name: 'far',
          url: 'https://cluster.example.com',
          serviceAccountToken: 'cluster-token-51',
        },
      ],
      targets: {
        production: {
          prometheus: [
            {
              headers: {
                Authorization: 'Bearer "quoted\\secret"',
                'X-Scope-OrgID': 'images',
                'X-Other': 'long-enough-to-be-a-secret',
              },
            },
          ],
          kubernetes: { cluster: 'far' },
        },
        open: { prometheus: [{}] },
      },
    },
  }),
);
const target = targets.get('production')!;

it.each([
  ['not cluster-token-51', 'not [masked]'],
  ['sent Bearer "quoted\\secret"!', 'sent [masked]!'],
  ['sent "quoted\\secret"!', 'sent [masked]!'],
  [`in ${btoa('cluster-token-51').replace(/=+$/, '')}`, 'in [masked]'],
  ['long-enough-to-be-a-secret', '[masked]'],
  ['pods in images', 'pods in images'],
])('shows %j as %j', (text, shown) => {
  const value = { problem: { cause: text }, list: [1, null, text] };
  expect(withoutOwnSecrets(target, value)).toEqual({
    problem: { cause: shown },
    list: [1, null, shown],
  });
});

it('shows all where a target has no secret', () => {
  const value = { text: 'cluster-token-51', absent: undefined };
  expect(withoutOwnSecrets(targets.get('open')!, value)).toEqual(value);
});
