import { spawnSync } from 'node:child_process';
import { openSync, closeSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Room for a young cluster and its log, and soon full. **Units** MB. */
const DISK_MB = 384;
const CHUNK = Buffer.alloc(1024 * 1024);

/** A small disk in memory, which can be filled. */
export type SmallDisk = {
  /** Takes every byte that is left; the answer gives them back. */
  readonly fill: () => () => void;
  readonly remove: () => void;
};

/** Mounts a small disk on a folder; undefined where we may not (only root may). */
export function mountSmallDisk(folder: string): SmallDisk | undefined {
  const options = `size=${DISK_MB}m,mode=755`;
  if (process.getuid?.() !== 0 || !ran('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])) return undefined;
  const ballast = path.join(folder, 'ballast');
  const remove = () => void ran('umount', ['-l', folder]);
  process.on('exit', remove);
  return {
    fill: () => {
      fillUp(ballast);
      return () => rmSync(ballast, { force: true });
    },
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

const ran = (command: string, args: readonly string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = CHUNK.length; size >= 1; ) {
      try {
        writeSync(handle, CHUNK, 0, size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(handle);
  }
}
