/** Making a formatter takes a hundred times longer than using it, and a report prints a thousand numbers. */
const formats = new Map<number, Intl.NumberFormat>();

export function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
}

/** The number that is printed: what a reader sees, and may subtract from another. */
export function rounded(value: number, digits: number): number {
  return Number(formatOf(digits).format(value).replaceAll(',', '')) + 0; // -0 + 0 is 0
}
