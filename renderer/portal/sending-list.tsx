import type { Sending } from '../../src/contract/receivers-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { EndingKeys, useEnding } from './ending.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** What was sent to registered receivers, how far it is, and the way to take it back. */
export function SendingList(props: { readonly sendings: readonly Sending[]; readonly onChange: () => void }) {
  const { sendings, onChange } = props
  const t = useWords()
  if (sendings.length === 0) return null
  return (
    <div>
      <h4 id="sendings">{t('receiver.list')}</h4>
      <ul className="rows" aria-labelledby="sendings">
        {sendings.map(sending => (
          <li key={sending.sendingId}>
            <SendingRow sending={sending} onChange={onChange} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function SendingRow({ sending, onChange }: { readonly sending: Sending; readonly onChange: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { server } = usePortal()
  const { sendingId, state, openedCount, lastOpenedAt, takenCount, isLetterLost, letter } = sending
  const isRunning = state === 'sent' || state === 'opened' || state === 'stopped'
  const ending = useEnding(() => server.takeBackSending({ sendingId }), onChange)
  const { isAsking, isBusy, refusal, run } = ending
  return (
    <div className="row still">
      <span className="row-text">
        <b>{textIn(language, sending.receiver)}</b>
        <span>
          {t(`receiver.purposes.${sending.purpose}`)} {sending.reference}
        </span>
        <span>
          {t(`receiver.state.${state}`)}{' '}
          {lastOpenedAt !== null && t('receiver.opened', { count: openedCount, time: time(lastOpenedAt) })}{' '}
          {takenCount > 0 && t('receiver.taken', { count: takenCount })}
        </span>
        {(state === 'stopped' || (isRunning && (isLetterLost || state === 'sent'))) && (
          <span className="small">{textIn(language, letter)}</span>
        )}
        <span className="small">
          {t('receiver.sentAt', { time: time(sending.sentAt) })} {t('receiver.until', { time: time(sending.endsAt) })}
        </span>
        {isAsking && <b>{t(openedCount > 0 ? 'receiver.backSureOpened' : 'receiver.backSure')}</b>}
        <TroubleNote refusal={refusal} />
      </span>
      {isRunning && (
        <EndingKeys
          ending={ending}
          words={{ end: t('receiver.back'), no: t('receiver.backNo'), yes: t('receiver.backYes') }}
          before={
            sending.maySendAgain && (
              <PressButton
                look="ghost"
                disabled={isBusy}
                onPress={() => void run(() => server.sendToAgain({ sendingId }), onChange)}
              >
                {t('receiver.again')}
              </PressButton>
            )
          }
        />
      )}
    </div>
  )
}
