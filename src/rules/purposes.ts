/** What people apply for a document for, as pages offer it at one touch; everything else is said in own words. */
export const PURPOSES = ['jobs', 'abroad', 'study', 'grants', 'visa'] as const
export type Purpose = (typeof PURPOSES)[number]
