/** One tab at a time carries a session on. Knows only the lock; what to do without it is boot's to decide. */

const LOCK = 'giftwire-owner';
/** A tab that is being reloaded holds its lock for a moment longer; another tab holds it for good. */
const LONGEST_WAIT_MS = 1_500;

/** Takes the lock for as long as this page lives. @returns false when another tab has it. */
export async function becomeOwner(): Promise<boolean> {
  const { locks } = navigator;
  // Without locks there is no telling; the board's own port is exclusive all the same.
  if (!locks) return true;
  return new Promise((decided) => {
    locks
      .request(LOCK, { signal: AbortSignal.timeout(LONGEST_WAIT_MS) }, () => {
        decided(true);
        return new Promise<void>(() => undefined);
      })
      .catch(() => decided(false));
  });
}
