import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The request header that names the person who signs in. */
export const PERSON_HEADER = 'x-sandbox-person';

/** Believes the header, for the people that the configuration lists. */
export function createSandboxAuthenticator() {
  return createProxyAuthenticator({
    defaultProfileTransform: async (result: { person: string }) => ({
      profile: { displayName: result.person },
    }),
    initialize: ({ config }) => config.getStringArray('people'),
    authenticate: async ({ req }, people) => {
      const person = req.header(PERSON_HEADER);
      if (!person || !people.includes(person)) {
        throw new AuthenticationError(
          `The header ${PERSON_HEADER} must name one of: ${people.join(', ')}`,
        );
      }
      return { result: { person } };
    },
  });
}
