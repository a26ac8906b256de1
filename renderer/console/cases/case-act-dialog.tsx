import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CaseWorkedView } from '../../../src/contract/cases-desk-api.ts'
import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'
import { useText } from '../shell/language.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useCasesWords } from './words.ts'

export interface CaseActDialogProps {
  readonly title: string
  /** What the act does, in a sentence. */
  readonly says: ReactNode
  readonly fields?: ReactNode
  readonly isReady?: boolean
  /** All that is said with it: what was looked at holds as long as this is the same. Null: there is nothing to look at beforehand. */
  readonly said: string | null
  readonly ask: (isPreview: boolean) => Promise<Result<CaseWorkedView, Refusal>>
  readonly isDangerous?: boolean
  readonly doLabel: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** An act on a case: first what it would do, by the server itself, then the act, then what it did. */
export function CaseActDialog(props: CaseActDialogProps) {
  const { title, says, fields, isReady = true, said, ask, isDangerous = false, doLabel, onClose, onDone } = props
  const t = useCasesWords()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [looked, setLooked] = useState<{ readonly said: string; readonly worked: CaseWorkedView } | null>(null)
  const [done, setDone] = useState<CaseWorkedView | null>(null)
  const seen = looked?.said === said ? looked?.worked : undefined
  const isDone = done?.outcome === 'done'
  const mayDo = isReady && (said === null || seen?.outcome === 'done')

  const go = async (isPreview: boolean) => {
    setBusy(true)
    setRefusal(null)
    const answer = await ask(isPreview)
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.error)
    if (isPreview) return setLooked({ said: said ?? '', worked: answer.value })
    setDone(answer.value)
    if (answer.value.outcome === 'done') onDone()
  }
  const look = (
    <Button type="primary" loading={isBusy} disabled={!isReady} onClick={() => void go(true)}>
      {t('act.look')}
    </Button>
  )
  const act = (
    <Button type="primary" danger={isDangerous} loading={isBusy} disabled={!mayDo} onClick={() => void go(false)}>
      {doLabel}
    </Button>
  )
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      closable={!isBusy}
      keyboard={!isBusy}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {t(isDone ? 'act.close' : 'act.cancel')}
          </Button>
          {!isDone && (said !== null && seen?.outcome !== 'done' ? look : act)}
        </>
      }
    >
      {!isDone && <p>{says}</p>}
      {!isDone && fields}
      {!isDone && seen && <Worked worked={seen} />}
      {done && <Worked worked={done} />}
      {refusal && <Trouble refusal={refusal} />}
    </Modal>
  )
}

/** What came of an act, or would come of it. */
function Worked({ worked }: { readonly worked: CaseWorkedView }) {
  const t = useCasesWords()
  const text = useText()
  if (worked.outcome === 'refused') return <Alert type="error" showIcon role="alert" title={text(worked.says)} />
  return (
    <Alert
      type={worked.isPreview ? 'info' : 'success'}
      showIcon
      role="status"
      title={text(worked.says)}
      description={
        worked.notes.length + worked.tells.length > 0 && (
          <>
            {worked.notes.map(note => (
              <p key={note.en}>{`${t('act.note')}: ${text(note)}`}</p>
            ))}
            {worked.tells.length > 0 && <p>{t('act.once')}</p>}
            {worked.tells.map(({ name, value }) => (
              <p key={name.en}>
                {text(name)}: <strong className="number">{value}</strong>
              </p>
            ))}
          </>
        )
      }
    />
  )
}
