import { ActionError } from 'backstage-plugin-ideogram-incident-node';
import { inputOf } from '../actions/__testUtils__/input';
import { createBuiltInActions } from '../actions';
import { inTime } from './inTime';

const [action] = createBuiltInActions({
  askIdeogramAboutKey: async () => ({ answer: 'accepted', words: '' }),
});
const { target, signal } = inputOf();
const context = { invocation: { action, target, parameters: {} }, signal };

it('gives what is found in time', async () => {
  expect(await inTime(context, async () => 'found')).toBe('found');
});

it('ends what never settles, and tells it so', async () => {
  let own: AbortSignal | undefined;
  const hanging = inTime(
    context,
    given => {
      own = given;
      return new Promise(() => {});
    },
    50,
  );

  const error = await hanging.catch((thrown: ActionError) => thrown);
  expect(error).toBeInstanceOf(ActionError);
  expect((error as ActionError).problem).toEqual({
    issue: 'Nothing was changed.',
    cause: expect.stringMatching(/gave no answer in 50 ms\.$/),
    solution: expect.stringContaining('Try again'),
  });
  expect(own?.aborted).toBe(true);
});

it('passes on how it fails', async () => {
  const failing = inTime(context, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
});
