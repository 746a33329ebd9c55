/** npm run check: everything that can be said about the code without running it. */
import { runNode, runSteps, toolPath } from './run.mjs';

const tool = (packageName, args, command) => async () => (await runNode(toolPath(packageName, command), args)).code;

/**
 * svelte-check has been known to pass because it checked nothing. The canary is a component with one type error,
 * and it must be found.
 */
async function canary() {
  const { code, output } = await runNode(
    toolPath('svelte-check'),
    ['--tsconfig', 'tests/canary/tsconfig.json', '--output', 'machine'],
    { capture: true },
  );
  if (code !== 0 && output.includes('Canary.svelte') && output.includes("'string' is not assignable to type 'number'"))
    return 0;
  console.error(`svelte-check did not report the error planted in tests/canary/Canary.svelte. It said:\n${output}`);
  return 1;
}

const types = ['domain', 'worker', 'relay', 'tests'].map((name) => [
  `types of ${name}`,
  tool('typescript', ['-p', `tsconfig.${name}.json`], 'tsc'),
]);

process.exitCode = await runSteps([
  ['eslint', tool('eslint', ['.', '--max-warnings', '0'])],
  ['prettier', tool('prettier', ['--check', '--log-level', 'warn', '.'])],
  ...types,
  // Covers the page's .ts files as well: tsc cannot read what they import from .svelte.
  ['types of the page', tool('svelte-check', ['--tsconfig', 'tsconfig.app.json', '--fail-on-warnings'])],
  ['canary', canary],
  ['knip', tool('knip', [])],
]);
