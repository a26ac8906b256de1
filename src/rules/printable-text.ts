/**
 * Characters that no font draws or that change how others are drawn: controls, direction marks, line separators, private use (where
 * old systems keep made-up characters), what Unicode has not assigned, fillers and selectors that leave nothing on paper, and
 * pictures, which some font for rare characters may have.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{DI}\p{Emoji_Presentation}]/u

/**
 * Signs of spelling that draw nothing themselves but belong between two letters of their script: the selectors and the vowel
 * separator of Mongolian, and the joiners of Arabic and of the scripts of India and Cambodia.
 */
const SPELLING =
  /(?<=\p{Script=Mongolian})[\u180b-\u180f]|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Khmer}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Khmer}])/gu

/** The first character of `text` that paper cannot carry; null when there is none. */
export function unprintableIn(text: string): string | null {
  return UNPRINTABLE.exec(text.replaceAll(SPELLING, ''))?.[0] ?? null
}
