import { TestDatabases } from '@backstage/backend-test-utils';
import { Replicas } from '../__testUtils__/replicas';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

/** One round could go well by chance. */
const ROUNDS = 10;

describe.each(databases.eachSupportedId())('on one %s', id => {
  let replicas: Replicas;
  let all: ReturnType<Replicas['replica']>[];

  beforeEach(async () => {
    replicas = await Replicas.start(databases, [id]);
    all = ['a', 'b'].map(name => replicas.replica(name));
  });

  async function asked(): Promise<string> {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const entry = replicas.entry({
      status: 'awaiting-approval',
      approval: { expiresAt },
    });
    await all[0].ledger.record(entry);
    return entry.operation.id;
  }

  /** Several people decide at once; what comes of it, and of the cluster. */
  async function decide(words: ('approve' | 'reject')[]) {
    const operation = await asked();
    const before = replicas.cluster.patches.length;
    const outcomes = await Promise.allSettled(
      words.map((word, index) =>
        all[index % all.length].approvals[word]({
          id: operation,
          person: `user:default/person-${index}`,
          reason: 'Seen with my own eyes',
        }),
      ),
    );
    await Promise.all(all.map(each => replicas.settled(each, operation)));
    const { status, approval, steps } = (await all[0].ledger.find(operation))!
      .operation;
    const taken = outcomes.findIndex(each => each.status === 'fulfilled');
    const refusals = outcomes.flatMap(each =>
      each.status === 'rejected' ? [each.reason.name] : [],
    );
    return {
      refusals,
      taken: words[taken],
      isOfTheOneTaken: approval?.decidedBy === `user:default/person-${taken}`,
      status,
      decisions: steps.filter(({ name }) => /^(Approved|Rejected)/.test(name)),
      patches: replicas.cluster.patches.length - before,
    };
  }

  it.each<[string, ('approve' | 'reject')[]]>([
    ['a yes and a no', ['approve', 'reject']],
    ['two times yes', ['approve', 'approve']],
    ['many words', ['approve', 'reject', 'reject', 'approve', 'approve']],
  ])('takes one of %s, and acts once or not at all', async (_, words) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const turned = round % 2 ? [...words].reverse() : words;
      const { taken, ...came } = await decide(turned);
      expect(came).toEqual({
        refusals: words.slice(1).map(() => 'ConflictError'),
        isOfTheOneTaken: true,
        status: taken === 'approve' ? 'succeeded' : 'rejected',
        decisions: [expect.anything()],
        // The secret and the deployment.
        patches: taken === 'approve' ? 2 : 0,
      });
    }
  });
});
