/** Faults of the source and its frames in words, in English: what happened, what was kept, what to do next. */
import type { FaultWordsOf } from './fault-words.ts';

const skipped = 'Everything else went on; only this message was left out.';
const nothingToDo = 'Nothing to do. If it happens often, copy Diagnostics and report it.';
const recordSafe = 'Everything recorded so far is safe. What people pay for is kept as owed.';
const stillRuns = 'Rules and your board go on. What the source sends meanwhile may be missing.';

export const sourceFaults: FaultWordsOf<'source'> = {
  'frame-not-json': { happened: 'The source sent something that is not JSON.', kept: skipped, next: nothingToDo },
  'frame-malformed': { happened: 'A message from the source has the wrong shape.', kept: skipped, next: nothingToDo },
  'frame-too-large': {
    happened: 'A message from the source was far too large.',
    kept: skipped,
    next: 'Nothing to do. If it goes on, check who may write to your relay.',
  },
  'event-unknown': {
    happened: 'The source sent a kind of event Giftwire does not know.',
    kept: 'It is in the record; no rule acts on it.',
    next: nothingToDo,
  },
  'event-malformed': {
    happened: 'An event lacked what it needs, or held impossible values.',
    kept: skipped,
    next: nothingToDo,
  },
  'event-duplicate': {
    happened: 'An event came twice.',
    kept: 'It was counted once and acted once.',
    next: 'Nothing to do.',
  },
  'event-history-skipped': {
    happened: 'TikTok sent older events again at connect.',
    kept: 'They are in the record; they never move anything.',
    next: 'Nothing to do.',
  },
  'number-implausible': {
    happened: 'A number was too large or too small to be true.',
    kept: 'It was not counted and moved nothing.',
    next: nothingToDo,
  },
  'likes-counter-jumped': {
    happened: 'TikTok’s like counter jumped to another count.',
    kept: 'Likes counted so far stand; counting goes on from the new number.',
    next: 'Nothing to do.',
  },
  'text-truncated': {
    happened: 'A comment or name was far too long and was cut.',
    kept: 'Its beginning is in the record.',
    next: 'Nothing to do.',
  },
  'frames-missed': {
    happened: 'Some messages from the relay are gone.',
    kept: 'The missing stretch is marked as a gap in the record.',
    next: 'If it happens often, check the network between this PC and the relay.',
  },
  'link-lost': {
    happened: 'The connection to the source was cut.',
    kept: stillRuns,
    next: 'Giftwire tries again by itself. Check that the relay still runs.',
  },
  'link-silent': {
    happened: 'Nothing has come from the relay for 12 seconds, so it counts as gone.',
    kept: stillRuns,
    next: 'Giftwire tries again by itself. Check the network and the relay.',
  },
  'link-refused': {
    happened: 'The connection could not be made.',
    kept: recordSafe,
    next: 'Check that the relay or TikFinity runs, and the address in Settings. If Chrome asked to reach devices on your local network, allow it.',
  },
  'origin-refused': {
    happened: 'The relay does not accept pages from this address.',
    kept: recordSafe,
    next: 'Start the relay with --allow-origin and this page’s address, as Settings shows it.',
  },
  'source-offline': {
    happened: 'This room is not LIVE at the moment.',
    kept: recordSafe,
    next: 'Start your LIVE on TikTok. Giftwire looks again by itself.',
  },
  'source-user-unknown': {
    happened: 'TikTok knows no room of this name.',
    kept: recordSafe,
    next: 'Check the name in Settings: it is the one after @ in the profile’s address.',
  },
  'source-rate-limited': {
    happened: 'TikTok or its sign server asks to slow down.',
    kept: stillRuns,
    next: 'Wait: the next try comes by itself. A sign key of your own raises the limit.',
  },
  'source-sign-failed': {
    happened: 'The sign server that TikTok connections need did not help.',
    kept: stillRuns,
    next: 'Giftwire tries again by itself. TikFinity on this PC is another way in.',
  },
  'source-premium': {
    happened: 'The sign server wants a paid plan for this.',
    kept: recordSafe,
    next: 'Use TikFinity on this PC, or set a sign key of your own at the relay.',
  },
  'source-timeout': {
    happened: 'TikTok did not answer in time.',
    kept: stillRuns,
    next: 'Giftwire tries again by itself.',
  },
  'source-undecodable': {
    happened: 'TikTok sent something the decoder could not read.',
    kept: skipped,
    next: 'If it goes on, TikTok has changed something: look for a newer Giftwire.',
  },
  'source-failed': {
    happened: 'The source failed for another reason.',
    kept: stillRuns,
    next: 'Giftwire tries again by itself. The detail below says more.',
  },
  'recording-missing': {
    happened: 'The relay has no recording of this name.',
    kept: recordSafe,
    next: 'Put the file into the relay’s recordings folder and check its name in Settings.',
  },
  'recording-bad-line': {
    happened: 'A line of the recording could not be read.',
    kept: 'The other lines are played.',
    next: 'Nothing to do, unless you wrote the file yourself.',
  },
  'recording-too-large': {
    happened: 'This file is too large to be a recording.',
    kept: 'Nothing was read; nothing was changed.',
    next: 'Choose the right file, or cut the recording into nights.',
  },
  'recording-empty': {
    happened: 'There is not one event in this recording.',
    kept: 'Nothing was changed.',
    next: 'Choose a recording of one event a line, {ts, event, data}, or a session in which something happened.',
  },
  'recording-unread': {
    happened: 'The recording could not be read to its end.',
    kept: 'Nothing was changed.',
    next: 'See whether the file or the session is still there, and try again.',
  },
};
