import { Alert, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { type DeskBatch, DOCUMENT_DESK_ROUTES, type ListFault } from '../../../src/contract/document-desk-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { List } from '../list/list.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Time } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { EditionField } from './issue-button.tsx'
import { useDocumentWords } from './words.ts'

/** Documents for a class at once: a list that is checked first, and those that were made. */
export function BatchesPage() {
  const t = useDocumentWords()
  const may = useMay()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  return (
    <>
      <PageHead title={t('batches.title')} lead={t('batches.lead')} />
      {may('document-desk.issue') && <NewBatch />}
      <List<DeskBatch>
        label={t('batches.title')}
        ask={({ after, limit }) => server.deskBatches({ limit, ...(after !== undefined && { after }) })}
        rowKey={({ batchId }) => batchId}
        open={({ batchId }) => `batches/${batchId}`}
        empty={t('batches.none')}
        columns={[
          { key: 'title', title: t('batches.name'), show: ({ title }) => title },
          { key: 'kind', title: t('list.kind'), show: ({ kind, edition }) => `${kind} ${edition}` },
          { key: 'at', title: t('batches.at'), show: ({ at }) => <Time iso={at} /> },
          { key: 'by', title: t('batches.by'), show: ({ by }) => by },
          {
            key: 'done',
            title: t('batches.done'),
            show: one => t('batches.progress', { issued: one.issued, items: one.items }),
          },
          { key: 'failed', title: t('batches.failed'), align: 'right', show: ({ failed }) => String(failed) },
        ]}
      />
    </>
  )
}

interface Checked {
  readonly documents: number
  readonly faults: readonly ListFault[]
  /** What was checked: another list is checked anew. */
  readonly of: string
}

function NewBatch() {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const { goTo } = useConsole()
  const [title, setTitle] = useState('')
  const [lines, setLines] = useState('')
  const [edition, setEdition] = useState<{ readonly kind: string; readonly edition: string } | null>(null)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const numbers = lines.split(/\r?\n/).map(line => line.split(/[,;\t]/)[0] ?? '')
  const said = JSON.stringify([edition, lines])
  const words = { 'kind-unknown': t('batches.noKind'), 'list-has-faults': t('batches.hasFaults') }
  const check = async () => {
    if (edition === null) return
    setBusy(true)
    const answer = inWords(await server.checkClass({ ...edition, numbers }), words)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    setChecked(answer.ok ? { ...answer.value, of: said } : null)
  }
  const begin = async () => {
    if (edition === null) return
    setBusy(true)
    const answer = inWords(await server.issueClass({ ...edition, numbers, title }), words)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) goTo({ path: `batches/${answer.value.batchId}`, query: {} })
  }
  const isRight = checked !== null && checked.of === said && checked.faults.length === 0 && checked.documents > 0
  return (
    <Card title={t('batches.new')} className="people-part">
      <Form layout="vertical" component="div" className="people-find">
        <EditionField onChange={setEdition} />
        <Form.Item label={t('batches.name')} htmlFor="batch-title">
          <Input id="batch-title" maxLength={100} value={title} onChange={event => setTitle(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('batches.numbers')} htmlFor="batch-numbers" extra={t('batches.numbersHint')}>
          <Input.TextArea id="batch-numbers" rows={6} value={lines} onChange={event => setLines(event.target.value)} />
        </Form.Item>
        <div className="page-acts">
          <Button loading={isBusy} disabled={edition === null || lines.trim() === ''} onClick={() => void check()}>
            {t('batches.check')}
          </Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={!isRight || title.trim() === ''}
            onClick={() => void begin()}
          >
            {t('batches.begin')}
          </Button>
        </div>
      </Form>
      {checked !== null && checked.of === said && (
        <Alert
          type={isRight ? 'success' : 'warning'}
          showIcon
          role="status"
          title={t('batches.checked', { count: checked.documents, faults: checked.faults.length })}
          description={
            checked.faults.length > 0 && (
              <ul>
                {checked.faults.slice(0, 100).map(({ line, what }) => (
                  <li key={line}>{t(`batches.fault.${what}`, { line })}</li>
                ))}
              </ul>
            )
          }
        />
      )}
      {refusal && <Trouble refusal={refusal} />}
    </Card>
  )
}
