import type { Bilingual } from '../contract/texts.ts'

/** Words with both languages of the university at every place where one language has a sentence. */
export type InBoth<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? Bilingual : InBoth<Words[Key]>
}

/** The part of the words that `pick` takes, in Chinese and English at once: for papers and pages that speak both. */
export function bilingual<Words, Part>(
  words: { readonly 'zh-CN': Words; readonly en: Words },
  pick: (words: Words) => Part,
): InBoth<Part> {
  return inBoth(pick(words['zh-CN']), pick(words.en)) as InBoth<Part>
}

function inBoth(zh: unknown, en: unknown): unknown {
  if (typeof zh === 'string') return { zh, en }
  const english = en as Record<string, unknown>
  return Object.fromEntries(Object.entries(zh as object).map(([key, part]) => [key, inBoth(part, english[key])]))
}
