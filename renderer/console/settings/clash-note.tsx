import { Alert, Button } from 'antd'
import type { SaveOutcome } from '../../../src/contract/settings-api.ts'
import type { Layer } from '../../../src/settings/settings.ts'
import { useTimes } from '../parts/values.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { useSettingsWords } from './words.ts'

/** Somebody else was faster. */
export type Clash = Extract<SaveOutcome, { outcome: 'changed' | 'outdated' }>

/** Says what somebody else did meanwhile and how it differs from what was typed, and asks with which of the two to go on. */
export function ClashNote({
  clash,
  onMine,
  onTheirs,
}: {
  readonly clash: Clash
  readonly onMine: () => void
  readonly onTheirs: (content: Layer) => void
}) {
  const t = useSettingsWords()
  const { time } = useTimes()
  const theirs = clash.outcome === 'outdated' ? clash.published.content : clash.draft?.content
  const title =
    clash.outcome === 'outdated'
      ? t('outdated', {
          ...{ version: clash.published.version, name: clash.published.publishedBy },
          time: time(clash.published.publishedAt),
        })
      : clash.draft
        ? t('changed.title', { name: clash.draft.savedBy, time: time(clash.draft.savedAt) })
        : t('changed.gone')
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={title}
      description={
        <>
          {theirs && (
            <DifferenceTable
              label={t('changed.mine')}
              changes={clash.changes}
              before={t('changed.theirs')}
              after={t('changed.mine')}
            />
          )}
          <div className="settings-acts">
            <Button onClick={onMine}>{t('goOn')}</Button>
            {theirs && <Button onClick={() => onTheirs(theirs)}>{t('takeTheirs')}</Button>}
          </div>
        </>
      }
    />
  )
}
