import { Alert, Card } from 'antd'
import { FOUR_EYES_ROUTES, type ProposalDetails, type ProposalOutcome } from '../../../src/contract/four-eyes-api.ts'
import type { PageProps } from '../page-props.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, Time } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { Changes } from './changes.tsx'
import { Colleague, ProposalStateTag } from './proposal-state.tsx'
import { useProposalWords } from './words.ts'

/** One proposal: what it changes, who drafted it, and for whom it waits. */
export function ProposalPage({ params: { proposalId = '' } }: PageProps) {
  const t = useProposalWords()
  const server = useServer(FOUR_EYES_ROUTES)
  const answer = useAnswer(() => server.proposal({ proposalId }), proposalId)
  return (
    <>
      <PlaceLink to="proposals">{t('back')}</PlaceLink>
      {answer.value === null && <PageHead title={t('title')} />}
      <Answered answer={answer}>
        {proposal => (
          <>
            <PageHead
              title={<Both text={proposal.title} />}
              acts={<ProposalActs proposal={proposal} onDone={() => void answer.again()} />}
            />
            {proposal.mayTakeBack && <Alert type="info" showIcon title={t('ownHint')} />}
            <Card title={<h2 className="card-title">{t('changes')}</h2>}>
              <Changes details={proposal.details} />
            </Card>
            <ProposalFacts proposal={proposal} />
          </>
        )}
      </Answered>
    </>
  )
}

function ProposalFacts({ proposal }: { readonly proposal: ProposalDetails }) {
  const t = useProposalWords()
  const { draftedBy, decidedBy, decidedAt, declineReason, said, isOwn } = proposal
  return (
    <Card>
      <Facts
        facts={[
          { label: t('state'), value: <ProposalStateTag state={proposal.state} /> },
          said && { label: t('outcome'), value: <Both text={said} /> },
          { label: t('reason'), value: proposal.reason },
          { label: t('site'), value: proposal.siteId ?? t('house') },
          { label: t('draftedBy'), value: <Colleague name={draftedBy.name} isSelf={isOwn} /> },
          { label: t('draftedAt'), value: <Time iso={proposal.draftedAt} /> },
          proposal.state === 'waiting' && { label: t('endsAt'), value: <Time iso={proposal.endsAt} /> },
          decidedBy && { label: t('decidedBy'), value: decidedBy.name },
          decidedAt !== null && { label: t('decidedAt'), value: <Time iso={decidedAt} /> },
          declineReason !== null && { label: t('declineReason'), value: declineReason },
        ]}
      />
    </Card>
  )
}

function ProposalActs({ proposal, onDone }: { readonly proposal: ProposalDetails; readonly onDone: () => void }) {
  const t = useProposalWords()
  const text = useText()
  const server = useServer(FOUR_EYES_ROUTES)
  const { proposalId, seen, mayAgree, mayDecline, mayTakeBack } = proposal
  const outcome = ({ state, said }: ProposalOutcome) =>
    [t(state === 'failed' ? 'agree.failed' : 'agree.done'), ...(said ? [text(said)] : [])].join(' ')
  return (
    <>
      {mayAgree && (
        <ActButton<ProposalOutcome>
          isPrimary
          label={t('agree.label')}
          will={
            <>
              <p>{t('agree.will')}</p>
              <Changes details={proposal.details} />
            </>
          }
          act={() => server.agreeToProposal({ proposalId, seen })}
          did={outcome}
          onDone={onDone}
        />
      )}
      {mayDecline && (
        <ActButton
          isDangerous
          label={t('decline.label')}
          will={<p>{t('decline.will')}</p>}
          needsReason
          act={reason => server.declineProposal({ proposalId, reason })}
          did={() => t('decline.done')}
          onDone={onDone}
        />
      )}
      {mayTakeBack && (
        <ActButton
          isDangerous
          label={t('takeBack.label')}
          will={<p>{t('takeBack.will')}</p>}
          act={() => server.takeBackProposal({ proposalId })}
          did={() => t('takeBack.done')}
          onDone={onDone}
        />
      )}
    </>
  )
}
