/*
 * The board's own number, which tells two boards of one make apart, and the fields it introduces itself with. The number
 * and its complement lie in the last two bytes of the EEPROM: a new board's, or half a write's, match nothing.
 */
#pragma once
#include <avr/eeprom.h>
#include "replies.h"

static uint8_t *const ID_CELL = (uint8_t *)(E2END - 1);
static int16_t boardId; /* -1 = none */
static bool idUnsaved;

static void identityBegin() {
  uint8_t id = eeprom_read_byte(ID_CELL);
  boardId = eeprom_read_byte(ID_CELL + 1) == (uint8_t)~id ? id : -1;
}

static void identityKeep(uint8_t id) {
  boardId = id;
  idUnsaved = true;
}

/* One byte at a time, when the one before is done (3.4 ms): until then the loop goes on. */
static void identityStore() {
  if (!idUnsaved || !eeprom_is_ready()) return;
  const uint8_t wanted[2] = {(uint8_t)boardId, (uint8_t)~boardId};
  for (uint8_t i = 0; i < 2; i++)
    if (eeprom_read_byte(ID_CELL + i) != wanted[i]) return eeprom_write_byte(ID_CELL + i, wanted[i]);
  idUnsaved = false;
}

/* ` id=7`, nothing without one. */
static void replyId() {
  if (boardId < 0) return;
  replyText(PSTR(" id="));
  replyDigits(boardId);
}

static const char FIELDS[] PROGMEM = " fw=giftwire/" GIFTWIRE_VERSION " proto=1 board=" BOARD_NAME " rx=63 line=56"
                                     " caps=set,pulse,blink,pwm,servo,tone,inv,lim,id,wd";
static_assert(sizeof FIELDS + sizeof "ok 255 stop=255 id=255*ff\n" <= (size_t)ROOM_FOR_FIELDS, "the fields are too long");
static_assert((int)RX_SIZE - 1 == 63 && (int)LINE_LENGTH == 56, "the fields tell other sizes");

static void replyFields() {
  replyText(FIELDS);
#if GIFTWIRE_STOP_PIN >= 0
  replyText(PSTR(" stop="));
  replyDigits(GIFTWIRE_STOP_PIN);
#endif
  replyId();
}

static void replyBoot() {
  replyText(PSTR("ev boot"));
  replyFields();
  replyEnd();
}
