import { responseError } from '../testing/responseError';
import { requestFailure, UnexpectedAnswerError } from './requestFailure';

it.each([
  ['a missing permission', 403, 'NotAllowedError', 'forbidden'],
  ['a 404 of the backend', 404, 'NotFoundError', 'not-found'],
  ['a 404 of the portal', 404, undefined, 'backend-absent'],
  ['an upstream that is absent', 503, 'ServiceUnavailableError', 'unreachable'],
  ['a 502 of a proxy', 502, undefined, 'unreachable'],
])('%s', async (_, status, name, kind) => {
  const error = await responseError(
    status,
    name === undefined ? undefined : { name, message: 'The words' },
  );
  expect(requestFailure(error).kind).toBe(kind);
});

it('has the words of the backend on what it does not know', async () => {
  const error = await responseError(404, {
    name: 'NotFoundError',
    message: 'The operator defined no target prod',
  });
  expect(requestFailure(error).error.message).toBe(
    'The operator defined no target prod',
  );
});

it.each([
  ['another answer than agreed', new UnexpectedAnswerError(), 'backend-absent'],
  ['no connection', new TypeError('Failed to fetch'), 'unreachable'],
  ['something that is no error', 'lost', 'unreachable'],
])('%s', (_, thrown, kind) => {
  expect(requestFailure(thrown).kind).toBe(kind);
});
