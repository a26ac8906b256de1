import { Alert, Button, Form, Input, Modal, Spin } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../web/route-client.ts'
import { Trouble } from '../shell/trouble.tsx'
import type { ActProps } from './act.ts'
import { usePartWords } from './words.ts'

const MOST_REASON = 300

type Stage<Done> =
  | { readonly step: 'asked' }
  | { readonly step: 'done'; readonly done: Done }
  | { readonly step: 'undone' }

export interface ActDialogProps<Done> extends ActProps<Done> {
  readonly isDangerous: boolean
  readonly onClose: () => void
}

/** What an act will do, its fields, and afterwards what it did. Stays open until it is closed: what was done is read, and not missed. */
export function ActDialog<Done>(props: ActDialogProps<Done>) {
  const { label, fields, isReady = true, needsReason = false, act, did, undo, onDone, isDangerous, onClose } = props
  const t = usePartWords()
  const [stage, setStage] = useState<Stage<Done>>({ step: 'asked' })
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [preview, previewRefusal, lookAgain] = usePreview(props.will)
  const mayAct = isReady && preview !== null && (!needsReason || reason.trim() !== '')

  const carryOut = async () => {
    setBusy(true)
    const answer = await act(reason.trim())
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (!answer.ok) return
    setStage({ step: 'done', done: answer.value })
    onDone?.(answer.value)
  }
  const takeBack = async (done: Done) => {
    setBusy(true)
    const answer = (await undo?.(done)) ?? null
    setBusy(false)
    setRefusal(!answer || answer.ok ? null : answer.error)
    if (!answer?.ok) return
    setStage({ step: 'undone' })
    onDone?.(done)
  }
  const close = (
    <Button onClick={onClose} disabled={isBusy}>
      {t(stage.step === 'asked' ? 'act.cancel' : 'act.close')}
    </Button>
  )
  const goOn = (
    <Button type="primary" danger={isDangerous} loading={isBusy} disabled={!mayAct} onClick={() => void carryOut()}>
      {label}
    </Button>
  )
  const back = undo && stage.step === 'done' && (
    <Button loading={isBusy} onClick={() => void takeBack(stage.done)}>
      {t('act.undo')}
    </Button>
  )
  return (
    <Modal
      open
      title={label}
      onCancel={onClose}
      closable={!isBusy}
      keyboard={!isBusy}
      mask={{ closable: false }}
      footer={
        <>
          {close}
          {stage.step === 'asked' ? goOn : back}
        </>
      }
    >
      {stage.step === 'asked' && (
        <>
          <p className="act-will">{t('act.will')}</p>
          {previewRefusal ? (
            <Trouble refusal={previewRefusal} onAgain={lookAgain} />
          ) : (
            (preview ?? <Spin description={t('act.looking')} />)
          )}
          {fields}
          {needsReason && (
            <Form layout="vertical" component="div">
              <Form.Item label={t('act.reason')} htmlFor="act-reason" extra={t('act.reasonHint')} required>
                <Input.TextArea
                  id="act-reason"
                  rows={2}
                  maxLength={MOST_REASON}
                  value={reason}
                  onChange={event => setReason(event.target.value)}
                />
              </Form.Item>
            </Form>
          )}
        </>
      )}
      {stage.step === 'done' && <Alert type="success" showIcon role="status" title={did(stage.done)} />}
      {stage.step === 'undone' && <Alert type="info" showIcon role="status" title={t('act.undone')} />}
      {refusal && <Trouble refusal={refusal} />}
    </Modal>
  )
}

/** What an act will do; null while the server is asked. */
function usePreview(will: ActProps<never>['will']): [ReactNode | null, Refusal | null, () => void] {
  const [preview, setPreview] = useState<ReactNode | null>(typeof will === 'function' ? null : will)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const asking = useRef(will)
  const look = async () => {
    if (typeof asking.current !== 'function') return
    setRefusal(null)
    const answer = await asking.current()
    if (answer.ok) setPreview(answer.value)
    else setRefusal(answer.error)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(() => void look(), [])
  return [typeof will === 'function' ? preview : will, refusal, () => void look()]
}
