/*
 * Lines without a number, as a person types them or an own sketch understands them: LED1 ... LED9 are pins 5 ... 13,
 * `LED1 ON`, `LED1 OFF`, and `LED1` alone for half a second. Knows no numbering.
 */
#pragma once
#include "verbs.h"

enum { PLAIN_PULSE_MS = 500 };

/* False: it means nothing, or it cannot be done now. */
static bool plainDone(const char *text, uint8_t length) {
  if (length < 4 || memcmp_P(text, PSTR("LED"), 3) || text[3] < '1' || text[3] > '9' || stopPressed) return false;
  uint16_t a[2] = {(uint16_t)(text[3] - '1' + 5), 1};
  if (!pinExists(a[0])) return false;
  dueChanged();
  if (length == 4) return startSlot(a[0], PLAIN_PULSE_MS, 0, 1) == DONE;
  if (length == 8 && !memcmp_P(text + 4, PSTR(" OFF"), 4)) a[1] = 0;
  else if (length != 7 || memcmp_P(text + 4, PSTR(" ON"), 3)) return false;
  return runSet(a) == DONE;
}

static void plainLine(const char *text, uint8_t length, bool tooLong) {
  if (!tooLong && plainDone(text, length)) return watchdogHeard();
  replyText(PSTR("ev plain? "));
  for (uint8_t i = 0; i < length; i++) replyByte(text[i] >= ' ' && text[i] <= '~' ? text[i] : '?');
  replyEnd();
}
