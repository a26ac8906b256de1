import type { ShownDocument } from '../../src/verification/api.ts'
import { useWords } from './words.ts'

type Standing = Pick<ShownDocument, 'stateSince' | 'reason' | 'replacedBy'>

/** Why and since when a document is no longer in force, one line each; none while it is. `time` writes an ISO time down. */
export function useWhyOver(): (standing: Standing, time: (iso: string) => string) => string[] {
  const t = useWords()
  const line = (name: string, value: string) => t('result.line', { name, value })
  return ({ stateSince, reason, replacedBy }, time) => {
    if (stateSince === null) return []
    return [
      ...(reason === null ? [] : [line(t('result.reason'), t(`reason.${reason}`))]),
      ...(replacedBy === null ? [] : [line(t('result.replacedBy'), replacedBy)]),
      line(t('result.since'), time(stateSince)),
    ]
  }
}
