import { Fragment, useState } from 'react'
import type { Share } from '../../src/contract/portal-api.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useAct } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** The links that were made, how often each was opened, and the way to switch it off. */
export function ShareList({ shares, onChange }: { readonly shares: readonly Share[]; readonly onChange: () => void }) {
  const t = useWords()
  return (
    <section className="narrow-list" aria-labelledby="shares">
      <h2 id="shares">{t('share.list')}</h2>
      <ul className="rows">
        {shares.map(share => (
          <li key={share.shareId}>
            <ShareRow share={share} onChange={onChange} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ShareRow({ share, onChange }: { readonly share: Share; readonly onChange: () => void }) {
  const t = useWords()
  const { time } = useTimes()
  const { server } = usePortal()
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, refusal, run } = useAct()
  const { shareId, label, url, endsAt, endedAt, openedCount, lastOpenedAt } = share
  const end = () =>
    void run(
      () => server.endShare({ shareId }),
      () => {
        setIsAsking(false)
        onChange()
      },
    )
  return (
    <div className="row still">
      <span className="row-text">
        <b>{label}</b>
        <span className="share-url" dir="ltr">
          {url}
        </span>
        <span>
          {openedCount > 0 && lastOpenedAt !== null
            ? t('share.opened', { count: openedCount, time: time(lastOpenedAt) })
            : t('share.unopened')}
        </span>
        <span className="small">
          {endedAt === null ? t('share.until', { time: time(endsAt) }) : t('share.ended', { time: time(endedAt) })}
        </span>
        {isAsking && <b>{t('share.endSure')}</b>}
        <TroubleNote refusal={refusal} />
      </span>
      {endedAt === null && (
        <span className="row-keys">
          {isAsking ? (
            // Where the first button was is the harmless one: a bouncing finger switches nothing off.
            <Fragment key="sure">
              <PressButton look="quiet" disabled={isBusy} onPress={() => setIsAsking(false)}>
                {t('share.endNo')}
              </PressButton>
              <PressButton look="ghost" disabled={isBusy} onPress={end}>
                {t('share.endYes')}
              </PressButton>
            </Fragment>
          ) : (
            <PressButton look="quiet" onPress={() => setIsAsking(true)}>
              {t('share.end')}
            </PressButton>
          )}
        </span>
      )}
    </div>
  )
}
