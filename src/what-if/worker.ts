/**
 * Reckons one what-if and is ended with its memory: composition root. A worker of its own, so that what moves things
 * never waits for it. What fails is answered as a Fault.
 */
import { expose } from 'comlink';
import type { WhatIfApi } from '#rpc/what-if.ts';
import { openRecording, recordingFault } from '#live/open-recording.ts';
import { reckon, recordingFaults } from './run-recording.ts';

const api: WhatIfApi = {
  async compute(input, profile, progress) {
    const counted = recordingFaults();
    try {
      const recording = await openRecording(input, counted.faults.report);
      const result = await reckon({ recording, profile, counted, progress });
      return result ? { result } : { fault: { code: 'recording-empty', detail: recording.name, at: Date.now() } };
    } catch (error) {
      return { fault: recordingFault(error) };
    }
  },
};

expose(api);
