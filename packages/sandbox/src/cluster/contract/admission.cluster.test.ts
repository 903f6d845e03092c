import type { ApiException } from '@kubernetes/client-node';
import type { Status } from '../objects';
import { containerPatch, useContract } from './contract';
import { programs } from './programs';
import { untilAnswered } from './until';

jest.setTimeout(60_000);

const contract = useContract();

it('by a policy refuses a patch and its dry run, in its own words', async () => {
  const path = `${contract.apps}/deployments/frozen`;
  const patch = containerPatch({ env: [{ name: 'MODE', value: 'queue' }] });
  await contract.deploy('frozen', programs.steady, { replicas: 0 });
  await contract.forbidChanges('freeze', 'nothing is changed on a Friday');

  const refusalOf = (query: object) =>
    contract.admin.patch(path, 'strategic', patch, { ...query }).then(
      () => undefined,
      error => error as ApiException<Status>,
    );
  // A real API server heeds a policy some moments after it was made.
  const shown = await untilAnswered(() => refusalOf({ dryRun: 'All' }));

  const policy = `freeze-${contract.namespace}`;
  expect(shown.body).toMatchObject({
    code: 422,
    reason: 'Invalid',
    message: `deployments.apps "frozen" is forbidden: ValidatingAdmissionPolicy '${policy}' with binding '${policy}' denied request: nothing is changed on a Friday`,
    details: { name: 'frozen', group: 'apps', kind: 'deployments' },
  });
  expect((await refusalOf({}))?.body).toEqual(shown.body);
  const { spec } = await contract.admin.get(path);
  expect(spec.template.spec.containers[0].env).toBeUndefined();
});
