import { useCallback } from 'react'
import type { RecordId } from '../../src/contract/portal-api.ts'
import { Answered } from './answered.tsx'
import { useAnswer } from './asking.ts'
import { usePortal } from './portal-context.ts'
import { RecordPaper } from './record-paper.tsx'
import { useWords } from './words.ts'

/** One record with everything that happened. */
export function RecordScreen({ recordId }: { readonly recordId: RecordId }) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.record({ recordId }), [server, recordId]))
  return (
    <Answered asked={asked} what={t('application.loading')} title={t('application.facts')}>
      {record => <RecordPaper record={record} />}
    </Answered>
  )
}
