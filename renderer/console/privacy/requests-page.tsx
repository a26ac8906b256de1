import { useState } from 'react'
import {
  PRIVACY_ROUTES,
  type PrivacyRequestLine,
  REQUEST_KINDS,
  REQUEST_STATES,
} from '../../../src/contract/privacy-api.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { EnterRequest } from './enter-request.tsx'
import { PrivacyWays } from './privacy-ways.tsx'
import { RequestClock, useRequestClock } from './request-clock.tsx'
import { usePrivacyWords } from './words.ts'

/** What people have asked of their data in another way than on the web, what is due first before. */
export function RequestsPage() {
  const t = usePrivacyWords()
  const may = useMay()
  const clock = useRequestClock()
  const server = useServer(PRIVACY_ROUTES)
  const [version, setVersion] = useState(0)
  const ask: AskList<PrivacyRequestLine> = ({ filters, ...page }) =>
    server.privacyRequests({ ...filters, ...page } as never)
  const whoOf = ({ whoMasked }: PrivacyRequestLine) => whoMasked ?? t('requests.nobody')
  return (
    <>
      <PageHead
        title={t('requests.title')}
        lead={t('requests.lead')}
        acts={may('privacy.work') && <EnterRequest onDone={() => setVersion(version + 1)} />}
      />
      <PrivacyWays />
      <List<PrivacyRequestLine>
        label={t('requests.list')}
        ask={ask}
        rowKey={({ number }) => number}
        open={({ number }) => `privacy/requests/${number}`}
        search={t('requests.search')}
        csvName="privacy-requests"
        empty={t('requests.empty')}
        version={version}
        filters={[
          {
            ...{ kind: 'choice', key: 'state', label: t('requests.state'), unless: t('requests.states.open') },
            options: REQUEST_STATES.filter(state => state !== 'open').map(value => ({
              ...{ value, label: t(`requests.states.${value}`) },
            })),
          },
          {
            ...{ kind: 'choice', key: 'kind', label: t('requests.kind') },
            options: REQUEST_KINDS.map(value => ({ value, label: t(`kinds.${value}`) })),
          },
        ]}
        columns={[
          {
            ...{ key: 'number', title: t('requests.number'), widthPx: 150 },
            show: ({ number }) => number,
            text: ({ number }) => number,
          },
          {
            ...{ key: 'clock', title: t('requests.clock'), widthPx: 240 },
            show: row => <RequestClock row={row} />,
            text: row => clock(row).says,
          },
          {
            ...{ key: 'kind', title: t('requests.kind') },
            show: ({ kind }) => t(`kinds.${kind}`),
            text: ({ kind }) => t(`kinds.${kind}`),
          },
          {
            ...{ key: 'who', title: t('requests.who'), widthPx: 220 },
            show: row => <span className="privacy-words">{whoOf(row)}</span>,
            text: whoOf,
          },
          {
            ...{ key: 'channel', title: t('requests.channel'), widthPx: 120 },
            show: ({ channel }) => t(`channels.${channel}`),
            text: ({ channel }) => t(`channels.${channel}`),
          },
          {
            ...{ key: 'received', title: t('requests.received'), widthPx: 130 },
            show: ({ receivedOn }) => <span className="number">{receivedOn}</span>,
            text: ({ receivedOn }) => receivedOn,
          },
        ]}
      />
    </>
  )
}
