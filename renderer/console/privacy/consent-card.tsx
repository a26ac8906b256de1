import { Button, Card } from 'antd'
import { useState } from 'react'
import { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import type { OutputOf } from '../../../src/contract/routes.ts'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag, Time } from '../parts/values.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import { usePrivacyWords } from './words.ts'

type Consent = OutputOf<typeof PRIVACY_ROUTES.consentOfPerson.output>

/** To what one person has agreed, and the act that withdraws it for whoever has asked on paper. */
export function ConsentCard({ personId }: { readonly personId: string }) {
  const t = usePrivacyWords()
  const may = useMay()
  const [isWithdrawing, setWithdrawing] = useState(false)
  const server = useServer(PRIVACY_ROUTES)
  const ask = async () => inWords(await server.consentOfPerson({ personId }), { 'person-unknown': t('consent.gone') })
  const answer = useAnswer(ask, personId)
  const holds = answer.value?.consents.some(({ withdrawnAt }) => withdrawnAt === null) ?? false
  return (
    <Card
      title={t('consent.title')}
      className="people-part"
      extra={
        holds &&
        may('privacy.work') && (
          <Button danger onClick={() => setWithdrawing(true)}>
            {t('consent.withdraw.label')}
          </Button>
        )
      }
    >
      {isWithdrawing && (
        <WithdrawDialog personId={personId} onDone={() => void answer.again()} onClose={() => setWithdrawing(false)} />
      )}
      <Answered answer={answer}>{consent => <Lines consent={consent} />}</Answered>
    </Card>
  )
}

function Lines({ consent: { isAsked, isOwed, consents } }: { readonly consent: Consent }) {
  const t = usePrivacyWords()
  const text = useText()
  return (
    <>
      {!isAsked ? (
        <p>{t('consent.notAsked')}</p>
      ) : (
        <StateTag tone={isOwed ? 'wait' : 'ok'}>{t(isOwed ? 'consent.owed' : 'consent.holds')}</StateTag>
      )}
      {consents.length === 0 && <p className="soft">{t('consent.none')}</p>}
      <ul className="ways">
        {consents.map(({ version, digest, agreedAt, place, withdrawnAt, withdrawnReason }) => (
          <li key={`${digest} ${agreedAt}`} className="people-line">
            <span>
              <Time iso={agreedAt} /> · {t('consent.line', { version, place: place ? text(place) : t('consent.web') })}
            </span>
            {withdrawnAt !== null && (
              <span>
                <Time iso={withdrawnAt} />{' '}
                {withdrawnReason === null
                  ? t('consent.withdrawn')
                  : t('consent.withdrawnFor', { reason: withdrawnReason })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
