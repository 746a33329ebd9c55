/** What the live worker hears when there is no record: it may go on, muted, and knows that nothing is kept. */
import { expect, it } from 'vitest';
import type { JournalMessage, JournalReply } from '#rpc/storage.ts';
import { answerWithoutRecord } from '#store/no-record.ts';

function answerTo(message: JournalMessage): JournalReply[] {
  const replies: JournalReply[] = [];
  const port = { onmessage: null, postMessage: (reply: JournalReply) => replies.push(reply) } as unknown as MessagePort;
  answerWithoutRecord(port);
  port.onmessage?.(new MessageEvent('message', { data: message }));
  return replies;
}

it('restores nothing, and holds the emergency stop until a person releases it', () => {
  expect(answerTo({ type: 'restore', room: 'demo:' })).toEqual([
    { type: 'restored', room: 'demo:', restored: null, muted: true, openActions: [], nextNumber: 1 },
  ]);
});

it('never acknowledges a batch', () => {
  const message = { type: 'batch', batch: { number: 7 } } as JournalMessage;
  expect(answerTo(message)).toMatchObject([{ type: 'failed', number: 7, fault: { code: 'storage-unavailable' } }]);
});

it('has no answer to a mute: nobody waits for one', () => {
  expect(answerTo({ type: 'mute', muted: true })).toEqual([]);
});
