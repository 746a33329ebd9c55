/** Something that just happened to the rules, and how to take it back. Knows no component. */
export interface Notice {
  readonly tone: 'plain' | 'bad';
  readonly text: string;
  readonly details: readonly string[];
  /** null: there is nothing to take back. */
  readonly undo: (() => void) | null;
}
