/** What the docx library refills charts with. Named here by themselves, so that the bundle leaves the rest of it out. */
export { patchDocument } from 'docx';
export { ChartDataPatch } from 'docx/charts';
