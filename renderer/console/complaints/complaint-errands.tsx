import { Button } from 'antd'
import { useState } from 'react'
import { COMPLAINTS_ROUTES, type ComplaintErrand, type ComplaintWhole } from '../../../src/contract/complaints-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { StateTag, Time, useTimes } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { useComplaintsWords } from './words.ts'

const TONES = { due: 'wait', done: 'ok', 'taken-back': 'plain' } as const

/** What was wanted of the provider, and how far each is. */
export function ComplaintErrands({ one, onDone }: { readonly one: ComplaintWhole; readonly onDone: () => void }) {
  return (
    <ol className="story-lines">
      {one.errands.map(errand => (
        <Errand key={errand.errandId} complaintId={one.complaintId} errand={errand} onDone={onDone} />
      ))}
    </ol>
  )
}

interface ErrandProps {
  readonly complaintId: string
  readonly errand: ComplaintErrand
  readonly onDone: () => void
}

function Errand({ complaintId, errand, onDone }: ErrandProps) {
  const t = useComplaintsWords()
  const may = useMay()
  const { time } = useTimes()
  const { failure } = errand
  return (
    <li>
      <Time iso={errand.wantedAt} />
      <span className="story-voice">{errand.by}</span>
      <div className="breaks">
        <strong>{t(`act.${errand.act}`)} </strong>
        <StateTag tone={failure?.isRefused ? 'stop' : TONES[errand.state]}>{t(`errand.${errand.state}`)}</StateTag>
        {errand.withinDays !== null && <div>{t('errand.days', { days: errand.withinDays })}</div>}
        {errand.words !== null && <div>{errand.words}</div>}
        {failure && (
          <div>
            {failure.isRefused
              ? t('errand.refusedWith', { words: failure.words ?? '', code: failure.code })
              : t('errand.open', { code: failure.code })}
          </div>
        )}
        {errand.state === 'due' && (
          <div className="soft">
            {errand.tries > 0 && t('errand.tries', { tries: errand.tries })}{' '}
            {errand.nextAt && t('errand.next', { at: time(errand.nextAt) })}
          </div>
        )}
        {errand.state === 'due' && may('complaints.answer') && (
          <ErrandActs complaintId={complaintId} errand={errand} onDone={onDone} />
        )}
      </div>
    </li>
  )
}

function ErrandActs({ complaintId, errand: { errandId }, onDone }: ErrandProps) {
  const t = useComplaintsWords()
  const text = useText()
  const server = useServer(COMPLAINTS_ROUTES)
  const [isBusy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    await server.retryComplaintErrand({ complaintId, errandId })
    setBusy(false)
    onDone()
  }
  return (
    <div className="complaint-acts">
      <Button loading={isBusy} onClick={() => void retry()}>
        {t('errand.retry')}
      </Button>
      <ActButton
        label={t('errand.takeBack')}
        will={t('errand.takeBackWill')}
        act={() => server.takeBackComplaintErrand({ complaintId, errandId })}
        did={({ says }) => text(says)}
        onDone={onDone}
      />
    </div>
  )
}
