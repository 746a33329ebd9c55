/*
 * Which timer makes which pin's PWM, and the clocks of timers 1-5: each stands still until it is needed, which saves
 * power, and the emulated chip most of its work. Timer0 is the core's, for millis(), and always runs. Knows no pins' state.
 */
#pragma once
#include "config.h"

/* The timer behind a pin's PWM, 0-5; -1 = none. */
static int8_t timerOf(uint8_t p) {
  switch (digitalPinToTimer(p)) {
    case TIMER0A:
    case TIMER0B:
      return 0;
    case TIMER1A:
    case TIMER1B:
      return 1;
    case TIMER2A:
    case TIMER2B:
      return 2;
#if defined(TCCR5B)
    case TIMER3A:
    case TIMER3B:
    case TIMER3C:
      return 3;
    case TIMER4A:
    case TIMER4B:
    case TIMER4C:
      return 4;
    case TIMER5A:
    case TIMER5B:
    case TIMER5C:
      return 5;
#endif
    default:
      return -1;
  }
}

/* Clock at F_CPU / 64, as the core has it for PWM, or at rest. The mode, 8-bit phase-correct, is set by the core's init(). */
static void timerClock(int8_t timer, bool run) {
  switch (timer) {
    case 1:
      TCCR1B = run ? _BV(CS11) | _BV(CS10) : 0;
      break;
    case 2:
      TCCR2B = run ? _BV(CS22) : 0;
      break;
#if defined(TCCR5B)
    case 3:
      TCCR3B = run ? _BV(CS31) | _BV(CS30) : 0;
      break;
    case 4:
      TCCR4B = run ? _BV(CS41) | _BV(CS40) : 0;
      break;
    case 5:
      TCCR5B = run ? _BV(CS51) | _BV(CS50) : 0;
      break;
#endif
  }
}

static void timersBegin() {
  for (int8_t timer = 1; timer <= 5; timer++) timerClock(timer, false);
}
