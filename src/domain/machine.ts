/**
 * State machines as tables. Knows no particular machine and counts nothing itself:
 * a refused event is returned as null, and the caller must report it as a fault.
 */

/** For each state: which events it allows and where each leads. */
export type Machine<S extends string, E extends string> = Record<S, Partial<Record<E, S>>>;

/** The next state, or null when the table does not allow `event` in `state`. */
export function step<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S | null {
  return machine[state][event] ?? null;
}
