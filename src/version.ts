/** Of the program, as its package says; a test compares them. */
export const PROGRAM_VERSION = '0.1.0'
