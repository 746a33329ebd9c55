/*
 * Numbered lines: checksum, numbering, repeats. Knows neither what verbs do nor how lines arrive.
 */
#pragma once
#include "verbs.h"

enum { REPEATS = 64 };

static bool greeted;
static uint8_t lastSeq, lastRefusal;

static int8_t hexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  digit |= 0x20;
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* A whole number up to 65535; `at` moves behind it. False: there is none. */
static bool readNumber(const char *&at, const char *end, uint16_t &number) {
  const char *start = at;
  uint32_t value = 0;
  while (at < end && *at >= '0' && *at <= '9' && value <= 65535) value = value * 10 + (*at++ - '0');
  number = value;
  return at > start && value <= 65535;
}

/* Each behind one blank. Returns how many; more than MOST_ARGUMENTS when they are too many or no numbers. */
static uint8_t readArguments(const char *at, const char *end, uint16_t *a) {
  uint8_t count = 0;
  while (at < end) {
    if (count == MOST_ARGUMENTS || *at++ != ' ' || !readNumber(at, end, a[count++])) return MOST_ARGUMENTS + 1;
  }
  return count;
}

static void objection(uint8_t code) {
  if (greeted) replyNak(lastSeq + 1, code);
  else replyNak(0, HELLO_NEEDED);
}

static void answer(uint8_t seq, uint8_t refusal) {
  if (refusal) return replyErr(seq, refusal);
  replyOk(seq);
  replyEnd();
}

static void hello(uint8_t seq, const uint16_t *a, uint8_t count) {
  if (count == 1) watchdogSet(a[0]);
  dueChanged();
  greeted = true;
  lastSeq = seq;
  lastRefusal = DONE;
  replyOk(seq);
  replyFields();
  replyEnd();
}

static void inTurn(uint8_t seq, const char *name, uint8_t length, const uint16_t *a, uint8_t count) {
  Verb verb;
  bool known = verbNamed(name, length, verb);
  lastSeq = seq;
  lastRefusal = known ? carryOut(verb, a, count) : (uint8_t)BAD_VERB;
  if (lastRefusal) return replyErr(seq, lastRefusal);
  replyOk(seq);
  if (verb.run == runId) replyId();
  replyEnd();
}

/*
 * `text` begins with ":". Returns false when its answer does not fit the line out at present: nothing has been done yet,
 * and it is to be called again.
 */
static bool numberedLine(const char *text, uint8_t length) {
  const char *end = text + length - 3;
  if (length < 5 || *end != '*') return objection(BAD_SYNTAX), true;
  uint8_t sum = 0;
  for (const char *at = text + 1; at < end; at++) sum = crc8(sum, *at);
  int8_t high = hexValue(end[1]), low = hexValue(end[2]);
  if (high < 0 || low < 0) return objection(BAD_SYNTAX), true;
  if (sum != (uint8_t)(high << 4 | low)) return objection(BAD_CHECKSUM), true;

  const char *at = text + 1;
  uint16_t seq;
  if (!readNumber(at, end, seq) || seq > 255 || at == end || *at++ != ' ') return objection(BAD_SYNTAX), true;
  const char *name = at;
  while (at < end && *at != ' ') at++;
  uint8_t nameLength = at - name;
  if (!nameLength) return objection(BAD_SYNTAX), true;
  uint16_t a[MOST_ARGUMENTS];
  uint8_t count = readArguments(at, end, a);

  if (nameLength == 5 && !memcmp_P(name, PSTR("HELLO"), 5)) {
    if (serialRoom() < ROOM_FOR_FIELDS) return false;
    watchdogHeard();
    return hello(seq, a, count), true;
  }
  watchdogHeard();
  if (!greeted) return objection(HELLO_NEEDED), true;
  uint8_t ahead = seq - lastSeq;
  if (ahead == 0) answer(seq, lastRefusal);
  else if (ahead >= 256 - REPEATS) answer(seq, DONE);
  else if (ahead != 1) objection(OUT_OF_TURN);
  else inTurn(seq, name, nameLength, a, count);
  return true;
}
