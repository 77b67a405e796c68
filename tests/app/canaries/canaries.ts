/** What must not be published, each with a word of its own by which it is found again. */

export const kinds = ['telephone', 'e-mail', 'NHS number', 'small count'] as const;
export type CanaryKind = (typeof kinds)[number];

/** Five letters that no text has: `qabcx`. */
export const wordOf = (i: number) =>
  `q${[676, 26, 1].map((unit) => String.fromCharCode(97 + (Math.floor(i / unit) % 26))).join('')}x`;

/** A number of ten figures with its check figure, in groups as people write it. */
function nhsNumber(i: number): string {
  for (let start = 401_000_000 + i * 20; ; start++) {
    const sum = [...String(start)].reduce((total, figure, at) => total + Number(figure) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${start}${check}`.replace(/^(...)(...)/, '$1 $2 ');
  }
}

export function textOf(kind: CanaryKind, i: number): string {
  const word = wordOf(i);
  switch (kind) {
    case 'telephone':
      return `${word} 07700 ${String(900_000 + i)}`;
    case 'e-mail':
      return `${word}@example.org`;
    case 'NHS number':
      return `${word} ${nhsNumber(i)}`;
    case 'small count':
      return `3 ${word} pupils`;
  }
}
