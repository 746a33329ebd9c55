/*
 * The serial port: two rings and two interrupts. It takes the place of the core's Serial, which waits inside write()
 * when its 64 bytes are full, and loses the stop pair with everything else when too much arrives. Knows no lines.
 * Source: ATmega328P data sheet, chapter USART0; the ATmega2560's USART0 has the same registers.
 */
#pragma once
#include <util/atomic.h>
#include "config.h"

enum {
  RX_SIZE = 64, /* a power of two; 63 are usable */
  TX_SIZE = 192,
  STOP_BYTE = 0x18
};

static volatile uint8_t rxRing[RX_SIZE];
static volatile uint8_t rxHead, rxTail;
static volatile uint8_t txRing[TX_SIZE];
static volatile uint8_t txHead, txTail;

#if defined(USART_RX_vect)
ISR(USART_RX_vect)
#else
ISR(USART0_RX_vect)
#endif
{
  static uint8_t before;
  uint8_t byte = UDR0;
  uint8_t head = rxHead, next = (head + 1) % RX_SIZE;
  if (next != rxTail) {
    rxRing[head] = byte;
    rxHead = next;
  } else if (byte == STOP_BYTE) {
    /* Full, but a stop must not be lost: its first byte replaces the newest one here, its second all that waits. Three
       bytes then, since the loop may be just about to take one; a third alone means nothing. */
    if (before != STOP_BYTE) {
      rxRing[(uint8_t)(head - 1) % RX_SIZE] = byte;
    } else {
      head = rxTail;
      for (uint8_t i = 0; i < 3; i++) rxRing[(head + i) % RX_SIZE] = STOP_BYTE;
      rxHead = (head + 3) % RX_SIZE;
    }
  }
  before = byte;
}

#if defined(USART_UDRE_vect)
ISR(USART_UDRE_vect)
#else
ISR(USART0_UDRE_vect)
#endif
{
  uint8_t tail = txTail;
  UDR0 = txRing[tail];
  txTail = tail = tail == TX_SIZE - 1 ? 0 : tail + 1;
  if (tail == txHead) UCSR0B &= ~_BV(UDRIE0);
}

static void serialBegin() {
  uint16_t divider = (F_CPU / 4 / GIFTWIRE_BAUD - 1) / 2;
  UCSR0A = _BV(U2X0);
  UBRR0H = divider >> 8;
  UBRR0L = divider;
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
  UCSR0B = _BV(RXCIE0) | _BV(RXEN0) | _BV(TXEN0);
}

static bool serialHasByte() { return rxHead != rxTail; }

/* Only when there is one. */
static uint8_t serialTake() {
  uint8_t tail = rxTail, byte = rxRing[tail];
  rxTail = (tail + 1) % RX_SIZE;
  return byte;
}

/* How many bytes can be given without waiting. */
static uint8_t serialRoom() {
  uint8_t head = txHead, tail = txTail;
  return tail > head ? tail - head - 1 : TX_SIZE - 1 - (head - tail);
}

/* Only when there is room. The interrupt is on exactly while there is something to send. */
static void serialGive(uint8_t byte) {
  uint8_t head = txHead;
  txRing[head] = byte;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    txHead = head == TX_SIZE - 1 ? 0 : head + 1;
    UCSR0B |= _BV(UDRIE0);
  }
}
