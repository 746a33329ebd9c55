/** Holds the architecture to its word: documents name what exists, files stay short and say what they are, the lint is live. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const LONGEST_FILE = 250;
const CODE = /\.(ts|mjs|js|svelte|c|ino)$/;

/** Paths relative to the root, of files whose name `wanted` accepts. */
function filesUnder(folder: string, wanted: RegExp): string[] {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** What stands in backticks and looks like a path: has a folder in it or a known extension, and no pattern in it. */
function pathsNamedIn(document: string): string[] {
  const quoted = [...read(document).matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? '');
  const named = quoted.filter(
    (text) =>
      /^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(text) &&
      (/^(src|tests|scripts|public|docs|firmware)(\/|$)/.test(text) || /\.(md|json|mjs|html)$/.test(text)),
  );
  return [...new Set(named)];
}

describe('documents', () => {
  it.each(['ARCHITECTURE.md', 'README.md'])('%s names only what exists', (document) => {
    const named = pathsNamedIn(document);
    expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('ARCHITECTURE.md names the folders of src', () => {
    const folders = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const text = read('ARCHITECTURE.md');
    expect(folders.filter((folder) => !text.includes(folder))).toEqual([]);
  });
});

describe('files', () => {
  const sources = filesUnder('src', CODE);
  const all = [
    ...sources,
    ...filesUnder('tests', CODE),
    ...filesUnder('scripts', CODE),
    ...filesUnder('firmware', CODE),
  ];

  it('were found', () => expect(sources.length).toBeGreaterThan(50));

  it('begin with a comment that says what they are', () => {
    expect(all.filter((file) => !/^(\/\*|\/\/|<!--)/.test(read(file)))).toEqual([]);
  });

  it(`are at most ${LONGEST_FILE} lines long`, () => {
    expect(all.filter((file) => read(file).trimEnd().split('\n').length > LONGEST_FILE)).toEqual([]);
  });
});

describe('the direction table', () => {
  const eslint = new ESLint({ cwd: ROOT });
  async function complaints(file: string, code: string): Promise<(string | null)[]> {
    const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
    return result.messages.map((message) => message.ruleId);
  }
  const refused = '@typescript-eslint/no-restricted-imports';

  it.each([
    ['src/domain/planted.ts', `export { normalise } from '#wire/normalise.ts';`],
    ['src/domain/planted.ts', `import type { Snapshot } from '#rpc/live.ts';\nexport type S = Snapshot;`],
    ['src/domain/planted.ts', `import ws from 'ws';\nexport default ws;`],
    ['src/wire/planted.ts', `export { systemClock } from '#live/clock.ts';`],
    ['src/live/planted.ts', `import { text } from '#text/en.ts';\nexport const t = text;`],
    ['src/live/planted.ts', `export { isArmed } from '../domain/session-machine.ts';`],
    ['src/ui/planted.ts', `export { isArmed } from '#domain/session-machine.ts';`],
    ['src/relay/planted.ts', `import Dexie from 'dexie';\nexport default Dexie;`],
  ])('refuses in %s: %s', async (file, code) => {
    expect(await complaints(file, code)).toContain(refused);
  });

  it.each([
    ['src/wire/planted.ts', `export { isArmed } from '#domain/session-machine.ts';`],
    ['src/ui/planted.ts', `import type { Snapshot } from '#rpc/live.ts';\nexport type S = Snapshot;`],
    ['src/relay/planted.ts', `import ws from 'ws';\nexport default ws;`],
  ])('allows in %s: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });

  it('reads components as well', async () => {
    const code = `<script lang="ts">\n  import { isArmed } from '#domain/session-machine.ts';\n</script>\n\n{isArmed('live')}\n`;
    expect(await complaints('src/ui/Planted.svelte', code)).toContain(refused);
  });

  it('keeps clock and chance out of domain/', async () => {
    expect(await complaints('src/domain/planted.ts', 'export const now = (): number => Date.now();')).toContain(
      'no-restricted-globals',
    );
    expect(await complaints('src/domain/planted.ts', 'export const roll = (): number => Math.random();')).toContain(
      'no-restricted-properties',
    );
  });
});
