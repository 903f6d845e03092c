import { useContract } from './contract';
import { signInAsPortal } from './portal';
import { programs } from './programs';
import { untilAnswered } from './until';

jest.setTimeout(60_000);

const contract = useContract();
const { CONTRACT_KUBECONFIG, CONTRACT_KUBERNETES } = process.env;

// Only Linux tells how much memory a process uses, and not every cluster has a metrics server.
const isServed =
  process.platform === 'linux' &&
  (!CONTRACT_KUBECONFIG || CONTRACT_KUBERNETES !== undefined);

(isServed ? describe : describe.skip)('metrics', () => {
  it('of pods are the portal’s to read, by their label', async () => {
    const { client: portal } = await signInAsPortal(contract, ['reader']);
    for (const name of ['measured', 'other']) {
      await contract.deploy(name, programs.steady);
      await contract.rolledOut(name);
    }
    const root = '/apis/metrics.k8s.io/v1beta1/namespaces';
    const query = { labelSelector: 'app=measured' };
    // A real API server finds out some moments after its start who serves them.
    const items = await untilAnswered(async () => {
      const list = await portal
        .get(`${root}/${contract.namespace}/pods`, query)
        .catch(() => undefined);
      return list?.items.length ? list.items : undefined;
    });
    expect(items).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: expect.stringMatching(/^measured-/),
          labels: expect.objectContaining({ app: 'measured' }),
        }),
        containers: [
          {
            name: 'app',
            usage: {
              cpu: expect.stringMatching(/^\d+n$/),
              memory: expect.stringMatching(/^\d{4,}Ki$/),
            },
          },
        ],
      }),
    ]);
    await expect(portal.get(`${root}/default/pods`)).rejects.toThrow(
      /cannot list resource "pods" in API group "metrics\.k8s\.io"/,
    );
  });
});
