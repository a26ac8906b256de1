import type { PublishOutcome } from '../../../src/contract/settings-api.ts'
import { useSettingsWords } from './words.ts'

/** What publishing did. */
export function PublishedWords({ outcome }: { readonly outcome: PublishOutcome }) {
  const t = useSettingsWords()
  if (outcome.outcome === 'published') return t('published', { version: outcome.version })
  if (outcome.outcome === 'proposed' || outcome.outcome === 'same') return t(outcome.outcome)
  return t('notDone')
}
