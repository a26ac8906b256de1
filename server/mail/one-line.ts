/** Controls, line ends, and what turns the direction of writing or cannot be seen: none of it may stand in a header or in a file's name. */
const NOT_ON_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
/** Of a body, line ends and tabs are a part. */
const NOT_IN_A_BODY = /[^\P{Cc}\n\t]|\p{Cs}/u

/** Whether a text is one line that shows what it is. */
export const isOneLine = (text: string, charactersMax: number): boolean =>
  text.trim() !== '' && text.length <= charactersMax && !NOT_ON_A_LINE.test(text)

/** A body with the line ends of the house; null when it is empty, too long, or holds what no person writes. */
export function readBody(text: string, charactersMax: number): string | null {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  return lines.trim() === '' || lines.length > charactersMax || NOT_IN_A_BODY.test(lines) ? null : lines
}

const ADDRESS = /[^\s<>()"';,]+@[^\s<>()"';,]+/g
const LONG_NUMBER = /\d[\d -]{8,}\d/g
const REPLY_CHARACTERS_MAX = 300

/** What a relay, a gateway or a returned letter says, as it may be kept: one line, without the address or number of a person. */
export const plainReply = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(ADDRESS, '[address]')
    .replaceAll(LONG_NUMBER, '[number]')
    .trim()
    .slice(0, REPLY_CHARACTERS_MAX)
