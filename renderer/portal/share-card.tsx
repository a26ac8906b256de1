import { type SyntheticEvent, useId, useState } from 'react'
import type { Application, Share } from '../../src/contract/portal-api.ts'
import { PressButton } from '../ui/press-button.tsx'
import { type Act, useAct } from './asking.ts'
import { CopyField } from './copy-field.tsx'
import { DaysChoice } from './days-choice.tsx'
import { useKeptText } from './kept-text.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

const DAYS = [7, 30, 90, 180] as const
const USUAL_DAYS = 30
const LABEL_CHARACTERS = 60

export interface MadeShare {
  readonly share: Share
  readonly code: string
}

export interface ShareCardProps {
  readonly application: Application
  readonly onMade: () => void
  /** Where it stands at the beginning. */
  readonly first?: { readonly act?: Act; readonly isMissing?: boolean; readonly made?: MadeShare }
}

/** A link for somebody else, with a code that is told apart. */
export function ShareCard({ application, onMade, first = {} }: ShareCardProps) {
  const t = useWords()
  const [made, setMade] = useState(first.made ?? null)
  return (
    <section className="card" aria-labelledby="share">
      <h3 id="share">{t('share.title')}</h3>
      <p className="small">{t('share.how')}</p>
      {made ? (
        <Made made={made} onAnother={() => setMade(null)} />
      ) : (
        <ShareForm
          application={application}
          first={first}
          onMade={share => {
            setMade(share)
            onMade()
          }}
        />
      )}
    </section>
  )
}

interface ShareFormProps extends Pick<ShareCardProps, 'application'> {
  readonly first: NonNullable<ShareCardProps['first']>
  readonly onMade: (made: MadeShare) => void
}

function ShareForm({ application: { applicationId }, first, onMade }: ShareFormProps) {
  const t = useWords()
  const { server } = usePortal()
  const field = useId()
  const missing = useId()
  const [label, setLabel] = useKeptText(`share/${applicationId}`)
  const [days, setDays] = useState<number>(USUAL_DAYS)
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const { isBusy, refusal, run } = useAct(first.act)
  const make = (event: SyntheticEvent) => {
    event.preventDefault()
    const trimmed = label.trim()
    if (trimmed === '') return setIsMissing(true)
    void run(
      () => server.share({ applicationId, label: trimmed, days }),
      made => {
        setLabel('')
        onMade(made)
      },
    )
  }
  return (
    <form onSubmit={make}>
      <label htmlFor={field}>{t('share.label')}</label>
      <input
        id={field}
        value={label}
        maxLength={LABEL_CHARACTERS}
        autoComplete="off"
        placeholder={t('share.labelExample')}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? missing : undefined}
        onChange={event => {
          setLabel(event.target.value)
          setIsMissing(false)
        }}
      />
      {isMissing && (
        <p className="wrong" id={missing} role="alert">
          {t('share.labelMissing')}
        </p>
      )}
      <DaysChoice offered={DAYS} days={days} onDays={setDays} />
      <div className="card-foot">
        <button type="submit" className="button ghost wide" disabled={isBusy}>
          {t(isBusy ? 'share.making' : 'share.make')}
        </button>
        <TroubleNote refusal={refusal} />
      </div>
    </form>
  )
}

function Made({ made: { share, code }, onAnother }: { readonly made: MadeShare; readonly onAnother: () => void }) {
  const t = useWords()
  const { time } = useTimes()
  return (
    <div className="share-made" role="status">
      <p>
        <b>{t('share.made')}</b>
      </p>
      <CopyField label={t('share.link')} text={share.url} copy={t('share.copyLink')} />
      <CopyField label={t('share.code')} text={code} copy={t('share.copyCode')} isLarge />
      <p>{t('share.once')}</p>
      <p className="small">{t('share.until', { time: time(share.endsAt) })}</p>
      <PressButton look="quiet" onPress={onAnother}>
        {t('share.another')}
      </PressButton>
    </div>
  )
}
