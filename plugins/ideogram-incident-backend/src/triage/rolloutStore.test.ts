import { TestDatabases } from '@backstage/backend-test-utils';
import type { RolloutLook } from './probes/workload';
import { RolloutStore } from './rolloutStore';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const lookAt = (
  revision: number,
  state: RolloutLook['state'],
): RolloutLook => ({
  replicaSet: `app-${revision}`,
  revision,
  mitigations: [],
  at: '2026-11-30T12:00:00.000Z',
  state,
});
const crash = {
  is: 'down',
  trouble: 'crashing',
  wasNeverUp: true,
} as const;

describe.each(databases.eachSupportedId())('on %s', id => {
  it('keeps what replicas have seen together, over a restart', async () => {
    const knex = await databases.init(id);
    const open = () => RolloutStore.create({ getClient: async () => knex });
    const one = await open();
    const other = await open();
    expect(await one.read('production')).toEqual([]);
    await Promise.all([
      one.record('production', lookAt(7, crash)),
      other.record('production', lookAt(8, { is: 'up' })),
    ]);
    const { at, state: _, ...seven } = lookAt(7, crash);
    expect(await (await open()).read('production')).toEqual([
      { replicaSet: 'app-8', revision: 8, mitigations: [] },
      { ...seven, down: { at, trouble: 'crashing', wasNeverUp: true } },
    ]);
    expect(await one.read('staging')).toEqual([]);
  });

  it('takes what it cannot understand for nothing', async () => {
    const knex = await databases.init(id);
    const store = await RolloutStore.create({ getClient: async () => knex });
    await knex('rollouts_seen').insert({ target: 'a', rollouts: '[{"x":1}]' });
    await knex('rollouts_seen').insert({ target: 'b', rollouts: '{' });
    expect([await store.read('a'), await store.read('b')]).toEqual([[], []]);
  });
});
