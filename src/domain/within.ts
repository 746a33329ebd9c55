/** A limit on how long something is waited for. Knows no clock of its own and nothing of what is waited for. */

/**
 * Waits for `task`, but not longer than `ms`. It only ends the waiting: the task itself goes on.
 * @param after sets a timer, in ms, and returns how to cancel it
 * @returns whether the task ended in time, well or badly. Never rejects.
 */
export function within(
  task: Promise<unknown>,
  ms: number,
  after: (ms: number, task: () => void) => () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = after(ms, () => resolve(false));
    const end = (): void => {
      cancel();
      resolve(true);
    };
    task.then(end, end);
  });
}
