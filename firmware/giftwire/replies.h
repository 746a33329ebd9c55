/*
 * Lines to the page, each with its checksum. Who writes a line has made sure of room for it. Knows not what they mean.
 */
#pragma once
#include "crc.h"
#include "serial.h"

enum {
  /* ev plain? with 56 characters of echo; every other answer is shorter. */
  ROOM_FOR_ANSWER = 72,
  ROOM_FOR_FIELDS = 144,
  ROOM_FOR_EVENT = 16
};
static_assert((int)ROOM_FOR_FIELDS < (int)TX_SIZE, "the fields must fit the ring at once");

static uint8_t replySum;

static void replyByte(uint8_t byte) {
  replySum = crc8(replySum, byte);
  serialGive(byte);
}

static void replyText(PGM_P text) {
  while (uint8_t byte = pgm_read_byte(text++)) replyByte(byte);
}

static void replyDigits(uint8_t number) {
  if (number >= 100) replyByte('0' + number / 100);
  if (number >= 10) replyByte('0' + number / 10 % 10);
  replyByte('0' + number % 10);
}

/* A blank, then the number. */
static void replyNumber(uint8_t number) {
  replyByte(' ');
  replyDigits(number);
}

static uint8_t hexDigit(uint8_t value) { return value < 10 ? '0' + value : 'a' - 10 + value; }

static void replyEnd() {
  uint8_t sum = replySum;
  serialGive('*');
  serialGive(hexDigit(sum >> 4));
  serialGive(hexDigit(sum & 15));
  serialGive('\n');
  replySum = 0;
}

static void replyOk(uint8_t seq) {
  replyText(PSTR("ok"));
  replyNumber(seq);
}

static void replyErr(uint8_t seq, uint8_t code) {
  replyText(PSTR("err"));
  replyNumber(seq);
  replyNumber(code);
  replyEnd();
}

static void replyNak(uint8_t next, uint8_t code) {
  replyText(PSTR("nak"));
  replyNumber(next);
  replyNumber(code);
  replyEnd();
}
