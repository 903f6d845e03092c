import { Counter, Histogram, Registry } from 'prom-client';
import { MetricsTextError, parseMetricsText } from './textFormat';

const parse = (text: string) => [...parseMetricsText(text, () => true)];
const plain = (text: string) =>
  parse(text).map(({ name, labels, value }) => [
    name,
    Object.fromEntries(labels),
    value,
  ]);

describe('parseMetricsText', () => {
  it.each<[string, unknown]>([
    ['a 1', ['a', {}, 1]],
    ['a{} 1', ['a', {}, 1]],
    ['a:b_c{x="1",y="2"} 2.5e3', ['a:b_c', { x: '1', y: '2' }, 2500]],
    ['a { x = "1" , } 1', ['a', { x: '1' }, 1]],
    ['a{x="q\\"s\\\\t\\nu"} 1', ['a', { x: 'q"s\\t\nu' }, 1]],
    ['a{x="{}, # = \u00e4"} 1', ['a', { x: '{}, # = \u00e4' }, 1]],
    ['a{__proto__="1"} 1', ['a', { ['__proto__']: '1' }, 1]],
    ['\ta  1\t1700000000000 ', ['a', {}, 1]],
    ['a -.5\r', ['a', {}, -0.5]],
    ['a NaN', ['a', {}, NaN]],
    ['a +Inf', ['a', {}, Infinity]],
    ['a -Inf', ['a', {}, -Infinity]],
    ['a{le="1"} 3 # {trace_id="x"} 0.5', ['a', { le: '1' }, 3]],
    ['a{le="1"} 3 1.7e9 # {trace_id="x"} 0.5 1.7e9', ['a', { le: '1' }, 3]],
    ['a 1 1.7e9', ['a', {}, 1]],
    ['a 1 1700000000.123 st@1690000000.5', ['a', {}, 1]],
    ['a Infinity', ['a', {}, Infinity]],
    ['a -Infinity', ['a', {}, -Infinity]],
    ['{"a.b", x="1"} 2', ['a.b', { x: '1' }, 2]],
    ['{"a b"} 2', ['a b', {}, 2]],
    ['a{"http.status"="503"} 2', ['a', { 'http.status': '503' }, 2]],
  ])('reads %j', (line, sample) => {
    expect(plain(line)).toEqual([sample]);
  });

  it('passes over comments and empty lines', () => {
    expect(
      plain('# HELP a b\n# TYPE a counter\n\n#x\n  # y\na 1\n# EOF'),
    ).toEqual([['a', {}, 1]]);
  });

  it.each([
    'OK',
    '{"status":"ok"}',
    '<html>',
    'a',
    'a one',
    'a 0x10',
    'a 1 soon',
    'a{x="1" 1',
    'a{x="1"',
    'a{x=1} 1',
    'a{"x" "1"} 1',
    '{"a":1}',
    '{} 1',
    'a{x="1" y="2"} 1',
    'a{x="unfinished} 1',
    '1a 1',
    `a{x="${'y'.repeat(70_000)}"} 1`,
  ])('refuses %j', line => {
    expect(() => parse(`# TYPE a counter\nb 1\n${line}\n`)).toThrow(
      new MetricsTextError(3),
    );
  });

  it.each([
    'b {count:17,sum:3.5,schema:3}',
    'b 0x10',
    'b{x="1"} one two',
    '{"b.c"} ?',
  ])('passes over %j, where it is not asked for', line => {
    const text = `a 1\n${line}\na{x="2"} 2\n`;
    const samples = [...parseMetricsText(text, name => name === 'a')];

    expect(samples.map(({ value }) => value)).toEqual([1, 2]);
  });

  it.each(['b', 'b{x="1"', 'OK', '<p>', '{"b":1}'])(
    'refuses %j, which is no sample at all',
    line => {
      const text = `a 1\n${line}\n`;
      expect(() => [...parseMetricsText(text, name => name === 'a')]).toThrow(
        new MetricsTextError(2),
      );
    },
  );

  it('keeps what is asked for', () => {
    const samples = [...parseMetricsText('a 1\nb 2\n', name => name === 'b')];

    expect(samples.map(({ name }) => name)).toEqual(['b']);
  });

  it('reads what prom-client writes', async () => {
    const registry = new Registry();
    const registers = [registry];
    const counter = new Counter({
      name: 'errors_total',
      help: 'a\nb',
      labelNames: ['error_type'],
      registers,
    });
    counter.inc({ error_type: 'with "quotes", \\ and\nlines' }, 3);
    new Histogram({
      name: 'seconds',
      help: 'h',
      buckets: [1],
      registers,
    }).observe(2);

    expect(plain(await registry.metrics())).toEqual([
      ['errors_total', { error_type: 'with "quotes", \\ and\nlines' }, 3],
      ['seconds_bucket', { le: '1' }, 0],
      ['seconds_bucket', { le: '+Inf' }, 1],
      ['seconds_sum', {}, 2],
      ['seconds_count', {}, 1],
    ]);
  });
});
