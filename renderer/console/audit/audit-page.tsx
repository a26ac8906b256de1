import type { z } from 'zod'
import { AUDIT_ROUTES, type AuditFilters, type auditRowSchema } from '../../../src/contract/audit-api.ts'
import { ok } from '../../../src/result.ts'
import { List } from '../list/list.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time, useTimes } from '../parts/values.tsx'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { ChainCards } from './chain-cards.tsx'
import { useAuditWords } from './words.ts'

type Row = z.output<typeof auditRowSchema>

const byOf = ({ detail }: Row) => (typeof detail.by === 'string' ? detail.by : '')

/** Everything that has happened, how far the chain over it is, and who vouches for it outside. */
export function AuditPage() {
  const t = useAuditWords()
  const { second } = useTimes()
  const server = useServer(AUDIT_ROUTES)
  const text = useText()
  const known = useAnswer(() => server.auditEvents({}), '').value?.events ?? []
  const sentences = new Map(known.map(({ event, what }) => [event, text(what)]))
  const sentenceOf = (event: string) => sentences.get(event) ?? event
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ChainCards />
      <List<Row>
        label={t('list')}
        ask={({ filters, ...page }) => server.auditEntries({ ...(filters as AuditFilters), ...page })}
        rowKey={({ seq }) => seq}
        open={({ seq }) => `audit/${seq}`}
        search={t('search')}
        empty={t('empty')}
        acts={<ExportButton />}
        filters={[
          {
            ...{ kind: 'choice', key: 'event', label: t('event') },
            options: known.map(({ event, what }) => ({ value: event, label: `${text(what)} ${event}` })),
          },
          { kind: 'text', key: 'by', label: t('by') },
          { kind: 'text', key: 'terminalId', label: t('terminal') },
          { kind: 'day', key: 'fromDay', label: t('from') },
          { kind: 'day', key: 'toDay', label: t('to') },
        ]}
        columns={[
          { key: 'at', title: t('at'), show: ({ at }) => <Time iso={at} />, text: ({ at }) => second(at) },
          {
            ...{ key: 'event', title: t('event'), widthPx: 380, text: ({ event }) => sentenceOf(event) },
            show: ({ event }) => <EventName event={event} sentence={sentenceOf(event)} />,
          },
          { key: 'subject', title: t('subject'), widthPx: 240, show: ({ subject }) => subject },
          { key: 'by', title: t('by'), widthPx: 200, show: byOf },
          { key: 'terminal', title: t('terminal'), show: ({ terminalId }) => terminalId ?? '' },
          {
            ...{ key: 'position', title: t('position'), align: 'right' },
            show: ({ position }) => <span className="number">{position ?? t('waits')}</span>,
          },
        ]}
      />
    </>
  )
}

/** What has happened, in words, and the name that programs know it by. */
const EventName = ({ event, sentence }: { readonly event: string; readonly sentence: string }) => (
  <span className="event-name">
    {sentence}
    {sentence !== event && <code>{event}</code>}
  </span>
)

/** Takes with it what the list is narrowed to. */
function ExportButton() {
  const t = useAuditWords()
  const { place, beside } = useConsole()
  const server = useServer(AUDIT_ROUTES)
  if (!useMay()('audit.export')) return null
  const { event, by, terminalId, fromDay, toDay } = place.query
  return (
    <ActButton<string>
      label={t('export.act')}
      will={t('export.will')}
      act={async () => {
        const filters = { event, by, terminalId, fromDay, toDay }
        const used = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
        const begun = await server.beginAuditExport(used)
        return begun.ok ? ok(begun.value.path) : begun
      }}
      did={() => t('export.did')}
      onDone={path => window.location.assign(beside(path))}
    />
  )
}
