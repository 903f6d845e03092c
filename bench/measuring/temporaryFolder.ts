import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A folder that is gone when the benchmark is, however that ends. */
export function temporaryFolder(parent: string, prefix: string) {
  const folder = mkdtempSync(path.join(parent, prefix));
  const remove = () => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.on('exit', remove);
  return { folder, remove };
}
