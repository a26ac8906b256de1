import { Alert, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  COMPLAINT_WORDS_MAX,
  COMPLAINTS_ROUTES,
  type ComplaintActed,
  type ComplaintWhole,
} from '../../../src/contract/complaints-api.ts'
import type { Refusal } from '../../web/route-client.ts'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useComplaintsWords } from './words.ts'

export type Act = ComplaintWhole['acts'][number]

export interface ComplaintActProps {
  readonly one: ComplaintWhole
  readonly act: Act
  readonly onClose: () => void
  readonly onDone: () => void
}

/** An act on a complaint: its words, what would come of it by the server itself, then the act, then what it did. */
export function ComplaintActDialog({ one, act, onClose, onDone }: ComplaintActProps) {
  const t = useComplaintsWords()
  const text = useText()
  const server = useServer(COMPLAINTS_ROUTES)
  const [words, setWords] = useState('')
  const [withinDays, setDays] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [looked, setLooked] = useState<{ readonly said: string; readonly acted: ComplaintActed } | null>(null)
  const [done, setDone] = useState<ComplaintActed | null>(null)
  const takesWords = act === 'reply' || act === 'refuse-refund'
  const said = JSON.stringify([words, withinDays])
  const seen = looked?.said === said ? looked.acted : null
  const left = COMPLAINT_WORDS_MAX - [...words].length
  const isReady = !takesWords || (words.trim() !== '' && left >= 0)
  const isDone = done?.outcome === 'done'

  const go = async (isPreview: boolean) => {
    setBusy(true)
    setRefusal(null)
    const wish = { complaintId: one.complaintId, seen: one.seen, act, isPreview }
    const answer = await server.actOnComplaint({ ...wish, ...(takesWords ? { words } : {}), withinDays })
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.error)
    if (isPreview) return setLooked({ said, acted: answer.value })
    setDone(answer.value)
    if (answer.value.outcome === 'done') onDone()
  }
  const mayDo = seen?.outcome === 'done'
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      onCancel={onClose}
      closable={!isBusy}
      keyboard={!isBusy}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {t(isDone ? 'act.close' : 'act.cancel')}
          </Button>
          {!isDone && (
            <Button type="primary" loading={isBusy} disabled={!isReady} onClick={() => void go(!mayDo)}>
              {mayDo ? t(`act.${act}`) : t('act.look')}
            </Button>
          )}
        </>
      }
    >
      {!isDone && (
        <Form layout="vertical" component="div">
          {act === 'reply' && one.templates.length > 0 && (
            <Form.Item label={t('act.template')} htmlFor="complaint-template">
              <Select
                id="complaint-template"
                value={null}
                options={one.templates.map(({ name, text: body }) => ({ value: body, label: text(name) }))}
                onChange={(body: string | null) => setWords(body ?? '')}
              />
            </Form.Item>
          )}
          {takesWords && (
            <Form.Item
              label={t(act === 'reply' ? 'act.words' : 'act.reason')}
              htmlFor="complaint-words"
              required
              validateStatus={left < 0 ? 'error' : ''}
              extra={t('act.left', { left, most: COMPLAINT_WORDS_MAX })}
            >
              <Input.TextArea
                id="complaint-words"
                rows={5}
                value={words}
                onChange={event => setWords(event.target.value)}
              />
            </Form.Item>
          )}
          {act === 'agree-refund' && (
            <Form.Item label={t('act.days')} htmlFor="complaint-days">
              <InputNumber
                id="complaint-days"
                min={0}
                max={30}
                value={withinDays}
                onChange={days => setDays(days ?? 0)}
              />
            </Form.Item>
          )}
        </Form>
      )}
      {!isDone && seen && <Acted acted={seen} words={takesWords ? words : null} />}
      {done && <Acted acted={done} words={null} />}
      {refusal && <Trouble refusal={refusal} />}
    </Modal>
  )
}

function Acted({ acted, words }: { readonly acted: ComplaintActed; readonly words: string | null }) {
  const t = useComplaintsWords()
  const text = useText()
  if (acted.outcome === 'refused') return <Alert type="error" showIcon role="alert" title={text(acted.says)} />
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={text(acted.says)}
      description={
        <>
          {words !== null && (
            <p className="breaks">
              {t('act.payerReads')}: {words}
            </p>
          )}
          {acted.notes.map(note => (
            <p key={note.en}>{text(note)}</p>
          ))}
        </>
      }
    />
  )
}
