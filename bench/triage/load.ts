import net from 'node:net';

/** What a run of requests came to. */
export interface Load {
  requests: number;
  seconds: number;
  /** The body of the last answer. */
  last: string;
}

/**
 * Asks the same again and again over connections that stay open. It reads no
 * more of an answer than it must, so that it takes less of the machine than
 * what it measures.
 *
 * @throws where any answer is not 200 with a length
 */
export async function load(
  url: string,
  options: {
    headers: Record<string, string>;
    connections: number;
    seconds: number;
  },
): Promise<Load> {
  const { hostname, port, pathname, search } = new URL(url);
  const request = Buffer.from(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      ...Object.entries(options.headers).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      '\r\n',
    ].join('\r\n'),
  );
  const startedAt = performance.now();
  const until = startedAt + options.seconds * 1000;
  const runs = await Promise.all(
    Array.from({ length: options.connections }, () =>
      askUntil(until, request, Number(port), hostname),
    ),
  );
  return {
    requests: runs.reduce((sum, { count }) => sum + count, 0),
    seconds: (performance.now() - startedAt) / 1000,
    last: runs[0].last,
  };
}

/** Bytes of an answer by its head; undefined while that is not there. */
function lengthOf(received: Buffer): number | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (!head.startsWith('HTTP/1.1 200') || !length) {
    throw new Error(`Not what was asked for: ${head}`);
  }
  return end + 4 + Number(length[1]);
}

function askUntil(
  until: number,
  request: Buffer,
  port: number,
  host: string,
): Promise<{ count: number; last: string }> {
  return new Promise((resolve, reject) => {
    let count = 0;
    let received: Buffer[] = [];
    let bytes = 0;
    let wanted: number | undefined;
    const socket = net.connect(port, host, () => socket.write(request));
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The portal hung up')));
    socket.on('data', chunk => {
      received.push(chunk);
      bytes += chunk.length;
      try {
        wanted ??= lengthOf(Buffer.concat(received));
      } catch (error) {
        reject(error);
        socket.destroy();
        return;
      }
      if (wanted === undefined || bytes < wanted) return;
      count += 1;
      if (performance.now() < until) {
        received = [];
        bytes = 0;
        wanted = undefined;
        socket.write(request);
        return;
      }
      const answer = Buffer.concat(received).toString();
      resolve({ count, last: answer.slice(answer.indexOf('\r\n\r\n') + 4) });
      socket.destroy();
    });
  });
}
