/** Which source a room asks for. The one place that lists them. */
import { startDemo } from './demo.ts';
import { replayFrom } from './replay.ts';
import type { StartSource } from './source.ts';
import { startTikTok } from './tiktok.ts';

/** `recordings`: the folder of replay files. */
export function createSources(recordings: string): StartSource {
  const startReplay = replayFrom(recordings);
  return (query, sink) => {
    switch (query.source) {
      case 'demo':
        return startDemo(query, sink);
      case 'replay':
        return startReplay(query, sink);
      case 'tiktok':
        return startTikTok(query, sink);
    }
  };
}
