import { once } from 'node:events';
import { refusal, useContract } from './contract';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();

beforeAll(async () => {
  await contract.deploy('steady', programs.steady);
  await contract.rolledOut('steady');
  await contract.logWith('steady', 'one of its own');
});

it.each([
  [{}, /mode=[^]*one of its own/],
  [{ tailLines: 1 }, /^[^\n]+\n$/],
  [{ tailLines: 0 }, /^$/],
  [{ limitBytes: 5 }, /^[^]{5}$/],
  [{ timestamps: true }, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z \S/],
  [{ sinceTime: '2099-01-01T00:00:00Z' }, /^$/],
  [{ sinceSeconds: 3600 }, /mode=/],
])('are cut as asked: %j', async (query, expected) => {
  expect(await contract.log('steady', query)).toMatch(expected);
});

it.each([
  [{ container: 'none' }, 400, /container none is not valid for pod/],
  [{ previous: true }, 400, /previous terminated container "app" in pod/],
  [{ sinceSeconds: 0 }, 422, /sinceSeconds/],
])('are refused: %j', async (query, code, message) => {
  const error = await refusal(contract.log('steady', query));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});

it('of a pod that is not there are refused', async () => {
  const error = await refusal(
    contract.admin.text(`${contract.core}/pods/absent/log`),
  );
  expect(error.message).toBe('pods "absent" not found');
});

it('are no longer followed when the reader leaves', async () => {
  const stop = new AbortController();
  const log = await contract.admin.stream(
    await contract.logPath('steady'),
    { follow: true },
    stop.signal,
  );
  await once(log, 'data');
  const closed = new Promise(resolve => log.once('close', resolve));
  log.on('error', () => {});
  stop.abort();
  await closed;
  expect(log.destroyed).toBe(true);
});
