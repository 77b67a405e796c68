/** What a paper for everyone must not print. */
export type PrivateKind =
  | 'telephone'
  | 'e-mail'
  | 'postcode'
  | 'date of birth'
  | 'NHS number'
  | 'UPN'
  | 'name'
  | 'internal address'
  | 'small count';

/** A private detail in a text. `start` and `end` are offsets in the text as it was given, and `words` lie between them. */
export interface Found {
  kind: PrivateKind;
  start: number;
  end: number;
  words: string;
  /** A name, telephone number or e-mail address in the one form in which it is compared with those that are listed. */
  value?: string;
}
