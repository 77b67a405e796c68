/** The codes of problems with what comes back, with their subjects. */
export const codes = {
  'review/file': 'A file that cannot be compared with a draft',
} as const;
