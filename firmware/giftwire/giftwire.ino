/*
 * Giftwire's firmware for Arduino Uno, Nano and Mega 2560: carries out what the page asks for, and switches everything
 * off by itself when nobody asks any more. It speaks wire protocol v1 (docs/protocol-v1.md).
 * This file knows the order of things alone; each header beside it holds one of them.
 */
#include "config.h"
#include "crc.h"
#include "serial.h"
#include "clock.h"
#include "replies.h"
#include "timers.h"
#include "pins.h"
#include "slots.h"
#include "servos.h"
#include "tones.h"
#include "outputs.h"
#include "events.h"
#include "stop-pin.h"
#include "identity.h"
#include "verbs.h"
#include "watchdog.h"
#include "plain.h"
#include "session.h"
#include "line.h"
#include "due.h"

void setup() {
  stopPinBegin();
  timersBegin();
  pinsBegin();
  identityBegin();
  watchdogBegin();
  serialBegin();
  sleepBegin();
  replyBoot();
  stopPinAtBoot();
}

/* Nothing here waits for anything. One line at most is worked on before what is due gets its turn. */
void loop() {
  runWhatIsDue();
  takeBytes();
  tellEvents();
  identityStore();
  sleepUntilSomethingHappens();
}
