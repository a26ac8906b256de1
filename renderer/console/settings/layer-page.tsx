import { Alert } from 'antd'
import { useMemo } from 'react'
import { STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import type { LayerId } from '../../../src/settings/layer-id.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { LayerEditor } from './layer-editor.tsx'
import { useSettingsWords } from './words.ts'

/** What is set for all terminals, a site or one terminal. */
export function LayerPage({ params }: PageProps) {
  const t = useSettingsWords()
  const text = useText()
  const server = useServer(STAFF_SETTINGS_ROUTES)
  const { siteId, terminalId } = params
  const id = useMemo<LayerId>(() => {
    if (terminalId !== undefined) return { layer: 'terminal', subjectId: terminalId }
    return siteId === undefined ? { layer: 'global', subjectId: '' } : { layer: 'site', subjectId: siteId }
  }, [siteId, terminalId])
  const answer = useAnswer(() => server.settingsLayer(id), `${id.layer}/${id.subjectId}`)
  const name = answer.value ? text(answer.value.name) : ''
  return (
    <>
      <PageHead title={name === '' ? t('title') : `${t('title')}: ${name}`} />
      <p>
        <PlaceLink to="settings">{t('title')}</PlaceLink>
      </p>
      <Answered answer={answer}>
        {shown => (
          <>
            {!shown.mayEdit && <Alert type="info" showIcon title={t('readOnly')} />}
            {shown.needsAgreement && shown.mayEdit && <Alert type="info" showIcon title={t('agreement')} />}
            {shown.waiting !== null && (
              <Alert
                type="warning"
                showIcon
                title={t('waiting')}
                description={<PlaceLink to="proposals">{t('toProposals')}</PlaceLink>}
              />
            )}
            <LayerEditor key={`${id.layer}/${id.subjectId}`} id={id} shown={shown} again={answer.again} />
          </>
        )}
      </Answered>
    </>
  )
}
