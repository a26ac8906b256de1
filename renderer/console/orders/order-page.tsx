import { Alert, Card } from 'antd'
import { Fragment } from 'react'
import { ORDER_DESK_ROUTES, type OrderStory } from '../../../src/contract/order-desk-api.ts'
import { BadPrintButtons } from '../cases/bad-print.tsx'
import { ComplaintsOfOrder } from '../complaints/complaints-of-order.tsx'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Money, StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { OrderState } from './order-state.tsx'
import { useOrdersWords } from './words.ts'

/** One order's whole story, with the answer to "why" above it. */
export function OrderPage({ params }: PageProps) {
  const t = useOrdersWords()
  const server = useServer(ORDER_DESK_ROUTES)
  const orderNumber = params.orderNumber ?? ''
  const story = useAnswer(() => server.orderStory({ orderNumber }), orderNumber)
  const may = useMay()
  const isOver = story.value?.state === 'ended'
  return (
    <>
      <PageHead
        title={t('one.title', { number: story.value?.orderNumber ?? orderNumber })}
        acts={
          isOver &&
          may('cases.act') && (
            <BadPrintButtons
              orderNumber={story.value?.orderNumber ?? orderNumber}
              copies={story.value?.copiesDelivered ?? 0}
              leftFen={(story.value?.paidFen ?? 0) - (story.value?.refundFen ?? 0)}
              onDone={() => void story.again()}
            />
          )
        }
      />
      <Answered answer={story}>{value => <Story story={value} />}</Answered>
    </>
  )
}

function Story({ story }: { readonly story: OrderStory }) {
  const t = useOrdersWords()
  const text = useText()
  const may = useMay()
  const { ids } = story
  return (
    <div className="order-story">
      <Alert
        type={story.refundFen > 0 || story.heldFen > 0 ? 'warning' : 'info'}
        showIcon
        title={text(story.headline)}
      />
      <div className="cards">
        <Card title={<h2 className="card-title">{t('one.facts')}</h2>}>
          <Facts
            facts={[
              { label: t('state'), value: <OrderState row={story} /> },
              { label: t('at'), value: <Time iso={story.at} /> },
              { label: t('terminal'), value: text(story.terminal) },
              { label: t('document'), value: text(story.title) },
              { label: t('person'), value: `${text(story.nameMasked)} ${story.numberMasked}` },
              { label: t('copies'), value: t('copiesOut', { ordered: story.copies, out: story.copiesDelivered ?? 0 }) },
              { label: t('paid'), value: <Money fen={story.paidFen} /> },
              story.refundFen > 0 && { label: t('back'), value: <Money fen={story.refundFen} /> },
              story.heldFen > 0 && { label: t('held'), value: <Money fen={story.heldFen} /> },
              story.reprintOf !== null && {
                ...{ label: t('one.reprintOf') },
                value: <PlaceLink to={`orders/${story.reprintOf}`}>{story.reprintOf}</PlaceLink>,
              },
              story.reprints.length > 0 && {
                label: t('one.reprints'),
                value: story.reprints.map(number => (
                  <div key={number}>
                    <PlaceLink to={`orders/${number}`}>{number}</PlaceLink>
                  </div>
                )),
              },
            ]}
          />
        </Card>
        <Card title={<h2 className="card-title">{t('one.numbers')}</h2>}>
          <Facts
            facts={[
              { label: t('one.documentNumber'), value: <span className="breaks">{ids.documentNumber}</span> },
              { label: t('one.payment'), value: <span className="breaks">{ids.paymentNumber ?? t('one.none')}</span> },
              {
                label: t('one.transaction'),
                value: <span className="breaks">{ids.transactionNumber ?? t('one.none')}</span>,
              },
              ...story.books.map(({ account, fen }) => ({
                label: `${t('one.books')}: ${text(account)}`,
                value: <Money fen={fen} />,
              })),
            ]}
          />
        </Card>
        {may('complaints.see') && <ComplaintsOfOrder orderNumber={story.orderNumber} />}
        {story.refunds.length + story.cases.length > 0 && (
          <Card title={<h2 className="card-title">{`${t('one.refunds')} · ${t('one.cases')}`}</h2>}>
            <Facts
              facts={[
                ...story.refunds.map(refund => ({
                  label: <Money fen={refund.refundFen} />,
                  value: (
                    <>
                      {text(refund.state)}
                      <div className="soft">{text(refund.cause)}</div>
                      <div className="soft breaks">{refund.number}</div>
                    </>
                  ),
                })),
                ...story.cases.map(one => ({
                  label: text(one.kind),
                  value: (
                    <>
                      {may('cases.see') ? (
                        <PlaceLink to={`cases/${one.caseNumber}`}>{one.caseNumber}</PlaceLink>
                      ) : (
                        one.caseNumber
                      )}{' '}
                      <StateTag tone={one.isOpen ? 'wait' : 'ok'}>{t(one.isOpen ? 'one.open' : 'one.ended')}</StateTag>
                    </>
                  ),
                })),
              ]}
            />
          </Card>
        )}
      </div>
      <h2>{t('one.story')}</h2>
      {story.isCut && <Alert type="warning" showIcon title={t('one.cut')} />}
      <ol className="story-lines">
        {story.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a story keep their places.
          <Fragment key={at}>
            <li>
              <Time iso={line.at} />
              <span className="story-voice">{t(`voices.${line.voice}`)}</span>
              <span className="breaks">{text(line.says)}</span>
            </li>
          </Fragment>
        ))}
      </ol>
    </div>
  )
}
