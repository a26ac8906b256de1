import type { PublishOutcome } from '../../../src/contract/settings-api.ts'
import { STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import type { LayerId } from '../../../src/settings/layer-id.ts'
import { changesMoney, differenceOf } from '../../../src/settings/settings.ts'
import { ActButton } from '../parts/act-button.tsx'
import { StateTag, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { DifferenceTable } from './difference-table.tsx'
import { PublishedWords } from './published-words.tsx'
import type { ShownLayer } from './shown-layer.ts'
import { useSettingsWords } from './words.ts'

/** The last versions: what each changed, and a button that brings it back. */
export function LayerHistory({
  id,
  shown: { history, mayEdit, needsAgreement },
  onRestored,
}: {
  readonly id: LayerId
  readonly shown: ShownLayer
  readonly onRestored: (outcome: PublishOutcome) => void
}) {
  const t = useSettingsWords()
  const { time } = useTimes()
  const server = useServer(STAFF_SETTINGS_ROUTES)
  const [newest] = history
  return (
    <section>
      <h2>{t('history')}</h2>
      {!newest && <p>{t('never')}</p>}
      <ol className="settings-history">
        {history.map(one => {
          const { version, publishedBy, agreedBy, restoredFrom } = one
          const at = time(one.publishedAt)
          const changes = newest ? differenceOf(newest.content, one.content) : []
          const needsTwo = needsAgreement || changesMoney(changes)
          return (
            <li key={version}>
              <b>{t('version', { version })}</b> {one === newest && <StateTag tone="ok">{t('runs')}</StateTag>}
              <p className="soft">
                {agreedBy === null
                  ? t('by', { name: publishedBy, time: at })
                  : t('byTwo', { name: publishedBy, second: agreedBy, time: at })}
                {restoredFrom !== null && ` (${t('restored', { version: restoredFrom })})`}
              </p>
              <DifferenceTable changes={one.changes} label={t('version', { version })} />
              {mayEdit && newest && one !== newest && (
                <ActButton
                  label={t('back')}
                  needsReason={needsTwo}
                  will={
                    <>
                      <p>{t('backWill', { version })}</p>
                      <DifferenceTable changes={changes} label={t('back')} />
                    </>
                  }
                  act={reason => server.restoreSettings({ ...id, version, basedOn: newest.version, reason })}
                  did={outcome => <PublishedWords outcome={outcome} />}
                  onDone={onRestored}
                />
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
