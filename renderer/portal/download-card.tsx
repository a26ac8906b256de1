import { useState } from 'react'
import type { Application } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { saveFile } from '../web/save-file.ts'
import { type Act, useAct } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { isInMessenger } from './user-agent.ts'
import { useWords } from './words.ts'

const PDF = 'application/pdf'

export interface DownloadCardProps {
  readonly application: Application
  readonly onDone: () => void
  /** Where it stands at the beginning. */
  readonly first?: Act
  /** The browser's own when left out. */
  readonly userAgent?: string
}

/** The file itself, to be kept. */
export function DownloadCard(props: DownloadCardProps) {
  const { application, onDone, first, userAgent = navigator.userAgent } = props
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct(first)
  const [isDone, setIsDone] = useState(false)
  const { applicationId, documentNumber } = application
  const get = () =>
    void run(
      () => server.file({ applicationId }),
      pdf => {
        saveFile(pdf, `${textIn(language, application.title)} ${documentNumber}.pdf`, PDF)
        setIsDone(true)
        onDone()
      },
    )
  return (
    <section className="card" aria-labelledby="download">
      <h3 id="download">{t('download.title')}</h3>
      <p className="small">{t('download.how')}</p>
      <div className="card-foot">
        {isInMessenger(userAgent) ? (
          <>
            <a className="button act wide" href={server.addressOf('file', { applicationId })}>
              {t('download.get')}
            </a>
            <p className="small">{t('download.inApp')}</p>
          </>
        ) : (
          <PressButton look="act" className="wide" disabled={isBusy} onPress={get}>
            {t(isBusy ? 'download.getting' : 'download.get')}
          </PressButton>
        )}
        <TroubleNote refusal={refusal} />
        <p role="status">{isDone && !isBusy && refusal === null ? t('download.done') : ''}</p>
      </div>
    </section>
  )
}
