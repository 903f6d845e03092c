import { readFile } from 'node:fs/promises';

export interface Usage {
  /** Resident memory, in bytes. */
  memoryBytes: number;
  /** Processor time used since the start, in seconds. */
  cpuSeconds: number;
}

// What Linux reports to programs, whatever the kernel was built with.
const ticksPerSecond = 100;

async function usageOf(pid: number): Promise<Usage | undefined> {
  try {
    const [status, stat] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? '0';
    // The program's own name comes first, in brackets, and may hold anything.
    const times = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      memoryBytes: Number(kilobytes) * 1024,
      cpuSeconds: (Number(times[11]) + Number(times[12])) / ticksPerSecond,
    };
  } catch {
    return undefined;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** What a program and those it started use; undefined where this machine does not tell. */
export async function readUsage(pid: number): Promise<Usage | undefined> {
  const own = await usageOf(pid);
  if (!own) return undefined;
  const children = await Promise.all((await childrenOf(pid)).map(readUsage));
  return children.reduce<Usage>(
    (sum, child) => ({
      memoryBytes: sum.memoryBytes + (child?.memoryBytes ?? 0),
      cpuSeconds: sum.cpuSeconds + (child?.cpuSeconds ?? 0),
    }),
    own,
  );
}

/** Turns processor time into a rate, from one reading to the next. */
export class CpuMeter {
  private last = { at: Date.now(), seconds: 0 };
  private rate = 0;

  /** Cores in use, in billionths, between this reading and an earlier one. */
  nanoCores({ cpuSeconds }: Usage): number {
    const at = Date.now();
    const elapsed = (at - this.last.at) / 1000;
    // Readings that follow each other closely say little more than noise.
    if (elapsed >= 1) {
      this.rate = Math.max(0, (cpuSeconds - this.last.seconds) / elapsed);
      this.last = { at, seconds: cpuSeconds };
    }
    return Math.round(this.rate * 1e9);
  }
}

/** How often memory is held against its limit. */
const pollMs = 250;

/**
 * Calls back once when a program and those it started hold more memory than
 * they may, until the returned function is called.
 */
export function watchMemory(
  pid: number,
  limitBytes: number | undefined,
  onExceeded: () => void,
): () => void {
  if (limitBytes === undefined) return () => {};
  let over = false;
  const timer = setInterval(async () => {
    const usage = await readUsage(pid);
    if (over || !usage || usage.memoryBytes <= limitBytes) return;
    over = true;
    onExceeded();
  }, pollMs);
  return () => {
    over = true;
    clearInterval(timer);
  };
}
