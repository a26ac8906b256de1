import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { COMPLAINTS_ROUTES, type ComplaintWhole } from '../../../src/contract/complaints-api.ts'
import { ORDER_DESK_ROUTES } from '../../../src/contract/order-desk-api.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { type Act, ComplaintActDialog } from './complaint-act.tsx'
import { ComplaintClock, ComplaintState } from './complaint-clock.tsx'
import { ComplaintErrands } from './complaint-errands.tsx'
import { ComplaintPicture } from './complaint-picture.tsx'
import { useComplaintsWords } from './words.ts'

/** One complaint: what the payer wrote, what is on record of paper and money, and what may be done. */
export function ComplaintPage({ params }: PageProps) {
  const t = useComplaintsWords()
  const server = useServer(COMPLAINTS_ROUTES)
  const complaintId = params.complaintId ?? ''
  const answer = useAnswer(() => server.staffComplaint({ complaintId }), complaintId)
  return (
    <>
      <PageHead title={t('one.title')} />
      <Answered answer={answer}>{one => <Whole one={one} onDone={() => void answer.again()} />}</Answered>
    </>
  )
}

function Whole({ one, onDone }: { readonly one: ComplaintWhole; readonly onDone: () => void }) {
  const t = useComplaintsWords()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  return (
    <div className="order-story">
      <Alert
        type={one.state === 'processed' ? 'success' : 'warning'}
        showIcon
        title={t('one.said')}
        description={
          <>
            <p className="breaks complaint-words">{one.isEmptied ? t('one.emptied') : one.words}</p>
            {one.ownPictures.map(place => (
              <ComplaintPicture key={place} complaintId={one.complaintId} place={place} />
            ))}
          </>
        }
      />
      <div className="cards">
        <FactsOf one={one} />
        <Card title={<h2 className="card-title">{t('one.paper')}</h2>}>
          {one.orderNumber === null ? (
            <p>{t('one.noPaper')}</p>
          ) : may('orders.see') ? (
            <OnRecord orderNumber={one.orderNumber} />
          ) : (
            one.orderNumber
          )}
        </Card>
        <Card title={<h2 className="card-title">{t('one.acts')}</h2>}>
          {one.isAnsweredElsewhere && <p>{t('one.elsewhere')}</p>}
          {one.acts.length === 0 && <p className="soft">{t('one.noActs')}</p>}
          <div className="complaint-acts">
            {one.acts.map((name, at) => (
              <Button key={name} type={at === 0 ? 'primary' : 'default'} onClick={() => setAct(name)}>
                {t(`act.${name}`)}
              </Button>
            ))}
          </div>
          {act && <ComplaintActDialog one={one} act={act} onClose={() => setAct(null)} onDone={onDone} />}
        </Card>
      </div>
      {one.errands.length > 0 && <h2>{t('one.errands')}</h2>}
      <ComplaintErrands one={one} onDone={onDone} />
      <h2>{t('one.history')}</h2>
      <History one={one} />
    </div>
  )
}

function FactsOf({ one }: { readonly one: ComplaintWhole }) {
  const t = useComplaintsWords()
  const text = useText()
  const may = useMay()
  const [payment] = one.payments
  return (
    <Card title={<h2 className="card-title">{t('one.facts')}</h2>}>
      <Facts
        facts={[
          { label: t('state'), value: <ComplaintState row={one} /> },
          { label: t('clock'), value: <ComplaintClock row={one} /> },
          { label: t('number'), value: <span className="breaks">{one.complaintId}</span> },
          { label: t('at'), value: <Time iso={one.at} /> },
          { label: t('problem'), value: one.problem === '' ? t(`abouts.${one.about}`) : one.problem },
          one.times > 1 && { label: t('timesName'), value: t('again', { times: one.times }) },
          one.askedFen !== null && { label: t('one.asked'), value: <Money fen={one.askedFen} /> },
          one.phoneMasked !== null && { label: t('one.phone'), value: one.phoneMasked },
          one.terminal !== null && { label: t('terminal'), value: text(one.terminal) },
          payment !== undefined && {
            label: t('one.payment'),
            value: <span className="breaks">{payment.outTradeNo}</span>,
          },
          payment !== undefined && {
            label: t('one.transaction'),
            value: <span className="breaks">{payment.transactionId}</span>,
          },
          one.caseNumber !== null && {
            label: t('one.case'),
            value: may('cases.see') ? (
              <PlaceLink to={`cases/${one.caseNumber}`}>{one.caseNumber}</PlaceLink>
            ) : (
              one.caseNumber
            ),
          },
        ]}
      />
      {one.isFullyRefunded && <p>{t('one.refunded')}</p>}
      {one.isWithProvider && <p>{t('one.withProvider')}</p>}
    </Card>
  )
}

/** The truth about paper and money, by the order’s own story. */
function OnRecord({ orderNumber }: { readonly orderNumber: string }) {
  const text = useText()
  const server = useServer(ORDER_DESK_ROUTES)
  const story = useAnswer(() => server.orderStory({ orderNumber }), orderNumber)
  return (
    <>
      <p>
        <PlaceLink to={`orders/${orderNumber}`}>{orderNumber}</PlaceLink>
      </p>
      <Answered answer={story}>
        {({ headline, lines }) => (
          <>
            <p>{text(headline)}</p>
            <ul>
              {lines
                .filter(({ voice }) => voice === 'printer')
                .map((line, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a story keep their places.
                  <li key={at} className="breaks">
                    {text(line.says)}
                  </li>
                ))}
            </ul>
          </>
        )}
      </Answered>
    </>
  )
}

const KNOWN = new Set(
  'USER_CREATE_COMPLAINT USER_CONTINUE_COMPLAINT USER_RESPONSE MERCHANT_RESPONSE MERCHANT_CONFIRM_COMPLETE MERCHANT_APPROVE_REFUND MERCHANT_REFUSE_RERUND COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE COMPLAINT_FULL_REFUNDED_SYSTEM_MESSAGE COMPLAINT_PARTIAL_REFUNDED_SYSTEM_MESSAGE USER_APPLY_PLATFORM_SERVICE USER_CANCEL_PLATFORM_SERVICE PLATFORM_SERVICE_FINISHED PLATFORM_HELP_APPLICATION USER_SUBMIT_SATISFACTION'.split(
    ' ',
  ),
)

function History({ one }: { readonly one: ComplaintWhole }) {
  const t = useComplaintsWords()
  return (
    <ol className="story-lines">
      {one.lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a history keep their places.
        <li key={at}>
          <Time iso={line.at} />
          <span className="story-voice">{t(`by.${line.by}`)}</span>
          <div className="breaks">
            <strong>{KNOWN.has(line.what) ? t(`what.${line.what}` as never) : line.what} </strong>
            <span className="complaint-words">{line.words}</span>
            {line.pictures
              .filter(place => !one.ownPictures.includes(place))
              .map(place => (
                <ComplaintPicture key={place} complaintId={one.complaintId} place={place} />
              ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
