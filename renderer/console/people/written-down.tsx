import { Card } from 'antd'
import type { ReactNode } from 'react'
import { PEOPLE_ROUTES, type PersonPage } from '../../../src/contract/people-api.ts'
import type { ActProps } from '../parts/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { inWords } from './own-refusals.ts'
import { usePeopleWords } from './words.ts'

export interface WrittenDownProps {
  readonly person: PersonPage
  readonly onDone: () => void
}

/** What the house has written down of a person: cards, holds, approvals and granted copies, each to be ended. */
export function WrittenDown({ person, onDone }: WrittenDownProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const may = useMay()
  const gone = { 'not-there': t('refused.notThere') }
  const end = (label: string, will: string, act: ActProps<object>['act'], needsReason = false) => (
    <ActButton label={label} will={will} needsReason={needsReason} act={act} did={() => t('end.did')} onDone={onDone} />
  )
  const manages = may('people-desk.manage')
  const { cards, holds, approvals, grants } = person
  if (cards.length + holds.length + approvals.length + grants.length === 0) return null
  return (
    <Card title={t('written.title')} className="people-part">
      <ul className="ways">
        {cards.map(card => (
          <Line
            key={card.lostCardId}
            what={card.cardMasked === null ? t('written.allCards') : t('written.card', { card: card.cardMasked })}
            why={card.reason}
            at={card.reportedAt}
            by={card.reportedBy}
            isInForce={card.foundAt === null}
          >
            {may('people-desk.block-cards') &&
              end(t('end.card'), t('end.cardWill'), async () => {
                const answer = await server.cardFound({ lostCardId: card.lostCardId })
                return inWords(answer, gone)
              })}
          </Line>
        ))}
        {holds.map(hold => (
          <Line
            key={hold.holdId}
            what={t('written.hold', { kinds: hold.kinds?.join(' ') ?? t('written.all') })}
            why={<Both text={hold.reason} />}
            at={hold.at}
            by={hold.by}
            lastDay={hold.lastDay}
            isInForce={hold.isInForce}
          >
            {manages &&
              end(
                t('end.hold'),
                t('end.holdWill'),
                async reason => inWords(await server.endHold({ holdId: hold.holdId, reason }), gone),
                true,
              )}
          </Line>
        ))}
        {approvals.map(one => (
          <Line
            key={one.approvalId}
            what={t('written.approval', { kind: one.kind })}
            why={one.note}
            at={one.at}
            by={one.by}
            lastDay={one.lastDay}
            isInForce={one.isInForce}
          >
            {manages &&
              end(t('end.approval'), t('end.approvalWill'), async () => {
                const answer = await server.endHouseApproval({ approvalId: one.approvalId })
                return inWords(answer, gone)
              })}
          </Line>
        ))}
        {grants.map(grant => (
          <Line
            key={grant.grantId}
            what={t(grant.isWaiver ? 'written.waiver' : 'written.grant', {
              count: grant.copies,
              kind: grant.kind ?? t('written.all'),
            })}
            why={grant.reason}
            at={grant.at}
            by={grant.by}
            lastDay={grant.lastDay}
            isInForce={grant.isInForce}
          >
            {manages &&
              end(t('end.grant'), t('end.grantWill'), async () => {
                return inWords(await server.endGrant({ grantId: grant.grantId }), gone)
              })}
          </Line>
        ))}
      </ul>
    </Card>
  )
}

function Line({
  what,
  why,
  at,
  by,
  lastDay = null,
  isInForce,
  children,
}: {
  readonly what: ReactNode
  readonly why: ReactNode
  readonly at: string
  readonly by: string
  readonly lastDay?: string | null
  readonly isInForce: boolean
  readonly children: ReactNode
}) {
  const t = usePeopleWords()
  return (
    <li className="people-line">
      <span>
        <strong>{what}</strong> {why}
        <br />
        <span className="soft">
          <Time iso={at} /> {by} {lastDay !== null && t('written.until', { day: lastDay })}
        </span>
      </span>
      <StateTag tone={isInForce ? 'wait' : 'plain'}>{t(isInForce ? 'written.inForce' : 'written.over')}</StateTag>
      {isInForce && children}
    </li>
  )
}
