/**
 * The board's own stop button, as far as its words arrive: one line tells that it was pressed, and that line may be
 * damaged. Knows no lanes and no rules.
 */
export function stopButton(tell: (pressed: boolean) => void) {
  let held = false;
  return {
    /** `ev stop 1`, or a verb refused because of the button. */
    pressed(): void {
      if (!held) tell(true);
      held = true;
    },
    /** `ev stop 0`. Without the line before it, this is when we learn of the press. */
    letGo(): void {
      if (!held) tell(true);
      held = false;
      tell(false);
    },
    /** `ev boot`: a button that is still held is told of again. */
    boardReset(): void {
      if (held) tell(false);
      held = false;
    },
  };
}
