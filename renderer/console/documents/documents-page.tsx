import { Form, Input } from 'antd'
import { useState } from 'react'
import { DOCUMENT_DESK_ROUTES, type DocumentLine } from '../../../src/contract/document-desk-api.ts'
import type { DocumentState } from '../../../src/verification/states.ts'
import { List } from '../list/list.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { DOCUMENT_TONES } from './tones.ts'
import { useDocumentWords } from './words.ts'

const STATES = ['valid', 'expired', 'replaced', 'revoked'] as const

/** What was issued. What is typed to find one stands in no address: a code that opens a document is nobody else's affair. */
export function DocumentsPage() {
  const t = useDocumentWords()
  const text = useText()
  const may = useMay()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const kinds = useAnswer(() => server.deskKinds({}), '')
  const [search, setSearch] = useState('')
  const [number, setNumber] = useState('')
  return (
    <>
      <PageHead
        title={t('list.title')}
        lead={t('list.lead')}
        acts={may('document-desk.revoke') && <PlaceLink to="documents/revoke">{t('many.title')}</PlaceLink>}
      />
      <Form layout="vertical" component="div" className="people-find">
        <Form.Item label={t('list.search')} htmlFor="document-search">
          <Input
            id="document-search"
            allowClear
            autoComplete="off"
            maxLength={100}
            value={search}
            onChange={event => setSearch(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('list.number')} htmlFor="document-number">
          <Input
            id="document-number"
            allowClear
            autoComplete="off"
            maxLength={100}
            value={number}
            onChange={event => setNumber(event.target.value)}
          />
        </Form.Item>
      </Form>
      <List<DocumentLine>
        label={t('list.title')}
        version={JSON.stringify([search, number])}
        ask={({ after, limit, filters: { kind, state, from, to } }) =>
          server.issuedDocuments({
            ...{ limit, ...(search.trim() !== '' && { search }), ...(number.trim() !== '' && { number }) },
            ...{
              ...(after !== undefined && { after }),
              ...(kind && { kind }),
              ...(from && { from }),
              ...(to && { to }),
            },
            ...(isState(state) && { state }),
          })
        }
        rowKey={({ documentId }) => documentId}
        open={({ documentId }) => `documents/${documentId}`}
        csvName="documents"
        empty={t('list.none')}
        filters={[
          {
            ...{ kind: 'choice', key: 'kind', label: t('list.kind') },
            options: (kinds.value?.kinds ?? []).map(({ kind, title }) => ({ value: kind, label: text(title) })),
          },
          {
            ...{ kind: 'choice', key: 'state', label: t('list.state') },
            options: STATES.map(value => ({ value, label: t(`states.${value}`) })),
          },
          { kind: 'day', key: 'from', label: t('list.from') },
          { kind: 'day', key: 'to', label: t('list.to') },
        ]}
        columns={[
          { key: 'number', title: t('list.paper'), show: row => row.documentNumber, text: row => row.documentNumber },
          { key: 'title', title: t('list.kind'), show: row => <Both text={row.title} />, text: row => text(row.title) },
          {
            key: 'person',
            title: t('list.person'),
            show: row => (
              <>
                <Both text={row.nameMasked} /> {row.numberMasked}
              </>
            ),
            text: row => `${text(row.nameMasked)} ${row.numberMasked}`,
          },
          { key: 'at', title: t('list.at'), show: row => <Time iso={row.issuedAt} />, text: row => row.issuedAt },
          {
            key: 'state',
            title: t('list.state'),
            show: row => <StateTag tone={DOCUMENT_TONES[row.state]}>{t(`states.${row.state}`)}</StateTag>,
            text: row => t(`states.${row.state}`),
          },
        ]}
      />
    </>
  )
}

const isState = (said: string | undefined): said is DocumentState => STATES.some(state => state === said)
