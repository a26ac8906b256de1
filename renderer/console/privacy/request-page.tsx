import { Alert, Button, Card } from 'antd'
import { type ReactNode, useState } from 'react'
import { PRIVACY_ROUTES, type PrivacyRequest, REQUEST_OUTCOMES } from '../../../src/contract/privacy-api.ts'
import type { PageProps } from '../page-props.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { EndDialog, type Outcome } from './request-acts.tsx'
import { useRequestClock } from './request-clock.tsx'
import { usePrivacyWords } from './words.ts'

interface Part {
  readonly one: PrivacyRequest
}

/** One request: who asks, what is to be done about it, until when, and how it ends. */
export function RequestPage({ params }: PageProps) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  const number = params.number ?? ''
  const ask = async () => inWords(await server.privacyRequest({ number }), { 'request-unknown': t('one.unknown') })
  const answer = useAnswer(ask, number)
  return (
    <>
      <PageHead title={t('one.title')} lead={<span className="number">{number}</span>} />
      <Answered answer={answer}>{one => <Whole one={one} onDone={() => void answer.again()} />}</Answered>
    </>
  )
}

/** An alert of the tone that the clock has. */
const ALERTS = { ok: 'success', info: 'info', plain: 'info', wait: 'warning', stop: 'error' } as const

function Whole({ one, onDone }: Part & { readonly onDone: () => void }) {
  const t = usePrivacyWords()
  const may = useMay()
  const [ending, setEnding] = useState<Outcome | null>(null)
  const { says, tone } = useRequestClock()(one)
  const isOpen = one.outcome === null
  return (
    <div className="order-story">
      <Alert
        type={isOpen ? ALERTS[tone] : one.outcome === 'done' ? 'success' : 'info'}
        showIcon
        title={isOpen ? says : t('one.endedAs', { outcome: says })}
        description={isOpen ? t('clock.hint') : one.reason}
      />
      <div className="cards">
        <FactsOf one={one} />
        <Means one={one} />
        <Card className="privacy-card" title={<h2 className="card-title">{t('one.acts')}</h2>}>
          {!isOpen && <p>{t('one.ended')}</p>}
          {isOpen && !may('privacy.work') && <p className="soft">{t('one.onlySeen')}</p>}
          {isOpen && may('privacy.work') && (
            <div className="complaint-acts">
              {REQUEST_OUTCOMES.map((outcome, place) => (
                <Button
                  key={outcome}
                  type={place === 0 ? 'primary' : 'default'}
                  danger={outcome === 'refused'}
                  onClick={() => setEnding(outcome)}
                >
                  {t(`act.${outcome}.label`)}
                </Button>
              ))}
            </div>
          )}
          {ending && <EndDialog one={one} outcome={ending} onDone={onDone} onClose={() => setEnding(null)} />}
        </Card>
      </div>
      <h2>{t('one.history')}</h2>
      <History one={one} />
    </div>
  )
}

function FactsOf({ one }: Part) {
  const t = usePrivacyWords()
  const may = useMay()
  return (
    <Card className="privacy-card" title={<h2 className="card-title">{t('one.facts')}</h2>}>
      <Facts
        facts={[
          { label: t('requests.kind'), value: t(`kinds.${one.kind}`) },
          {
            label: t('requests.who'),
            value: (
              <>
                <span className="breaks">{one.whoMasked ?? t('requests.nobody')}</span>{' '}
                {one.whoMasked !== null && may('privacy.work') && <Uncover one={one} />}
              </>
            ),
          },
          { label: t('requests.channel'), value: t(`channels.${one.channel}`) },
          { label: t('requests.received'), value: <span className="number">{one.receivedOn}</span> },
          { label: t('one.due'), value: <span className="number">{one.dueOn}</span> },
          { label: t('one.enteredBy'), value: one.enteredBy },
        ]}
      />
    </Card>
  )
}

function Uncover({ one }: Part) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES)
  return (
    <ActButton
      label={t('one.uncover')}
      will={t('one.uncoverWill')}
      act={async () =>
        inWords(await server.uncoverPrivacyRequest({ number: one.number }), { 'request-unknown': t('one.unknown') })
      }
      did={({ who }) => <span className="breaks">{who ?? t('one.uncoverGone')}</span>}
    />
  )
}

/** What is to be done of each kind of request, with the way to where it is done. */
function Means({ one }: Part) {
  const t = usePrivacyWords()
  const may = useMay()
  const { start, beside } = useConsole()
  const enquiries = start.worklists.find(({ path }) => path === '/staff/enquiries')
  return (
    <Card className="privacy-card" title={<h2 className="card-title">{t('one.means')}</h2>}>
      <p>{t(`means.${one.kind}`)}</p>
      <div className="complaint-acts">
        {may('people-desk.see') && <PlaceLink to="people">{t('means.toPeople')}</PlaceLink>}
        {one.kind === 'correction' && enquiries && (
          <a href={beside(enquiries.path.slice(1))}>{t('means.toEnquiries')}</a>
        )}
      </div>
    </Card>
  )
}

function History({ one }: Part) {
  const t = usePrivacyWords()
  const may = useMay()
  const outcome = one.outcome
  const lines: readonly (readonly [ReactNode, ReactNode] | null)[] = [
    [
      <span key="day" className="number">
        {one.receivedOn}
      </span>,
      t('history.received', { channel: t(`channels.${one.channel}`) }),
    ],
    [<Time key="at" iso={one.enteredAt} />, t('history.entered', { name: one.enteredBy })],
    one.remindedAt === null ? null : [<Time key="at" iso={one.remindedAt} />, t('history.reminded')],
    one.toldLateAt === null ? null : [<Time key="at" iso={one.toldLateAt} />, t('history.toldLate')],
    one.endedAt === null || outcome === null
      ? null
      : [
          <Time key="at" iso={one.endedAt} />,
          <>
            {t('history.ended', { name: one.endedBy ?? '', outcome: t(`outcomes.${outcome}`) })}
            {one.reason !== null && <p className="breaks">{one.reason}</p>}
          </>,
        ],
  ]
  return (
    <>
      <ol className="story-lines privacy-history">
        {lines
          .filter(line => line !== null)
          .map(([at, what], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a history keep their places.
            <li key={place}>
              {at}
              <div>{what}</div>
            </li>
          ))}
      </ol>
      {may('audit.read') && (
        <p>
          <PlaceLink to="audit" query={{ search: one.number }}>
            {t('one.trail')}
          </PlaceLink>
        </p>
      )}
    </>
  )
}
