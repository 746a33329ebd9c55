/**
 * A clock of discrete events: time stands still while a task runs and then jumps to the next one, so three hours pass in
 * as long as their tasks take. Knows nothing of what is timed.
 */
import type { Clock } from '#live/clock.ts';

export interface VirtualClock extends Clock {
  /** Runs every task due up to `at`, each at its own time and in the order they were asked for; then it is `at`. */
  runTo(at: number): void;
}

interface Task {
  readonly due: number;
  /** Grows by one per task: of two that are due at once the one asked for first runs first. */
  readonly order: number;
  /** Null once it was cancelled; it leaves the heap when its time comes. */
  run: (() => void) | null;
}

const sooner = (a: Task, b: Task): boolean => (a.due === b.due ? a.order < b.order : a.due < b.due);

/** @param start ms, the first `now()` */
export function virtualClock(start: number): VirtualClock {
  let now = start;
  let order = 0;
  /** A binary heap: no task is sooner than the one at half its index. */
  const heap: Task[] = [];

  function push(task: Task): void {
    let i = heap.length;
    while (i > 0) {
      const parent = heap[(i - 1) >> 1] as Task;
      if (!sooner(task, parent)) break;
      heap[i] = parent;
      i = (i - 1) >> 1;
    }
    heap[i] = task;
  }
  function pop(): void {
    const last = heap.pop() as Task;
    const { length } = heap;
    if (!length) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && sooner(heap[child + 1] as Task, heap[child] as Task)) child++;
      if (!sooner(heap[child] as Task, last)) break;
      heap[i] = heap[child] as Task;
      i = child;
    }
    heap[i] = last;
  }

  return {
    now: () => now,
    after(ms, run) {
      const task: Task = { due: now + Math.max(0, ms), order: order++, run };
      push(task);
      return () => void (task.run = null);
    },
    runTo(at) {
      for (let task = heap[0]; task && task.due <= at; task = heap[0]) {
        pop();
        if (!task.run) continue;
        now = task.due;
        task.run();
      }
      now = Math.max(now, at);
    },
  };
}
