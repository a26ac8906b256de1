import { Button, Card, Progress } from 'antd'
import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import type { Query } from '../shell/place.ts'
import { useDocumentWords } from './words.ts'

const LOOK_EVERY_MS = 3_000

/** One batch: how far it is, what could not be made, and its files to hand out. */
export function OneBatchPage({ params: { batchId = '' } }: { readonly params: Query }) {
  const t = useDocumentWords()
  const may = useMay()
  const { beside } = useConsole()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const gone = { 'not-there': t('batches.gone') }
  const answer = useAnswer(async () => inWords(await server.deskBatch({ batchId }), gone), batchId, LOOK_EVERY_MS)
  return (
    <Answered answer={answer}>
      {batch => (
        <>
          <PageHead
            title={batch.title}
            lead={`${batch.kind} ${batch.edition}`}
            acts={
              may('document-desk.issue') && (
                <>
                  {batch.issued > 0 && (
                    <Button href={beside(`staff/batches/${batchId}/zip`)}>
                      {t('batches.zip', { count: batch.issued })}
                    </Button>
                  )}
                  {batch.failed > 0 && batch.waiting === 0 && (
                    <ActButton
                      label={t('batches.again')}
                      will={t('batches.againWill', { count: batch.failed })}
                      act={async () => inWords(await server.tryBatchAgain({ batchId }), gone)}
                      did={() => t('batches.againDid')}
                      onDone={() => void answer.again()}
                    />
                  )}
                </>
              )
            }
          />
          <Card>
            <Progress
              percent={batch.items === 0 ? 0 : Math.floor((100 * (batch.issued + batch.failed)) / batch.items)}
              aria-label={t('batches.done')}
            />
            <p role="status">
              {t('batches.standing', { issued: batch.issued, items: batch.items, failed: batch.failed })}
            </p>
            <p className="soft">{t('batches.zipHint')}</p>
            {batch.failures.length > 0 && (
              <>
                <h2 className="part-title">{t('batches.failures')}</h2>
                <ul>
                  {batch.failures.map(({ line, fault }) => (
                    <li key={line}>{t('batches.failure', { line, fault })}</li>
                  ))}
                </ul>
              </>
            )}
          </Card>
        </>
      )}
    </Answered>
  )
}
