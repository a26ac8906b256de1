import type { RecordDetail } from '../../src/contract/history-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTimes } from './portal-context.ts'
import { RecordOrders } from './record-orders.tsx'
import { TONE_OF_RECORD } from './record-row.tsx'
import { useWords } from './words.ts'

/** A record as one page, which can be printed too. */
export function RecordPaper({ record }: { readonly record: RecordDetail }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { way, title, state, documentNumber, createdAt, appliedAt, expiresAt, place, purpose, pages } = record
  const { steps, deliveries, shares, checks, orders, freeCopiesLeft, applicationId } = record
  const opened = (count: number, at: string | null) =>
    count > 0 && at !== null ? t('share.opened', { count, time: time(at) }) : t('share.unopened')
  return (
    <article className="narrow record-paper">
      <h1>{textIn(language, title)}</h1>
      <Facts
        facts={[
          way === 'visit'
            ? null
            : [
                t('application.state'),
                <span key="state" className={`state tone-${TONE_OF_RECORD[state]}`}>
                  {t(`state.${state}`)}
                </span>,
              ],
          documentNumber === '' ? null : [t('application.number'), documentNumber],
          [t('application.made'), time(createdAt)],
          appliedAt === null ? null : [t('application.applied'), time(appliedAt)],
          way === 'visit'
            ? null
            : [t('application.expires'), expiresAt === null ? t('application.noEnd') : time(expiresAt)],
          place === null ? null : [t('record.place'), textIn(language, place)],
          pages === null ? null : [t('application.pages'), pages],
          purpose === '' ? null : [t('application.purpose'), purpose],
          freeCopiesLeft === null ? null : [t('record.freeLeft'), freeCopiesLeft],
        ]}
      />
      {way === 'visit' && <p>{t('record.nothingMade')}</p>}
      {orders.length > 0 && <RecordOrders orders={orders} />}
      {deliveries.length > 0 && (
        <Lines
          title={t('letter.list')}
          lines={deliveries.map(({ toMasked, said, at }) => [time(at), `${toMasked}: ${textIn(language, said)}`])}
        />
      )}
      {shares.length > 0 && (
        <Lines
          title={t('share.list')}
          lines={shares.map(({ label, endsAt, endedAt, openedCount, lastOpenedAt }) => [
            endedAt === null ? t('share.until', { time: time(endsAt) }) : t('share.ended', { time: time(endedAt) }),
            `${label}: ${opened(openedCount, lastOpenedAt)}`,
          ])}
        />
      )}
      {way !== 'visit' && (
        <Lines
          title={t('record.checks')}
          none={t('record.noChecks')}
          lines={checks.map(({ at, how, times }) => [time(at), t(`record.how.${how}`, { count: times })])}
        />
      )}
      {steps.length > 0 && (
        <Lines title={t('application.steps')} lines={steps.map(({ at, said }) => [time(at), textIn(language, said)])} />
      )}
      <div className="row-keys no-paper">
        <PressButton look="quiet" onPress={() => window.print()}>
          {t('record.print')}
        </PressButton>
        {applicationId !== null && (
          <PlaceLink to={{ screen: 'application', applicationId }} className="note-link">
            {t('record.toApplication')}
          </PlaceLink>
        )}
        <PlaceLink to={{ screen: 'records' }} className="note-link">
          {t('application.toRecords')}
        </PlaceLink>
      </div>
    </article>
  )
}

interface LinesProps {
  readonly title: string
  readonly lines: readonly (readonly [when: string, what: string])[]
  readonly none?: string
}

function Lines({ title, lines, none }: LinesProps) {
  return (
    <section>
      <h2>{title}</h2>
      {lines.length === 0 && <p>{none}</p>}
      <ol className="history">
        {lines.map(([when, what], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change their order
          <li key={place}>
            <span className="small number">{when}</span>
            {what}
          </li>
        ))}
      </ol>
    </section>
  )
}
