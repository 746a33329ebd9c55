/** "1 gift", "12 gifts": a count that arrives already formatted, and its noun. */
export const plural = (count: string, one: string, many = `${one}s`): string =>
  `${count} ${count === '1' ? one : many}`;
