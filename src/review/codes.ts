/** The codes of problems with what comes back, with their subjects. */
export const codes = {
  'review/file': 'A file that cannot be compared with a draft',
  'review/waiting': 'A draft that came back, and that nobody has reviewed',
  'review/comments': 'Comments that are still open when a report is submitted',
  'review/form': 'A form that is not of this round or agreement, or that was not kept as it was sent',
} as const;
