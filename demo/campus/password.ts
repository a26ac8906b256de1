const PASSWORD_LENGTH = 6

/** The password of somebody of the sample university: the end of the number. It stands on the page besides. */
export const passwordOf = (number: string): string => number.slice(-PASSWORD_LENGTH)
