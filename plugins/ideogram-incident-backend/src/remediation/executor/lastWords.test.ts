import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import type { Readings } from '../../triage';
import { ScriptedCluster } from './__testUtils__/scriptedCluster';
import { lastWordsOf } from './lastWords';

const { target } = new ScriptedCluster();
const CRASHED = { pod: 'images-5d9c7b-x7k2p', container: 'app' };

function readingsWith(details: object | undefined, name = 'recent-errors') {
  const reading = {
    probe: 'recent-errors',
    status: details ? 'degraded' : 'unknown',
    details,
  } as unknown as Reading;
  return {
    probesOf: () => [{ name }],
    take: async () => reading,
  } as unknown as Readings;
}
const line = (text: string, more: object = {}) => ({
  pod: CRASHED.pod,
  text,
  ...more,
});

it.each<[string, object | undefined, string | undefined]>([
  ['nothing, where nothing can be read', undefined, undefined],
  [
    'its last error',
    { lines: [line('first'), line('KEY is missing'), line('x', { pod: 'b' })] },
    'KEY is missing',
  ],
  [
    'no error of another container',
    { lines: [line('no mesh', { container: 'proxy' })] },
    undefined,
  ],
  [
    'the head of a stack',
    { lines: [line('Error: KEY is missing\n    at start (main.js:1)')] },
    'Error: KEY is missing',
  ],
  [
    'the exception at the end of a traceback',
    {
      lines: [
        line('Traceback (most recent call last):\n  File "a"\nKeyError: 1'),
      ],
    },
    'KeyError: 1',
  ],
  [
    'its last line, where none is an error',
    {
      lines: [],
      lastWords: [
        { pod: CRASHED.pod, container: 'app', lines: ['starts', 'no key'] },
      ],
    },
    'no key',
  ],
])('says %s', async (_, details, words) => {
  expect(await lastWordsOf(readingsWith(details), target, CRASHED)).toBe(words);
});

it('says nothing where logs are not read', async () => {
  const readings = readingsWith({ lines: [line('x')] }, 'workload');
  expect(await lastWordsOf(readings, target, CRASHED)).toBeUndefined();
});
