import { Alert, Card, Empty } from 'antd'
import { PEOPLE_ROUTES, type PersonPage } from '../../../src/contract/people-api.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, Money, StateTag, Time } from '../parts/values.tsx'
import { ConsentCard } from '../privacy/consent-card.tsx'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { chosenPerson } from './chosen-person.ts'
import { inWords } from './own-refusals.ts'
import { PersonActs } from './person-acts.tsx'
import { usePeopleWords } from './words.ts'
import { WrittenDown } from './written-down.tsx'

/** One person, masked, with everything that the house has to do with them. */
export function OnePersonPage() {
  const t = usePeopleWords()
  const { place } = useConsole()
  const personId = chosenPerson(place.query.who ?? '')
  if (personId === null)
    return (
      <>
        <PageHead title={t('person.title')} />
        <Alert
          type="info"
          showIcon
          title={t('person.chooseAgain')}
          description={<PlaceLink to="people">{t('find.title')}</PlaceLink>}
        />
      </>
    )
  return <OnePerson personId={personId} />
}

/** Everything of one person; whom, this tab knows. */
export function OnePerson({ personId }: { readonly personId: string }) {
  const t = usePeopleWords()
  const may = useMay()
  const server = useServer(PEOPLE_ROUTES)
  const ask = async () => inWords(await server.personPage({ personId }), { 'person-unknown': t('person.gone') })
  const answer = useAnswer(ask, personId)
  return (
    <Answered answer={answer}>
      {person => (
        <>
          <PageHead
            title={<Both text={person.nameMasked} />}
            lead={`${person.numberMasked} · ${t(`group.${person.group}`)} · ${t(`status.${person.status}`)}`}
            acts={<PersonActs person={person} onDone={() => void answer.again()} />}
          />
          <div className="cards people-cards">
            <Known person={person} />
            <Free person={person} />
          </div>
          <WrittenDown person={person} onDone={() => void answer.again()} />
          {may('privacy.see') && <ConsentCard personId={personId} />}
          <Papers person={person} />
          <Orders person={person} />
          <Looks person={person} />
        </>
      )}
    </Answered>
  )
}

interface Part {
  readonly person: PersonPage
}

function Known({ person }: Part) {
  const t = usePeopleWords()
  return (
    <Card title={t('person.known')}>
      <Facts
        facts={[
          { label: t('person.college'), value: <Both text={person.college} /> },
          person.major && { label: t('person.major'), value: <Both text={person.major} /> },
          { label: t('person.since'), value: <span className="number">{person.since}</span> },
          person.until !== null && { label: t('person.until'), value: <span className="number">{person.until}</span> },
          person.idNumberMasked !== null && {
            label: t('person.idNumber'),
            value: <span className="number">{person.idNumberMasked}</span>,
          },
        ]}
      />
    </Card>
  )
}

function Free({ person }: Part) {
  const t = usePeopleWords()
  return (
    <Card title={t('person.free')}>
      <Facts
        facts={person.freeCopies.map(({ title, left }) => ({
          label: <Both text={title} />,
          value: t('person.copies', { count: left }),
        }))}
      />
    </Card>
  )
}

const TONES = { valid: 'ok', expired: 'wait', replaced: 'plain', revoked: 'stop' } as const

function Papers({ person }: Part) {
  const t = usePeopleWords()
  return (
    <Card title={t('person.documents')} className="people-part">
      {person.documents.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('person.noDocuments')} />
      )}
      <ul className="ways">
        {person.documents.map(one => (
          <li key={one.documentId}>
            <PlaceLink to={`documents/${one.documentId}`}>
              <Both text={one.title} /> <span className="number">{one.documentNumber}</span>
              <Time iso={one.issuedAt} />
              <StateTag tone={TONES[one.state]}>{t(`documentState.${one.state}`)}</StateTag>
            </PlaceLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Orders({ person }: Part) {
  const t = usePeopleWords()
  const may = useMay()
  if (person.orders.length === 0) return null
  return (
    <Card title={t('person.orders')} className="people-part">
      <ul className="ways">
        {person.orders.map(one => {
          const line = (
            <>
              <span className="number">{one.orderNumber}</span> <Both text={one.title} />
              <Time iso={one.at} />
              {t('person.copies', { count: one.copiesDelivered ?? one.copies })} ·{' '}
              <Money fen={one.paidFen - one.refundFen} />
            </>
          )
          return (
            <li key={one.orderId}>
              {may('orders.see') ? (
                <PlaceLink to={`orders/${one.orderId}`}>{line}</PlaceLink>
              ) : (
                <span className="people-line">{line}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Looks({ person }: Part) {
  const t = usePeopleWords()
  return (
    <Card title={t('person.looks')} className="people-part">
      <p className="soft">{t('person.looksLead')}</p>
      {person.looks.length === 0 && <p>{t('person.noLooks')}</p>}
      <ul className="ways">
        {person.looks.map((look, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was written down keeps its place.
          <li key={at} className="people-line">
            <Time iso={look.at} /> {look.by} · {look.reason}
          </li>
        ))}
      </ul>
    </Card>
  )
}
