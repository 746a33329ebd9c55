/** Every fault in words, in English: what happened, what was kept, what to do next. */
import type { FaultCode } from '#domain/fault.ts';
import type { FaultWords } from './fault-words.ts';
import { boardFaults } from './faults-board.ts';
import { flashFaults } from './faults-flash.ts';
import { sourceFaults } from './faults-source.ts';

const nothingToDo = 'Nothing to do. If it happens often, copy Diagnostics and report it.';

export const faults: Record<FaultCode, FaultWords> = {
  ...sourceFaults,
  ...boardFaults,
  ...flashFaults,
  'storage-unavailable': {
    happened: 'This browser does not let the page keep data.',
    kept: 'Rules and the board work; nothing is recorded.',
    next: 'Leave private mode, or allow site data for this page.',
  },
  'storage-full': {
    happened: 'The disk, or the browser’s share of it, is full.',
    kept: 'Earlier sessions are safe. New events wait in memory.',
    next: 'Free some disk space: the record goes on by itself.',
  },
  'storage-failed': {
    happened: 'Writing to the record failed.',
    kept: 'What could not be written waits in memory and is tried again.',
    next: 'Leave this tab open until the record has caught up.',
  },
  'storage-newer': {
    happened: 'The data on this PC was written by a newer Giftwire.',
    kept: 'It was not touched.',
    next: 'Reload this page to get the newer version.',
  },
  'storage-busy-elsewhere': {
    happened: 'Another tab holds the record in an older version.',
    kept: 'New events wait in memory.',
    next: 'Close the other Giftwire tabs.',
  },
  'export-failed': {
    happened: 'The Excel file could not be made.',
    kept: 'The session itself is safe.',
    next: 'Try again; close other large tabs first if memory is short.',
  },
  'profile-not-json': {
    happened: 'This file is not JSON.',
    kept: 'Your rules were not changed.',
    next: 'Choose a profile that Giftwire exported, or a map of gift names.',
  },
  'profile-invalid': {
    happened: 'A field of this profile is not as it must be.',
    kept: 'Your rules were not changed.',
    next: 'Put the named field right and import again.',
  },
  'profile-too-large': {
    happened: 'This file is too large to be a profile.',
    kept: 'Your rules were not changed.',
    next: 'Choose the right file.',
  },
  'machine-refused': {
    happened: 'Something happened in an order Giftwire did not expect.',
    kept: 'The state before it stands.',
    next: nothingToDo,
  },
  'worker-failed': {
    happened: 'A part of this page stopped working.',
    kept: 'What was recorded before is safe. A board that speaks the Giftwire protocol turns all outputs off by itself; with a sketch of your own, look at your machine.',
    next: 'Reload the page: the session goes on where it was.',
  },
  'playback-refused': {
    happened: 'A recording cannot be played beside anything that moves your own board.',
    kept: 'Nothing was moved; what runs goes on.',
    next: 'End what runs first: a session, a playback, or the preparing of a board.',
  },
  'running-elsewhere': {
    happened: 'Giftwire is open in another tab or window.',
    kept: 'That one goes on undisturbed; this one starts nothing by itself.',
    next: 'Use the other tab, or close it and reload this one.',
  },
  'update-failed': {
    happened: 'A part of Giftwire could not be loaded from its host.',
    kept: 'The version you have goes on working.',
    next: 'Check the network and reload later.',
  },
  'deep-link-unusable': {
    happened: 'The address of this page names a source that cannot be used.',
    kept: 'Your own settings were used instead.',
    next: 'Check the link: source is demo, tiktok, replay or tikfinity; tiktok needs room, replay needs file.',
  },
  'demo-stopped-for-board': {
    happened: 'A real board is in use now, so the demo that had started by itself was ended.',
    kept: 'Nothing real moves unasked. The demo’s record stays.',
    next: 'Press START when you want it to move the board.',
  },
};
