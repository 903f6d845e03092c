import { startLocalServer } from './localServer';
import { portsFrom, readPortOffset } from './ports';

describe('a local server', () => {
  it('refuses connections while it is cut, and answers again on the same port', async () => {
    const server = await startLocalServer((_, res) => res.end('here'), 0);
    try {
      const ask = async () => (await fetch(server.url)).text();
      expect(await ask()).toBe('here');

      await server.cut();
      await expect(ask()).rejects.toMatchObject({
        cause: { code: 'ECONNREFUSED' },
      });

      await server.restore();
      expect(await ask()).toBe('here');
    } finally {
      await server.close();
    }
  });

  it('says which port is taken and what to do', async () => {
    const first = await startLocalServer((_, res) => res.end(), 0);
    try {
      await expect(
        startLocalServer((_, res) => res.end(), first.port),
      ).rejects.toThrow(
        new RegExp(`Port ${first.port} is taken .* PORT_OFFSET`),
      );
    } finally {
      await first.close();
    }
  });
});

describe('PORT_OFFSET', () => {
  it.each([
    [undefined, 0],
    ['', 0],
    ['1000', 1000],
  ])('%p moves the ports by %i', (PORT_OFFSET, offset) => {
    expect(readPortOffset({ PORT_OFFSET })).toBe(offset);
    expect(portsFrom(offset).control).toBe(7100 + offset);
  });

  it.each(['2969', '2971', '2980'])(
    '%p is refused, as browsers would',
    text => {
      expect(() => readPortOffset({ PORT_OFFSET: text })).toThrow(
        `With PORT_OFFSET=${text} a part of the sandbox would get port 10080, which browsers refuse`,
      );
    },
  );

  it.each(['2968', '2981'])('%p is not', text => {
    expect(readPortOffset({ PORT_OFFSET: text })).toBe(Number(text));
  });

  it.each(['a', '-1', '1.5', '60000'])('%p is refused in plain words', text => {
    expect(() => readPortOffset({ PORT_OFFSET: text })).toThrow(
      `PORT_OFFSET is "${text}". Set it to a whole number`,
    );
  });
});
