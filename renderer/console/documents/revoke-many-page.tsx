import { Alert, Form, Input } from 'antd'
import { useState } from 'react'
import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import type { RevocationReason } from '../../../src/verification/states.ts'
import { ActButton } from '../parts/act-button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { ReasonField } from './one-document-page.tsx'
import { useDocumentWords } from './words.ts'

/** Taking back many at once, by the numbers on their papers: somebody else must agree. */
export function RevokeManyPage() {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const [lines, setLines] = useState('')
  const [reason, setReason] = useState<RevocationReason | null>(null)
  const numbers = lines.split(/\r?\n/)
  const count = numbers.filter(line => line.trim() !== '').length
  return (
    <>
      <PageHead title={t('many.title')} lead={t('many.lead')} />
      <Form layout="vertical" component="div" className="people-find">
        <Form.Item label={t('many.lines')} htmlFor="many-lines" extra={t('many.linesHint')}>
          <Input.TextArea id="many-lines" rows={10} value={lines} onChange={event => setLines(event.target.value)} />
        </Form.Item>
        <ReasonField id="many-reason" reason={reason} onChange={setReason} />
      </Form>
      <ActButton
        label={t('many.label')}
        will={t('many.will', { count })}
        isDangerous
        needsReason
        isDisabled={count === 0 || reason === null}
        act={async why =>
          inWords(
            await server.proposeRevocation({
              ...{ which: { documentNumbers: numbers }, reason: reason ?? 'withdrawn', why },
            }),
            { 'not-there': t('one.gone') },
          )
        }
        did={answer =>
          'faults' in answer ? <Faults faults={answer.faults} /> : t('many.did', { count: answer.documents })
        }
      />
    </>
  )
}

function Faults({
  faults,
}: {
  readonly faults: readonly { readonly line: number; readonly what: 'unknown' | 'revoked' | 'twice' }[]
}) {
  const t = useDocumentWords()
  return (
    <>
      <Alert type="warning" showIcon title={t('many.faults')} />
      <ul>
        {faults.slice(0, 50).map(({ line, what }) => (
          <li key={line}>{t(`many.fault.${what}`, { line })}</li>
        ))}
      </ul>
    </>
  )
}
