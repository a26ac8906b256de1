import { Alert, Card } from 'antd'
import { CASES_DESK_ROUTES, type CaseStory, type CaseWholeView } from '../../../src/contract/cases-desk-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, Time, useTimes } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { CaseActs, SecondPersonActs } from './case-acts.tsx'
import { CaseStateTag } from './case-state.tsx'
import { useCasesWords } from './words.ts'

/** One case: what is known, what may be done, and everything that was. */
export function CasePage({ params }: PageProps) {
  const t = useCasesWords()
  const server = useServer(CASES_DESK_ROUTES)
  const caseNumber = params.caseNumber ?? ''
  const answer = useAnswer(() => server.staffCase({ caseNumber }), caseNumber)
  return (
    <>
      <PageHead title={t('one.title', { number: answer.value?.caseNumber ?? caseNumber })} />
      <Answered answer={answer}>{one => <Whole one={one} onDone={() => void answer.again()} />}</Answered>
    </>
  )
}

function Whole({ one, onDone }: { readonly one: CaseWholeView; readonly onDone: () => void }) {
  const t = useCasesWords()
  const text = useText()
  const may = useMay()
  const { time } = useTimes()
  const link = (number: string) => <PlaceLink to={`cases/${number}`}>{number}</PlaceLink>
  return (
    <div className="order-story">
      <Alert
        type={one.state === 'ended' ? 'success' : 'warning'}
        showIcon
        title={text(one.says)}
        description={one.stands && text(one.stands)}
      />
      <div className="cards">
        <Card title={<h2 className="card-title">{text(one.kindName)}</h2>}>
          <Facts
            facts={[
              { label: t('state'), value: <CaseStateTag state={one.state} /> },
              one.amountFen !== null && { label: t('amount'), value: <Money fen={one.amountFen} /> },
              one.orderNumber !== null && {
                label: t('order'),
                value: may('orders.see') ? (
                  <PlaceLink to={`orders/${one.orderNumber}`}>{one.orderNumber}</PlaceLink>
                ) : (
                  one.orderNumber
                ),
              },
              one.terminal !== null && { label: t('terminal'), value: text(one.terminal) },
              { label: t('opened'), value: <Time iso={one.openedAt} /> },
              {
                label: t('one.heard'),
                value: t('one.heardTimes', { count: one.timesHeard, at: time(one.lastHeardAt) }),
              },
              one.endedAt !== null && { label: t('ended'), value: <Time iso={one.endedAt} /> },
              {
                label: t('one.subject'),
                value:
                  one.kind === 'complaint' && may('complaints.see') ? (
                    <PlaceLink to={`complaints/${one.subject}`}>{one.subject}</PlaceLink>
                  ) : (
                    <span className="breaks">{one.subject}</span>
                  ),
              },
              one.formerCase !== null && { label: t('one.former'), value: link(one.formerCase) },
              one.laterCase !== null && { label: t('one.later'), value: link(one.laterCase) },
              ...one.sameOrder.map(other => ({
                label: t('one.sameOrder'),
                value: (
                  <>
                    {link(other.caseNumber)} {text(other.kindName)}
                  </>
                ),
              })),
            ]}
          />
        </Card>
        <Card title={<h2 className="card-title">{t('one.acts')}</h2>}>
          <WhatNow one={one} onDone={onDone} />
          {one.state !== 'ended' && (
            <p className="soft">
              {t('one.machine')}: {text(one.machine)}
            </p>
          )}
          {one.next && (
            <p className="soft">
              {t('one.next')}: {text(one.next.what)} {one.next.at && <Time iso={one.next.at} />}
            </p>
          )}
        </Card>
      </div>
      <h2>{t('one.history')}</h2>
      <ol className="story-lines">
        {one.history.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a history keep their places.
          <Line key={at} line={line} />
        ))}
      </ol>
    </div>
  )
}

function WhatNow({ one, onDone }: { readonly one: CaseWholeView; readonly onDone: () => void }) {
  const t = useCasesWords()
  const text = useText()
  const may = useMay()
  const { asked } = one
  if (one.state === 'ended') return <p>{t('one.noActs')}</p>
  return (
    <>
      {asked && (
        <>
          <p>
            {t('one.waitsFor', {
              name: asked.by,
              what: text(asked.title),
              amount: asked.amountFen === null ? '' : ` ${formatYuan(asked.amountFen)}`,
            })}
          </p>
          {asked.reason !== null && <p>{t('one.reasonWas', { reason: asked.reason })}</p>}
          {asked.reference !== null && <p>{t('one.referenceWas', { reference: asked.reference })}</p>}
          {asked.copies !== null && <p>{t('one.copiesWere', { copies: asked.copies })}</p>}
        </>
      )}
      {one.state === 'under-way' && <p>{t('one.underWay')}</p>}
      {one.whyNotAgree && <p className="soft">{text(one.whyNotAgree)}</p>}
      {!may('cases.act') && !one.mayAgree && <p className="soft">{t('one.onlyLook')}</p>}
      {one.state === 'open' ? <CaseActs one={one} onDone={onDone} /> : <SecondPersonActs one={one} onDone={onDone} />}
    </>
  )
}

function Line({ line }: { readonly line: CaseStory }) {
  const t = useCasesWords()
  const text = useText()
  const { time } = useTimes()
  const { by } = line
  return (
    <li>
      <Time iso={line.at} />
      <span className="story-voice">{text(line.who)}</span>
      <div className="breaks">
        {by && (
          <strong>{t(by.isAccount ? 'one.byAccount' : 'one.byCommand', { name: by.name, user: by.user })} </strong>
        )}
        {text(line.words)}
        {line.facts.length > 0 && (
          <div className="soft">
            {line.facts.map(({ name, value }) => (
              <div key={name.en}>
                {text(name)}: {text(value)}
              </div>
            ))}
          </div>
        )}
        {line.saidAt !== null && time(line.saidAt) !== time(line.at) && (
          <div className="soft">{t('one.saidAt', { at: time(line.saidAt) })}</div>
        )}
      </div>
    </li>
  )
}
