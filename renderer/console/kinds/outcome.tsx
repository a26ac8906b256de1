import type { TemplateVersion } from '../../../src/contract/templates-api.ts'
import { StateTag } from '../parts/values.tsx'
import { useKindWords } from './words.ts'

/** What came of the last trial of a version. */
export function Outcome({ outcome }: Pick<TemplateVersion, 'outcome'>) {
  const t = useKindWords()
  const tone = outcome === 'passed' ? 'ok' : outcome === 'refused' ? 'stop' : 'plain'
  return <StateTag tone={tone}>{t(`outcome.${outcome ?? 'untried'}`)}</StateTag>
}
