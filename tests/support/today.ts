/** The day of every test, on which the demo school was imported: a Tuesday. */
export const TODAY = '2026-11-24';
