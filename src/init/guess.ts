/** What was read from the council's own workbooks and could be meant otherwise: a question with the answer that was taken. */
export interface Guess {
  /** `kpis.attendance.unit`: `readings:` of the answers file answers it by this name. */
  id: string;
  /** The cell: `'Data'!B7`. */
  cell: string;
  /** What was found, in words. */
  found: string;
  taken: string;
  choices: readonly string[];
  /** Whether the workbook says so itself: then it is no question. */
  sure: boolean;
}

/** Takes what the council says of a guess, or else the guess itself. */
export type Answered = <Choice extends string>(
  guess: Omit<Guess, 'taken' | 'choices'> & { taken: Choice; choices: readonly Choice[] },
) => Choice;

/** Guesses, less those that were answered. */
export function guessing(readings: Readonly<Record<string, string>> = {}): {
  guesses: Guess[];
  ask: Answered;
} {
  const guesses: Guess[] = [];
  return {
    guesses,
    ask: (guess) => {
      const said = guess.choices.find((choice) => choice === readings[guess.id]);
      const taken = said ?? guess.taken;
      guesses.push({ ...guess, taken, sure: guess.sure || said !== undefined });
      return taken;
    },
  };
}
