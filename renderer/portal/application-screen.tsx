import { useCallback, useState } from 'react'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { MAIN_ID } from '../web/page-frame.tsx'
import { Answered } from './answered.tsx'
import { ApplicationRecord } from './application-record.tsx'
import { useAnswer } from './asking.ts'
import { DraftPart } from './draft-part.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

/** One application: its pages to be looked at while it is a draft, and afterwards everything that can be done with it. */
export function ApplicationScreen({ applicationId }: { readonly applicationId: ApplicationId }) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.application({ applicationId }), [server, applicationId]))
  const [isNew, setIsNew] = useState(false)
  const onApplied = () => {
    setIsNew(true)
    asked.again()
    window.scrollTo(0, 0)
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true })
  }
  return (
    <Answered asked={asked} what={t('application.loading')} title={t('application.facts')}>
      {application =>
        application.state === 'draft' ? (
          <DraftPart application={application} onApplied={onApplied} />
        ) : (
          <ApplicationRecord application={application} isNew={isNew} onChange={asked.refresh} />
        )
      }
    </Answered>
  )
}
