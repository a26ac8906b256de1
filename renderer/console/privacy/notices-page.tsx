import { Alert, Card } from 'antd'
import { type NoticeCountLine, PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { PrivacyWays } from './privacy-ways.tsx'
import { usePrivacyWords } from './words.ts'

/** Each text of the notice with how many have agreed to it, and the way to withdraw for somebody. */
export function NoticesPage() {
  const t = usePrivacyWords()
  const may = useMay()
  const server = useServer(PRIVACY_ROUTES)
  const answer = useAnswer(() => server.notices({}), '')
  return (
    <>
      <PageHead title={t('notices.title')} lead={t('notices.lead')} />
      <PrivacyWays />
      <Answered answer={answer}>
        {({ notices }) => (
          <div className="stacked-cards">
            {!notices.some(({ isInForce }) => isInForce) && (
              <Alert type="info" showIcon title={t(notices.length === 0 ? 'notices.none' : 'notices.notAsked')} />
            )}
            {notices.map(one => (
              <NoticeCard key={one.notice.digest} one={one} />
            ))}
            {may('people-desk.see') && (
              <Card className="privacy-card" title={<h2 className="card-title">{t('notices.withdrawTitle')}</h2>}>
                <p>{t('notices.withdrawHow')}</p>
                <PlaceLink to="people">{t('means.toPeople')}</PlaceLink>
              </Card>
            )}
          </div>
        )}
      </Answered>
    </>
  )
}

function NoticeCard({
  one: { notice, isInForce, firstAgreedAt, agreed, withdrawn },
}: {
  readonly one: NoticeCountLine
}) {
  const t = usePrivacyWords()
  return (
    <Card
      title={
        <h2 className="card-title">
          {t('notices.version', { version: notice.version })}{' '}
          <StateTag tone={isInForce ? 'ok' : 'plain'}>{t(isInForce ? 'notices.inForce' : 'notices.former')}</StateTag>
        </h2>
      }
    >
      <Facts
        facts={[
          { label: t('notices.agreed'), value: <span className="number privacy-count">{agreed}</span> },
          { label: t('notices.withdrawn'), value: <span className="number privacy-count">{withdrawn}</span> },
          { label: t('notices.firstAgreed'), value: <Time iso={firstAgreedAt} /> },
        ]}
      />
      <p className="soft breaks privacy-read">
        {t('notices.digest')}: <code>{notice.digest}</code>
      </p>
      <p className="privacy-read">
        <PlaceLink to={`privacy/notices/${notice.digest}`}>{t('notices.read')}</PlaceLink>
      </p>
    </Card>
  )
}
