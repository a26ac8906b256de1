import { useId } from 'react'
import type { ApplicationDetail, ShownApproval } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useAct } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** That an office will be asked: why, for what, and how long it promises to take. */
export function ApprovalNeeded({ approval }: { readonly approval: ShownApproval }) {
  const t = useWords()
  const language = useLanguage()
  const { office, reason, withinWorkingDays, purposes } = approval
  return (
    <Note tone="wait">
      <b>{t('approval.needed', { office: textIn(language, office) })}</b>
      <p>{reason && textIn(language, reason)}</p>
      <p>{t('approval.promise', { count: withinWorkingDays ?? 1 })}</p>
      {purposes && (
        <p>
          {t('approval.forPurposes', { purposes: purposes.map(one => t(`purpose.${one}`)).join(t('approval.and')) })}
        </p>
      )}
    </Note>
  )
}

/** Where word of the decision goes. It may be left empty: the records say it too. */
export function NoticeField(props: { readonly to: string; readonly onTo: (to: string) => void }) {
  const t = useWords()
  const field = useId()
  const how = useId()
  return (
    <>
      <label htmlFor={field}>{t('approval.notice')}</label>
      <p className="small" id={how}>
        {t('approval.noticeHow')}
      </p>
      <input
        id={field}
        type="email"
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={props.to}
        aria-describedby={how}
        onChange={event => props.onTo(event.target.value)}
      />
    </>
  )
}

/** That it waits for an office, since when and until when it was promised, with a way to take it back. */
export function ApprovalWaiting(props: { readonly application: ApplicationDetail; readonly onChange: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { time } = useTimes()
  const { isBusy, refusal, run } = useAct()
  const { applicationId, approval } = props.application
  if (!approval?.askedAt || !approval.promisedAt) return null
  const withdraw = () => {
    if (!window.confirm(t('approval.withdrawSure'))) return
    void run(() => server.withdraw({ applicationId }), props.onChange)
  }
  return (
    <>
      <Note tone="wait">
        <b>{t('approval.waiting', { office: textIn(language, approval.office), time: time(approval.askedAt) })}</b>
        <p>{t('approval.promisedBy', { time: time(approval.promisedAt) })}</p>
        <p>{t('approval.then')}</p>
      </Note>
      <PressButton look="quiet" className="start" disabled={isBusy} onPress={withdraw}>
        {t('approval.withdraw')}
      </PressButton>
      <TroubleNote refusal={refusal} />
    </>
  )
}

/** Why an office sent it back. */
export function SentBack({ approval }: { readonly approval: ShownApproval }) {
  const t = useWords()
  const language = useLanguage()
  return (
    <Note tone="stop">
      <b>{t('approval.sentBack', { office: textIn(language, approval.office) })}</b>
      {approval.reason && <p>{textIn(language, approval.reason)}</p>}
      <p>{t('approval.anew')}</p>
    </Note>
  )
}
