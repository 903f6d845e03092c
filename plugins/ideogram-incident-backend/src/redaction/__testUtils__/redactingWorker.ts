import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { createMasker } from 'backstage-plugin-ideogram-incident-common';
import { createRedactionTransform } from '../redactionTransform';

/** Sent by the thread that knows the values. */
export interface RedactingWorkerData {
  values: string[];
  chunks: Uint8Array[];
}

async function redact({ values, chunks }: RedactingWorkerData) {
  const masker = createMasker(values);
  const source = Readable.from(chunks.map(chunk => Buffer.from(chunk)));
  const shown = await buffer(source.pipe(createRedactionTransform(masker)));
  parentPort?.postMessage({ text: shown.toString(), counts: masker.counts });
}

redact(workerData as RedactingWorkerData);
