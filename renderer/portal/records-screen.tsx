import { useCallback, useState } from 'react'
import type { RecordLine } from '../../src/contract/history-api.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { Answered } from './answered.tsx'
import { useAct, useAnswer } from './asking.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { RecordRow } from './record-row.tsx'
import { EVERYTHING, RecordsFilter, type RecordWish } from './records-filter.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

interface Page {
  readonly records: readonly RecordLine[]
  readonly hasMore: boolean
}

/** Everything that was applied for, printed and looked for at kiosks, newest first. */
export function RecordsScreen() {
  const t = useWords()
  const { server } = usePortal()
  const [wish, setWish] = useState<RecordWish>(EVERYTHING)
  const asked = useAnswer(useCallback(() => server.records(wish), [server, wish]))
  const isFiltered = Object.keys(wish).length > 0
  return (
    <section className="narrow">
      <h1>{t('records.title')}</h1>
      <Answered asked={asked} what={t('records.loading')}>
        {page => (
          <>
            {(isFiltered || page.records.length > 0) && (
              <RecordsFilter kinds={page.kinds} years={page.years} wish={wish} onWish={setWish} />
            )}
            {page.records.length > 0 ? (
              <Records key={JSON.stringify([wish, page.records[0]?.recordId])} newest={page} wish={wish} />
            ) : (
              <NoneYet isFiltered={isFiltered} />
            )}
          </>
        )}
      </Answered>
      <PlaceLink to={{ screen: 'errands' }}>{t('errands.title')}</PlaceLink>
    </section>
  )
}

function NoneYet({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useWords()
  if (isFiltered)
    return (
      <div role="status">
        <Note tone="info">
          <b>{t('records.noneFound')}</b>
        </Note>
      </div>
    )
  return (
    <>
      <Note tone="info">
        <b>{t('records.none')}</b>
        <p>{t('records.noneHow')}</p>
      </Note>
      <PlaceLink to={{ screen: 'apply' }} className="button act wide">
        {t('nav.apply')}
      </PlaceLink>
    </>
  )
}

function Records({ newest, wish }: { readonly newest: Page; readonly wish: RecordWish }) {
  const t = useWords()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const [older, setOlder] = useState<readonly RecordLine[]>([])
  const [hasMore, setHasMore] = useState(newest.hasMore)
  const all = [...newest.records, ...older]
  const more = () => {
    const before = all.at(-1)?.at
    if (before === undefined) return
    void run(
      () => server.records({ ...wish, before }),
      page => {
        setOlder(now => [...now, ...page.records])
        setHasMore(page.hasMore)
      },
    )
  }
  return (
    <>
      <ul className="rows">
        {all.map(line => (
          <li key={line.recordId}>
            <RecordRow line={line} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <PressButton look="quiet" disabled={isBusy} onPress={more}>
          {t(isBusy ? 'records.olderLoading' : 'records.older')}
        </PressButton>
      )}
      <TroubleNote refusal={refusal} />
    </>
  )
}
