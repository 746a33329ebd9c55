/**
 * The board's true state as one sentence and one piece of advice. Knows no component and no port: it reads a snapshot
 * and picks the words, so that what is on screen can be tested line by line.
 */
import type { BoardView } from '#rpc/board-view.ts';
import type { Words } from '#text/en.ts';

export interface BoardSentence {
  readonly tone: 'ok' | 'busy' | 'bad' | 'off';
  readonly says: string;
  readonly next: string;
  /** What a button should offer, if anything would help. */
  readonly offer: 'choose' | 'open' | 'text' | null;
}

const TONES = {
  absent: 'off',
  closed: 'off',
  opening: 'busy',
  busy: 'bad',
  greeting: 'busy',
  silent: 'bad',
  ready: 'ok',
  lost: 'bad',
  lent: 'busy',
} as const;
const OFFERS = {
  absent: 'choose',
  closed: 'open',
  opening: null,
  busy: 'open',
  greeting: null,
  silent: 'text',
  ready: null,
  lost: null,
  lent: null,
} as const;

/** The virtual board has no port to choose or to open: its cable and its buttons are on the screen. */
function virtualSentence(board: BoardView, supported: boolean, words: Words['board'], name: string): BoardSentence {
  const { state: says, next } = words;
  const tone = TONES[board.state];
  if (board.state === 'ready' && board.dialect === 'giftwire')
    return {
      tone,
      says: says.virtual(name),
      next: supported ? next.virtual : next.unsupported,
      offer: supported ? 'choose' : null,
    };
  if (board.state === 'lost' || board.state === 'absent')
    return { tone, says: says.lost, next: next.virtualUnplugged, offer: null };
  if (board.state === 'ready') return { tone, says: says.readyText, next: next.readyText, offer: null };
  return { tone, says: says[board.state], next: next[board.state], offer: board.state === 'closed' ? 'open' : null };
}

/** `supported`: this browser has Web Serial; `name`: what the board is called. */
export function boardSentence(
  board: BoardView | null,
  supported: boolean,
  { board: words }: Words,
  name = '',
): BoardSentence {
  const { state: says, next } = words;
  if (!board || board.kind === 'none')
    return {
      tone: 'off',
      says: says.none,
      next: supported ? next.none : next.unsupported,
      offer: supported ? 'choose' : null,
    };
  if (board.kind === 'virtual') return virtualSentence(board, supported, words, name);
  const code = board.fault?.code;
  const text = board.dialect === 'text';
  const said = text && board.state === 'ready' ? says.readyText : says[board.state];
  const tone = TONES[board.state];
  if (code === 'board-unsuitable' && !text) return { tone: 'bad', says: said, next: next.unsuitable, offer: 'text' };
  if (code === 'port-needs-choosing' && board.state !== 'ready')
    return { tone: 'bad', says: said, next: next.choosing, offer: 'choose' };
  if (!supported) return { tone, says: said, next: next.unsupported, offer: null };
  if (text && board.state === 'ready') return { tone, says: said, next: next.readyText, offer: null };
  return {
    tone,
    says: said,
    next: next[board.state],
    offer: text && board.state === 'silent' ? 'open' : OFFERS[board.state],
  };
}
