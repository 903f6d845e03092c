import { once } from 'node:events';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { createMasker } from 'backstage-plugin-ideogram-incident-common';
import type { RedactingWorkerData } from './__testUtils__/redactingWorker';
import { createRedactionTransform } from './redactionTransform';

const KEY = 'schlüssel-Qm7wL2vX9pTz';

function redacted(chunks: Buffer[], masker = createMasker([KEY])) {
  const source = Readable.from(chunks, { objectMode: false });
  return buffer(source.pipe(createRedactionTransform(masker)));
}

it('masks a key whose bytes two chunks share', async () => {
  const sent = Buffer.from(`sent ${KEY} and token=S3cr3tV4lue\n`);
  const masker = createMasker([KEY]);
  const shown = await redacted(
    [sent.subarray(0, 10), sent.subarray(10)],
    masker,
  );
  expect(shown.toString()).toBe('sent [masked] and token=[masked]\n');
  expect(masker.counts).toEqual({ 'known-value': 1, 'named-value': 1 });
});

it('passes bytes that are no text as they are', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256));
  expect(
    (await redacted([bytes, bytes])).equals(Buffer.concat([bytes, bytes])),
  ).toBe(true);
});

it('masks the same in a thread of its own, from the values that it was sent', async () => {
  const sent = Buffer.from(`sent ${KEY} and token=S3cr3tV4lue\n`);
  const workerData: RedactingWorkerData = {
    values: [KEY],
    chunks: [sent.subarray(0, 10), sent.subarray(10)],
  };
  const worker = new Worker(
    path.join(__dirname, '__testUtils__/redactingWorker.ts'),
    {
      workerData,
      // Node does not read the imports of TypeScript as they are written here.
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    },
  );
  const [answer] = await once(worker, 'message');
  await worker.terminate();
  expect(answer).toEqual({
    text: 'sent [masked] and token=[masked]\n',
    counts: { 'known-value': 1, 'named-value': 1 },
  });
}, 30_000);
