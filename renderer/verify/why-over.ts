import type { ShownDocument } from '../../src/verification/api.ts'
import { REASON_WORDS } from '../../src/verification/words.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage, useWords } from './words.ts'

type Standing = Pick<ShownDocument, 'stateSince' | 'reason' | 'replacedBy'>

/** Why and since when a document is no longer in force, one line each; none while it is. `time` writes an ISO time down. */
export function useWhyOver(): (standing: Standing, time: (iso: string) => string) => string[] {
  const t = useWords()
  const language = useLanguage()
  const colon = language === 'en' ? ': ' : '：'
  return ({ stateSince, reason, replacedBy }, time) => {
    if (stateSince === null) return []
    return [
      ...(reason === null ? [] : [t('result.reason') + colon + textIn(language, REASON_WORDS[reason])]),
      ...(replacedBy === null ? [] : [t('result.replacedBy') + colon + replacedBy]),
      t('result.since') + colon + time(stateSince),
    ]
  }
}
