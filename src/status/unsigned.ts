/** Those who have not signed yet. */
export const unsigned = <One extends Partial<Record<'name' | 'date', string | undefined>>>(
  signed: readonly One[],
): One[] => signed.filter(({ name, date }) => !(name && date));
