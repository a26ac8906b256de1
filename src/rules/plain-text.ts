/** What nobody sees, or what turns the direction of writing. Line ends are left alone. */
const NOT_SHOWN = /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const LINES_BETWEEN = /\n{3,}/g

/** Fillers count as letters to Unicode, and the empty sign of Braille as a sign: a text of them alone looks like none. */
const DRAWS_NOTHING = /^[\p{DI}\s\u2800]*$/u
const orNothing = (text: string): string => (DRAWS_NOTHING.test(text) ? '' : text)

/** What a person has written in several lines, as it may be kept and shown: one form of each character, and nothing hidden in it. */
export const plainText = (text: string): string =>
  orNothing(
    text
      .normalize('NFC')
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(NOT_SHOWN, ' ')
      .replaceAll(/[^\S\n]+$/gm, '')
      .replaceAll(LINES_BETWEEN, '\n\n')
      .trim(),
  )

const NOT_ON_A_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu

/** The same of what is one line: a name, or a few words. */
export const plainLine = (text: string): string =>
  orNothing(text.normalize('NFC').replaceAll(NOT_ON_A_LINE, ' ').trim())
