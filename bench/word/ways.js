import { way } from './turns.js';

/** The ways of making the report that are compared. */

export const ours = way('triannual');
export const kept = way('triannual', 'startKept', 'triannual, template kept');
export const limit = way('limit');
export const peers = ['easy-template-x', 'carbone', 'docxtemplater', 'docx-templates'].map((name) =>
  way(name),
);
/** These take ten times as long as the others, and docx grows with the square of the rows. */
export const slowPeers = ['jsreport', 'docx'].map((name) => way(name));
