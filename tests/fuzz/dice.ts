/** A whole number from 0 up to and without `below`. The same seed throws the same numbers. */
export type Dice = (below: number) => number;

/** Mulberry32, a small generator of Tommy Ettinger's: good enough to choose what to break. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function pick<Item>(dice: Dice, list: readonly Item[]): Item {
  return list[dice(list.length)] as Item;
}

/** One to `most` things, one after the other. */
export function several<Item>(dice: Dice, most: number, make: () => Item): Item[] {
  return Array.from({ length: 1 + dice(most) }, make);
}
