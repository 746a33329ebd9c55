/** The time as screens show it, once a second. Nothing is timed by it: a hidden tab's seconds are long. */
let time = $state(Date.now());

export const now = (): number => time;

/** Starts ticking. Returns how to stop. */
export function startTicking(): () => void {
  const timer = setInterval(() => (time = Date.now()), 1_000);
  return () => clearInterval(timer);
}
