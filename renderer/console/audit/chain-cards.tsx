import { Alert, Card } from 'antd'
import { useState } from 'react'
import { AUDIT_ROUTES } from '../../../src/contract/audit-api.ts'
import type { OutputOf } from '../../../src/contract/routes.ts'
import { ok } from '../../../src/result.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag, Time, useTimes } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { VerificationFacts } from './verification-facts.tsx'
import { useAuditWords } from './words.ts'

const LOOK_EVERY_MS = 30_000
const FOLLOW_EVERY_MS = 1_000

type Standing = OutputOf<typeof AUDIT_ROUTES.auditStanding.output>

/** How far the chain is, who keeps its checkpoints outside, and the last verification. */
export function ChainCards() {
  const server = useServer(AUDIT_ROUTES)
  const [isFollowed, setFollowed] = useState(false)
  const standing = useAnswer(() => server.auditStanding({}), '', isFollowed ? FOLLOW_EVERY_MS : LOOK_EVERY_MS)
  return (
    <Answered answer={standing}>
      {value => (
        <div className="cards">
          <ChainCard standing={value} />
          <WitnessCard standing={value} />
          <VerificationCard
            standing={value}
            onBegun={() => {
              setFollowed(true)
              void standing.again()
            }}
          />
        </div>
      )}
    </Answered>
  )
}

function ChainCard({
  standing: { links, beginsAfter, waiting, keptDays, checkpoint },
}: {
  readonly standing: Standing
}) {
  const t = useAuditWords()
  return (
    <Card title={t('chain')}>
      <Facts
        facts={[
          { label: t('links'), value: links === 0 ? '0' : t('linksSince', { first: beginsAfter + 1, last: links }) },
          waiting > 0 && { label: t('waiting'), value: String(waiting) },
          {
            label: t('checkpoint'),
            value: checkpoint ? (
              <>
                {t('checkpointOf', { number: checkpoint.number, size: checkpoint.size })} · <Time iso={checkpoint.at} />
              </>
            ) : (
              t('noCheckpoint')
            ),
          },
          { label: t('kept'), value: t('days', { count: keptDays }) },
        ]}
      />
    </Card>
  )
}

function WitnessCard({ standing: { witnesses } }: { readonly standing: Standing }) {
  const t = useAuditWords()
  const { time } = useTimes()
  return (
    <Card title={t('witnesses')}>
      {witnesses.length === 0 && <Alert type="warning" showIcon title={t('noWitness')} />}
      <Facts
        facts={witnesses.map(({ name, kind, deliveredNumber, failingSince, tries, why }) => ({
          label: `${name} (${t(`witness.${kind}`)})`,
          value:
            failingSince === null ? (
              <StateTag tone={deliveredNumber > 0 ? 'ok' : 'wait'}>
                {deliveredNumber > 0 ? t('witness.upTo', { number: deliveredNumber }) : t('witness.none')}
              </StateTag>
            ) : (
              <>
                <StateTag tone="stop">{t('witness.away')}</StateTag>
                <span className="soft">
                  {t('witness.failing', { since: time(failingSince), tries, why: why ?? '' })}
                </span>
              </>
            ),
        }))}
      />
    </Card>
  )
}

function VerificationCard({
  standing: { verification },
  onBegun,
}: {
  readonly standing: Standing
  readonly onBegun: () => void
}) {
  const t = useAuditWords()
  const server = useServer(AUDIT_ROUTES)
  const may = useMay()
  return (
    <Card
      title={t('verification')}
      extra={
        may('audit.verify') && (
          <ActButton<null>
            label={t('verify.act')}
            will={t('verify.will')}
            act={async () => {
              const begun = await server.beginAuditVerification({})
              return begun.ok ? ok(null) : begun
            }}
            did={() => t('verify.did')}
            onDone={onBegun}
          />
        )
      }
    >
      {verification ? <VerificationFacts verification={verification} /> : <p className="soft">{t('noVerification')}</p>}
    </Card>
  )
}
