/** Why an action happened, in words: "Rose × 10 · sari_dewi". Names stay plain text. */
import type { Cause } from '#domain/action.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

function what(cause: Cause, words: Words, fmt: Formatters): string {
  const { cause: says } = words.live;
  const count = fmt.number(cause.count);
  switch (cause.kind) {
    case 'gift':
      return cause.count === 1 ? cause.what : says.gift(cause.what, count);
    case 'chat':
      return says.word(cause.what);
    case 'likes':
      return says.likes(count);
    case 'viewers':
      return says.viewers(count);
    default:
      return says[cause.kind];
  }
}

export function causeWords(cause: Cause, words: Words, fmt: Formatters): string {
  const said = what(cause, words, fmt);
  return cause.uniqueId ? words.live.cause.by(said, cause.uniqueId) : said;
}
