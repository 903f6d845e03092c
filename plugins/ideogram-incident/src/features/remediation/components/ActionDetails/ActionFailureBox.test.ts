import { UnexpectedAnswerError } from '../../../../api/requestFailure';
import { responseError } from '../../../../testing/responseError';
import { actionFailure } from './ActionFailureBox';

const PROBLEM = { issue: 'It is paused.', cause: 'By hand.', solution: 'Go.' };

it.each([
  ['no connection', new TypeError('Failed to fetch')],
  ['a web page', new UnexpectedAnswerError()],
  ['an answer that took too long', new DOMException('', 'AbortError')],
])('is lost with %s', (_, thrown) => {
  expect(actionFailure(thrown)).toEqual({ kind: 'lost' });
});

it.each([
  [400, {}, { kind: 'invalid', message: 'Words' }],
  [403, {}, { kind: 'forbidden', message: 'Words' }],
  [409, { operation: 'two' }, { kind: 'busy', operation: 'two' }],
  [409, { operation: 7 }, { kind: 'busy', operation: undefined }],
  [422, { problem: PROBLEM }, { kind: 'refused', problem: PROBLEM }],
  [422, { problem: 'no' }, { kind: 'refused', problem: undefined }],
  [500, {}, { kind: 'lost' }],
  [502, {}, { kind: 'lost' }],
])('of status %d with %j', async (status, beside, failure) => {
  const error = { name: 'SomeError', message: 'Words', ...beside };
  expect(actionFailure(await responseError(status, error))).toMatchObject(
    failure,
  );
});
