import { ConfigReader } from '@backstage/config';
import { createSandboxAuthenticator } from './authenticator';

const authenticator = createSandboxAuthenticator();
const context = authenticator.initialize({
  config: new ConfigReader({ people: ['viewer', 'responder'] }),
});
const request = (person?: string) => ({ req: { header: () => person } as any });

describe('the sandbox sign-in', () => {
  it('lets a listed person in', async () => {
    await expect(
      authenticator.authenticate(request('viewer'), context),
    ).resolves.toEqual({ result: { person: 'viewer' } });
  });

  it.each([undefined, '', 'root', 'viewer,responder'])(
    'turns away %p and says who may',
    async person => {
      await expect(
        authenticator.authenticate(request(person), context),
      ).rejects.toThrow('must name one of: viewer, responder');
    },
  );
});
