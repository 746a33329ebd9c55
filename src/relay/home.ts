/** Where this project lies, seen from the running bundle (dist-relay/) or from the sources alike. Knows no flags. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Home {
  readonly version: string;
  /** Folder of the built page; it may not exist yet. */
  readonly dist: string;
}

/** Walks up to the nearest package.json; throws when the program was torn out of its folder. */
export function findHome(from: string = fileURLToPath(import.meta.url)): Home {
  const dir = path.dirname(from);
  const file = path.join(dir, 'package.json');
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return { version, dist: path.join(dir, 'dist') };
  }
  if (dir === from) throw new Error('package.json was not found above the relay: run it from its own folder');
  return findHome(dir);
}
