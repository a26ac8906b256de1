import { Card } from 'antd'
import { type DeskKind, DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, Money } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { useDocumentWords } from './words.ts'

/** Kinds of document as the house issues them now. */
export function KindsPage() {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const answer = useAnswer(() => server.deskKinds({}), '')
  return (
    <>
      <PageHead title={t('kinds.title')} lead={t('kinds.lead')} />
      <Answered answer={answer}>
        {({ kinds }) => (
          <div className="cards people-cards">
            {kinds.map(kind => (
              <Kind key={kind.kind} kind={kind} />
            ))}
          </div>
        )}
      </Answered>
    </>
  )
}

function Kind({ kind }: { readonly kind: DeskKind }) {
  const t = useDocumentWords()
  const text = useText()
  return (
    <Card title={<PlaceLink to={`kinds/${kind.kind}`}>{text(kind.title)}</PlaceLink>}>
      <Facts
        facts={[
          { label: t('kinds.name'), value: kind.kind },
          { label: t('kinds.office'), value: <Both text={kind.office} /> },
          { label: t('kinds.groups'), value: kind.groups.map(group => t(`groups.${group}`)).join(' · ') },
          { label: t('kinds.statuses'), value: kind.statuses.map(status => t(`statuses.${status}`)).join(' · ') },
          ...kind.editions.map(({ title, unitPriceFen }) => ({
            label: <Both text={title} />,
            value: <Money fen={unitPriceFen} />,
          })),
          {
            label: t('kinds.validity'),
            value: kind.validityDays === null ? t('kinds.forEver') : t('kinds.days', { count: kind.validityDays }),
          },
          { label: t('kinds.assurance'), value: kind.assurance },
          kind.sealWords !== null && { label: t('kinds.sealWords'), value: kind.sealWords },
          kind.paperOnly && { label: t('kinds.file'), value: t('kinds.paperOnly') },
          ...kind.holds.map(reason => ({ label: t('kinds.hold'), value: <Both text={reason} /> })),
          kind.approval !== null && {
            label: t(kind.approval.by === 'office' ? 'kinds.byOffice' : 'kinds.byWord'),
            value: <Both text={kind.approval.reason} />,
          },
        ]}
      />
    </Card>
  )
}
