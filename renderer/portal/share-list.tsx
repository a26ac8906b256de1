import type { Share } from '../../src/contract/portal-api.ts'
import { EndingKeys, useEnding } from './ending.tsx'
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
  const { shareId, label, url, endsAt, endedAt, openedCount, lastOpenedAt } = share
  const ending = useEnding(() => server.endShare({ shareId }), onChange)
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
        {ending.isAsking && <b>{t('share.endSure')}</b>}
        <TroubleNote refusal={ending.refusal} />
      </span>
      {endedAt === null && (
        <EndingKeys ending={ending} words={{ end: t('share.end'), no: t('share.endNo'), yes: t('share.endYes') }} />
      )}
    </div>
  )
}
