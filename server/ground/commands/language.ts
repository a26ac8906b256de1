import type { Bilingual } from '../../../src/contract/texts.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { LANGUAGE_FACTS } from '../../../src/words/languages.ts'

/** The languages that staff are spoken to in: those that the university's own texts are written in. */
export type StaffLanguage = keyof Bilingual

/** Says words in the language of whoever reads them. */
export type Say = (words: Bilingual) => string

const TAGS = Object.entries(LANGUAGE_FACTS).map(([tag, { university }]) => ({ tag, language: university }))

/** As `--language` is written: `zh-CN or en`. */
export const STAFF_LANGUAGE_TAGS = TAGS.map(({ tag }) => tag).join(' | ')

/** Speaks one language. English where none is known, as to a program of before that says none. */
export const sayIn =
  (language: StaffLanguage = 'en'): Say =>
  words =>
    words[language]

/**
 * The language of whoever gives a command: what `--language` says, else what the environment says as for every other program (`LC_ALL`,
 * `LC_MESSAGES`, `LANG`), else the house's own. The error is the language to refuse an unknown one in.
 */
export function languageOf(
  said: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Result<StaffLanguage, StaffLanguage> {
  const usual = ofTag(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ?? TAGS[0]?.language ?? 'zh'
  if (said === undefined) return ok(usual)
  const chosen = ofTag(said)
  return chosen === undefined ? err(usual) : ok(chosen)
}

/** `zh_CN.UTF-8` and `zh` are Chinese as `zh-CN` is. */
function ofTag(text: string): StaffLanguage | undefined {
  const [primary = ''] = text.toLowerCase().split(/[-_.@]/)
  return TAGS.find(({ tag }) => tag.toLowerCase().split('-')[0] === primary)?.language
}
