/** The shape of a fault's words, in any language. */
import type { FaultArea, FaultCode, FAULTS } from '#domain/fault.ts';

export interface FaultWords {
  readonly happened: string;
  readonly kept: string;
  readonly next: string;
}

type CodeOf<A extends FaultArea> = { [C in FaultCode]: (typeof FAULTS)[C] extends A ? C : never }[FaultCode];

/** Words for every code of one area; a missing one does not compile. */
export type FaultWordsOf<A extends FaultArea> = Record<CodeOf<A>, FaultWords>;
