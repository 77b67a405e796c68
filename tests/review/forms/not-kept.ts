/** What `review` says of a form that it cannot compare with what was sent, which docs/checks.md quotes. */
export const notKept =
  'no answer of this form is taken: it says that it is form/2023-12/assistant-director-workstream-4/1, and output/2023-12/forms does not have that form as it was sent, so there is nothing to compare it with';
