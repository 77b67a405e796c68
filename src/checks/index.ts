import type { Finding } from '../diagnostics/diagnostic.ts';
export interface RoundingNote {
  what: string;
}
export const checkProject = (_: unknown): Finding[] => [];
export const checkRound = (_: unknown): Finding[] => [];
export const roundingNotes = (_: unknown): RoundingNote[] => [];
