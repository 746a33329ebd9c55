/**
 * Lines for somebody's own sketch, with values filled in. Knows no dialect and no port.
 * What viewers type ends up here, so this is where it loses everything that could be a command.
 */

const PLACEHOLDER = /\{(user|gift|count|coins|comment|pin|action|value|ms|device)\}/g;
const LONGEST_VALUE = 32;
const LONGEST_LINE = 120;

/** Letters, digits, '_', '.' and '-' only (wire protocol v1: values in a template). */
const reduce = (value: string | number): string =>
  String(value)
    .slice(0, LONGEST_VALUE * 8)
    .replace(/[^A-Za-z0-9_.-]/g, '')
    .slice(0, LONGEST_VALUE);

/**
 * The line with its placeholders filled in, an unknown value as ''. It is at most 120 characters and holds nothing
 * that ends or breaks a line. Other braces stay as they are, and so does a ':' of the author's own: sketches that read JSON
 * need it, a viewer's value never holds one, and the acknowledged dialect refuses such a line (wire/text-dialect.ts).
 */
export function fillLine(line: string, values: Readonly<Record<string, string | number>>): string {
  const filled = line.replace(PLACEHOLDER, (_, name: string) =>
    reduce(Object.hasOwn(values, name) ? (values[name] ?? '') : ''),
  );
  return filled.slice(0, LONGEST_LINE).replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
}
