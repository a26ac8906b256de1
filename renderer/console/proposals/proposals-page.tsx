import { FOUR_EYES_ROUTES, type Proposal } from '../../../src/contract/four-eyes-api.ts'
import { List } from '../list/list.tsx'
import type { ListColumn } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Both, Time } from '../parts/values.tsx'
import { useConsole, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { Colleague, ProposalStateTag } from './proposal-state.tsx'
import { useProposalWords } from './words.ts'

/** What waits for a second person; with `state=decided` in the address, what was decided. */
export function ProposalsPage() {
  const t = useProposalWords()
  const { place } = useConsole()
  const server = useServer(FOUR_EYES_ROUTES)
  const isDecided = place.query.state === 'decided'
  const state = isDecided ? 'decided' : 'waiting'
  const columns: ListColumn<Proposal>[] = [
    { key: 'title', title: t('what'), widthPx: 260, show: ({ title }) => <Both text={title} /> },
    { key: 'state', title: t('state'), show: one => <ProposalStateTag state={one.state} /> },
    { key: 'site', title: t('site'), show: ({ siteId }) => siteId ?? t('house') },
    {
      ...{ key: 'draftedBy', title: t('draftedBy') },
      show: ({ draftedBy, isOwn }) => <Colleague name={draftedBy.name} isSelf={isOwn} />,
    },
    { key: 'draftedAt', title: t('draftedAt'), show: ({ draftedAt }) => <Time iso={draftedAt} /> },
    isDecided
      ? { key: 'decidedBy', title: t('decidedBy'), show: ({ decidedBy }) => decidedBy?.name ?? '–' }
      : { key: 'endsAt', title: t('endsAt'), show: ({ endsAt }) => <Time iso={endsAt} /> },
  ]
  return (
    <>
      <PageHead
        title={t(isDecided ? 'decidedTitle' : 'title')}
        lead={t(isDecided ? 'decidedLead' : 'lead')}
        acts={
          <PlaceLink to="proposals" query={isDecided ? {} : { state: 'decided' }}>
            {t(isDecided ? 'showWaiting' : 'showDecided')}
          </PlaceLink>
        }
      />
      <List<Proposal>
        key={state}
        label={t(isDecided ? 'decidedTitle' : 'title')}
        ask={({ limit, after }) => server.proposals({ state, limit, after })}
        columns={columns}
        rowKey={({ proposalId }) => proposalId}
        open={({ proposalId }) => `proposals/${proposalId}`}
        empty={t(isDecided ? 'emptyDecided' : 'empty')}
      />
    </>
  )
}
