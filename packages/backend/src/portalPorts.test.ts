import path from 'node:path';

const SCRIPT = path.resolve(__dirname, '../../../scripts/ports.mjs');
const given = process.env.PORT_OFFSET;

afterEach(() => {
  if (given === undefined) delete process.env.PORT_OFFSET;
  else process.env.PORT_OFFSET = given;
});

/** The ports that a start with this offset would use. */
function portalPorts(offset: string): Record<string, number> {
  process.env.PORT_OFFSET = offset;
  jest.resetModules();
  return require(SCRIPT).portalPorts();
}

describe('the ports of the portal', () => {
  it.each([
    ['0', 3000, 7007],
    ['100', 3100, 7107],
    ['3001', 6001, 10008],
  ])('are moved by %s', (offset, frontend, backend) => {
    expect(portalPorts(offset)).toEqual({ frontend, backend });
  });

  it.each(['-1', '1.5', 'x', '50001'])('are not moved by %s', offset => {
    expect(() => portalPorts(offset)).toThrow(
      `PORT_OFFSET is ${offset}; it must be a whole number`,
    );
  });

  it.each([
    [659, 'frontend', 3659],
    [1045, 'frontend', 4045],
    [1190, 'frontend', 4190],
    [2060, 'frontend', 5060],
    [2061, 'frontend', 5061],
    [3000, 'frontend', 6000],
    [3073, 'backend', 10080],
    [3566, 'frontend', 6566],
    [3665, 'frontend', 6665],
    [3669, 'frontend', 6669],
    [3679, 'frontend', 6679],
    [3697, 'frontend', 6697],
    [7080, 'frontend', 10080],
  ])(
    'are not moved by %i, for browsers refuse that of the %s',
    async (offset, name, port) => {
      expect(() => portalPorts(String(offset))).toThrow(
        `With PORT_OFFSET=${offset} the ${name} would get port ${port}, which browsers refuse to open; choose another offset.`,
      );
      // Nothing is asked: fetch refuses it as browsers do.
      await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
        cause: expect.objectContaining({ message: 'bad port' }),
      });
    },
  );
});
