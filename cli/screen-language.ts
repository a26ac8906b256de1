import type { StaffLanguage } from '../server/ground/commands/language.ts'
import { LANGUAGES, type Language } from '../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../src/words/languages.ts'

/**
 * In which language a visit sets the screen: the one that `--language` names, however a locale is spelled; else the one that is spoken at the
 * command line. Undefined for one that no screen has.
 */
export function screenLanguageOf(said: string | undefined, spoken: StaffLanguage): Language | undefined {
  if (said === undefined) return LANGUAGES.find(one => LANGUAGE_FACTS[one].university === spoken)
  const [primary] = said.toLowerCase().split(/[-_.@]/)
  return LANGUAGES.find(one => one.split('-')[0] === primary)
}
