import fc from 'fast-check';

/**
 * fast-check, trying the same values on each run: a change is blamed for what it broke, never for what chance found. A number
 * in `SEED` tries others (`SEED=$RANDOM npm test -- tests/word`); what fails prints its seed either way.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_230_614) });

export default fc;
