import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { useAnswer } from '../parts/use-answer.ts'
import { inWords } from '../people/own-refusals.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { RealPages } from './real-pages.tsx'
import { useDocumentWords } from './words.ts'

interface Edition {
  readonly kind: string
  readonly edition: string
}

export interface IssueButtonProps {
  readonly personId: string
  /** What is issued, where that is not chosen. */
  readonly fixed?: Edition
  /** The document in whose place it is to stand. */
  readonly replaces?: string
  readonly onDone: () => void
}

/** Makes a document, shows its real pages, and issues it only then. */
export function IssueButton(props: IssueButtonProps) {
  const t = useDocumentWords()
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    props.onDone()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(props.replaces === undefined ? 'issue.label' : 'issue.replace')}</Button>
      {isOpen && <IssueDialog {...props} onClose={close} />}
    </>
  )
}

interface Draft {
  readonly documentId: string
  readonly pages: number
  readonly token: string
}

function IssueDialog({ personId, fixed, replaces, onClose }: IssueButtonProps & { readonly onClose: () => void }) {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const [chosen, setChosen] = useState<Edition | null>(fixed ?? null)
  const [reason, setReason] = useState('')
  const [draft, setDraft] = useState<Draft | null>(null)
  const [issued, setIssued] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const words = {
    'not-there': t('issue.gone'),
    'not-valid': t('issue.notValid'),
    'not-of-one-person': t('issue.notOfOnePerson'),
  }
  const make = async () => {
    if (chosen === null) return
    setBusy(true)
    const wish = { personId, ...chosen, reason, replaces: replaces ?? null }
    const answer = inWords(await server.draftDocument(wish), words)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) setDraft(answer.value)
  }
  const issue = async () => {
    if (draft === null) return
    setBusy(true)
    const answer = inWords(await server.issueDraft({ documentId: draft.documentId }), words)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) setIssued(answer.value.documentNumber)
  }
  const leave = () => {
    if (draft !== null && issued === null) void server.dropDraft({ documentId: draft.documentId })
    onClose()
  }
  return (
    <Modal
      open
      width={draft === null ? 520 : 900}
      title={t(replaces === undefined ? 'issue.label' : 'issue.replace')}
      onCancel={leave}
      closable={!isBusy}
      keyboard={!isBusy}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={leave} disabled={isBusy}>
            {t(issued === null ? 'issue.cancel' : 'issue.close')}
          </Button>
          {draft === null && (
            <Button
              type="primary"
              loading={isBusy}
              disabled={chosen === null || reason.trim() === ''}
              onClick={() => void make()}
            >
              {t('issue.preview')}
            </Button>
          )}
          {draft !== null && issued === null && (
            <Button type="primary" loading={isBusy} onClick={() => void issue()}>
              {t('issue.issue')}
            </Button>
          )}
        </>
      }
    >
      {draft === null && (
        <>
          <p>{t(replaces === undefined ? 'issue.will' : 'issue.willReplace')}</p>
          <Form layout="vertical" component="div">
            {fixed === undefined && <EditionField onChange={setChosen} />}
            <Form.Item label={t('issue.reason')} htmlFor="issue-reason" extra={t('issue.reasonHint')} required>
              <Input.TextArea
                id="issue-reason"
                rows={2}
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            </Form.Item>
          </Form>
        </>
      )}
      {draft !== null && issued === null && (
        <>
          <Alert type="info" showIcon title={t('issue.look')} />
          <RealPages {...draft} />
        </>
      )}
      {issued !== null && <Alert type="success" showIcon role="status" title={t('issue.did', { number: issued })} />}
      {refusal && <Trouble refusal={refusal} />}
    </Modal>
  )
}

/** Which kind and edition. */
export function EditionField({ onChange }: { readonly onChange: (edition: Edition) => void }) {
  const t = useDocumentWords()
  const text = useText()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const kinds = useAnswer(() => server.deskKinds({}), '')
  const options = (kinds.value?.kinds ?? []).flatMap(({ kind, editions }) =>
    editions.map(({ edition, title }) => ({ value: `${kind} ${edition}`, label: text(title) })),
  )
  return (
    <Form.Item label={t('issue.which')} htmlFor="issue-which" required>
      <Select
        id="issue-which"
        options={options}
        onChange={(said: string) => {
          const [kind = '', edition = ''] = said.split(' ')
          onChange({ kind, edition })
        }}
      />
    </Form.Item>
  )
}
